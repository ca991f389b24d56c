"""The private addresses at which the calendars of curators find what comes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base
from coprod.core.values import clock


class CalendarAddress(Base):
    """Whoever knows it reads the file as this person would, for as long as they are a curator."""

    __tablename__ = "calendar_address"
    holds_no_words = {"encrypted_token": "a random key, encrypted", "token_hash": "a hash"}
    never_seen_by_visitors = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    encrypted_token: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship(lazy="raise")
