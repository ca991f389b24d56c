"""People who can sign in. We keep as little about them as will do."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Timestamped
from coprod.kit.actor import Actor, Role


class Person(Timestamped, Base):
    """Somebody with an account. ``email`` is None when the account was closed."""

    __tablename__ = "person"

    email: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(default=Role.RESIDENT)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.name, self.role, self.organisation_id)
