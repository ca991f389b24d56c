"""Who follows what. A follower is an address, or somebody with an account."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.library.feeds.enums import NewsTopic
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.rules import has_lapsed
from coprod.register.activities.models import Activity


class Follower(Timestamped, Base):
    """Somebody who gets letters. ``told_at`` is when they last got, or began, the weekly one."""

    __tablename__ = "follower"
    holds_no_words = {
        "email": "where letters go, deleted by its reader",
        "encrypted_token": "a random key, encrypted",
        "token_hash": "a hash",
        "language": "a code of a language",
    }
    never_seen_by_visitors = True

    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    encrypted_token: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(5))
    notified_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(lazy="raise")
    follows: Mapped[list["Follow"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Follow.id"
    )

    @property
    def live_follows(self) -> list["Follow"]:
        """What is followed, and what still waits for a yes."""
        return [each for each in self.follows if not each.has_lapsed]

    def get_last_sent(self, frequency: Frequency) -> datetime | None:
        """Return when the last letter of this rhythm went out, or began to be due."""
        if frequency is not Frequency.DAILY:
            return self.notified_at
        daily = (each for each in self.follows if each.often is Frequency.DAILY)
        return max((each.notified_until for each in daily if each.confirmed_at), default=None)

    @property
    def address(self) -> str:
        """Where letters go; nowhere when an account is closed or suspended."""
        if self.person_id is None:
            return self.email or ""
        return (self.person.email or "") if self.person and self.person.active else ""


class Follow(Timestamped, Base):
    """One thing that somebody follows: an entry, a topic, or a search as it is in an address.

    Nothing is sent before it is confirmed. What is newer than ``notified_until`` is news.
    """

    __tablename__ = "follow"
    holds_words = ("search",)
    never_seen_by_visitors = True

    follower_id: Mapped[int] = mapped_column(
        ForeignKey("follower.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    search: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[NewsTopic | None]
    often: Mapped[Frequency]
    confirmed_at: Mapped[datetime | None]
    notified_until: Mapped[datetime]

    activity: Mapped[Activity | None] = relationship(lazy="raise")

    @property
    def has_lapsed(self) -> bool:
        """Nobody said yes in time: it is as if nobody had asked."""
        return self.confirmed_at is None and has_lapsed(self.created_at, clock.now())
