"""From here, others moved up: what they changed, and why each of them is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.answer_review.queries import standing_of_each
from coprod.assessment.answer_review.rules import Standing
from coprod.assessment.next_rung import queries, rules
from coprod.assessment.next_rung.queries import Profile, Rise
from coprod.assessment.next_rung.rules import Hold
from coprod.assessment.self_assessment.enums import FREE_CHOICE_NAME, LABELS, Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import Step, steps
from coprod.assessment.self_assessment.queries import answers, questions
from coprod.assessment.self_assessment.rules import Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

SAME_STREAM = N_("The same workstream: %(names)s.")
SAME_LEVEL = N_("The same kind of work: %(level)s.")
SAME_HOLD = N_("It was held by the same question: %(question)s")


@dataclass(frozen=True)
class Up:
    """One answer that went up, from what to what. ``is_shared`` when it holds this entry too."""

    question: Message
    before: Message
    now: Message
    is_shared: bool


@dataclass(frozen=True)
class Example:
    """An entry that rose: between which rungs, what changed, and why it is shown here."""

    activity: Activity
    before: Rating
    now: Rating
    why: Sequence[Message]
    changed: Sequence[Up]
    standing: Standing
    """How the level to which it rose stands now."""

    @property
    def rungs(self) -> tuple[Rung, Rung]:
        return Rung(self.before.rung or 0), Rung(self.now.rung or 0)

    @property
    def rounds(self) -> tuple[Message, Message]:
        return LABELS[self.before.round], LABELS[self.now.round]


@dataclass(frozen=True)
class MovingUpPage:
    """``suggestion`` is None where the team has not assessed the entry."""

    activity: Activity
    suggestion: Suggestion | None = None
    standing: Standing | None = None
    steps: Sequence[Step] = ()
    examples: Sequence[Example] = ()


def moving_up_page(actor: Actor, slug: str) -> MovingUpPage:
    activity = queries.entry(actor, slug)
    rating = queries.latest(actor, activity)
    if rating is None:
        return MovingUpPage(activity)
    here = answers(rating)
    suggestion = suggest(here)
    hold = rules.hold(here, suggestion)
    alike = queries.profile(activity)
    found = queries.risen(actor, activity, alike, hold) if suggestion.to_next else []
    stands = standing_of_each([rating.id, *(rise.now.id for rise in found)])
    examples = [example(rise, alike, hold, stands[rise.now.id]) for rise in found]
    plan = steps(rating, suggestion, here)
    return MovingUpPage(activity, suggestion, stands[rating.id], plan, examples)


def example(rise: Rise, alike: Profile, hold: Hold, standing: Standing) -> Example:
    up = rules.went_up(answers(rise.before), answers(rise.now))
    first = sorted(up, key=lambda question: question not in hold.questions)
    return Example(
        activity=rise.activity,
        before=rise.before,
        now=rise.now,
        why=why(rise, alike, hold),
        changed=[changed(question, rise, hold) for question in first],
        standing=standing,
    )


def changed(question: Question, rise: Rise, hold: Hold) -> Up:
    before, now = answers(rise.before).choices, answers(rise.now).choices
    wording = questions(rise.now.framework_version).wordings[question]
    return Up(
        wording.title,
        wording.answer(before[question]),
        wording.answer(now[question]),
        is_shared=question in hold.questions,
    )


def why(rise: Rise, alike: Profile, hold: Hold) -> list[Message]:
    said = []
    if rise.same_streams:
        said.append(Message(SAME_STREAM.text, {"names": ", ".join(rise.same_streams)}))
    if rise.same_level and alike.level:
        said.append(Message(SAME_LEVEL.text, {"level": alike.level.label}))
    return [*said, *(Message(SAME_HOLD.text, {"question": held}) for held in held_by(rise, hold))]


def held_by(rise: Rise, hold: Hold) -> list[Message]:
    """Return the questions that held the other one as they hold this one."""
    then = answers(rise.before).choices
    shared = [q.wording.title for q, low in hold.questions.items() if then.get(q) in low]
    gate = [FREE_CHOICE_NAME] if rise.before.free_choice in hold.free_choice else []
    return [*gate, *shared]
