"""A round in which residents are asked, what they answered, and what was shown of it.

Nothing here says who somebody is: no name, no address, no account, and the time to the minute.
"""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.assessment.resident_rating.enums import AnswerChannel, Collected, RemarkStatus
from coprod.assessment.resident_rating.rules import FEWEST_WITHOUT_CODES
from coprod.assessment.self_assessment.enums import Round
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.reference.wording.rules import SHIPPED
from coprod.register.activities.models import Activity

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody mixes up who types the address from a poster: no l, 1, o, 0 or i, and no capitals."""


def new_key(length: int = 20) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


class ResidentRound(Base):
    """A round. Its key is in the link on posters, which hang on walls: so it is stored in clear.

    ``open_activity_id`` is the activity while the round is open: one at a time. Once that is empty
    the round waits for its release; the daily job sees to it where nobody closed the round. All who
    answer in a round are asked in the same words: those of ``framework_version``.
    """

    __tablename__ = "resident_round"
    holds_no_words = {"key": "a random key"}

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    open_activity_id: Mapped[int | None] = mapped_column(unique=True)
    round: Mapped[Round]
    key: Mapped[str] = mapped_column(String(40), unique=True, default=new_key)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    closes_on: Mapped[date]
    framework_version: Mapped[int] = mapped_column(default=SHIPPED)
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def opened_on(self) -> date:
        return clock.to_day(self.opened_at)

    @property
    def is_over(self) -> bool:
        return self.open_activity_id is None or self.closes_on < clock.today()

    @property
    def is_open(self) -> bool:
        return not self.is_over and self.activity.is_public

    @property
    def is_released(self) -> bool:
        return self.released_at is not None


class CodeSheet(Base):
    """Codes that a curator issued to whoever collects answers at a session, to print and cut.

    ``holder`` is a role or a group, and ``holder_id`` their account if they have one: they may type
    in papers. ``people`` were recorded for the ``session``. Until the release the sheet can be
    printed again; then the codes are thrown away.
    """

    __tablename__ = "code_sheet"
    holds_words = ("holder", "session")
    holds_no_words = {"codes": "made at random"}

    round_id: Mapped[int] = mapped_column(
        ForeignKey("resident_round.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    holder: Mapped[str] = mapped_column(Text)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    session: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[int]
    codes: Mapped[list[str]] = mapped_column(JSON)


class SetAside(Base):
    """Answers that no longer count, with the reason that everybody reads.

    ``is_published`` once readers may learn of it: at once when a result they saw held one of the
    answers, and otherwise with the next result, so that it never tells that somebody answered.
    """

    __tablename__ = "set_aside"
    holds_words = ("reason",)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("resident_round.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    is_published: Mapped[bool] = mapped_column(default=False)


class ResidentAnswer(Base):
    """What one resident answered.

    ``once`` is a hash that a second answer of the same person would repeat: the unique constraint
    refuses it. It is deleted at the release. Readers see a ``Release``, and nothing of one answer:
    not even that the content version went up when it came.
    """

    __tablename__ = "resident_answer"
    holds_words = ("given_note",)
    holds_no_words = {"once": "a hash", "values": "answers to fixed questions"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("round_id", "once"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("resident_round.id", ondelete="CASCADE"))
    once: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_quick: Mapped[bool] = mapped_column(default=False)
    given: Mapped[AnswerChannel] = mapped_column(default=AnswerChannel.LINK)
    is_independent: Mapped[bool] = mapped_column(default=False)
    given_note: Mapped[str] = mapped_column(Text, default="")
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    set_aside_id: Mapped[int | None] = mapped_column(ForeignKey("set_aside.id"), index=True)


class Release(Base):
    """A result as readers were shown it, and whose answers it was made of.

    Pages, lists and exports read the last one and never the answers. ``is_ended`` when an answer in
    it was set aside: it stays stored, because later results must not reveal it by difference.
    """

    __tablename__ = "release"
    holds_no_words = {"of": "keys of answers", "figures": "numbers that were released in steps"}
    holds_counts = {"figures": ("round_id",)}
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("resident_round.id", ondelete="CASCADE"))
    number: Mapped[int]
    made_on: Mapped[date] = mapped_column(default=clock.today)
    of: Mapped[list[int]] = mapped_column(JSON)
    rung: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    collected: Mapped[Collected] = mapped_column(default=Collected.TEAM)
    needed: Mapped[int] = mapped_column(default=FEWEST_WITHOUT_CODES)
    is_ended: Mapped[bool] = mapped_column(default=False)


class ResidentRemark(Base):
    """What a resident added in their own words. Not tied to the answers that came with it.

    Held until the release of the round: before that it would tell of an answer.
    """

    __tablename__ = "resident_remark"
    holds_words = ("body", "reason")

    round_id: Mapped[int] = mapped_column(
        ForeignKey("resident_round.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[str] = mapped_column(Text)
    status: Mapped[RemarkStatus] = mapped_column(default=RemarkStatus.HELD, index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    round: Mapped[ResidentRound] = relationship(lazy="raise")
