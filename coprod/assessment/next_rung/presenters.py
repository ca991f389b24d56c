"""How other teams got further: what they changed, and why each of them is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.answer_review.queries import get_rung_statuses_by_rating
from coprod.assessment.answer_review.rules import RungStatus
from coprod.assessment.next_rung import queries, rules
from coprod.assessment.next_rung.queries import ActivityProfile, Rise
from coprod.assessment.next_rung.rules import Hold
from coprod.assessment.self_assessment.enums import FREE_CHOICE_NAME, Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import PlanStep, build_plan_steps
from coprod.assessment.self_assessment.queries import get_answers, get_questions
from coprod.assessment.self_assessment.rules import Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

SAME_STREAM = N_("The same workstream: %(names)s.")
SAME_LEVEL = N_("The same kind of work: %(level)s.")
SAME_HOLD = N_("The same question kept it at its level: %(question)s")


@dataclass(frozen=True)
class RaisedAnswer:
    """One answer that went up, from what to what. ``is_shared`` when it holds this activity too."""

    question: Message
    before: Message
    now: Message
    is_shared: bool


@dataclass(frozen=True)
class Example:
    """An activity that rose: between which rungs, what changed, and why it is shown here."""

    activity: Activity
    before: Rating
    now: Rating
    why: Sequence[Message]
    changed: Sequence[RaisedAnswer]
    status: RungStatus
    """How the level to which it rose stands now."""

    @property
    def rungs(self) -> tuple[Rung, Rung]:
        return Rung(self.before.rung or 0), Rung(self.now.rung or 0)

    @property
    def rounds(self) -> tuple[Message, Message]:
        return self.before.round.label, self.now.round.label


@dataclass(frozen=True)
class MovingUpPage:
    """``suggestion`` is None where the team has not assessed the activity."""

    activity: Activity
    suggestion: Suggestion | None = None
    status: RungStatus | None = None
    steps: Sequence[PlanStep] = ()
    examples: Sequence[Example] = ()


def build_moving_up_page(actor: Actor, slug: str) -> MovingUpPage:
    activity = queries.get_activity(actor, slug)
    rating = queries.find_latest_rating(actor, activity)
    if rating is None:
        return MovingUpPage(activity)
    current_answers = get_answers(rating)
    suggestion = suggest(current_answers)
    hold = rules.find_hold(current_answers, suggestion)
    alike = queries.get_profile(activity)
    rises = queries.list_rises(actor, activity, alike, hold) if suggestion.to_next else []
    statuses = get_rung_statuses_by_rating([rating.id, *(rise.now.id for rise in rises)])
    examples = [build_example(rise, alike, hold, statuses[rise.now.id]) for rise in rises]
    plan = build_plan_steps(rating, suggestion, current_answers)
    return MovingUpPage(activity, suggestion, statuses[rating.id], plan, examples)


def build_example(rise: Rise, alike: ActivityProfile, hold: Hold, status: RungStatus) -> Example:
    up = rules.list_raised_questions(get_answers(rise.before), get_answers(rise.now))
    first = sorted(up, key=lambda question: question not in hold.questions)
    return Example(
        activity=rise.activity,
        before=rise.before,
        now=rise.now,
        why=list_reasons(rise, alike, hold),
        changed=[build_raised_answer(question, rise, hold) for question in first],
        status=status,
    )


def build_raised_answer(question: Question, rise: Rise, hold: Hold) -> RaisedAnswer:
    before, now = get_answers(rise.before).choices, get_answers(rise.now).choices
    wording = get_questions(rise.now.framework_version).wordings[question]
    return RaisedAnswer(
        wording.title,
        wording.get_answer(before[question]),
        wording.get_answer(now[question]),
        is_shared=question in hold.questions,
    )


def list_reasons(rise: Rise, alike: ActivityProfile, hold: Hold) -> list[Message]:
    reasons = []
    if rise.same_streams:
        reasons.append(Message(SAME_STREAM.text, {"names": ", ".join(rise.same_streams)}))
    if rise.same_level and alike.level:
        reasons.append(Message(SAME_LEVEL.text, {"level": alike.level.label}))
    return [
        *reasons,
        *(Message(SAME_HOLD.text, {"question": held}) for held in list_shared_holds(rise, hold)),
    ]


def list_shared_holds(rise: Rise, hold: Hold) -> list[Message]:
    """Return the questions that held the other one as they hold this one."""
    then = get_answers(rise.before).choices
    shared = [q.wording.title for q, low in hold.questions.items() if then.get(q) in low]
    gate = [FREE_CHOICE_NAME] if rise.before.free_choice in hold.free_choice else []
    return [*gate, *shared]
