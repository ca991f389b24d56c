"""What the pages of the library are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale

from coprod.checks.rules import Completeness, completeness
from coprod.costs.rules import Costs
from coprod.kit.actor import Actor
from coprod.kit.phrases import Phrase
from coprod.library.queries import A_PAGE, Counted, Value, Wanted
from coprod.library.words import FACET_LABELS, Facet
from coprod.reference.queries import labels
from coprod.register.models import Activity
from coprod.register.words import Rung
from coprod.resources.pages import Takes, takes
from coprod.scrutiny.rules import Standing
from coprod.sections import queries as sections
from coprod.sections.pages import Saying, ids_in
from coprod.sections.rules import (
    Basics,
    Evidence,
    Outcome,
    People,
    Pledge,
    Sessions,
    Working,
)

OF_RUNGS = {Facet.PROMISED, Facet.RUNG}
FEW = 8
MOST_CHOSEN = 20
LONGEST_WORDS = 300
LAST_PAGE = 10_000
LANGUAGES = {name: code for code, name in Locale("en").languages.items()}
PUBLIC: dict[str, type[Any]] = {
    "basics": Basics,
    "pledge": Pledge,
    "people": People,
    "working": Working,
    "sessions": Sessions,
    "outcome": Outcome,
    "evidence": Evidence,
}


@dataclass(frozen=True)
class Row:
    """An entry in a list: with its promise and, where the team rated itself, how that stands."""

    activity: Activity
    standing: Standing | None


@dataclass(frozen=True)
class Option:
    value: Value
    label: str | Phrase
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One facet as it is shown. ``is_open`` when something in it is chosen."""

    name: str
    label: Phrase
    options: list[Option]

    @property
    def is_open(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Chip:
    """One choice that can be taken back; ``without`` is the address part that does so."""

    label: str | Phrase
    about: Phrase
    without: dict[str, object]


@dataclass(frozen=True)
class EntriesPage:
    wanted: Wanted
    rows: list[Row]
    total: int
    filters: list[Filter]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def first(self) -> int:
        return (self.wanted.page - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        return min(self.total, self.wanted.page * A_PAGE)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.words or any(self.wanted.chosen.values()))

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(option.label, shown.label, without(self.wanted, Facet(shown.name), option.value))
            for shown in self.filters
            for option in shown.options
            if option.is_chosen
        ]

    def to_page(self, number: int) -> dict[str, object]:
        return address(replace(self.wanted, page=number))


def wanted(asked: Mapping[str, Sequence[str]]) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen = {facet: read(facet, asked.get(facet, ())) for facet in Facet}
    words = " ".join(asked.get("q", ()))[:LONGEST_WORDS]
    page = whole(next(iter(asked.get("page", ())), ""))
    return Wanted(words, chosen, min(max(page or 1, 1), LAST_PAGE))


def read(facet: Facet, given: Sequence[str]) -> tuple[Value, ...]:
    values = [value for value in given[:MOST_CHOSEN] if value.isprintable() and len(value) < 100]
    if facet not in OF_RUNGS:
        return tuple(values)
    keys = {rung.key: int(rung) for rung in Rung}
    return tuple(keys[value] for value in values if value in keys)


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def address(wanted: Wanted) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {"q": wanted.words} if wanted.words else {}
    for facet, values in wanted.chosen.items():
        if values:
            parts[facet] = [in_address(facet, value) for value in values]
    return {**parts, "page": wanted.page} if wanted.page > 1 else parts


def in_address(facet: Facet, value: Value) -> Value:
    return Rung(int(value)).key if facet in OF_RUNGS else value


def without(wanted: Wanted, facet: Facet, shown: Value) -> dict[str, object]:
    left = tuple(v for v in wanted.chosen[facet] if in_address(facet, v) != shown)
    return address(Wanted(wanted.words, {**wanted.chosen, facet: left}))


def filters(wanted: Wanted, counted: Mapping[Facet, list[Counted]]) -> list[Filter]:
    return [
        Filter(facet.value, label, options(facet, wanted.chosen[facet], counted[facet]))
        for facet, label in FACET_LABELS.items()
    ]


def options(facet: Facet, chosen: tuple[Value, ...], counted: list[Counted]) -> list[Option]:
    """Return the values with entries, and those that were chosen though none is left."""
    found = [
        Option(in_address(facet, c.value), label(facet, c), c.count, c.value in chosen)
        for c in counted
    ]
    gone = [v for v in chosen if v not in {c.value for c in counted}]
    return [
        *found,
        *(Option(in_address(facet, v), missing(facet, v), 0, is_chosen=True) for v in gone),
    ]


def label(facet: Facet, counted: Counted) -> str | Phrase:
    return Rung(int(counted.value)).label if facet in OF_RUNGS else counted.label


def missing(facet: Facet, value: Value) -> str | Phrase:
    return Rung(int(value)).label if facet in OF_RUNGS else str(value)


def language_of(activity: Activity) -> str:
    """Return the code of the language that a source says its text is in, or nothing.

    A note beside the fact says that the text does not look like it: then nothing is claimed.
    """
    said = [fact.value for fact in activity.facts if fact.label == "Language" and not fact.note]
    return LANGUAGES.get(said[0], "") if said else ""


@dataclass(frozen=True)
class Story:
    """What the public page of an entry tells beyond its first answers, and how to say it."""

    basics: Basics
    pledge: Pledge
    people: People
    working: Working
    sessions: Sessions
    outcome: Outcome
    evidence: Evidence
    takes: Takes
    saying: Saying
    completeness: Completeness
    programme: Activity | None
    strands: list[Activity]

    @property
    def tells_people(self) -> bool:
        return self.people != People()

    @property
    def tells_outcome(self) -> bool:
        return self.outcome != Outcome()

    @property
    def tells_promise(self) -> bool:
        return replace(self.pledge, board_ids=()) != Pledge()


def story_of(actor: Actor, activity: Activity) -> Story:
    """Return what every reader may see of the sections. Counts of people are rounded."""
    told = sections.told_all(activity)
    programme_id = told[Basics].programme_id
    family = sections.family(actor, activity, programme_id)
    parts = {name: told[kind] for name, kind in PUBLIC.items()}
    saying = Saying(labels(ids_in(told[Sessions]) | ids_in(told[Costs])), exact=False)
    return Story(
        **parts,
        takes=takes(told, saying.of),
        completeness=completeness(told),
        saying=saying,
        programme=next((each for each in family if each.id == programme_id), None),
        strands=[each for each in family if each.id != programme_id],
    )
