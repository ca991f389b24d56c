"""Asking that a public entry is taken away, and putting one back."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.removals import actions, emails, policies, queries
from coprod.register.removals.forms import RemovalForm, RestoreForm
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.reviews.queries import find_last_closed, find_review_of
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.limits import changes

bp = Blueprint("removals", __name__, url_prefix="/activities")


@bp.get("/<slug:slug>/removal")
@requires_role(Role.RESIDENT)
def removal(slug: str) -> Answer:
    """Offer what may help as well, before somebody asks that an entry is taken away."""
    activity = get_permitted_activity(actor(), slug, policies.can_ask)
    return page("register/removals/removal.html", **build_context(activity, RemovalForm()))


def build_context(activity: Activity, form: RemovalForm) -> dict[str, object]:
    request = queries.find_request(activity)
    last = queries.find_last_request(activity)
    return {
        "activity": activity,
        "form": form,
        "request_for_removal": request,
        "review": find_review_of("removal", request.id) if request else None,
        "declined": find_last_closed("removal", last.id) if last and not request else None,
    }


@bp.post("/<slug:slug>/removal")
@requires_role(Role.RESIDENT)
@changes
def removal_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_ask, to_change=True)
    form = RemovalForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            reason = form.reason.data or ""
            actions.request_removal(actor(), activity, reason, hides_title=form.hides_title)
            email = emails.build_request_email(activity.title)
            write_to_curators(email, "reviews.reviews.queue", kind="removal")
            message = N_("Sent. A curator who had no part in the activity decides")
            return go("register.removals.removal", slug=slug, message=message)
    return form_page("register/removals/removal.html", **build_context(activity, form))


@bp.post("/<slug:slug>/removal/take-back")
@requires_role(Role.RESIDENT)
def take_back(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_ask, to_change=True)
    actions.withdraw_request(actor(), activity)
    return go("register.removals.removal", slug=slug, message=N_("The story stays public"))


@bp.get("/<slug:slug>/restore")
@requires_role(Role.CURATOR)
def restore(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_restore)
    return page("register/removals/restore.html", activity=activity, form=RestoreForm())


@bp.post("/<slug:slug>/restore")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def restore_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_restore, to_change=True)
    form = RestoreForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.restore_activity(actor(), activity, form.reason.data or "")
            email = emails.build_restored_email(activity.title)
            write_to_owners(activity, email, "library.stories.activity", slug=slug)
            message = N_("The story is public again")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page("register/removals/restore.html", activity=activity, form=form)


@bp.app_template_global("can_restore_activity")
def can_restore_activity(activity: Activity) -> bool:
    return policies.can_restore(actor(), activity)


@bp.app_template_global("can_ask_for_removal")
def can_ask_for_removal(activity: Activity) -> bool:
    return policies.can_ask(actor(), activity)
