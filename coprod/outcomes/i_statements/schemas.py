"""The shape of a place's file about outcomes, and how it is read."""

from pathlib import Path

from pydantic import Field

from coprod.outcomes.i_statements.enums import Direction
from coprod.outcomes.i_statements.rules import (
    IndicatorContent,
    StatementContent,
    StatementSetContent,
    check_keys,
)
from coprod.reference.lists.schemas import Name, Shape, Words, read_file


class StatementShape(Shape):
    key: Name
    words: Name
    confirmed: bool = False
    translations: dict[str, str] = Field(default_factory=dict)


class IndicatorShape(Shape):
    key: Name
    label: Name
    source: Name
    figure: Words = ""
    unit: Words = ""
    direction: str = "neither"
    narrative: str = ""


class DomainShape(Shape):
    key: Name
    label: Name
    statements: list[StatementShape]
    indicators: list[IndicatorShape] = Field(default_factory=list)


class FileShape(Shape):
    version: int = 1
    domains: list[DomainShape]

    def to_content(self) -> StatementSetContent:
        statements = tuple(
            StatementContent(d.label, s.words, s.confirmed, s.translations, s.key, d.key)
            for d in self.domains
            for s in d.statements
        )
        check_keys([each.key for each in statements])
        check_keys([domain.key for domain in self.domains])
        return StatementSetContent(statements, tuple(self.list_indicators()))

    def list_indicators(self) -> list[IndicatorContent]:
        return [
            IndicatorContent(
                domain.label,
                each.label,
                each.figure,
                each.source,
                each.unit,
                Direction(each.direction),
                each.narrative,
                each.key,
                domain.key,
            )
            for domain in self.domains
            for each in domain.indicators
        ]


def read_statements(path: Path) -> StatementSetContent:
    """Read a file about outcomes."""
    return read_file(path, lambda given: FileShape.model_validate(given).to_content())
