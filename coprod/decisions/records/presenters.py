"""What the pages of a record in the making are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide import rules as guide
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.guide.rules import Guidance
from coprod.decisions.records import policies, queries
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.decisions.records.rules import (
    About,
    AlreadySaid,
    Choosing,
    Gap,
    Means,
    Naming,
    Openness,
    Promising,
    check_choosing,
)
from coprod.reference.wording.queries import texted
from coprod.reference.wording.rules import Texted
from coprod.register.parts.presenters import Line
from coprod.web.language import translate


@dataclass(frozen=True)
class Section:
    """One part of a record: its name in addresses, its heading, what it asks for."""

    name: str
    title: Message
    kind: type[Any]
    hint: Message


SECTIONS = (
    Section("name", N_("What is to be decided?"), Naming, N_("One line that people understand.")),
    Section(
        "openness",
        N_("What is open and what is not"),
        Openness,
        N_("Say it so that nobody gives their time to what cannot change."),
    ),
    Section(
        "already-said",
        N_("What people have already told us"),
        AlreadySaid,
        N_("Entries in this register, reports, surveys. Leave empty what you do not need."),
    ),
    Section(
        "about",
        N_("Whom and what it is about"),
        About,
        N_("Tick all that fit."),
    ),
    Section(
        "means",
        N_("Money, time and who was there"),
        Means,
        N_("What is agreed, not what is hoped for."),
    ),
    Section(
        "choice",
        N_("What you decide, and why"),
        Choosing,
        N_("The answers advise. A named post decides."),
    ),
    Section(
        "promise",
        N_("The promise to residents"),
        Promising,
        N_("Somebody will ask later whether it was kept."),
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}
QUESTIONS = {f"question-{question.number}": question for question in Question}


def name_of(question: Question) -> str:
    """Return how a question of the guide is called in an address."""
    return f"question-{question.number}"


@dataclass(frozen=True)
class Asked:
    """One question with its answer, if it has one, and the level that the answer sets.

    It speaks in the words of the version in which the record was begun.
    """

    question: Question
    asks: Message
    hint: Message
    answers: Mapping[str, Message]
    answer: Message | None
    note: str
    floor: Level | None = None
    ceiling: Level | None = None

    @property
    def name(self) -> str:
        return name_of(self.question)


def asked(decision: DecisionRecord) -> list[Asked]:
    words = words_of(decision)
    return [one(question, decision, words) for question in Question]


def words_of(decision: DecisionRecord) -> Texted:
    version = decision.framework_version
    return texted(guide.FRAMEWORK, [version])[version]


def one(question: Question, decision: DecisionRecord, words: Texted) -> Asked:
    title, hint, *said = (words[key] for key in question.keys)
    answers = dict(zip(question.answers, said, strict=True))
    reply = queries.replies(decision).get(question)
    if reply is None:
        return Asked(question, title, hint, answers, None, "")
    floor, ceiling = guide.effect(question, reply.answer)
    given = answers[reply.answer]
    return Asked(question, title, hint, answers, given, reply.note, floor, ceiling)


def saved(asked: Asked) -> list[Line]:
    """Return what is kept for a question, for whoever was writing when somebody else saved."""
    told = (
        (N_("The answer"), translate(asked.answer or "")),
        (N_("The note beside it"), asked.note),
    )
    return [Line(label, text) for label, text in told if text]


def following(decision: DecisionRecord, question: Question) -> str:
    """Return the next question that is open after this one, from the top again at the end."""
    missing = guide.unanswered(queries.answers(decision))
    later = [each for each in missing if each.number > question.number]
    return next((name_of(each) for each in [*later, *missing]), "")


def guidance(decision: DecisionRecord) -> Guidance | None:
    """Return what the guide advises, once all ten questions are answered."""
    answers = queries.answers(decision)
    return None if guide.unanswered(answers) else guide.guide(answers)


@dataclass(frozen=True)
class OverviewPage:
    decision: DecisionRecord
    asked: Sequence[Asked]
    sections: Sequence[tuple[Section, bool]]
    guidance: Guidance | None
    gaps: Sequence[Gap]
    holds: Sequence[DecisionHold]
    can_write: bool

    @property
    def answered(self) -> int:
        return sum(each.answer is not None for each in self.asked)


def overview(actor: Actor, decision: DecisionRecord) -> OverviewPage:
    return OverviewPage(
        decision=decision,
        asked=asked(decision),
        sections=[(each, is_told(decision, each)) for each in SECTIONS],
        guidance=guidance(decision),
        gaps=missing(decision),
        holds=decision.holds,
        can_write=policies.can_write(actor, decision),
    )


def missing(decision: DecisionRecord) -> list[Gap]:
    """Return what stands between the record and its signature, in words and with the page."""
    advised = guidance(decision)
    if advised is None:
        return []
    try:
        check_choosing(queries.told(decision, Choosing), advised, clock.today())
    except RuleBrokenError as broken:
        return [Gap("choice", broken.message), *queries.gaps(decision)]
    return queries.gaps(decision)


def is_told(decision: DecisionRecord, section: Section) -> bool:
    if section.kind is Naming:
        return True
    return bool(queries.told(decision, section.kind) != section.kind())
