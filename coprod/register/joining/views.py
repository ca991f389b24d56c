"""Asking to join the team of an activity, and answering."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.joining import actions, emails, policies, queries
from coprod.register.joining.forms import AnswerJoinForm, JoinForm
from coprod.register.joining.models import JoinRequest
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.limits import changes
from coprod.web.slots import add_slot_template

bp = Blueprint("joining", __name__, url_prefix="/activities")


@bp.get("/<slug:slug>/join")
@requires_role(Role.RESIDENT)
def join(slug: str) -> Answer:
    return page("register/joining/join.html", **build_context(slug, JoinForm()))


def build_context(slug: str, form: JoinForm) -> dict[str, object]:
    activity = get_activity(actor(), slug)
    require(activity.status not in GONE, NotFoundError)  # its name may be what was taken down
    return {
        "activity": activity,
        "form": form,
        "join_request": queries.find_own_request(actor(), activity),
        "can_ask": policies.can_ask(actor(), activity),
    }


@bp.post("/<slug:slug>/join")
@requires_role(Role.RESIDENT)
@changes
def join_sent(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    form = JoinForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            request = actions.request_to_join(actor(), activity, form.words.data or "")
            emails.write_to_owners(request)
            message = N_(
                "Sent. The team answers within %(days)s working days, or a curator does",
                days=actions.ANSWER_WORKDAYS,
            )
            return go("register.joining.join", slug=slug, message=message)
    return form_page("register/joining/join.html", **build_context(slug, form))


@bp.get("/joins/<key:join_id>")
@requires_role(Role.RESIDENT)
def answer(join_id: int) -> Answer:
    found = queries.get_request(actor(), join_id)
    return page("register/joining/answer.html", join_request=found, form=AnswerJoinForm())


@bp.post("/joins/<key:join_id>")
@requires_role(Role.RESIDENT)
@decides_about("activity", lambda join_id: queries.get_request(actor(), join_id).activity_id)
def answer_sent(join_id: int) -> Answer:
    found = queries.get_request(actor(), join_id)
    form = AnswerJoinForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            answer_request(found, form)
            emails.write_to_asker(found)
            message = N_("Answered. They get a letter")
            return go("register.activities.mine", message=message)
    return form_page("register/joining/answer.html", join_request=found, form=form)


def answer_request(found: JoinRequest, form: AnswerJoinForm) -> None:
    if form.decision.data == "accept":
        actions.accept_request(actor(), found)
    else:
        actions.decline_request(actor(), found, form.answer.data or "")


def build_mine() -> dict[str, object]:
    return {"join_requests": queries.list_to_answer(actor())}


add_slot_template(bp, "activity.mine", "register/joining/_mine.html", build_mine)


@bp.app_template_global("can_ask_to_join")
def can_ask_to_join(activity: Activity) -> bool:
    return policies.can_ask(actor(), activity)
