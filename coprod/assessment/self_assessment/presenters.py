"""What the pages of an assessment are given."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from coprod.assessment.self_assessment import policies, queries, rules
from coprod.assessment.self_assessment.enums import (
    BREADTH_NAME,
    BREADTH_NEEDS,
    FREE_CHOICE_NAME,
    FREE_CHOICE_QUESTION,
    HOME_CLUSTERS,
    Cap,
    Cluster,
    Evidence,
    FreeChoice,
    Question,
    QuestionOrGate,
    Round,
    Wording,
)
from coprod.assessment.self_assessment.models import NotesReading, Rating
from coprod.assessment.self_assessment.queries import EvidenceItem
from coprod.assessment.self_assessment.rules import (
    Answers,
    ItemKey,
    StageRung,
    Suggestion,
    TeamReply,
)
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.rules import Framework, FrameworkItem, ItemGroup
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

GATE = "free-choice"
IN_ALL = len(Question) + 1

CONDITIONS_HOLD = N_(
    "The answers about power and the cycle allow %(power)s. The answers about conditions allow "
    "%(conditions)s. The lower one counts."
)
POWER_HOLDS = N_(
    "The answers about conditions allow %(conditions)s. The answers about power and the cycle "
    "allow %(power)s. The lower one counts."
)
BOTH_HOLD = N_(
    "The answers about power and the cycle, and about conditions, all lead to %(power)s."
)
NOTHING_HOLDS = N_("Nothing in the answers stops it from reaching the top.")

Wordings = Mapping[Question, Wording]


def get_question_name(question: Question | Cap) -> str:
    """Return how a question is called in an address."""
    return f"question-{question.number}" if isinstance(question, Question) else GATE


QUESTIONS_BY_NAME: dict[str, QuestionOrGate] = {
    GATE: Cap.FREE_CHOICE,
    **{get_question_name(question): question for question in Question},
}


class NotesState(Enum):
    """Whether what a team wrote beside its answers was read first, and whether this reader may."""

    READ = auto()
    UNREAD = auto()
    HIDDEN = auto()


@dataclass(frozen=True)
class AnswerLine:
    """One question in a list: its address, what it asks, and its answer if it has one."""

    name: str
    title: Message
    answer: Message | None
    reply: TeamReply | None = None
    notes: NotesState = NotesState.READ
    evidence: Evidence | None = None
    is_agreed: bool = False
    """Somebody has agreed with the evidence: readers see that once they can read it."""
    item: EvidenceItem | None = None

    @property
    def shows_words(self) -> bool:
        return self.notes is not NotesState.HIDDEN

    @property
    def waits(self) -> bool:
        """Tell whether somebody wrote words here that readers do not see yet."""
        return self.notes is not NotesState.READ and self.reply is not None and self.reply.has_words

    @property
    def question(self) -> Question | None:
        return self.reply.question if self.reply else None

    @property
    def lacks_proof(self) -> bool:
        return self.reply is not None and rules.lacks_evidence(self.reply)

    @property
    def can_be_checked(self) -> bool:
        return self.evidence is Evidence.GIVEN and not self.is_agreed

    @property
    def second_half(self) -> Message | None:
        half = self.reply.teach_or_tell if self.reply else None
        return half.label if half else None


@dataclass(frozen=True)
class AnswerGroup:
    label: Message
    lines: Sequence[AnswerLine]
    key: str = ""

    @property
    def answered_count(self) -> int:
        return sum(each.answer is not None for each in self.lines)

    @property
    def is_done(self) -> bool:
        return self.answered_count == len(self.lines)

    def has(self, name: str) -> bool:
        """Tell whether an address or an error leads to this group, or to a question in it."""
        return name in {self.key, *(each.name for each in self.lines)}


@dataclass(frozen=True)
class RatingAnswersPage:
    """The answers of a rating, grouped for reading, and how many are still open."""

    activity: Activity
    rating: Rating
    groups: Sequence[AnswerGroup]
    missing: Sequence[Question | Cap]
    without_proof: Sequence[AnswerLine]
    """Answers that cannot be sent in without something that others can follow."""
    seen: str

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def is_ready(self) -> bool:
        return self.is_complete and not self.without_proof

    @property
    def parts(self) -> list[AnswerGroup]:
        """The groups as they are asked: the free choice stands first in the first of them."""
        gate, first, *others = self.groups
        return [replace(first, lines=[*gate.lines, *first.lines]), *others]

    @property
    def done_count(self) -> int:
        return IN_ALL - len(self.missing)

    @property
    def progress(self) -> Message:
        if self.is_complete:
            return N_("You have answered every question.")
        return N_(
            "You have answered %(done)s of %(all)s questions.", done=self.done_count, all=IN_ALL
        )


def build_answers_page(activity: Activity, rating: Rating) -> RatingAnswersPage:
    groups = build_answer_groups(rating, NotesState.READ)
    return RatingAnswersPage(
        activity=activity,
        rating=rating,
        groups=groups,
        missing=rules.list_unanswered(queries.get_answers(rating)),
        without_proof=[line for group in groups for line in group.lines if line.lacks_proof],
        seen=queries.compute_rating_fingerprint(rating),
    )


def build_answer_groups(rating: Rating, notes: NotesState) -> list[AnswerGroup]:
    replies, wordings = (
        queries.get_replies(rating),
        queries.get_questions(rating.framework_version).wordings,
    )
    evidence, items = (
        queries.get_evidence_by_question(rating),
        get_items_by_key(rating, replies.values()),
    )

    def build_line(question: Question) -> AnswerLine:
        wording, reply = wordings[question], replies.get(question)
        answer = wording.get_answer(reply.choice) if reply else None
        word = evidence.get(question)
        item = items.get(reply.item) if reply and reply.item else None
        return AnswerLine(
            get_question_name(question), wording.title, answer, reply, notes, word, item=item
        )

    def build_group(cluster: Cluster) -> AnswerGroup:
        return AnswerGroup(cluster.label, [build_line(q) for q in cluster.questions], cluster.key)

    gate = AnswerGroup(N_("First of all"), [build_gate_line(rating)])
    return [gate, *(build_group(cluster) for cluster in HOME_CLUSTERS)]


def get_items_by_key(
    rating: Rating, replies: Iterable[TeamReply]
) -> Mapping[ItemKey, EvidenceItem]:
    """Return what stands beside answers, by its key; most teams put nothing there."""
    if not any(each.item for each in replies):
        return {}
    return {each.key: each for each in queries.list_evidence_items(rating.activity)}


def list_weighed_lines(rating: Rating) -> list[AnswerLine]:
    """Return the answers about power and the cycle, by which the word of a level is found.

    For those who read notes before readers do: with all that stands beside them.
    """
    agreed = queries.list_agreed_questions(rating)
    lines = [line for group in build_answer_groups(rating, NotesState.READ) for line in group.lines]
    weighed = [line for line in lines if line.question in rules.WEIGHED]
    return [replace(line, is_agreed=line.question in agreed) for line in weighed]


def list_lines_with_words(rating: Rating) -> list[AnswerLine]:
    """Return the answers beside which the team wrote something, for whoever reads it first."""
    groups = build_answer_groups(rating, NotesState.READ)
    lines = (line for group in groups for line in group.lines)
    return [line for line in lines if line.reply and line.reply.has_words]


def get_notes_state(actor: Actor, rating: Rating) -> NotesState:
    if queries.are_notes_read(rating):
        return NotesState.READ
    return (
        NotesState.UNREAD if policies.can_read_notes(actor, rating.activity) else NotesState.HIDDEN
    )


def build_gate_line(rating: Rating) -> AnswerLine:
    answer = rating.free_choice.label if rating.free_choice else None
    return AnswerLine(GATE, FREE_CHOICE_NAME, answer)


def get_saved_line(rating: Rating, name: str) -> AnswerLine:
    """Return what is saved for a question now, for those who decide about it."""
    return next(
        each
        for group in build_answer_groups(rating, NotesState.READ)
        for each in group.lines
        if each.name == name
    )


def find_open_parts(page: RatingAnswersPage, names: Collection[str]) -> set[str]:
    """Return the keys of the parts that stand open: those of ``names``, or the first not done."""
    parts = page.parts
    named = {part.key for part in parts if any(part.has(name) for name in names)}
    undone = [part.key for part in parts if not part.is_done]
    return named or set(undone[:1])


@dataclass(frozen=True)
class PlanStep:
    """One change of the plan: what, from which answer, to which."""

    name: Message
    now: Message | None
    to: Message


@dataclass(frozen=True)
class ResultPage:
    rating: Rating
    rung: Rung
    suggestion: Suggestion
    steps: Sequence[PlanStep]
    stages: Sequence[tuple[Message, StageRung]]
    groups: Sequence[AnswerGroup]
    facilitator_would_help: bool
    is_latest: bool
    can_rate: bool
    notes: NotesState
    waiting_notes: NotesReading | None
    """What waits for this reader, who decides whether others see the notes."""

    @property
    def correction(self) -> str:
        return "" if self.notes is NotesState.HIDDEN else self.rating.correction

    @property
    def round(self) -> Message:
        return self.rating.round.label

    @property
    def two_parts(self) -> Message:
        power, conditions = self.suggestion.power_and_cycle_rung, self.suggestion.conditions_rung
        parts = {"power": power.label, "conditions": conditions.label}
        if power > conditions:
            message = CONDITIONS_HOLD
        elif power < conditions:
            message = POWER_HOLDS
        elif power < rules.TOP:
            message = BOTH_HOLD
        else:
            message = NOTHING_HOLDS
        return Message(message.text, parts)


@dataclass(frozen=True)
class EarlierRating:
    """A rating that was sent in before, in the list of them."""

    id: int
    submitted_at: datetime | None
    kind: Round

    @property
    def round(self) -> Message:
        return self.kind.label


def list_earlier_ratings(actor: Actor, activity: Activity) -> list[EarlierRating]:
    sent = queries.list_submitted_ratings(actor, activity)
    return [EarlierRating(rating.id, rating.submitted_at, rating.round) for rating in sent]


def build_result_page(actor: Actor, rating: Rating) -> ResultPage:
    answers = queries.get_answers(rating)
    suggestion = rules.suggest(answers)
    last = queries.find_latest_rating(actor, rating.activity)
    notes = get_notes_state(actor, rating)
    return ResultPage(
        rating=rating,
        rung=Rung(rating.rung or suggestion.rung),
        suggestion=suggestion,
        steps=build_plan_steps(rating, suggestion, answers),
        stages=[(stage.label, suggestion.stages[stage]) for stage in CycleStage],
        groups=build_answer_groups(rating, notes),
        facilitator_would_help=rules.is_facilitator_advised(answers),
        is_latest=last is not None and last.id == rating.id,
        can_rate=policies.can_rate(actor, rating.activity),
        notes=notes,
        waiting_notes=queries.find_notes_reading(rating)
        if notes is NotesState.UNREAD and policies.can_publish_notes(actor, rating.activity)
        else None,
    )


def build_plan_steps(rating: Rating, suggestion: Suggestion, answers: Answers) -> list[PlanStep]:
    """Return what would lift a rating, in the words in which its team was asked."""
    wordings = queries.get_questions(rating.framework_version).wordings
    return [build_plan_step(change, answers, wordings) for change in suggestion.to_next]


def build_plan_step(change: rules.Change, answers: Answers, wordings: Wordings) -> PlanStep:
    if isinstance(change.holder, Question):
        wording = wordings[change.holder]
        now = wording.get_answer(answers.choices[change.holder])
        return PlanStep(wording.title, now, wording.anchors[int(change.to or 0)])
    if isinstance(change.to, FreeChoice):
        gate = answers.free_choice
        return PlanStep(FREE_CHOICE_NAME, gate.label if gate else None, change.to.label)
    return PlanStep(BREADTH_NAME, None, BREADTH_NEEDS)


def build_question_texts(question: Question) -> ItemGroup:
    """Return what can be worded anew of a question: never the number of its answers."""
    shipped = question.wording
    hint = (
        [FrameworkItem(f"{question}.hint", N_("The hint below it"), shipped.hint)]
        if shipped.hint
        else []
    )
    facts = [
        FrameworkItem(f"{question}.{n}", N_("Answer %(step)s of 0 to 4", step=n), fact)
        for n, fact in enumerate(shipped.anchors)
    ]
    title = FrameworkItem(question, N_("The question"), shipped.title)
    name = N_("Question %(number)s", number=question.number)
    return ItemGroup(name, (title, *hint, *facts))


GATE_TEXT = FrameworkItem(Cap.FREE_CHOICE, N_("The question"), FREE_CHOICE_QUESTION)
FRAMEWORK = Framework(
    FrameworkKind.SELF_ASSESSMENT,
    (
        ItemGroup(FREE_CHOICE_NAME, (GATE_TEXT,)),
        *(build_question_texts(q) for q in Question),
    ),
)
"""The questions and answers that an administrator can word anew."""
