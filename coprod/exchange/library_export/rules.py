"""A table of the library as a file has it: each column declared once, with all that explains it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from coprod.core.values import clock
from coprod.core.values.phrases import Message
from coprod.core.values.text import escape_cell
from coprod.exchange.library_export.enums import ColumnUnit, ExportKind, SmallNumberRule

BETWEEN = "; "
Cell = str | int


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it means and how its cell is read from a row."""

    name: str
    meaning: Message
    read: Callable[[Any], object]
    unit: ColumnUnit = ColumnUnit.TEXT
    values: tuple[Message, ...] = ()
    rule: SmallNumberRule = SmallNumberRule.NONE
    asked: Message | None = None
    """Where people are asked for it, if it is not where the rest of its table is asked for."""

    def is_in(self, kind: ExportKind) -> bool:
        return kind is ExportKind.CURATORS or self.rule is not SmallNumberRule.EXACT


@dataclass(frozen=True)
class ExportTable:
    """One table: what a row of it is, where people are asked for it, and how rows are loaded."""

    name: str
    title: Message
    about: Message
    asked: Message
    columns: tuple[Column, ...]
    load: Callable[[], Iterator[Sequence[Any]]]

    def list_columns(self, kind: ExportKind) -> list[Column]:
        return [column for column in self.columns if column.is_in(kind)]


def format_cell(value: object) -> Cell:
    """Return a value as it stands in a file: no cell runs as a formula, unknown is empty."""
    if isinstance(value, int) and not isinstance(value, (bool, Enum)):
        return value
    if isinstance(value, (tuple, list)):
        return escape_cell(BETWEEN.join(format_text(each) for each in value if each))
    return escape_cell(format_text(value))


def format_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, datetime):
        return clock.to_day(value).isoformat()
    return "" if value is None else str(value)
