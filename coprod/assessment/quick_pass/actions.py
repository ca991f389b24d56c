"""Giving a quick pass, and filling its answers into the assessment that follows."""

from coprod.assessment.quick_pass import queries, rules
from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.self_assessment.actions import BEGIN_STEPS, write_answer
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.policies import can_rate
from coprod.assessment.self_assessment.rules import Answers, TeamReply
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.actions import record_past_owner
from coprod.register.activities.models import Activity


def give_quick_pass(actor: Actor, activity: Activity, answers: Answers) -> QuickPass:
    require(can_rate(actor, activity))
    result = rules.find_quick_result(answers)
    record_past_owner(actor, activity)
    quick_pass = QuickPass(
        activity=activity,
        person_id=actor.require_id(),
        framework_version=get_current_version(FrameworkKind.SELF_ASSESSMENT),
        rung=result.rung,
        free_choice=answers.free_choice,
        teach_or_tell=answers.teach_or_tell,
        **{question.lower(): choice for question, choice in answers.choices.items()},
    )
    session.add(quick_pass)
    session.flush()
    record_event(actor, "gave a quick pass", activity, is_public=True)
    return quick_pass


def fill_in_answers(rating: Rating) -> None:
    """Fill the answers of a quick pass into an assessment that begins.

    Proof that one of them needs is asked for before the assessment is sent in.
    """
    quick_pass = queries.find_current_quick_pass(rating.activity_id)
    if quick_pass is None:
        return
    rating.free_choice = quick_pass.free_choice
    for question, choice in quick_pass.choices.items():
        teach_or_tell = quick_pass.teach_or_tell if question is Question.Q9 else None
        write_answer(rating, TeamReply(question, choice, teach_or_tell=teach_or_tell))
    session.flush()


BEGIN_STEPS.append(fill_in_answers)
