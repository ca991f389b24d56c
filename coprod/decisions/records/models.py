"""Why a level was chosen: one record, what hangs on it, and what is added to it later."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Text, UniqueConstraint, event, inspect, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.guide.rules import RULE_VERSION
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    DecidedWith,
    HoldablePart,
    HoldState,
    PromiseVerdict,
    Status,
    WayOut,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.wording.rules import SHIPPED
from coprod.register.activities.models import Activity


class DecisionRecord(Timestamped, Base):
    """One record. From ``signed_at`` on it stays as it is; what comes later hangs beside it."""

    __tablename__ = "decision"
    holds_words = (
        "slug",
        "title",
        "open_to_change",
        "not_open",
        "duty",
        "set_aside",
        "in_the_room",
        "reason",
        "way_out_words",
        "pledge",
        "signed_post",
        "signed_organisation",
    )

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    framework_version: Mapped[int] = mapped_column(default=SHIPPED)
    rule_version: Mapped[int] = mapped_column(default=RULE_VERSION)

    open_to_change: Mapped[str] = mapped_column(Text, default="")
    not_open: Mapped[str] = mapped_column(Text, default="")
    duty: Mapped[str] = mapped_column(Text, default="")
    set_aside: Mapped[str] = mapped_column(Text, default="")
    decided_with: Mapped[DecidedWith | None]
    in_the_room: Mapped[str] = mapped_column(Text, default="")

    chosen: Mapped[ChosenLevel | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    way_out: Mapped[WayOut | None]
    way_out_words: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None] = mapped_column(index=True)
    pledge: Mapped[str] = mapped_column(Text, default="")
    hear_back: Mapped[PartialDate | None]

    signed_post: Mapped[str] = mapped_column(default="")
    signed_organisation: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None] = mapped_column(index=True)
    recommended: Mapped[Level | None]
    stretch: Mapped[Level | None]
    is_below: Mapped[bool] = mapped_column(default=False)
    is_mismatch: Mapped[bool] = mapped_column(default=False)
    check_by: Mapped[date | None]
    reminded_on: Mapped[date | None]

    answers: Mapped[list["DecisionAnswer"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DecisionAnswer.id"
    )
    prior_feedback: Mapped[list["DecisionPriorFeedback"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DecisionPriorFeedback.number"
    )
    terms: Mapped[list[Term]] = relationship(
        lazy="raise", secondary="decision_term", order_by="Term.listing, Term.position, Term.label"
    )
    holds: Mapped[list["DecisionHold"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="DecisionHold.id",
        back_populates="decision",
    )
    additions: Mapped[list["DecisionAddition"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DecisionAddition.id"
    )
    links: Mapped[list["DecisionActivity"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DecisionActivity.id"
    )

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def status(self) -> Status:
        if not self.is_signed:
            return Status.DRAFT
        reviewed = any(addition.kind is AdditionKind.REVIEW for addition in self.additions)
        return Status.REVIEWED if reviewed else Status.SIGNED_OFF

    @property
    def review_by(self) -> date | None:
        """The day to look at it again: the last review may have set a new one."""
        set_later = [
            addition.next_review_on for addition in self.additions if addition.next_review_on
        ]
        return set_later[-1] if set_later else self.review_on

    @property
    def last_check(self) -> "DecisionAddition | None":
        """What was last said about whether the promise was kept."""
        checks = [addition for addition in self.additions if addition.kind is AdditionKind.CHECK]
        return checks[-1] if checks else None

    @property
    def review_is_overdue(self) -> bool:
        return self.is_signed and self.review_by is not None and self.review_by < clock.today()

    @property
    def check_is_overdue(self) -> bool:
        is_open = (
            self.is_signed
            and self.last_check is None
            and self.chosen is not ChosenLevel.NOT_GO_AHEAD
        )
        return is_open and self.check_by is not None and self.check_by < clock.today()

    def list_terms(self, listing: ListKind) -> list[Term]:
        return [term for term in self.terms if term.listing == listing]


class DecisionTerm(Base):
    """Groups, workstreams, localities, partner organisations and boards of a record."""

    __tablename__ = "decision_term"
    __table_args__ = (UniqueConstraint("decision_id", "term_id"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)


class DecisionAnswer(Base):
    __tablename__ = "decision_answer"
    holds_words = ("note",)
    holds_no_words = {"answer": "a fixed word"}
    __table_args__ = (UniqueConstraint("decision_id", "question"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    question: Mapped[Question]
    answer: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")


class DecisionPriorFeedback(Base):
    """Earlier feedback: in words, with a link, perhaps to an activity here."""

    __tablename__ = "decision_prior_feedback"
    holds_words = ("words", "address")
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, default="")


class DecisionHold(Base):
    """A part that is hidden from readers, or that somebody asked to hide, and why."""

    __tablename__ = "decision_hold"
    holds_words = ("reason",)
    __table_args__ = (UniqueConstraint("decision_id", "part"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    part: Mapped[HoldablePart]
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[HoldState] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    decision: Mapped[DecisionRecord] = relationship(lazy="raise", back_populates="holds")


class DecisionAddition(Base):
    """A note, a review or the check of the promise. Added, and never changed."""

    __tablename__ = "decision_addition"
    holds_words = ("words",)

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decision.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AdditionKind]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    words: Mapped[str] = mapped_column(Text)
    verdict: Mapped[PromiseVerdict | None]
    with_residents: Mapped[bool] = mapped_column(default=False)
    next_review_on: Mapped[date | None]


class DecisionActivity(Base):
    """An activity that came of a decision. One decision may lead to several."""

    __tablename__ = "decision_activity"
    __table_args__ = (UniqueConstraint("decision_id", "activity_id"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )

    activity: Mapped[Activity] = relationship(lazy="raise")


SIGNED_IS_FINAL = N_(
    "This decision was signed off and stays as it is. Add a note to it, or begin a new version"
)
CHANGEABLE_ONCE_SIGNED = {"reminded_on", "changed_at", "holds", "additions", "links"}


def refuse_change_of_signed(
    _mapper: Mapper[DecisionRecord], _connection: Connection, decision: DecisionRecord
) -> None:
    """Refuse to update a record that was signed off, whichever action tries."""
    history = inspect(decision).attrs.signed_at.load_history()
    if not any([*history.deleted, *history.unchanged]):
        return
    changed = {
        attribute.key for attribute in inspect(decision).attrs if attribute.history.has_changes()
    }
    if changed - CHANGEABLE_ONCE_SIGNED:
        raise RuleBrokenError(SIGNED_IS_FINAL)


def refuse_delete_of_signed(
    _mapper: Mapper[DecisionRecord], _connection: Connection, decision: DecisionRecord
) -> None:
    if decision.is_signed:
        raise RuleBrokenError(SIGNED_IS_FINAL)


def refuse_change_of_signed_row(
    _mapper: Mapper[DecisionAnswer | DecisionPriorFeedback],
    connection: Connection,
    row: DecisionAnswer | DecisionPriorFeedback,
) -> None:
    signed = select(DecisionRecord.signed_at).where(DecisionRecord.id == row.decision_id)
    if connection.scalar(signed):
        raise RuleBrokenError(SIGNED_IS_FINAL)


def refuse_change_of_addition(
    _mapper: Mapper[DecisionAddition], _connection: Connection, _row: object
) -> None:
    raise RuleBrokenError(N_("What was added to a decision stays as it is"))


event.listen(DecisionRecord, "before_update", refuse_change_of_signed)
event.listen(DecisionRecord, "before_delete", refuse_delete_of_signed)
for row in (DecisionAnswer, DecisionPriorFeedback):
    for step in ("before_insert", "before_update", "before_delete"):
        event.listen(row, step, refuse_change_of_signed_row)
for step in ("before_update", "before_delete"):
    event.listen(DecisionAddition, step, refuse_change_of_addition)
