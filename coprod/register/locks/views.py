"""One page for a curator: lock an entry that was checked, or unlock one."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.locks import actions, emails, policies, queries
from coprod.register.locks.forms import LockForm, UnlockForm
from coprod.register.review.emails import write_to_owners
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.language import translate

bp = Blueprint("locks", __name__, url_prefix="/activities")

TEMPLATE = "register/locks/lock.html"
CHANGED_MEANWHILE = N_("Somebody changed this activity while you were reading. Check it again")


@bp.get("/<slug:slug>/lock")
@requires_role(Role.CURATOR)
def lock(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_set_lock)
    return page(TEMPLATE, activity=activity, form=build_form(activity))


def build_form(activity: Activity) -> Form:
    if activity.is_locked:
        return UnlockForm.from_request()
    return LockForm.from_request(seen=queries.compute_content_fingerprint(activity))


@bp.post("/<slug:slug>/lock")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def lock_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_set_lock, to_change=True)
    actions.check_can_set_lock(actor(), activity, is_locked=False)
    form = LockForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.lock_activity(
                    actor(), activity, form.checked_by.data or "", seen=form.seen.data or ""
                )
            except ConflictError:
                return render_conflict(activity, form)
            email = emails.build_locked_email(activity.title)
            write_to_owners(activity, email, "library.stories.activity", slug=slug)
            message = N_("Checked and locked. Readers see it, and the team was told")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page(TEMPLATE, activity=activity, form=form)


def render_conflict(activity: Activity, form: LockForm) -> Answer:
    """Show it again: what the curator checked is not what it says now."""
    form.seen.data, form.seen.raw_data = queries.compute_content_fingerprint(activity), None
    form.form_errors = [translate(CHANGED_MEANWHILE)]
    return conflict_page(TEMPLATE, activity=activity, form=form)


@bp.post("/<slug:slug>/unlock")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def unlock(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_set_lock, to_change=True)
    actions.check_can_set_lock(actor(), activity, is_locked=True)
    form = UnlockForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.unlock_activity(actor(), activity, form.reason.data or "")
            email = emails.build_unlocked_email(activity.title)
            write_to_owners(activity, email, "register.review.conversation", slug=slug)
            message = N_("Unlocked. The team can read why")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page(TEMPLATE, activity=activity, form=form)
