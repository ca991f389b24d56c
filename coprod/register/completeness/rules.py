"""What an activity lacks, what to look at before it is sent, and which activities are alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from coprod.core.values import reading
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold
from coprod.register.activities.rules import (
    UNANSWERED,
    FirstAnswers,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
    list_unanswered,
)
from coprod.register.completeness.enums import (
    TOPICS,
    WHAT_IT_IS,
    Requirement,
    Topic,
    Weight,
)
from coprod.register.sections.rules import (
    PART_BY_NAME,
    ActivitySections,
    People,
    Working,
    find_unsafe_field,
    is_public,
)

MOST_WORDS = 150
TWO_YEARS = timedelta(days=2 * 365)
FEW_ANSWERED, FEW_MISSING = 6, 3
ALIKE_THRESHOLD = 0.6


@dataclass(frozen=True)
class Completeness:
    answered: tuple[Topic, ...]
    missing: tuple[Topic, ...]

    @property
    def next(self) -> Topic | None:
        """The one question whose answer would help readers most."""
        return self.missing[0] if self.missing else None

    @property
    def in_words(self) -> list[Message]:
        """Return one or two sentences for readers."""
        if not self.missing:
            return [N_("This story says everything that we ask for.")]
        first = [topic.words for topic in self.answered[:FEW_ANSWERED]]
        lacks = join_phrases([topic.words for topic in self.missing[:FEW_MISSING]], N_AND)
        sentences = [N_("Still missing: %(what)s.", what=lacks)]
        if len(self.answered) > FEW_ANSWERED:
            more = join_phrases(first, N_COMMA)
            return [N_("What’s in this story: %(what)s, and more.", what=more), *sentences]
        if first:
            return [
                N_("What’s in this story: %(what)s.", what=join_phrases(first, N_AND)),
                *sentences,
            ]
        return sentences


N_AND, N_COMMA = N_("%(some)s and %(last)s"), N_("%(some)s, %(last)s")


def join_phrases(words: Sequence[Message], last: Message) -> Message:
    """Return phrases as one: "a, b and c" in whatever language it is then said in."""
    whole = words[0]
    for each in words[1:-1]:
        whole = Message(N_COMMA.text, {"some": whole, "last": each})
    return Message(last.text, {"some": whole, "last": words[-1]}) if len(words) > 1 else whole


def assess_completeness(sections: ActivitySections) -> Completeness:
    """Sort what readers want to know into what is answered and what is missing."""
    answered = tuple(topic for topic in TOPICS if topic.is_answered(sections))
    return Completeness(answered, tuple(topic for topic in TOPICS if topic not in answered))


def find_next_question(sections: ActivitySections) -> Topic | None:
    """Return what to ask the owner next: what must be answered, then what helps readers most."""
    return next((topic for topic in (WHAT_IT_IS, *TOPICS) if not topic.is_answered(sections)), None)


@dataclass(frozen=True)
class Remark:
    """Something to look at before an activity is sent, and the box that it is about."""

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
    Story: "story",
    **{part: name for name, part in PART_BY_NAME.items() if is_public(part)},
}
"""The page on which each part that everybody reads is written."""
ASSESSMENT = "assessment"
"""The page of the area above on which a team assesses an activity."""
STEPS = {"name", "summary", "leader", "place", "time", "promise", "about", "story"}
MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d/-])(?:\+44|0)(?:[ ()-]?\d){9,10}(?!\d)")


def list_remarks(sections: ActivitySections, today: date) -> list[Remark]:
    """Return what to look at before an activity is sent: what blocks it first."""
    return [
        *list_blocking_remarks(sections),
        *list_requests_for_readers(sections, today),
        *list_warnings(sections, today),
        *list_hints(sections),
    ]


def list_blocking_remarks(sections: ActivitySections) -> Iterator[Remark]:
    for name in list_unanswered(build_first_answers(sections)):
        yield Remark(Weight.BLOCKING, UNANSWERED[name], *BOXES[name])
    field = find_unsafe_field(sections[Working])
    if field:
        message = N_("People under 18 took part: say who kept them safe, and how they agreed")
        yield Remark(Weight.BLOCKING, message, "working", field)


def list_requests_for_readers(sections: ActivitySections, today: date) -> Iterator[Remark]:
    """What a reader looks for first. Of what is planned nothing has happened yet."""
    started = sections[Timing].started
    if started and started.earliest > today:
        return
    if not sections[Story].body:
        message = N_("What happened so far? If it has not started yet, put the day when it will")
        yield Remark(Weight.ASKED, message, "story", "body")
    if not sections[People].took_part:
        message = N_("How many people took part, or do you not know? Readers see “about 10”")
        yield Remark(Weight.ASKED, message, "people", "took_part_how")


def build_first_answers(sections: ActivitySections) -> FirstAnswers:
    """Tell which of the six first questions have an answer."""
    promised = sections[PromiseStatement]
    return FirstAnswers(
        title=bool(sections[Naming].title),
        summary=bool(sections[Telling].summary),
        leader=sections[Leading] != Leading(),
        place=sections[Placing] != Placing(),
        time=sections[Timing].started is not None,
        promise=bool(promised.rungs or promised.nothing),
    )


def list_warnings(sections: ActivitySections, today: date) -> Iterator[Remark]:
    summary = sections[Telling].summary
    if len(summary.split()) > MOST_WORDS:
        message = N_("The summary is long. About 100 words is plenty")
        yield Remark(Weight.WARNING, message, "summary", "summary")
    elif (reading.get_reading_age(summary) or 0) >= reading.HARD:
        message = N_("The summary is hard to read. Try shorter sentences and shorter words")
        yield Remark(Weight.WARNING, message, "summary", "summary")
    if is_forgotten(sections[Timing], today):
        message = N_("It began more than two years ago. Say when it ended, or that it goes on")
        yield Remark(Weight.WARNING, message, "time", "is_ongoing")
    yield from find_contact_details(sections)


def is_forgotten(timing: Timing, today: date) -> bool:
    if timing.started is None or timing.ended or timing.is_ongoing:
        return False
    return timing.started.latest + TWO_YEARS < today


def find_contact_details(sections: ActivitySections) -> Iterator[Remark]:
    """Find what looks like somebody's e-mail address or telephone number where all can read it."""
    for kind, place in PLACES.items():
        for field, text in list_texts(sections[kind]):
            if MAIL.search(text) or PHONE.search(text):
                message = N_(
                    "“%(what)s” looks like an e-mail address or a telephone number. Everybody will "
                    "read it",
                    what=(MAIL.search(text) or PHONE.search(text) or [""])[0][:60],
                )
                yield Remark(Weight.WARNING, message, place, field)


