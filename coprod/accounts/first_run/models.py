"""What was confirmed of the place: the very words, by which role, when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.accounts.first_run.enums import Item
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.actor import Role


class PlaceConfirmation(Base):
    """The last confirmation of an item. It holds as long as the place still says ``value``."""

    __tablename__ = "place_confirmation"
    holds_words = ("value",)

    item: Mapped[Item] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(Text)
    role: Mapped[Role]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
