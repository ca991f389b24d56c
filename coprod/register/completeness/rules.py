"""What an entry lacks for a reader, what should be looked at before it is sent, what is alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from coprod.core.values import reading
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold
from coprod.register.activities import rules as register
from coprod.register.activities.rules import (
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Telling,
    Timing,
)
from coprod.register.completeness.enums import TOPICS, Topic, Weight
from coprod.register.sections import rules as sections
from coprod.register.sections.rules import (
    Costs,
    Evidence,
    Outcome,
    People,
    Pledge,
    Resourcing,
    Sessions,
    Told,
    Working,
    Worth,
)

MOST_WORDS = 150
TWO_YEARS = timedelta(days=2 * 365)
FEW_TOLD, FEW_MISSING = 6, 3
ALIKE = 0.6


@dataclass(frozen=True)
class Completeness:
    told: tuple[Topic, ...]
    missing: tuple[Topic, ...]

    @property
    def next(self) -> Topic | None:
        """The one question whose answer would help readers most."""
        return self.missing[0] if self.missing else None

    @property
    def in_words(self) -> list[Message]:
        """Return one or two sentences for readers."""
        if not self.missing:
            return [N_("This entry tells everything that we ask for.")]
        first = [topic.words for topic in self.told[:FEW_TOLD]]
        lacks = joined([topic.words for topic in self.missing[:FEW_MISSING]], N_OR)
        said = [N_("It does not yet say %(what)s.", what=lacks)]
        if len(self.told) > FEW_TOLD:
            more = joined(first, N_COMMA)
            return [N_("This entry tells %(what)s, and more.", what=more), *said]
        if first:
            return [N_("This entry tells %(what)s.", what=joined(first, N_AND)), *said]
        return said


N_AND, N_OR, N_COMMA = (
    N_("%(some)s and %(last)s"),
    N_("%(some)s or %(last)s"),
    N_("%(some)s, %(last)s"),
)


def joined(words: Sequence[Message], last: Message) -> Message:
    """Return phrases as one: "a, b and c" in whatever language it is then said in."""
    whole = words[0]
    for each in words[1:-1]:
        whole = Message(N_COMMA.text, {"some": whole, "last": each})
    return Message(last.text, {"some": whole, "last": words[-1]}) if len(words) > 1 else whole


def completeness(told: Told) -> Completeness:
    """Sort what readers want to know into what is told and what is not."""
    here = tuple(topic for topic in TOPICS if topic.is_told(told))
    return Completeness(here, tuple(topic for topic in TOPICS if topic not in here))


@dataclass(frozen=True)
class Remark:
    """Something to look at before an entry is sent, and the box that it is about."""

    weight: Weight
    words: Message
    place: str
    field: str


BOXES = {
    "title": ("name", "title"),
    "summary": ("summary", "summary"),
    "leader": ("leader", "led_by_name"),
    "place": ("place", "place_words"),
    "time": ("time", "started-day"),
    "promise": ("promise", "promised"),
}
PLACES: dict[type[Any], str] = {
    Naming: "name",
    Telling: "summary",
    Leading: "leader",
    Placing: "place",
    register.Story: "story",
    sections.Basics: "basics",
    Pledge: "openness",
    People: "people",
    Working: "working",
    Sessions: "sessions",
    Resourcing: "resourcing",
    Costs: "costs",
    Outcome: "outcome",
    Worth: "worth",
    Evidence: "evidence",
}
STEPS = {"name", "summary", "leader", "place", "time", "promise", "about", "story"}
ROWS = {"sessions", "evidence", "costs"}
MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d/-])(?:\+44|0)(?:[ ()-]?\d){9,10}(?!\d)")


def remarks(told: Told, today: date) -> list[Remark]:
    """Return what to look at before an entry is sent: what blocks it first."""
    return [*blocking(told), *warnings(told, today), *hints(told)]


def blocking(told: Told) -> Iterator[Remark]:
    for name in register.unanswered(asked(told)):
        yield Remark(Weight.BLOCKING, register.UNANSWERED[name], *BOXES[name])
    field = sections.unsafe_for_children(told[Working])
    if field:
        said = N_("People under 18 took part: say who kept them safe, and how they agreed")
        yield Remark(Weight.BLOCKING, said, "working", field)


def asked(told: Told) -> register.Asked:
    """Tell which of the six first questions have an answer."""
    promised = told[PromiseStatement]
    return register.Asked(
        title=bool(told[Naming].title),
        summary=bool(told[Telling].summary),
        leader=told[Leading] != Leading(),
        place=told[Placing] != Placing(),
        time=told[Timing].started is not None,
        promise=bool(promised.rungs or promised.nothing),
    )


def warnings(told: Told, today: date) -> Iterator[Remark]:
    summary = told[Telling].summary
    if len(summary.split()) > MOST_WORDS:
        said = N_("The summary is long. About 100 words is plenty")
        yield Remark(Weight.WARNING, said, "summary", "summary")
    elif (reading.get_reading_age(summary) or 0) >= reading.HARD:
        said = N_("The summary is hard to read. Try shorter sentences and shorter words")
        yield Remark(Weight.WARNING, said, "summary", "summary")
    if is_forgotten(told[Timing], today):
        said = N_("It began more than two years ago. Say when it ended, or that it goes on")
        yield Remark(Weight.WARNING, said, "time", "is_ongoing")
    yield from reachable(told)


def is_forgotten(timing: Timing, today: date) -> bool:
    if timing.started is None or timing.ended or timing.is_ongoing:
        return False
    return timing.started.latest + TWO_YEARS < today


def reachable(told: Told) -> Iterator[Remark]:
    """Find what looks like somebody's e-mail address or telephone number where all can read it."""
    for kind, place in PLACES.items():
        for field, text in written(told[kind]):
            if MAIL.search(text) or PHONE.search(text):
                said = N_(
                    "“%(what)s” looks like an e-mail address or a telephone number. "
                    "Everybody will read it",
                    what=(MAIL.search(text) or PHONE.search(text) or [""])[0][:60],
                )
                yield Remark(Weight.WARNING, said, place, field)


