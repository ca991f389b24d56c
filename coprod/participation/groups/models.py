"""What named groups say, and what people agreed to. No group’s address is stored."""

import secrets
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.participation.groups.enums import ConsentSubject, EndReason, Hold, Stance
from coprod.register.activities.models import Activity


def fingerprint_words(activity: Activity) -> str:
    """Return the fingerprint of what a group is asked about: the title and the summary."""
    return compute_fingerprint((activity.title, activity.summary))


def generate_key() -> str:
    return secrets.token_urlsafe(24)


class ContactBeforePublication:
    """Somebody who was asked by a link, with a day: a group, or a person who is quoted.

    The link is known by its hash. The address that it went to is in the letter and nowhere else.
    """

    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    first_contacted_at: Mapped[datetime | None]
    invited_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    answered_at: Mapped[datetime | None]

    @property
    def has_answered(self) -> bool:
        raise NotImplementedError

    @property
    def is_awaiting_answer(self) -> bool:
        return self.has_time_on(clock.today())

    def has_time_on(self, day: date) -> bool:
        """Say whether there is no answer, and still may be one on a day."""
        return not self.has_answered and self.answer_by is not None and self.answer_by >= day

    @property
    def is_unanswered(self) -> bool:
        """Say whether they were asked and their time is over."""
        was_asked = not self.has_answered and self.answer_by is not None
        return was_asked and not self.is_awaiting_answer

    def was_contacted_before_publication(self, activity: Activity) -> bool:
        asked_at, published_at = self.first_contacted_at, activity.published_at
        return asked_at is not None and published_at is not None and asked_at <= published_at


class GroupStatement(ContactBeforePublication, Base):
    """One named group of one activity: when it was asked, and what it says.

    ``stand`` is shown at once; ``words`` when the group agreed to that and a curator has read them.
    ``answered_words`` is the fingerprint of the title and summary that the answer is about.
    """

    __tablename__ = "group_statement"
    holds_words = ("name", "words")
    holds_no_words = {"token_hash": "a hash", "answered_words": "a hash"}
    __table_args__ = (UniqueConstraint("activity_id", "name"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    name: Mapped[str]
    stand: Mapped[Stance | None]
    words: Mapped[str] = mapped_column(Text, default="")
    may_show_words: Mapped[bool] = mapped_column(default=False)
    """The group agreed that readers see its words. Without that, the team and curators do."""
    is_read: Mapped[bool] = mapped_column(default=False)
    answered_words: Mapped[str] = mapped_column(String(16), default="")

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def is_unnamed(self) -> bool:
        """The group asks that its name is not published."""
        return self.stand is Stance.UNNAMED

    @property
    def public_words(self) -> str:
        return self.words if self.is_read and self.has_words_for_readers else ""

    @property
    def has_words_for_readers(self) -> bool:
        """Say whether there are words that the group agreed to show, once a curator read them."""
        return bool(self.words) and self.may_show_words and not self.is_unnamed

    @property
    def has_answered(self) -> bool:
        return self.stand is not None

    def get_hold(self, day: date) -> Hold | None:
        """Return why publication on a day waits for this group, if it does."""
        if self.is_unnamed:
            return Hold.UNNAMED
        return Hold.HAS_TIME if self.has_time_on(day) else None

    def is_outdated(self, activity: Activity) -> bool:
        """Say whether the words were changed after the group had answered."""
        has_view = self.stand is not None and not self.is_unnamed
        return has_view and self.answered_words != fingerprint_words(activity)

    def get_day_of_change(self, activity: Activity) -> date | None:
        """Return the day on which the words changed after the answer, where it is known."""
        day = activity.words_changed_on
        answered_on = clock.to_day(self.answered_at) if self.answered_at else None
        return day if day and answered_on and day >= answered_on else None


class GroupClaim(Base):
    """Somebody says “this is our group”. The row and its contact go when a curator has decided."""

    __tablename__ = "group_claim"
    holds_words = ("name", "words", "contact")
    holds_no_words = {"answered_words": "a hash"}
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    stand: Mapped[Stance]
    words: Mapped[str] = mapped_column(Text, default="")
    may_show_words: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str]
    answered_words: Mapped[str] = mapped_column(String(16), default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    activity: Mapped[Activity] = relationship(lazy="raise")


class Consent(Base):
    """One agreement about a story or a picture.

    Whoever has the link with ``key`` can take it back, and do nothing else: so it is stored in
    clear, for the team to hand over again on paper.
    """

    __tablename__ = "consent"
    holds_words = ("what", "for_what", "how")
    holds_no_words = {"key": "a fixed word"}

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("stored_file.id", ondelete="SET NULL"), index=True
    )
    covers: Mapped[ConsentSubject]
    what: Mapped[str] = mapped_column(Text)
    for_what: Mapped[str] = mapped_column(Text)
    how: Mapped[str] = mapped_column(Text)
    agreed_on: Mapped[date]
    until: Mapped[date | None] = mapped_column(index=True)
    outside: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str] = mapped_column(String(64), unique=True, default=generate_key)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ended: Mapped[EndReason | None]
    ended_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(lazy="raise")
