"""Lists that curators keep: names change, and an old entry keeps the name of its day."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base, Timestamped
from coprod.reference.lists.enums import ListKind, Motif


class Term(Timestamped, Base):
    """One line in one list: a locality, a workstream, an organisation, a method.

    ``key`` is how files name it. A term that was renamed or merged has ``replaced_by_id``: old
    entries show it by the name of their day, and count under the one that it became.
    ``in_use_id`` is that last one (itself, if it was never replaced), kept so that counting under
    today's names is one join.
    """

    __tablename__ = "term"
    holds_words = ("label", "note", "aliases")
    holds_no_words = {"key": "a fixed word", "motif": "a fixed word"}
    __table_args__ = (UniqueConstraint("listing", "key"),)

    listing: Mapped[ListKind] = mapped_column(index=True)
    key: Mapped[str]
    label: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    motif: Mapped[Motif | None] = mapped_column(default=None)
    """What is drawn on the cover of activities with this method or topic."""
    position: Mapped[int] = mapped_column(default=0)
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), default=None)
    in_use_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), default=None, index=True)
    within_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), default=None)
    version: Mapped[int] = mapped_column(default=1)

    def is_in_use(self, on: date) -> bool:
        """As ``queries.in_use`` asks of the database."""
        if self.valid_from and self.valid_from > on:
            return False
        return self.valid_to > on if self.valid_to else self.replaced_by_id is None


class Partnership(Timestamped, Base):
    """The place that this register belongs to: one row, and nothing about it in the code."""

    __tablename__ = "place"
    holds_words = (
        "name",
        "partnership",
        "short_name",
        "register_name",
        "contact_email",
        "contact_phone",
        "contact_post",
        "curator_title",
        "safeguarding",
        "safeguarding_email",
        "privacy_contact",
        "under_16",
        "consent",
        "translations",
    )
    holds_no_words = {"days_off": "dates"}

    name: Mapped[str]
    partnership: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    register_name: Mapped[str] = mapped_column(default="Co-production Register")
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_post: Mapped[str] = mapped_column(default="")
    curator_title: Mapped[str] = mapped_column(default="Community voice lead")
    safeguarding: Mapped[str] = mapped_column(default="")
    safeguarding_email: Mapped[str] = mapped_column(default="")
    privacy_contact: Mapped[str] = mapped_column(Text, default="")
    days_off: Mapped[str] = mapped_column(Text, default="")
    """Bank holidays and the like: a date on each line."""
    under_16: Mapped[str] = mapped_column(Text, default="")
    consent: Mapped[str] = mapped_column(Text, default="")
    translations: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    """The safety texts (``safeguarding``, ``under_16``, ``consent``) by the code of a language."""
    version: Mapped[int] = mapped_column(default=1)

    @property
    def off(self) -> frozenset[date]:
        """The days on which nobody works here."""
        return frozenset(date.fromisoformat(each) for each in self.days_off.split())


class LoadedLine(Base):
    """A line of a place's files that was loaded once, so that it is never loaded again.

    What a curator changed, renamed or took away since stays as they left it.
    """

    __tablename__ = "loaded_line"
    holds_no_words = {"kind": "a name in the code", "key": "names a line of a file"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("kind", "key"),)

    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(Text)
