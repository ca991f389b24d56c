"""The shape of a place's file about outcomes, and how it is read."""

from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_
from coprod.kit.text import clean
from coprod.reference.shapes import Name, Shape, Words, reason
from coprod.statements.rules import FrameworkSaid, IndicatorSaid, StatementSaid, check_keys
from coprod.statements.words import Direction


class StatementShape(Shape):
    key: Name
    words: Name
    confirmed: bool = False
    told: dict[str, str] = Field(default_factory=dict)


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

    def data(self) -> FrameworkSaid:
        statements = tuple(
            StatementSaid(d.label, s.words, s.confirmed, s.told, s.key, d.key)
            for d in self.domains
            for s in d.statements
        )
        check_keys([each.key for each in statements])
        check_keys([domain.key for domain in self.domains])
        return FrameworkSaid(statements, tuple(self.indicators()))

    def indicators(self) -> list[IndicatorSaid]:
        return [
            IndicatorSaid(
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


def read_framework(path: Path) -> FrameworkSaid:
    """Read a file about outcomes, or say in one line what is wrong with it."""
    try:
        given = yaml.safe_load(clean(path.read_text(encoding="utf-8")))
        return FileShape.model_validate(given).data()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        said = N_("%(file)s: %(at)s %(why)s", file=path, at=where, why=reason(first))
        raise RuleBrokenError(said) from None
    except RuleBrokenError as broken:
        said = N_("%(file)s: %(what)s", file=path, what=broken.message.plain)
        raise RuleBrokenError(said) from None
    except (yaml.YAMLError, ValueError) as error:
        raise RuleBrokenError(N_("%(file)s: %(what)s", file=path, what=str(error))) from None
