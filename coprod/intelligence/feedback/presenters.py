"""What the pages of insight summaries are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.feedback import policies, queries
from coprod.intelligence.feedback.enums import LISTED, THEMES, Side, Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import A_PAGE, Wanted
from coprod.intelligence.feedback.rules import Told, exactly, in_public
from coprod.reference.lists.models import Term

LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Shown:
    """One summary as this reader may see it."""

    insight: Insight
    about: tuple[str | Message, ...]
    told: Told


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: a side, its label, and what can be chosen."""

    name: str
    label: Message
    options: tuple[tuple[str, str | Message], ...]
    chosen: str


@dataclass(frozen=True)
class ListPage:
    rows: tuple[Shown, ...]
    total: int
    wanted: Wanted
    choices: tuple[Choice, ...]
    asked: Mapping[str, str]

    @property
    def pages(self) -> int:
        return ceil(self.total / A_PAGE)

    def to_page(self, number: int) -> dict[str, str]:
        return {**self.asked, "page": str(number)}


def shown(actor: Actor, insight: Insight) -> Shown:
    exact = policies.sees_exact_numbers(actor)
    told = exactly(insight.numbers) if exact else in_public(insight.shown_numbers)
    return Shown(insight, tuple(queries.names(insight)), told)


def list_page(actor: Actor, asked: Mapping[str, str]) -> ListPage:
    wanted = read(asked)
    rows = [shown(actor, each) for each in queries.summaries(actor, wanted)]
    kept = {name: value for name, value in asked.items() if value and name in NAMES}
    total = queries.count(actor, wanted)
    return ListPage(tuple(rows), total, wanted, choices(actor, wanted), kept)


def choices(actor: Actor, wanted: Wanted) -> tuple[Choice, ...]:
    by_side = options(list(queries.terms().values()))
    found = [side_choice(side, by_side.get(side, []), wanted) for side in Side]
    sources = tuple((name, name) for name in queries.sources(actor))
    found.append(Choice("source", N_("Who collected it"), sources, wanted.source))
    return tuple(choice for choice in found if choice.options)


def side_choice(side: Side, listed: Sequence[tuple[int, str]], wanted: Wanted) -> Choice:
    values: list[tuple[str, str | Message]] = [(str(key), label) for key, label in listed]
    if side is Side.THEME:
        values = [(theme.value, label) for theme, label in THEMES.items()]
    return Choice(side.value, side.label, tuple(values), str(wanted.about.get(side, "")))


def options(terms: Sequence[Term]) -> dict[Side, list[tuple[int, str]]]:
    """Return for each side the names in use, as a form field wants them."""
    today = clock.today()
    return {
        side: [(t.id, t.label) for t in terms if t.listing is listing and t.is_in_use(today)]
        for side, listing in LISTED.items()
    }


NAMES = frozenset({*(side.value for side in Side), "source", "since", "until"})


def read(asked: Mapping[str, str]) -> Wanted:
    """Read what was asked for in an address. What cannot be is left out."""
    about = {side: value for side in Side if (value := side_value(side, asked.get(side.value, "")))}
    number = asked.get("page", "1")
    return Wanted(
        about=about,
        source=asked.get("source", ""),
        since=day(asked.get("since", "")),
        until=day(asked.get("until", "")),
        page=max(1, int(number)) if is_number(number) else 1,
    )


def side_value(side: Side, text: str) -> int | str | None:
    if side is Side.THEME:
        return text if text in set(Theme) else None
    if side is Side.ELSEWHERE:
        return text or None
    return int(text) if is_number(text) else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
