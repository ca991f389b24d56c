"""What the pages about decisions are given: a record in the making, the list, a record's story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coprod.assessment.answer_review.queries import get_rung_statuses
from coprod.assessment.answer_review.rules import RungStatus
from coprod.assessment.resident_rating.enums import NOT_ASKED
from coprod.assessment.resident_rating.queries import RoundResult, get_round_results
from coprod.assessment.self_assessment.enums import Evidence
from coprod.core.disclosure.enums import Hidden
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide import rules as guide
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.guide.rules import Guidance
from coprod.decisions.records import policies, queries
from coprod.decisions.records.enums import Chosen, HoldState, Part
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.decisions.records.queries import A_PAGE, Wanted
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
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import current
from coprod.reference.wording.queries import texted
from coprod.reference.wording.rules import Texted
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.presenters import FieldText
from coprod.web.language import translate

LAST_PAGE = 10_000
LONGEST_KEY = 100


# A record in the making


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


def saved(asked: Asked) -> list[FieldText]:
    """Return what is kept for a question, for whoever was writing when somebody else saved."""
    told = (
        (N_("The answer"), translate(asked.answer or "")),
        (N_("The note beside it"), asked.note),
    )
    return [FieldText(label, text) for label, text in told if text]


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


# The list


@dataclass(frozen=True)
class ListPage:
    wanted: Wanted
    decisions: Sequence[DecisionRecord]
    total: int
    workstreams: Sequence[Term]
    places: Sequence[Term]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def is_narrowed(self) -> bool:
        return replace(self.wanted, page=1) != Wanted()

    def to_page(self, number: int) -> dict[str, object]:
        return address(replace(self.wanted, page=number))


def list_page(actor: Actor, wanted: Wanted, today: date) -> ListPage:
    return ListPage(
        wanted=wanted,
        decisions=queries.public(actor, wanted),
        total=queries.count(actor, wanted),
        workstreams=current(ListKind.WORKSTREAM, today),
        places=current(ListKind.LOCALITY, today),
    )


def wanted(asked: Mapping[str, Sequence[str]]) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    page = get_first_value(asked, "page")
    is_number = page.isascii() and page.isdigit() and len(page) < 6
    return Wanted(
        chosen=tuple(each for each in Chosen if each.value in asked.get("decided", ())),
        below=get_first_value(asked, "below") == "yes",
        overdue=get_first_value(asked, "overdue") == "yes",
        workstream=get_first_value(asked, "workstream"),
        place=get_first_value(asked, "place"),
        page=min(max(int(page), 1), LAST_PAGE) if is_number else 1,
    )


def get_first_value(asked: Mapping[str, Sequence[str]], name: str) -> str:
    value = next(iter(asked.get(name, ())), "")
    return value if value.isprintable() and len(value) < LONGEST_KEY else ""


def address(wanted: Wanted) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {
        "decided": [each.value for each in wanted.chosen],
        "below": "yes" if wanted.below else "",
        "overdue": "yes" if wanted.overdue else "",
        "workstream": wanted.workstream,
        "place": wanted.place,
        "page": wanted.page if wanted.page > 1 else "",
    }
    return {name: value for name, value in parts.items() if value}


# What came of it


NOTHING_YET = N_("nothing yet")


@dataclass(frozen=True)
class Happened:
    """What came of a promise by one account. Without a ``rung``, ``why_none`` says why."""

    who: Message
    rung: Rung | None
    why_none: Message = NOTHING_YET
    collected: Message | None = None
    evidence: Evidence | None = None


def what_happened(actor: Actor, activities: Sequence[Activity]) -> dict[int, tuple[Happened, ...]]:
    """Return the accounts of each of these entries, which the caller knows the actor may read.

    One line for each account, always in the same order.
    """
    ids = [activity.id for activity in activities]
    confirmed, team, rounds = (
        queries.confirmed(actor, ids),
        get_rung_statuses(ids),
        get_round_results(actor, ids),
    )
    return {
        key: (
            by_team(team.get(key)),
            by_residents(rounds.get(key, [])),
            Happened(N_("A curator and a lay member confirm:"), rung),
        )
        for key, rung in confirmed.items()
    }


def by_team(now: RungStatus | None) -> Happened:
    who = N_("The team’s answers suggest:")
    return Happened(who, now.rung, evidence=now.evidence) if now else Happened(who, None)


def by_residents(rounds: Sequence[RoundResult]) -> Happened:
    """The last round that may be shown; where there is none, the latest says why."""
    who = N_("Residents’ answers suggest:")
    for each in reversed(rounds):
        if isinstance(each.rung, Rung):
            return Happened(who, each.rung, collected=each.collected.label)
    why = next((each.rung.reason for each in rounds[-1:] if isinstance(each.rung, Hidden)), None)
    return Happened(who, None, why or NOT_ASKED)


@dataclass(frozen=True)
class Outcome:
    """An entry that came of a decision, and how far people shared in it by each account."""

    activity: Activity
    accounts: tuple[Happened, ...]
    is_own: bool


def outcomes(actor: Actor, decision: DecisionRecord) -> list[Outcome]:
    found = queries.entries(actor, decision)
    accounts = what_happened(actor, found)
    return [Outcome(each, accounts[each.id], is_owner(actor, each)) for each in found]


# A record's story


@dataclass(frozen=True)
class SaidBefore:
    """What people told already. ``address`` and ``title`` only where the reader may follow it."""

    words: str
    address: str
    title: str
    slug: str


@dataclass(frozen=True)
class Story:
    """A record as one reader may read it: what is held back from them is not in here."""

    decision: DecisionRecord
    asked: Sequence[Asked]
    said: Sequence[SaidBefore]
    holds: Mapping[Part, DecisionHold]
    hidden: frozenset[Part]
    outcomes: Sequence[Outcome]
    newer: DecisionRecord | None
    older: DecisionRecord | None
    can: "Can"

    @property
    def chosen_rung(self) -> Rung | None:
        return rung_of(self.decision.chosen.level if self.decision.chosen else None)

    @property
    def recommended_rung(self) -> Rung | None:
        return rung_of(self.decision.recommended)

    @property
    def stretch_rung(self) -> Rung | None:
        return rung_of(self.decision.stretch)

    def shows(self, part: str) -> bool:
        """Tell whether this reader may see a part."""
        return Part(part) not in self.hidden

    def hold(self, part: str) -> DecisionHold | None:
        """Return why a part is kept from readers, if it is."""
        return self.holds.get(Part(part))


@dataclass(frozen=True)
class Can:
    write: bool
    add: bool
    renew: bool
    link: bool
    hold: bool


def rung_of(level: Level | None) -> Rung | None:
    return level.rung if level else None


def story(actor: Actor, decision: DecisionRecord) -> Story:
    holds = {each.part: each for each in decision.holds if each.state is not HoldState.SHOWN}
    hidden = frozenset() if policies.can_read_all(actor, decision) else frozenset(holds)
    hold = policies.can_ask_to_hold(actor, decision) or policies.can_decide_hold(actor, decision)
    return Story(
        decision=decision,
        asked=answers(decision, notes=Part.NOTES not in hidden),
        said=() if Part.SAID in hidden else said(actor, decision),
        holds=holds,
        hidden=hidden,
        outcomes=outcomes(actor, decision),
        newer=queries.newer(decision),
        older=queries.older(actor, decision),
        can=Can(
            policies.can_write(actor, decision),
            policies.can_add(actor, decision),
            policies.can_renew(actor, decision),
            policies.can_link(actor, decision),
            hold,
        ),
    )


def answers(decision: DecisionRecord, *, notes: bool) -> list[Asked]:
    found = asked(decision)
    return found if notes else [replace(each, note="") for each in found]


def said(actor: Actor, decision: DecisionRecord) -> list[SaidBefore]:
    rows = queries.told(decision, AlreadySaid).rows
    known = queries.titles(actor, [row.entry for row in rows if row.entry])
    return [
        SaidBefore(
            words=row.words,
            address="" if row.entry else row.address,
            title=known.get(row.entry, ""),
            slug=row.entry if row.entry in known else "",
        )
        for row in rows
    ]
