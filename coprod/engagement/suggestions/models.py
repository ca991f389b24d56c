"""Better words that somebody suggests for a passage of a public entry."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.engagement.suggestions.enums import Passage, SuggestionState
from coprod.register.activities.models import Activity


class EditSuggestion(Base):
    """Readers never see it: what is taken stands in the entry and in its public history."""

    __tablename__ = "edit_suggestion"
    holds_words = ("before", "words", "reason", "thanks", "email", "team_words", "answer")
    holds_no_words = {"encrypted_token": "a random key, encrypted", "token_hash": "a hash"}
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    passage: Mapped[Passage]
    before: Mapped[str] = mapped_column(Text)
    """The words of the passage when it was suggested to change them."""
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    thanks: Mapped[str] = mapped_column(default="")
    """The name or role by which they wish to be thanked in public, if they do."""
    email: Mapped[str | None] = mapped_column(String(254))
    """Where a visitor wishes to read what became of it. It is erased when that is decided."""
    encrypted_token: Mapped[str] = mapped_column(Text, default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    looks_like_spam: Mapped[bool] = mapped_column(default=False)
    may_be_unsafe: Mapped[bool] = mapped_column(default=False)
    team_words: Mapped[str] = mapped_column(Text, default="")
    """The words to which the team agreed: those suggested, or changed by it."""
    team_agreed_on: Mapped[date | None]
    state: Mapped[SuggestionState] = mapped_column(default=SuggestionState.WAITING)
    answer: Mapped[str] = mapped_column(Text, default="")

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def best_words(self) -> str:
        """The words of the team, if it agreed to any, else those that were suggested."""
        return self.team_words or self.words
