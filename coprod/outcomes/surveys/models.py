"""A survey while it is open. When it closes, its answers are counted and thrown away."""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.outcomes.results.models import Wave
from coprod.outcomes.surveys.enums import SurveyChannel


def new_key() -> str:
    return secrets.token_urlsafe(18)


class Survey(Base):
    """``asks`` are the numbers of the statements, in the order in which they are asked."""

    __tablename__ = "survey"
    holds_no_words = {"key": "a random key", "asks": "keys of statements"}

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id", ondelete="CASCADE"), unique=True)
    key: Mapped[str] = mapped_column(String(40), unique=True, default=new_key)
    asks: Mapped[list[int]] = mapped_column(JSON)
    closes_on: Mapped[date] = mapped_column(index=True)
    is_counted: Mapped[bool] = mapped_column(default=False)

    wave: Mapped[Wave] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        activity = self.wave.activity
        is_public = activity is not None and activity.is_public
        return not self.is_counted and self.closes_on >= clock.today() and is_public


class SurveyAnswer(Base):
    """What one person answered: no name, no account, no time.

    ``once`` is a hash that a second answer of the same person would repeat.
    """

    __tablename__ = "survey_answer"
    holds_words = ("note",)
    holds_no_words = {"once": "a hash", "values": "answers to fixed questions"}
    __table_args__ = (UniqueConstraint("survey_id", "once"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    once: Mapped[str] = mapped_column(String(64))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    came: Mapped[SurveyChannel | None]
    note: Mapped[str] = mapped_column(Text, default="")
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
