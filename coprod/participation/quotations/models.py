"""What an activity quotes of people, and what they say of that. No name and no address is kept."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.participation.groups.models import ContactBeforePublication
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.register.activities.models import Activity


class Quotation(ContactBeforePublication, Base):
    """Words of one person in one activity: when the person was asked, and what they answered.

    ``encrypted_token`` makes the link again for a team that hands it over. It goes with the
    answer, which the team could change by the link.
    """

    __tablename__ = "quotation"
    holds_words = ("words", "other_words")
    holds_no_words = {"token_hash": "a hash", "encrypted_token": "a random key, encrypted"}
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    encrypted_token: Mapped[str] = mapped_column(Text, default="")
    is_handed_over: Mapped[bool] = mapped_column(default=False)
    """The team had the link and gave it to the person: whoever decides reads that."""
    answer: Mapped[QuoteAnswer | None]
    other_words: Mapped[str] = mapped_column(Text, default="")
    removed_on: Mapped[date | None]
    """The day on which the team said that it has taken the words out."""

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def has_answered(self) -> bool:
        return self.answer is not None