def list_texts(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a part with the boxes they stand in; rows have boxes of their own."""
    for field in fields(part):
        value = getattr(part, field.name)
        rows = value if isinstance(value, tuple) else ()
        for row in rows:
            if hasattr(row, "__dataclass_fields__"):
                yield from (("", text) for name, text in list_texts(row) if name != "address")
        if type(value) is str:
            yield "were_asked" if field.name == "asked" else field.name, value
        elif rows and type(rows[0]) is str:
            yield field.name, " ".join(rows)


def list_hints(sections: ActivitySections) -> Iterator[Remark]:
    """What a reader would miss most, after the one question that the owner is asked anyway."""
    for topic in assess_completeness(sections).missing[1:]:
        if topic.place in {"story", "outcome"}:
            message = N_("Still missing: %(what)s.", what=topic.words)
            yield Remark(Weight.HINT, message, topic.place, topic.field)


REQUIREMENT_BOXES = {
    Requirement.COSTED: ("costs", "amount"),
    Requirement.ASSESSED: (ASSESSMENT, ""),
}


def build_funding_remark(requirement: Requirement, payer: str) -> Remark:
    """Return what somebody who pays for an activity asks, and where the team can give it."""
    words = N_("“%(payer)s” pays for it and asks for %(what)s", payer=payer, what=requirement.label)
    return Remark(Weight.FUNDED, words, *REQUIREMENT_BOXES[requirement])


@dataclass(frozen=True)
class ActivityCard:
    """What two activities are compared by: title, places and leader, as far as they are known."""

    title: str
    places: frozenset[object]
    leader: object


def is_alike(one: ActivityCard, other: ActivityCard) -> bool:
    """Tell whether two activities look like the same thing, logged twice."""
    return may_be_same(one, other) and compute_likeness(one.title, other.title) >= ALIKE_THRESHOLD


def may_be_same(one: ActivityCard, other: ActivityCard) -> bool:
    """Activities may be the same that share a place or a leader, or where neither is known."""
    if one.places & other.places or (one.leader and one.leader == other.leader):
        return True
    places_differ = bool(one.places and other.places)
    leaders_differ = bool(one.leader and other.leader)
    return not places_differ and not leaders_differ


def compute_likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1, by the threes of letters that they share."""
    first, second = list_trigrams(one), list_trigrams(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def list_trigrams(title: str) -> frozenset[str]:
    text = f"  {fold(title)} "
    return frozenset(text[n : n + 3] for n in range(len(text) - 2)) if text.strip() else frozenset()
