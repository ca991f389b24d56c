"""A Board pack: sections in a person's words, figures with their rows, and notes made later."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy import inspect as inspect_state
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.board.figures.enums import FigureKey, RowKind, ValueState
from coprod.board.meetings.enums import AskKind
from coprod.board.packs.enums import PackKind, PackState, SectionKey
from coprod.board.packs.rules import FROZEN_STAYS
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.reference.lists.models import Term


class PartOfDraft:
    """Changed while its pack is a draft, which no visitor sees: no page in a cache gets old."""

    def is_seen_by_visitors(self) -> bool:
        return False


class Pack(Timestamped, Base):
    """A paper for one meeting of one board. From ``frozen_at`` on it stays as it is.

    ``sha256`` is the mark of all that was frozen. It changes only where words are taken out for
    good (``desk.redaction``), and the page says so.
    """

    __tablename__ = "board_pack"
    holds_words = ("slug", "title", "board_name")
    holds_no_words = {
        "sha256": "a hash",
        "first_sha256": "a hash",
        "writer_ids": "numbers of people",
    }

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[PackKind]
    board_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    board_name: Mapped[str] = mapped_column(default="")
    """What the board was called when the pack froze; a draft has the name of today."""
    meeting_on: Mapped[date]
    starts: Mapped[date]
    ends: Mapped[date]
    state: Mapped[PackState] = mapped_column(default=PackState.DRAFT, index=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("board_pack.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    writer_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Who ever changed it, also what was overwritten since: none of them reads it through."""
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reviewed_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    first_sha256: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)

    board: Mapped[Term] = relationship(lazy="raise")
    sections: Mapped[list["PackSection"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PackSection.position"
    )
    asks: Mapped[list["PackAsk"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PackAsk.id"
    )
    readers: Mapped[list["PackReader"]] = relationship(
        lazy="select", cascade="all, delete-orphan", order_by="PackReader.id"
    )
    """Loaded when asked for: a frozen pack is read by everybody."""
    stories: Mapped[list["PackStory"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PackStory.position"
    )
    notes: Mapped[list["PackNote"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PackNote.id"
    )

    def is_seen_by_visitors(self) -> bool:
        return self.is_frozen

    @property
    def board_label(self) -> str:
        return self.board_name if self.is_frozen else self.board.label

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def had_words_taken_out(self) -> bool:
        return self.sha256 != self.first_sha256

    @property
    def purposes(self) -> list[tuple[AskKind, int]]:
        """What the board is asked for, and how many times."""
        kinds = [each.kind for each in self.asks]
        return [(kind, kinds.count(kind)) for kind in AskKind if kind in kinds]

    @property
    def short_hash(self) -> str:
        """The beginning of the mark, as it stands at the foot of each page."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"


class PackSection(PartOfDraft, Base):
    """A section: a headline that a person accepted as it is printed, and their own words.

    ``accepted_as`` is the printed sentence. Where a figure moves since, it must be accepted anew.
    """

    __tablename__ = "board_pack_section"
    holds_words = ("headline", "accepted_as", "narrative", "author")
    __table_args__ = (UniqueConstraint("pack_id", "key"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("board_pack.id", ondelete="CASCADE"))
    key: Mapped[SectionKey]
    position: Mapped[int] = mapped_column(default=0)
    headline: Mapped[str] = mapped_column(Text, default="")
    accepted_as: Mapped[str] = mapped_column(Text, default="")
    narrative: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)


class PackAsk(PartOfDraft, Base):
    """What the board is asked to decide, discuss or note."""

    __tablename__ = "board_pack_ask"
    holds_words = ("title", "reason", "cost", "lead")

    pack_id: Mapped[int] = mapped_column(
        ForeignKey("board_pack.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AskKind]
    title: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[str] = mapped_column(default="")
    lead: Mapped[str] = mapped_column(default="")


class PackStory(PartOfDraft, Base):
    """A story that a person chose, with one picture of it. Its words are kept once it is frozen.

    The picture lies where the activity has it, and is shown as long as its readers see it there:
    who took back a consent is in no paper either.
    """

    __tablename__ = "board_pack_story"
    holds_words = ("title", "words", "alt", "caption")
    holds_no_words = {"sha256": "a hash of a picture"}
    __table_args__ = (UniqueConstraint("pack_id", "activity_id"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("board_pack.id", ondelete="CASCADE"))
    activity_id: Mapped[int]
    file_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    alt: Mapped[str] = mapped_column(Text, default="")
    caption: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")


class PackReader(PartOfDraft, Base):
    """Somebody who may read a draft before it is public, and which version they say they read."""

    __tablename__ = "board_pack_reader"
    __table_args__ = (UniqueConstraint("pack_id", "person_id"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("board_pack.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    read_at: Mapped[datetime | None]
    read_version: Mapped[int | None]


class PackNote(Base):
    """A correction of a frozen pack, with its day. It never alters the pack."""

    __tablename__ = "board_pack_note"
    holds_words = ("words",)

    pack_id: Mapped[int] = mapped_column(
        ForeignKey("board_pack.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    figure: Mapped[FigureKey | None]
    words: Mapped[str] = mapped_column(Text)


class PackFigure(Base):
    """A figure as it was frozen: what was printed, its parts, and what it cannot tell."""

    __tablename__ = "board_pack_figure"
    holds_words = ("label", "words", "limits", "parts")
    __table_args__ = (UniqueConstraint("pack_id", "key"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("board_pack.id", ondelete="CASCADE"))
    key: Mapped[FigureKey]
    label: Mapped[str]
    limits: Mapped[str] = mapped_column(Text)
    state: Mapped[ValueState]
    words: Mapped[str]
    number: Mapped[int | None] = mapped_column(BigInteger)
    whole: Mapped[int | None] = mapped_column(BigInteger)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    row_count: Mapped[int] = mapped_column(default=0)


class PackRow(Base):
    """A row behind a frozen figure: those that are in its number come first.

    What it is about may be taken down later: see ``queries``.
    """

    __tablename__ = "board_pack_row"
    holds_words = ("title", "words", "group")
    __table_args__ = (Index(None, "figure_id", "position"),)

    figure_id: Mapped[int] = mapped_column(ForeignKey("board_pack_figure.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[RowKind]
    subject_id: Mapped[int | None]
    title: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    group: Mapped[str] = mapped_column(Text, default="")
    is_counted: Mapped[bool]
    number: Mapped[int | None] = mapped_column(BigInteger)


UNCHANGED_ONCE_FROZEN = {"sha256", "first_sha256", "changed_at", "notes", "readers"}


def refuse_change_of_frozen(_mapper: Mapper[Pack], _connection: Connection, pack: Pack) -> None:
    """Refuse to update a pack that was frozen, whichever action tries."""
    state = inspect_state(pack)
    history = state.attrs.frozen_at.load_history()
    if not any([*history.deleted, *history.unchanged]):
        return
    changed = {each.key for each in state.attrs if each.history.has_changes()}
    if changed - UNCHANGED_ONCE_FROZEN:
        raise RuleBrokenError(FROZEN_STAYS)


event.listen(Pack, "before_update", refuse_change_of_frozen)
