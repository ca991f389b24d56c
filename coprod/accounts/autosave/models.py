"""Drafts of forms. They belong to one person and nobody else reads them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.accounts.autosave import rules
from coprod.core.database import Base
from coprod.core.values import clock


class Draft(Base):
    """What stood in a form when it was last heard of. ``key`` is that of the page it stood on."""

    __tablename__ = "draft"
    holds_words = ("address", "fields")
    holds_no_words = {"key": "a random key"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(64))
    address: Mapped[str]
    fields: Mapped[list[list[str]]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    @property
    def words(self) -> rules.FormWords:
        return tuple((name, value) for name, value in self.fields)

    @property
    def readable(self) -> list[str]:
        """The words that a person would know again: not the keys of boxes that were ticked."""
        values = [value for _name, value in rules.list_typed_words(self.words)]
        return [value for value in values if any(letter.isalpha() for letter in value)]
