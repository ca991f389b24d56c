"""The outline of a place, as it is drawn."""

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base


class TermOutline(Base):
    """The outline of one line of the places, or of water, which belongs to no line.

    All of a place are loaded together, in units of one map whose height they share.
    """

    __tablename__ = "term_outline"
    holds_no_words = {"path": "the numbers of a drawing", "rooms": "numbers"}

    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), unique=True)
    path: Mapped[str] = mapped_column(Text)
    rooms: Mapped[list[list[int]]] = mapped_column(JSON)
    """Where words go, by the height of their block: middle, row, width."""
    map_height: Mapped[int]
