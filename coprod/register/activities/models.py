"""An activity: something that residents and staff did, or are doing, together."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Audience, Rung, Status

EXAMPLES = "examples"


class Activity(Timestamped, Base):
    """An activity in the register. Long text is in a table of its own, to keep lists fast."""

    __tablename__ = "activity"
    holds_words = (
        "slug",
        "title",
        "summary",
        "led_by_name",
        "place_words",
        "reported_by",
        "typed_by",
        "consent",
        "withdrawn_reason",
        "checked_by",
    )
    __table_args__ = (Index(None, "status", "published_at"),)

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    led_by_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    led_by_name: Mapped[str] = mapped_column(default="")
    place_words: Mapped[str] = mapped_column(default="")
    started: Mapped[PartialDate | None]
    ended: Mapped[PartialDate | None]
    is_ongoing: Mapped[bool] = mapped_column(default=False)
    nothing_promised: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    is_closed_to_organisation: Mapped[bool] = mapped_column(default=False)
    """Its owner wants nobody else of the organisation that leads it to write or assess it."""
    submitted_at: Mapped[datetime | None]
    person_recognisable: Mapped[YesNoUnsure | None]
    """As its team said when it sent it: is a person quoted or easy to recognise?"""
    person_agreed: Mapped[YesNoUnsure | None]
    published_at: Mapped[datetime | None]
    publish_on: Mapped[date | None] = mapped_column(index=True)
    """A curator approved it: it stays hidden until this day, and nobody decides about it again."""
    reported_by: Mapped[str] = mapped_column(default="")
    typed_by: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    """How somebody agreed that another person logged this for them; for curators only."""
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    read_instead_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"))
    checked_on: Mapped[date | None]
    review_by: Mapped[date | None] = mapped_column(index=True)
    reminded_on: Mapped[date | None]
    words_changed_on: Mapped[date | None]
    """The day on which its title or summary last changed."""
    changes_since: Mapped[datetime | None]
    """Since when changes to what is public have been with the curators."""
    public_until: Mapped[date | None]
    """The last day on which people agreed that readers see it: see ``participation.groups``."""
    locked_on: Mapped[date | None]
    """The day on which a curator marked it as checked: from then on it changes through curators."""
    checked_by: Mapped[str] = mapped_column(default="")
    """The roles of whoever checked it, without names."""

    owner: Mapped[Person] = relationship(lazy="raise")
    led_by: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[led_by_id])
    text: Mapped["ActivityText"] = relationship(lazy="raise", cascade="all, delete-orphan")
    source: Mapped["Source | None"] = relationship(lazy="raise", cascade="all, delete-orphan")
    terms: Mapped[list[Term]] = relationship(
        lazy="raise", secondary="activity_term", order_by="Term.listing, Term.position, Term.label"
    )
    promises: Mapped[list["PromisedRung"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PromisedRung.rung"
    )
    facts: Mapped[list["Fact"]] = relationship(
        lazy="select", cascade="all, delete-orphan", order_by="Fact.id"
    )
    """Loaded when asked for: only what came in from a source has any."""
    co_owners: Mapped[list["CoOwner"]] = relationship(
        lazy="select", cascade="all, delete-orphan", order_by="CoOwner.id"
    )
    """Loaded when asked for: most readers are the first owner, a curator or a visitor."""

    @property
    def is_public(self) -> bool:
        """It is published, and its last day has not passed: what ``policies.published`` asks."""
        is_over = self.public_until is not None and self.public_until < clock.today()
        return self.status is Status.PUBLISHED and not is_over

    @property
    def is_locked(self) -> bool:
        """It is checked and locked: ``policies.is_locked_to`` says for whom."""
        return self.locked_on is not None and self.status is Status.PUBLISHED

    @property
    def promised(self) -> tuple[Rung, ...]:
        """The levels that people were promised, lowest first; several are stored as they came."""
        return tuple(Rung(promise.rung) for promise in self.promises)

    def get_terms(self, listing: ListKind) -> list[Term]:
        """Return what it is about from one of the lists."""
        return [term for term in self.terms if term.listing == listing]

    @property
    def source_promise_words(self) -> tuple[str, ...]:
        """What a source called the levels, where ours are a reading of its words."""
        return tuple(dict.fromkeys(each.words for each in self.promises if each.words))

    @property
    def public_facts(self) -> list["Fact"]:
        """What the source tells that everybody may see: no other facts leave for any page."""
        return [fact for fact in self.facts if fact.audience is Audience.EVERYBODY]

    @property
    def withheld_facts(self) -> list["Fact"]:
        """What the source tells that only curators see, or that nobody was asked about yet."""
        return [fact for fact in self.facts if fact.audience is not Audience.EVERYBODY]

    @property
    def may_be_out_of_date(self) -> bool:
        """Nobody has said that it is still true by the day on which somebody should have."""
        return self.is_public and self.review_by is not None and self.review_by < clock.today()

    @property
    def is_example(self) -> bool:
        return self.source is not None and self.source.name == EXAMPLES


class PendingPart(Base):
    """One part as its team wants it. Readers go on seeing the published one.

    ``based_on`` is the fingerprint of the published part that the writer began from. ``sent_at``
    is set while it is with the curators, and empty while it is with the team.
    """

    __tablename__ = "pending_part"
    holds_words = ("content",)
    holds_no_words = {"kind": "a fixed word", "based_on": "a hash"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("activity_id", "kind"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    kind: Mapped[str]
    content: Mapped[dict[str, object]] = mapped_column(JSON)
    based_on: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(default=None, index=True)


class FormerAddress(Base):
    """An address that an activity had before. It leads on to the new one, or is gone.

    Its words are not stored: they may be the reason for the change.
    """

    __tablename__ = "activity_former_address"
    holds_no_words = {"slug_hash": "a hash"}

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    slug_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_gone: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class CoOwner(Base):
    """Somebody who looks after an activity beside its first owner.

    The row stays when they leave: nobody decides about an activity that they had a hand in.
    """

    __tablename__ = "activity_owner"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
    left_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")


SAYS_LEARNED = "learned != ''"
"""A database uses an index of some rows only where the same words stand in the question."""


class ActivityText(Base):
    """The story of an activity in Markdown, and every word of the activity made fit to search.

    ``more_words`` are the public words of the sections that another package holds.
    """

    __tablename__ = "activity_text"
    holds_words = ("body", "learned", "search_words", "more_words")
    __table_args__ = (
        # Whether something was learned is counted without reading all that long text. SQLite would
        # take the index of all texts before one that is not unique.
        Index(
            "ix_activity_text_says_learned",
            "activity_id",
            unique=True,
            sqlite_where=text(SAYS_LEARNED),
            postgresql_where=text(SAYS_LEARNED),
        ),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), unique=True)
    body: Mapped[str] = mapped_column(default="")
    learned: Mapped[str] = mapped_column(default="")
    search_words: Mapped[str] = mapped_column(default="")
    more_words: Mapped[str] = mapped_column(default="")


class ActivityTerm(Base):
    """What an activity is about: its places, workstreams, methods, groups and topics."""

    __tablename__ = "activity_term"
    __table_args__ = (UniqueConstraint("activity_id", "term_id"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)


class PromisedRung(Base):
    """A level that people were told to expect. ``words`` are those of the source, if any."""

    __tablename__ = "activity_promise"
    holds_words = ("words",)
    __table_args__ = (UniqueConstraint("activity_id", "rung"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    rung: Mapped[int] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(default="")


class Source(Base):
    """Where an imported activity came from. The pair of name and key is never taken in twice."""

    __tablename__ = "activity_source"
    holds_words = ("name", "key", "address", "licence")
    __table_args__ = (UniqueConstraint("name", "key"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), unique=True)
    name: Mapped[str]
    key: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    taken_on: Mapped[date]


class Fact(Base):
    """Something from a source that has no field here, stored with the source's own label.

    What could show a person is ``Audience.NOT_ANSWERED`` until a curator has said who may see it.
    """

    __tablename__ = "activity_fact"
    holds_words = ("label", "value", "note")

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    label: Mapped[str]
    value: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYBODY)
