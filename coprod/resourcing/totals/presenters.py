"""What the pages about money and time are given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import Message
from coprod.register.sections.enums import CostKind
from coprod.register.sections.presenters import list_cost_lines
from coprod.register.sections.rules import ActivitySections, CostLine, Costs, Resourcing, Sessions
from coprod.resourcing.totals import rules
from coprod.resourcing.totals.queries import Giver, PartnerLine, PartnerSum
from coprod.resourcing.totals.rules import Figure, Sum

Names = Callable[[Iterable[int]], list[object]]
"""Gives the names of terms by their keys."""


@dataclass(frozen=True)
class ResourceSection:
    """What the page of an activity says about money and time, the same for everybody."""

    resourcing: Resourcing
    sums: list[Sum]
    protected: list[list[object]]
    lines: list[list[object]]
    stages: dict[CycleStage, Amount]
    no_stages: tuple[Message, ...]
    seat: Figure


def build_resource_section(sections: ActivitySections, names: Names) -> ResourceSection:
    lines = sections[Costs].rows
    stages, missing = rules.compute_cost_per_stage(lines)
    return ResourceSection(
        resourcing=sections[Resourcing],
        sums=rules.build_sums(lines),
        protected=format_lines([each for each in lines if each.kind is CostKind.PROTECTED], names),
        lines=format_lines([each for each in lines if each.kind is not CostKind.PROTECTED], names),
        stages=stages,
        no_stages=missing,
        seat=build_seat_figure(sections),
    )


def build_seat_figure(sections: ActivitySections) -> Figure:
    """Return the money for each person at each session, or what is missing to tell."""
    attendances = [
        row.took_part.number if row.took_part else None for row in sections[Sessions].rows
    ]
    return rules.compute_cost_per_seat(sections[Costs].rows, attendances)


def format_lines(lines: Sequence[CostLine], names: Names) -> list[list[object]]:
    """Return lines in words, as readers may see them."""
    return [
        [
            answer
            for answer in list_cost_lines(each, names([each.given_by_id or 0]), exact=False)
            if answer
        ]
        for each in lines
    ]


@dataclass(frozen=True)
class Partner:
    """What one partner gave across published activities. Without a key: nobody said who gave it."""

    key: int | None
    name: str
    entries: int
    sums: list[Sum]


def list_partners(givers: Sequence[Giver], partner_sums: Sequence[PartnerSum]) -> list[Partner]:
    """Return who gave what, by name; the lines that do not say who come last."""
    partners = [
        Partner(e.key, e.name, e.entries, build_sums(filter_partner(partner_sums, e.key)))
        for e in givers
    ]
    return sorted(
        partners, key=lambda each: (each.key is None, each.name.casefold(), each.key or 0)
    )


def filter_partner(partner_sums: Sequence[PartnerSum], key: int | None) -> list[PartnerSum]:
    return [each for each in partner_sums if each.partner_id == key]


def build_sums(partner_sums: Sequence[PartnerSum]) -> list[Sum]:
    return rules.build_sums([each.line for each in partner_sums])


@dataclass(frozen=True)
class PartnerLineRow:
    """A line behind a total: the activity that it is of, and what it says to readers."""

    slug: str
    title: str
    lines: list[object]


@dataclass(frozen=True)
class LinesPage:
    """A page of the lines behind the totals of one partner."""

    sums: list[Sum]
    rows: list[PartnerLineRow]
    page: int
    pages: int


def list_line_rows(partner_lines: Sequence[PartnerLine]) -> list[PartnerLineRow]:
    return [
        PartnerLineRow(each.slug, each.title, format_lines([each.line], lambda _ids: [])[0])
        for each in partner_lines
    ]
