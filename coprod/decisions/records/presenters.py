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
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.narrowing import Chip
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.guide.rules import (
    FRAMEWORK,
    Guidance,
    compute_guidance,
    get_effect,
    list_unanswered,
)
from coprod.decisions.records import policies, queries
from coprod.decisions.records.enums import ChosenLevel, HoldablePart, HoldState
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.decisions.records.queries import PAGE_SIZE, DecisionFilter
from coprod.decisions.records.rules import (
    DecisionScope,
    DecisionTitle,
    Gap,
    LevelChoice,
    Means,
    Openness,
    PriorFeedbackList,
    PromiseStatement,
    check_choice,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import list_terms_in_use
from coprod.reference.wording.queries import get_version_texts
from coprod.reference.wording.rules import VersionTexts
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.presenters import FieldText
from coprod.register.covers.queries import Cover, build_drawn_cover
from coprod.web.language import translate

MAX_KEY_LENGTH = 100


# A record in the making


@dataclass(frozen=True)
class RecordSection:
    """One part of a record: its name in addresses, its heading, what it asks for."""

    name: str
    title: Message
    kind: type[Any]
    hint: Message


SECTIONS = (
    RecordSection(
        "name", N_("What is to be decided?"), DecisionTitle, N_("One line that people understand.")
    ),
    RecordSection(
        "openness",
        N_("What is open and what is not"),
        Openness,
        N_("This saves people giving their time to something that cannot change."),
    ),
    RecordSection(
        "already-said",
        N_("What people have already told us"),
        PriorFeedbackList,
        N_("Stories in this register, reports, surveys. Leave out what you do not need."),
    ),
    RecordSection("about", N_("Who and what it is about"), DecisionScope, N_("Tick all that fit.")),
    RecordSection(
        "means",
        N_("Money, time and who was there"),
        Means,
        N_("What is agreed, not what is hoped for."),
    ),
    RecordSection(
        "choice",
        N_("What you decide, and why"),
        LevelChoice,
        N_("The answers are advice. A named role decides."),
    ),
    RecordSection(
        "promise",
        N_("The promise to residents"),
        PromiseStatement,
        N_("Somebody will ask later whether it was kept."),
    ),
)
SECTIONS_BY_NAME = {section.name: section for section in SECTIONS}
QUESTIONS_BY_NAME = {f"question-{question.number}": question for question in Question}


def get_question_name(question: Question) -> str:
    """Return how a question of the guide is called in an address."""
    return f"question-{question.number}"


@dataclass(frozen=True)
class GuideQuestion:
    """One question with its answer, if it has one, and the level that the answer sets.

    It uses the wording of the version with which the record was started.
    """

    question: Question
    title: Message
    hint: Message
    answers: Mapping[str, Message]
    answer: Message | None
    note: str
    floor: Level | None = None
    ceiling: Level | None = None

    @property
    def name(self) -> str:
        return get_question_name(self.question)


def build_questions(decision: DecisionRecord) -> list[GuideQuestion]:
    wording = get_wording(decision)
    return [build_question(question, decision, wording) for question in Question]


def get_wording(decision: DecisionRecord) -> VersionTexts:
    version = decision.framework_version
    return get_version_texts(FRAMEWORK, [version])[version]


def build_question(
    question: Question, decision: DecisionRecord, wording: VersionTexts
) -> GuideQuestion:
    title, hint, *answer_texts = (wording[key] for key in question.keys)
    answers = dict(zip(question.answers, answer_texts, strict=True))
    reply = queries.get_replies(decision).get(question)
    if reply is None:
        return GuideQuestion(question, title, hint, answers, None, "")
    floor, ceiling = get_effect(question, reply.answer)
    answer = answers[reply.answer]
    return GuideQuestion(question, title, hint, answers, answer, reply.note, floor, ceiling)


def build_saved_lines(question: GuideQuestion) -> list[FieldText]:
    """Return the saved answer to a question, for whoever lost the race to save theirs."""
    texts = (
        (N_("The answer"), translate(question.answer or "")),
        (N_("The note beside it"), question.note),
    )
    return [FieldText(label, text) for label, text in texts if text]


def find_next_question(decision: DecisionRecord, question: Question) -> str:
    """Return the next question that is open after this one, from the top again at the end."""
    missing = list_unanswered(queries.get_answers(decision))
    unanswered_after = [candidate for candidate in missing if candidate.number > question.number]
    return next((get_question_name(candidate) for candidate in [*unanswered_after, *missing]), "")


def get_guidance(decision: DecisionRecord) -> Guidance | None:
    """Return what the guide advises, once all ten questions are answered."""
    answers = queries.get_answers(decision)
    return None if list_unanswered(answers) else compute_guidance(answers)


@dataclass(frozen=True)
class OverviewPage:
    decision: DecisionRecord
    questions: Sequence[GuideQuestion]
    sections: Sequence[tuple[RecordSection, bool]]
    guidance: Guidance | None
    gaps: Sequence[Gap]
    holds: Sequence[DecisionHold]
    can_write: bool

    @property
    def answered(self) -> int:
        return sum(question.answer is not None for question in self.questions)


def build_overview(actor: Actor, decision: DecisionRecord) -> OverviewPage:
    return OverviewPage(
        decision=decision,
        questions=build_questions(decision),
        sections=[(section, is_filled_in(decision, section)) for section in SECTIONS],
        guidance=get_guidance(decision),
        gaps=list_gaps(decision),
        holds=decision.holds,
        can_write=policies.can_write(actor, decision),
    )


def list_gaps(decision: DecisionRecord) -> list[Gap]:
    """Return what stands between the record and its signature, in words and with the page."""
    guidance = get_guidance(decision)
    if guidance is None:
        return []
    try:
        check_choice(queries.get_record_part(decision, LevelChoice), guidance, clock.today())
    except RuleBrokenError as broken:
        return [Gap("choice", broken.message), *queries.list_gaps(decision)]
    return queries.list_gaps(decision)


def is_filled_in(decision: DecisionRecord, section: RecordSection) -> bool:
    if section.kind is DecisionTitle:
        return True
    return bool(queries.get_record_part(decision, section.kind) != section.kind())


# The list


@dataclass(frozen=True)
class DecisionListPage:
    filters: DecisionFilter
    decisions: Sequence[DecisionRecord]
    total: int
    workstreams: Sequence[Term]
    places: Sequence[Term]

    @property
    def pages(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    @property
    def is_narrowed(self) -> bool:
        return replace(self.filters, page=1) != DecisionFilter()

    def build_cover(self, decision: DecisionRecord) -> Cover:
        return build_drawn_cover(decision.__tablename__, decision.id)

    def get_page_query(self, number: int) -> dict[str, object]:
        return build_query(replace(self.filters, page=number))

    @property
    def chips(self) -> list[Chip]:
        """Return what the list is narrowed by, each with the address of the list without it."""
        filters = replace(self.filters, page=1)
        choices: list[tuple[str | Message, Message, DecisionFilter]] = [
            (each.label, LEVEL_FILTER, replace(filters, chosen=remove(filters.chosen, each)))
            for each in filters.chosen
        ]
        choices += [
            (BELOW_FILTER, CLOSER_FILTER, replace(filters, below=False)),
            (OVERDUE_FILTER, CLOSER_FILTER, replace(filters, overdue=False)),
            (
                find_label(self.workstreams, filters.workstream),
                WORKSTREAM_FILTER,
                replace(filters, workstream=""),
            ),
            (find_label(self.places, filters.place), PLACE_FILTER, replace(filters, place="")),
        ]
        return [
            Chip(label, about, build_query(without))
            for label, about, without in choices
            if without != filters
        ]


LEVEL_FILTER = N_("What was decided")
CLOSER_FILTER = N_("Look more closely")
WORKSTREAM_FILTER = N_("Workstream")
PLACE_FILTER = N_("Place")
BELOW_FILTER = N_("Less was chosen than the answers call for")
OVERDUE_FILTER = N_("Should have been looked at again by now")


def remove(levels: Sequence[ChosenLevel], level: ChosenLevel) -> tuple[ChosenLevel, ...]:
    return tuple(each for each in levels if each is not level)


def find_label(terms: Sequence[Term], key: str) -> str:
    return next((term.label for term in terms if term.key == key), key)


def build_list_page(actor: Actor, filters: DecisionFilter, today: date) -> DecisionListPage:
    return DecisionListPage(
        filters=filters,
        decisions=queries.list_signed(actor, filters),
        total=queries.count_signed(actor, filters),
        workstreams=list_terms_in_use(ListKind.WORKSTREAM, today),
        places=list_terms_in_use(ListKind.LOCALITY, today),
    )


def read_decision_filter(query: Mapping[str, Sequence[str]]) -> DecisionFilter:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    page = get_first_value(query, "page")
    return DecisionFilter(
        chosen=tuple(level for level in ChosenLevel if level.value in query.get("decided", ())),
        below=get_first_value(query, "below") == "yes",
        overdue=get_first_value(query, "overdue") == "yes",
        workstream=get_first_value(query, "workstream"),
        place=get_first_value(query, "place"),
        page=parse_page_number(page),
    )


def get_first_value(query: Mapping[str, Sequence[str]], name: str) -> str:
    value = next(iter(query.get(name, ())), "")
    return value if value.isprintable() and len(value) < MAX_KEY_LENGTH else ""


def build_query(filters: DecisionFilter) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {
        "decided": [level.value for level in filters.chosen],
        "below": "yes" if filters.below else "",
        "overdue": "yes" if filters.overdue else "",
        "workstream": filters.workstream,
        "place": filters.place,
        "page": filters.page if filters.page > 1 else "",
    }
    return {name: value for name, value in parts.items() if value}


# What came of it


NOTHING_YET = N_("nothing yet")


@dataclass(frozen=True)
class RungAccount:
    """What came of a promise by one account. Without a ``rung``, ``why_none`` says why."""

    who: Message
    rung: Rung | None
    why_none: Message = NOTHING_YET
    collected: Message | None = None
    evidence: Evidence | None = None


def list_accounts(
    actor: Actor, activities: Sequence[Activity]
) -> dict[int, tuple[RungAccount, ...]]:
    """Return the accounts of each of these activities, which the caller knows the actor may read.

    One line for each account, always in the same order.
    """
    ids = [activity.id for activity in activities]
    confirmed, team, rounds = (
        queries.get_confirmed_rungs(actor, ids),
        get_rung_statuses(ids),
        get_round_results(actor, ids),
    )
    return {
        key: (
            build_team_account(team.get(key)),
            build_residents_account(rounds.get(key, [])),
            RungAccount(N_("A curator and a lay member confirm:"), rung),
        )
        for key, rung in confirmed.items()
    }


def build_team_account(rating: RungStatus | None) -> RungAccount:
    who = N_("The team’s answers suggest:")
    return (
        RungAccount(who, rating.rung, evidence=rating.evidence)
        if rating
        else RungAccount(who, None)
    )


def build_residents_account(rounds: Sequence[RoundResult]) -> RungAccount:
    """The last round that may be shown; where there is none, the latest says why."""
    who = N_("Residents’ answers suggest:")
    for result in reversed(rounds):
        if isinstance(result.rung, Rung):
            return RungAccount(who, result.rung, collected=result.collected.label)
    reason = next(
        (result.rung.reason for result in rounds[-1:] if isinstance(result.rung, Hidden)), None
    )
    return RungAccount(who, None, reason or NOT_ASKED)


@dataclass(frozen=True)
class Outcome:
    """An activity that came of a decision, and how far people shared in it by each account."""

    activity: Activity
    accounts: tuple[RungAccount, ...]
    is_own: bool


def list_outcomes(actor: Actor, decision: DecisionRecord) -> list[Outcome]:
    activities = queries.list_linked_activities(actor, decision)
    accounts = list_accounts(actor, activities)
    return [
        Outcome(activity, accounts[activity.id], is_owner(actor, activity))
        for activity in activities
    ]


# A record's story


@dataclass(frozen=True)
class LinkedFeedback:
    """Earlier feedback. ``address`` and ``title`` only where the reader may follow it."""

    words: str
    address: str
    title: str
    slug: str


@dataclass(frozen=True)
class DecisionStory:
    """A record as one reader may read it: what is held back from them is not in here."""

    decision: DecisionRecord
    questions: Sequence[GuideQuestion]
    prior_feedback: Sequence[LinkedFeedback]
    holds: Mapping[HoldablePart, DecisionHold]
    hidden: frozenset[HoldablePart]
    outcomes: Sequence[Outcome]
    newer: DecisionRecord | None
    older: DecisionRecord | None
    can: "StoryPermissions"

    @property
    def chosen_rung(self) -> Rung | None:
        return get_rung(self.decision.chosen.level if self.decision.chosen else None)

    @property
    def recommended_rung(self) -> Rung | None:
        return get_rung(self.decision.recommended)

    @property
    def stretch_rung(self) -> Rung | None:
        return get_rung(self.decision.stretch)

    def can_see(self, part: str) -> bool:
        """Tell whether this reader may see a part."""
        return HoldablePart(part) not in self.hidden

    def get_hold(self, part: str) -> DecisionHold | None:
        """Return why a part is hidden from readers, if it is."""
        return self.holds.get(HoldablePart(part))


@dataclass(frozen=True)
class StoryPermissions:
    write: bool
    add: bool
    renew: bool
    link: bool
    hold: bool


def get_rung(level: Level | None) -> Rung | None:
    return level.rung if level else None


def build_story(actor: Actor, decision: DecisionRecord) -> DecisionStory:
    holds = {hold.part: hold for hold in decision.holds if hold.state is not HoldState.SHOWN}
    hidden = frozenset() if policies.can_read_all(actor, decision) else frozenset(holds)
    hold = policies.can_ask_to_hold(actor, decision) or policies.can_decide_hold(actor, decision)
    return DecisionStory(
        decision=decision,
        questions=build_story_questions(decision, with_notes=HoldablePart.NOTES not in hidden),
        prior_feedback=()
        if HoldablePart.PRIOR_FEEDBACK in hidden
        else list_prior_feedback(actor, decision),
        holds=holds,
        hidden=hidden,
        outcomes=list_outcomes(actor, decision),
        newer=queries.find_newer_version(decision),
        older=queries.find_older_version(actor, decision),
        can=StoryPermissions(
            policies.can_write(actor, decision),
            policies.can_add(actor, decision),
            policies.can_renew(actor, decision),
            policies.can_link(actor, decision),
            hold,
        ),
    )


def build_story_questions(decision: DecisionRecord, *, with_notes: bool) -> list[GuideQuestion]:
    questions = build_questions(decision)
    return questions if with_notes else [replace(question, note="") for question in questions]


def list_prior_feedback(actor: Actor, decision: DecisionRecord) -> list[LinkedFeedback]:
    rows = queries.get_record_part(decision, PriorFeedbackList).rows
    titles = queries.get_activity_titles(
        actor, [row.activity_slug for row in rows if row.activity_slug]
    )
    return [
        LinkedFeedback(
            words=row.words,
            address="" if row.activity_slug else row.address,
            title=titles.get(row.activity_slug, ""),
            slug=row.activity_slug if row.activity_slug in titles else "",
        )
        for row in rows
    ]
