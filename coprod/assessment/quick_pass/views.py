"""A quick pass: six questions on one page, and what they tell."""

from collections.abc import Sequence

from flask import Blueprint, g

from coprod.assessment.quick_pass import actions, presenters, queries
from coprod.assessment.quick_pass.forms import QuickPassForm
from coprod.assessment.self_assessment.policies import can_rate
from coprod.assessment.self_assessment.queries import get_activity, get_questions
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.models import Activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("quick_pass", __name__, url_prefix="/activities/<slug:slug>/quick-pass")


@bp.get("")
@requires_role(Role.RESIDENT)
def quick_pass(slug: str) -> Answer:
    activity = get_activity_to_rate(slug)
    return page(
        "assessment/quick_pass/quick_pass.html", activity=activity, form=build_form(activity)
    )


@bp.post("")
@requires_role(Role.RESIDENT)
def quick_pass_sent(slug: str) -> Answer:
    activity = get_activity_to_rate(slug)
    form = build_form(activity)
    if form.validate():
        with form.catching_rule_errors():
            given = actions.give_quick_pass(actor(), activity, form.to_answers())
            return go("assessment.quick_pass.result", slug=slug, quick_pass_id=given.id)
    return form_page("assessment/quick_pass/quick_pass.html", activity=activity, form=form)


@bp.get("/<key:quick_pass_id>")
@requires_role(Role.VISITOR)
def result(slug: str, quick_pass_id: int) -> Answer:
    given = queries.get_quick_pass(actor(), slug, quick_pass_id)
    current = queries.find_current_quick_pass(given.activity_id)
    return page(
        "assessment/quick_pass/result.html",
        result_page=presenters.build_result_page(actor(), given, current),
    )


def build_form(activity: Activity) -> QuickPassForm:
    """Return the form with the answers of the last one, which “Change an answer” leads back to."""
    questions = get_questions(get_current_version(FrameworkKind.SELF_ASSESSMENT))
    current = queries.find_current_quick_pass(activity.id)
    return QuickPassForm.build(questions, current.answers if current else None)


def get_activity_to_rate(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(can_rate(actor(), activity))
    return activity


def build_mine_row(entry: Activity, entries: Sequence[Activity]) -> Context | None:
    """The rows of the list need one quick pass each: they are read once, for all of them."""
    if "quick_passes" not in g:
        g.quick_passes = queries.get_current_quick_passes([each.id for each in entries])
    given = g.quick_passes.get(entry.id)
    return {"entry": entry, "point": presenters.build_point(given)} if given else None


add_slot_template(bp, "activity.mine_row", "assessment/quick_pass/_mine_row.html", build_mine_row)
