"""What the pages about money and time are given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coprod.costs import pages as costs
from coprod.costs.rules import CostLine, Costs, Resourcing
from coprod.costs.words import Kind
from coprod.kit.answers import CoStage
from coprod.kit.phrases import Phrase
from coprod.money.rules import Amount
from coprod.resources import rules
from coprod.resources.queries import Given
from coprod.resources.rules import Figure, Sum
from coprod.sections.rules import Sessions, Told

Names = Callable[[Iterable[int]], list[object]]
"""Gives the names of terms by their keys."""


@dataclass(frozen=True)
class Takes:
    """What the page of an entry says about money and time, the same for everybody."""

    resourcing: Resourcing
    sums: list[Sum]
    protected: list[list[object]]
    lines: list[list[object]]
    stages: dict[CoStage, Amount]
    no_stages: tuple[Phrase, ...]
    seat: Figure


def takes(told: Told, names: Names) -> Takes:
    lines = told[Costs].rows
    stages, missing = rules.each_stage(lines)
    return Takes(
        resourcing=told[Resourcing],
        sums=rules.sums(lines),
        protected=said([each for each in lines if each.kind is Kind.PROTECTED], names),
        lines=said([each for each in lines if each.kind is not Kind.PROTECTED], names),
        stages=stages,
        no_stages=missing,
        seat=seat(told),
    )


def seat(told: Told) -> Figure:
    """Return the money for each person at each session, or what is missing to tell."""
    came = [row.took_part.number if row.took_part else None for row in told[Sessions].rows]
    return rules.each_seat(told[Costs].rows, came)


def said(lines: Sequence[CostLine], names: Names) -> list[list[object]]:
    """Return lines in words, as readers may see them."""
    return [
        [
            answer
            for answer in costs.line(each, names([each.given_by_id or 0]), exact=False)
            if answer
        ]
        for each in lines
    ]


@dataclass(frozen=True)
class Partner:
    """What one partner gave across published entries. Without a key: nobody said who gave it."""

    key: int | None
    name: str
    entries: int
    sums: list[Sum]


def partners(given: Sequence[Given]) -> list[Partner]:
    """Return who gave what, by name; the lines that do not say who come last."""
    by_key: dict[int | None, list[Given]] = {}
    for each in given:
        by_key.setdefault(each.partner_id, []).append(each)
    found = [one_partner(key, lines) for key, lines in by_key.items()]
    return sorted(found, key=lambda each: (each.key is None, each.name.casefold(), each.key or 0))


def one_partner(key: int | None, lines: Sequence[Given]) -> Partner:
    entries = len({each.slug for each in lines})
    return Partner(key, lines[0].partner, entries, rules.sums([each.line for each in lines]))


@dataclass(frozen=True)
class Behind:
    """A line behind a total: the entry that it is of, and what it says to readers."""

    slug: str
    title: str
    lines: list[object]


def behind(given: Sequence[Given]) -> list[Behind]:
    return [Behind(each.slug, each.title, said([each.line], lambda _ids: [])[0]) for each in given]
