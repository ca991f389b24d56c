"""Words that mean the same, as curators keep them."""

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base, Timestamped


class SynonymGroup(Timestamped, Base):
    """A few ways to say one thing: whoever looks for one finds the others too."""

    __tablename__ = "synonym_group"
    holds_words = ("phrases",)

    phrases: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
