"""What the pages of an assessment are given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Literal

from coprod.assessment.self_assessment import policies, queries, rules
from coprod.assessment.self_assessment.enums import (
    BREADTH_NAME,
    BREADTH_NEEDS,
    CLUSTERS,
    FREE_CHOICE_NAME,
    FREE_CHOICE_QUESTION,
    LABELS,
    Cap,
    Cluster,
    Evidence,
    FreeChoice,
    Question,
    Round,
    Stage,
    Wording,
)
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.queries import EvidenceItem
from coprod.assessment.self_assessment.rules import Answers, ItemKey, Reply, StageRung, Suggestion
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.reference.wording import rules as frameworks
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.rules import Framework, Item
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.web.mailer import Email

GATE = "free-choice"
IN_ALL = len(Question) + 1

CONDITIONS_HOLD = N_(
    "Power and cycle answers would allow %(power)s; conditions hold it at %(conditions)s."
)
POWER_HOLDS = N_(
    "Conditions would allow %(conditions)s; power and cycle answers hold it at %(power)s."
)
BOTH_HOLD = N_("Power and cycle answers, and conditions, both hold it at %(power)s.")
NOTHING_HOLDS = N_("Neither power and cycle answers nor conditions hold it back.")

Asked = Question | Literal[Cap.FREE_CHOICE]
Wordings = Mapping[Question, Wording]


def name_of(asked: Question | Cap) -> str:
    """Return how a question is called in an address."""
    return f"question-{asked.number}" if isinstance(asked, Question) else GATE


NAMES: dict[str, Asked] = {
    GATE: Cap.FREE_CHOICE,
    **{name_of(question): question for question in Question},
}


class Notes(Enum):
    """Whether what a team wrote beside its answers was read first, and whether this reader may."""

    READ = auto()
    UNREAD = auto()
    HIDDEN = auto()


@dataclass(frozen=True)
class Line:
    """One question in a list: its address, what it asks, and its answer if it has one."""

    name: str
    title: Message
    answer: Message | None
    reply: Reply | None = None
    notes: Notes = Notes.READ
    evidence: Evidence | None = None
    is_agreed: bool = False
    """Somebody has agreed with the evidence: readers are told once they can read it."""
    item: EvidenceItem | None = None

    @property
    def shows_words(self) -> bool:
        return self.notes is not Notes.HIDDEN

    @property
    def waits(self) -> bool:
        """Tell whether somebody wrote words here that readers do not see yet."""
        return self.notes is not Notes.READ and self.reply is not None and self.reply.has_words

    @property
    def question(self) -> Question | None:
        return self.reply.question if self.reply else None

    @property
    def can_be_checked(self) -> bool:
        return self.evidence is Evidence.GIVEN and not self.is_agreed

    @property
    def second_half(self) -> Message | None:
        half = self.reply.teach_or_tell if self.reply else None
        return LABELS[half] if half else None


@dataclass(frozen=True)
class Group:
    label: Message
    lines: Sequence[Line]


@dataclass(frozen=True)
class AnswersPage:
    """The answers of a rating, grouped for reading, and how many are still open."""

    activity: Activity
    rating: Rating
    groups: Sequence[Group]
    missing: Sequence[Question | Cap]
    seen: str

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def progress(self) -> Message:
        if self.is_complete:
            return N_("You have answered every question.")
        done = IN_ALL - len(self.missing)
        return N_("You have answered %(done)s of %(all)s questions.", done=done, all=IN_ALL)


def answers_page(activity: Activity, rating: Rating) -> AnswersPage:
    return AnswersPage(
        activity=activity,
        rating=rating,
        groups=groups(rating, Notes.READ),
        missing=rules.unanswered(queries.answers(rating)),
        seen=queries.fingerprint_of_all(rating),
    )


def groups(rating: Rating, notes: Notes) -> list[Group]:
    replies, asked = queries.replies(rating), queries.questions(rating.framework_version).wordings
    evidence, items = queries.evidence_of(rating), items_of(rating, replies.values())

    def line(question: Question) -> Line:
        wording, reply = asked[question], replies.get(question)
        answer = wording.answer(reply.choice) if reply else None
        word = evidence.get(question)
        item = items.get(reply.item) if reply and reply.item else None
        return Line(name_of(question), wording.title, answer, reply, notes, word, item=item)

    def group(cluster: Cluster) -> Group:
        return Group(cluster.label, [line(q) for q in cluster.questions if at_home(q) is cluster])

    gate = Group(N_("First of all"), [gate_line(rating)])
    return [gate, *(group(cluster) for cluster in CLUSTERS)]


def items_of(rating: Rating, replies: Iterable[Reply]) -> Mapping[ItemKey, EvidenceItem]:
    """Return what stands beside answers, by its key; most teams put nothing there."""
    if not any(each.item for each in replies):
        return {}
    return {each.key: each for each in queries.items(rating.activity)}


def weighed_lines(rating: Rating) -> list[Line]:
    """Return the answers about power and the cycle, by which the word of a level is found.

    For those who read notes before readers do: with all that stands beside them.
    """
    agreed = queries.agreed(rating)
    lines = [line for group in groups(rating, Notes.READ) for line in group.lines]
    weighed = [line for line in lines if line.question in rules.WEIGHED]
    return [replace(line, is_agreed=line.question in agreed) for line in weighed]


def notes_for(actor: Actor, rating: Rating) -> Notes:
    if queries.notes_are_read(rating):
        return Notes.READ
    return Notes.UNREAD if policies.can_read_notes(actor, rating.activity) else Notes.HIDDEN


def at_home(question: Question) -> Cluster:
    """Return where a question is listed: once, though two clusters count it."""
    return next(each for each in reversed(CLUSTERS) if question in each.questions)


def gate_line(rating: Rating) -> Line:
    said = LABELS[rating.free_choice] if rating.free_choice else None
    return Line(GATE, FREE_CHOICE_NAME, said)


def saved_line(rating: Rating, name: str) -> Line:
    """Return what is saved for a question now, for those who write it or decide about it."""
    return next(
        each for group in groups(rating, Notes.READ) for each in group.lines if each.name == name
    )


def following(rating: Rating, name: str) -> str:
    """Return the next question that is open after this one, from the top again at the end."""
    missing = {name_of(asked) for asked in rules.unanswered(queries.answers(rating))}
    names = list(NAMES)
    here = names.index(name) + 1
    return next((each for each in names[here:] + names[:here] if each in missing), "")


@dataclass(frozen=True)
class Step:
    """One change of the plan: what, from which answer, to which."""

    name: Message
    now: Message | None
    to: Message


@dataclass(frozen=True)
class ResultPage:
    rating: Rating
    rung: Rung
    suggestion: Suggestion
    steps: Sequence[Step]
    stages: Sequence[tuple[Message, StageRung]]
    groups: Sequence[Group]
    facilitator_would_help: bool
    is_latest: bool
    can_rate: bool
    notes: Notes
    can_pass_notes: bool

    @property
    def correction(self) -> str:
        return "" if self.notes is Notes.HIDDEN else self.rating.correction

    @property
    def round(self) -> Message:
        return LABELS[self.rating.round]

    @property
    def two_parts(self) -> Message:
        power, conditions = self.suggestion.power_and_cycle_rung, self.suggestion.conditions_rung
        parts = {"power": power.label, "conditions": conditions.label}
        if power > conditions:
            said = CONDITIONS_HOLD
        elif power < conditions:
            said = POWER_HOLDS
        elif power < rules.TOP:
            said = BOTH_HOLD
        else:
            said = NOTHING_HOLDS
        return Message(said.text, parts)


@dataclass(frozen=True)
class Earlier:
    """A rating that was sent in before, in the list of them."""

    id: int
    submitted_at: datetime | None
    kind: Round

    @property
    def round(self) -> Message:
        return LABELS[self.kind]


def earlier(actor: Actor, activity: Activity) -> list[Earlier]:
    sent = queries.ratings(actor, activity)
    return [Earlier(rating.id, rating.submitted_at, rating.round) for rating in sent]


def result_page(actor: Actor, rating: Rating) -> ResultPage:
    answers = queries.answers(rating)
    suggestion = rules.suggest(answers)
    last = queries.latest(actor, rating.activity)
    notes = notes_for(actor, rating)
    return ResultPage(
        rating=rating,
        rung=Rung(rating.rung or suggestion.rung),
        suggestion=suggestion,
        steps=steps(rating, suggestion, answers),
        stages=[(LABELS[stage], suggestion.stages[stage]) for stage in Stage],
        groups=groups(rating, notes),
        facilitator_would_help=rules.facilitator_would_help(answers),
        is_latest=last is not None and last.id == rating.id,
        can_rate=policies.can_rate(actor, rating.activity),
        notes=notes,
        can_pass_notes=notes is Notes.UNREAD and policies.can_pass_notes(actor, rating.activity),
    )


def steps(rating: Rating, suggestion: Suggestion, answers: Answers) -> list[Step]:
    """Return what would lift a rating, in the words in which its team was asked."""
    asked = queries.questions(rating.framework_version).wordings
    return [step(change, answers, asked) for change in suggestion.to_next]


def step(change: rules.Change, answers: Answers, asked: Wordings) -> Step:
    if isinstance(change.holder, Question):
        wording = asked[change.holder]
        now = wording.answer(answers.choices[change.holder])
        return Step(wording.title, now, wording.anchors[int(change.to or 0)])
    if isinstance(change.to, FreeChoice):
        gate = answers.free_choice
        return Step(FREE_CHOICE_NAME, LABELS[gate] if gate else None, LABELS[change.to])
    return Step(BREADTH_NAME, None, BREADTH_NEEDS)


def awaits_curators(title: str) -> Email:
    """To the curators: a team said that a question does not apply."""
    return Email(
        subject=N_("An assessment waits for a curator"),
        before=(
            N_("A team has assessed: %(title)s.", title=title),
            N_(
                "It says that a question does not apply. Until a curator has looked at that, "
                "its level is shown as not settled."
            ),
        ),
        link_says=N_("Read the answers"),
    )


def texts_of(question: Question) -> frameworks.Group:
    """Return what can be worded anew of a question: never the number of its answers."""
    shipped = question.wording
    hint = [Item(f"{question}.hint", N_("The hint below it"), shipped.hint)] if shipped.hint else []
    facts = [
        Item(f"{question}.{n}", N_("Answer %(step)s of 0 to 4", step=n), fact)
        for n, fact in enumerate(shipped.anchors)
    ]
    asked = Item(question, N_("The question"), shipped.title)
    name = N_("Question %(number)s", number=question.number)
    return frameworks.Group(name, (asked, *hint, *facts))


GATE_TEXT = Item(Cap.FREE_CHOICE, N_("The question"), FREE_CHOICE_QUESTION)
FRAMEWORK = Framework(
    Kind.SELF_ASSESSMENT,
    (frameworks.Group(FREE_CHOICE_NAME, (GATE_TEXT,)), *(texts_of(q) for q in Question)),
)
"""The questions and answers that an administrator can word anew."""
