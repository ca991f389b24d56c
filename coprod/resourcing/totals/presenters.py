"""What the pages about money and time are given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import Message
from coprod.register.sections import presenters as costs
from coprod.register.sections.enums import Kind
from coprod.register.sections.rules import CostLine, Costs, Resourcing, Sessions, Told
from coprod.resourcing.totals import rules
from coprod.resourcing.totals.queries import A_PAGE, Given, Giver, Together
from coprod.resourcing.totals.rules import Figure, Sum

Names = Callable[[Iterable[int]], list[object]]
"""Gives the names of terms by their keys."""


@dataclass(frozen=True)
class Takes:
    """What the page of an entry says about money and time, the same for everybody."""

    resourcing: Resourcing
    sums: list[Sum]
    protected: list[list[object]]
    lines: list[list[object]]
    stages: dict[CycleStage, Amount]
    no_stages: tuple[Message, ...]
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
            for answer in costs.list_cost_lines(each, names([each.given_by_id or 0]), exact=False)
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


def partners(givers: Sequence[Giver], given: Sequence[Together]) -> list[Partner]:
    """Return who gave what, by name; the lines that do not say who come last."""
    found = [Partner(e.key, e.name, e.entries, sums(of_partner(given, e.key))) for e in givers]
    return sorted(found, key=lambda each: (each.key is None, each.name.casefold(), each.key or 0))


def of_partner(given: Sequence[Together], key: int | None) -> list[Together]:
    return [each for each in given if each.partner_id == key]


def sums(given: Sequence[Together]) -> list[Sum]:
    return rules.sums([each.line for each in given])


@dataclass(frozen=True)
class Behind:
    """A line behind a total: the entry that it is of, and what it says to readers."""

    slug: str
    title: str
    lines: list[object]


@dataclass(frozen=True)
class Lines:
    """A page of the lines behind the totals of one partner."""

    sums: list[Sum]
    rows: list[Behind]
    page: int
    pages: int


def pages(number: int) -> int:
    """Return on how many pages so many things stand."""
    return max(1, -(-number // A_PAGE))


def page_number(text: str, last: int) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 7
    return min(max(int(text) if known else 1, 1), last)


def behind(given: Sequence[Given]) -> list[Behind]:
    return [Behind(each.slug, each.title, said([each.line], lambda _ids: [])[0]) for each in given]
