"""What the pages of a round are given."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from coprod.assessment.words import LABELS as ROUND_LABELS
from coprod.disclosure.words import Count, Hidden
from coprod.kit.actor import Actor
from coprod.kit.phrases import Phrase
from coprod.register.models import Activity
from coprod.register.words import Rung
from coprod.residents import queries, rules
from coprod.residents.models import Asking, ResidentAnswer
from coprod.residents.queries import Beside, RoundResult
from coprod.residents.words import (
    ASKED,
    DONT_KNOW,
    FACES,
    NOT_ASKED,
    TEXTS,
    Sign,
    answer,
    hint,
    offered,
    title,
)


@dataclass(frozen=True)
class Option:
    value: str
    label: Phrase
    face: int | None


@dataclass(frozen=True)
class Asked:
    """One question as it is asked: its name, its words, and the answers with their faces."""

    name: str
    title: Phrase
    hint: Phrase | None
    options: tuple[Option, ...]


def questions() -> list[Asked]:
    return [Asked(name, title(name), hint(name), options(name)) for name in ASKED]


def options(name: str) -> tuple[Option, ...]:
    faces = [Option(value, answer(name, value), FACES[value]) for value in offered(name)]
    return (*faces, Option(DONT_KNOW, TEXTS[DONT_KNOW], None))


def qr_code(address: str) -> bytes:
    """Draw the square that a phone's camera reads, as an SVG with a quiet edge."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, omitsize=True)
    return drawn.getvalue()


@dataclass(frozen=True)
class Bar:
    """The middle answer to one question. ``level`` is its place from 0 to 4, for the bar."""

    title: Phrase
    said: Phrase
    level: int | None


@dataclass(frozen=True)
class Shown:
    """One round as readers see it."""

    label: Phrase
    found: RoundResult
    beside: Beside

    @property
    def rung(self) -> Rung | None:
        return self.found.rung if isinstance(self.found.rung, Rung) else None

    @property
    def why_not(self) -> Phrase | None:
        return self.found.rung.reason if isinstance(self.found.rung, Hidden) else None

    @property
    def people(self) -> Count | Hidden:
        return self.found.people

    @property
    def bars(self) -> list[Bar]:
        return [bar(name, value) for name, value in self.found.figures.items()]


def bar(name: str, value: str | Hidden) -> Bar:
    if isinstance(value, Hidden):
        return Bar(title(name), value.reason, None)
    return Bar(title(name), answer(name, value), FACES[value])


@dataclass(frozen=True)
class Residents:
    """What the page of an entry tells of its residents' rounds, the latest first."""

    slug: str
    rounds: list[Shown]
    can_manage: bool
    not_asked: Phrase = NOT_ASKED


def residents(actor: Actor, activity: Activity, *, can_manage: bool) -> Residents:
    found = queries.result(actor, activity)
    beside = queries.beside(found)
    rounds = [
        Shown(ROUND_LABELS[each.round], each, beside.get(each.asking_id, Beside()))
        for each in reversed(found)
    ]
    return Residents(activity.slug, rounds, can_manage)


@dataclass(frozen=True)
class Row:
    """One answer as a curator sees it who looks for stuffing."""

    answer: ResidentAnswer
    rung: Rung
    said: list[tuple[Phrase, Phrase]]
    signs: list[Sign]


@dataclass(frozen=True)
class AnswersPage:
    asking: Asking
    label: Phrase
    rows: list[Row]
    signs: dict[Sign, int]
    counted: int


def answers_page(actor: Actor, asking: Asking) -> AnswersPage:
    found = queries.answers(actor, asking)
    counts = [each for each in found if each.set_aside_id is None]
    signs = rules.signs([queries.as_sent(each) for each in counts])
    return AnswersPage(
        asking=asking,
        label=ROUND_LABELS[asking.round],
        rows=[row(each, signs) for each in found],
        signs={sign: len(ids) for sign, ids in signs.items()},
        counted=len(counts),
    )


def row(each: ResidentAnswer, signs: dict[Sign, frozenset[int]]) -> Row:
    said = [(title(n), answer(n, each.values[n])) for n in ASKED if n in each.values]
    looks = [sign for sign, ids in signs.items() if each.id in ids]
    return Row(each, rules.rung(each.values), said, looks)


def labelled(askings: Sequence[Asking]) -> list[tuple[Asking, Phrase]]:
    return [(asking, ROUND_LABELS[asking.round]) for asking in askings]
