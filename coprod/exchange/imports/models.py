"""Imports of spreadsheets, their rows, and saved mappings."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base, Timestamped
from coprod.core.spreadsheets.enums import DateOrder
from coprod.exchange.imports.enums import (
    ColumnChoices,
    ImportState,
    RowSelection,
    RowState,
    Verdict,
)


class SheetImport(Timestamped, Base):
    """An uploaded file and its import.

    ``token`` names its folder and is secret. ``claim`` is the worker that has claimed it, until
    ``claimed_until``: when that passes, another worker goes on where it stopped.
    """

    __tablename__ = "sheet_import"
    holds_words = ("file_name", "sheets", "chosen", "why", "emptied")
    holds_no_words = {"token": "a random key", "encoding": "a fixed word", "claim": "a random key"}
    never_seen_by_visitors = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    file_name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    encoding: Mapped[str] = mapped_column(default="")
    sheets: Mapped[list[Any]] = mapped_column(JSON, default=list)
    sheet: Mapped[int] = mapped_column(default=0)
    header_row: Mapped[int] = mapped_column(default=1)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[ImportState] = mapped_column(default=ImportState.CHOOSING, index=True)
    take: Mapped[RowSelection] = mapped_column(default=RowSelection.NONE)
    why: Mapped[str] = mapped_column(default="")
    rows_all: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    emptied: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tries: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])

    @property
    def choices(self) -> ColumnChoices | None:
        """The choices for its columns, if there are any yet."""
        return load_choices(self.chosen) if self.chosen else None

    @property
    def source(self) -> str:
        """The name of the source: the one that was given, or else that of the file."""
        return str(self.chosen.get("source", "")) or self.file_name

    @property
    def sheet_name(self) -> str:
        return str(self.sheets[self.sheet]["name"])


def load_choices(stored: dict[str, Any]) -> ColumnChoices:
    values = {**stored, "empty": tuple(stored["empty"]), "order": DateOrder(stored["order"])}
    return ColumnChoices(**values)


class SheetRow(Base):
    """The verdict on a row, its state and the activity that it created: the record for undoing.

    ``cells`` are stored only until a row is imported. ``mark`` is the fingerprint of the activity
    when it was created, and ``last_note`` its last audit event then.
    """

    __tablename__ = "sheet_row"
    holds_words = ("key", "title", "problems", "cells", "left_why")
    holds_no_words = {"mark": "a hash"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("sheet_import.id"))
    number: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    verdict: Mapped[Verdict] = mapped_column(index=True)
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    cells: Mapped[list[Any]] = mapped_column(JSON, default=list)
    became: Mapped[RowState] = mapped_column(default=RowState.NOTHING)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    mark: Mapped[str] = mapped_column(default="")
    last_note: Mapped[int] = mapped_column(default=0)
    left_why: Mapped[str] = mapped_column(default="")


class SheetMapping(Timestamped, Base):
    """The choices for the columns of a table, saved under a name to be used again."""

    __tablename__ = "sheet_mapping"
    holds_words = ("name", "headings", "chosen")
    never_seen_by_visitors = True

    name: Mapped[str] = mapped_column(unique=True)
    headings: Mapped[list[Any]] = mapped_column(JSON)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def choices(self) -> ColumnChoices:
        return load_choices(self.chosen)
