"""A team and residents who see it differently have talked: what came of it."""

from flask import Blueprint

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.perception_gap import actions, policies
from coprod.assessment.perception_gap.forms import TalkForm
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import Form

bp = Blueprint("perception_gap", __name__, url_prefix="/activities/<slug:slug>/gap")


@bp.get("")
@requires_role(Role.RESIDENT)
def talk(slug: str) -> Answer:
    return page(
        "assessment/perception_gap/talk.html",
        **build_talk_page(get_activity_to_record(slug), TalkForm.from_request()),
    )


@bp.post("")
@requires_role(Role.RESIDENT)
def talk_sent(slug: str) -> Answer:
    activity = get_activity_to_record(slug)
    form = TalkForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.record_conversation(actor(), activity, form.to_talk())
            message = N_("Written down. Everybody can read it now")
            return go("library.stories.ratings", slug=slug, message=message)
    return form_page("assessment/perception_gap/talk.html", **build_talk_page(activity, form))


def get_activity_to_record(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_record)


def build_talk_page(activity: Activity, form: Form) -> dict[str, object]:
    return {
        "activity": activity,
        "form": form,
        "ratings": get_four_ratings(actor(), [activity])[activity.id],
    }