def written(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a part with the boxes they stand in; rows have boxes of their own."""
    for field in fields(part):
        value = getattr(part, field.name)
        rows = value if isinstance(value, tuple) else ()
        for row in rows:
            if hasattr(row, "__dataclass_fields__"):
                yield from (("", text) for name, text in written(row) if name != "address")
        if type(value) is str:
            yield "were_asked" if field.name == "asked" else field.name, value
        elif rows and type(rows[0]) is str:
            yield field.name, " ".join(rows)


def hints(told: Told) -> Iterator[Remark]:
    """What a reader would miss most, after the one question that the owner is asked anyway."""
    for topic in completeness(told).missing[1:]:
        if topic.place in {"story", "outcome"}:
            said = N_("It does not yet say %(what)s.", what=topic.words)
            yield Remark(Weight.HINT, said, topic.place, topic.field)


@dataclass(frozen=True)
class Card:
    """What two entries are compared by: title, places and leader, as far as they are known."""

    title: str
    places: frozenset[object]
    leader: object


def is_alike(one: Card, other: Card) -> bool:
    """Tell whether two entries look like the same thing, logged twice."""
    return may_be_same(one, other) and likeness(one.title, other.title) >= ALIKE


def may_be_same(one: Card, other: Card) -> bool:
    """Entries of one place or one leader may be the same, and those of which neither is known."""
    if one.places & other.places or (one.leader and one.leader == other.leader):
        return True
    places_differ = bool(one.places and other.places)
    leaders_differ = bool(one.leader and other.leader)
    return not places_differ and not leaders_differ


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1, by the threes of letters that they share."""
    first, second = threes(one), threes(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def threes(title: str) -> frozenset[str]:
    text = f"  {fold(title)} "
    return frozenset(text[n : n + 3] for n in range(len(text) - 2)) if text.strip() else frozenset()
