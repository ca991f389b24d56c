"""Logging an activity: one question a page, saved as one goes, checked before it is sent."""

from flask import Blueprint, Flask, redirect, request
from werkzeug.wrappers import Response

from coprod.core.keyring import list_digests
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, GoneError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.reading import describe_reading_age
from coprod.register.activities import actions, forms, policies, presenters, queries
from coprod.register.activities.enums import Rung, Status, Zone
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import list_field_texts, load_term_names
from coprod.register.activities.queries import get_working_parts, list_pending_parts
from coprod.register.activities.rules import Leading, Naming, may_tell_of_somebody
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.forms import Form
from coprod.web.submissions import ONCE_FIELD, get_once_token

bp = Blueprint("activities", __name__)

STEP = f"/activities/<slug:slug>/<any({', '.join(forms.FORMS)}):step>"


def init_app(app: Flask) -> None:
    app.extensions["lead_on"] = redirect_moved_page
    app.extensions["moved_page"] = lambda path: queries.find_current_address(actor(), path).path
    app.jinja_env.globals.update(all_rungs=tuple(Rung), zone_labels=Zone.labels())


def redirect_moved_page() -> Response | None:
    """Send whoever asked for a page at the former address of an activity to where it is now.

    What was sent goes with them (308). Where a curator took the address away, it is gone.
    """
    current = queries.find_current_address(actor(), request.path)
    if current.gone_at:
        raise GoneError(current.gone_at)
    if current.path == request.path:
        return None
    query = request.query_string.decode()
    return redirect(f"{request.script_root}{current.path}{'?' if query else ''}{query}", code=308)


@bp.get("/activities/log")
@requires_role(Role.RESIDENT)
def log() -> Answer:
    return page("register/activities/log.html", form=build_first_form())


@bp.post("/activities/log")
@requires_role(Role.RESIDENT)
def log_sent() -> Answer:
    form = build_first_form()
    if form.validate():
        with form.catching_rule_errors():
            leading = Leading(led_by_id=policies.find_leading_organisation(actor()))
            activity = actions.begin_activity(
                actor(), get_start_digest(), form.build_part(), leading
            )
            return go("register.activities.step", slug=activity.slug, step="summary")
    return form_page("register/activities/log.html", form=form)


def get_start_digest() -> str:
    """Return what is the same whenever this very page is sent by this person."""
    token = request.form.get(ONCE_FIELD) or get_once_token()
    return list_digests(repr(["log", actor().id, token]))[0]


def build_first_form() -> forms.StepForm:
    return forms.NameForm.from_part(Naming(""), "", lambda _listing: [])


@bp.get("/my-work")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page("register/activities/mine.html", entries=queries.list_own_activities(actor()))


@bp.get("/my-work/organisation")
@requires_role(Role.RESIDENT)
def organisation() -> Answer:
    return page(
        "register/activities/organisation.html",
        entries=queries.list_organisation_activities(actor()),
    )


@bp.get("/my-work/rights")
@requires_role(Role.RESIDENT)
def by_right() -> Answer:
    entries = queries.list_activities_by_right(actor())
    return page(
        "register/activities/by_right.html",
        entries=entries,
        opened={each.id for each in entries if policies.can_open(actor(), each)},
        labels=Status.labels(),
    )


@bp.get(STEP)
@requires_role(Role.RESIDENT)
def step(slug: str, step: str) -> Answer:
    activity = get_activity_to_change(slug, step)
    return page(
        "register/activities/step.html",
        **build_step_context(activity, step, build_step_form(activity, step)),
    )


@bp.post(STEP)
@requires_role(Role.RESIDENT)
def step_sent(slug: str, step: str) -> Answer:
    activity = get_activity_to_change(slug, step, to_change=True)
    form = build_step_form(activity, step)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.change_activity(
                    actor(), activity, form.build_part(), seen=str(form.seen.data)
                )
            except ConflictError:
                return render_conflict(activity, step, form)
            return go_to_next_step(activity, step)
    return form_page("register/activities/step.html", **build_step_context(activity, step, form))


def go_to_next_step(activity: Activity, step: str) -> Answer:
    """Go to the next of the six questions that is open, or to the answers."""
    if policies.can_propose(actor(), activity):
        message = N_("Saved. Readers do not see it yet")
        return go("register.revisions.changes", slug=activity.slug, message=message)
    following = presenters.find_next_step(activity)
    kind = describe_reading_age(activity.summary) if step == "summary" else None
    if following:
        skips = presenters.list_skipped(activity, step, presenters.STEP_BY_NAME[following])
        after = {"after": step} if skips else {}
        return go(
            "register.activities.step", slug=activity.slug, step=following, message=kind, **after
        )
    return go("register.activities.check", slug=activity.slug, message=kind or N_("Saved"))


def render_conflict(activity: Activity, step: str, form: forms.StepForm) -> Answer:
    """Show both: what somebody else saved, and what was typed here, ready to be saved over it."""
    parts = get_working_parts(activity, presenters.STEP_BY_NAME[step].kind)
    form.seen.data = compute_fingerprint(parts)
    form.seen.raw_data = None
    saved = [line.text for line in list_field_texts(parts[0], load_term_names(parts))]
    return conflict_page(
        "register/activities/step.html", **build_step_context(activity, step, form, saved)
    )


def build_step_form(activity: Activity, step: str) -> forms.StepForm:
    parts = get_working_parts(activity, presenters.STEP_BY_NAME[step].kind)
    return forms.FORMS[step].from_part(
        parts[0], compute_fingerprint(parts), queries.get_choices(activity)
    )


def build_step_context(
    activity: Activity, step: str, form: Form, saved: list[str] | None = None
) -> dict[str, object]:
    current_step = presenters.STEP_BY_NAME[step]
    number, total = presenters.get_position(current_step)
    return {
        "activity": activity,
        "step": current_step,
        "form": form,
        "number": number,
        "of": total,
        "skipped": presenters.list_skipped(activity, request.args.get("after", ""), current_step),
        "saved_by_other": saved,
    }


@bp.app_template_global("has_rights")
def has_rights() -> bool:
    return bool(actor().rights)


@bp.app_template_global("has_organisation")
def has_organisation() -> bool:
    return actor().organisation_id is not None


@bp.get("/activities/<slug:slug>")
@requires_role(Role.RESIDENT)
def check(slug: str) -> Answer:
    activity = queries.get_permitted_activity(actor(), slug, policies.can_open)
    reads_all = policies.can_read_notes(actor(), activity)
    pending = list_pending_parts(activity.id)
    return page(
        "register/activities/check.html",
        activity=activity,
        answers=[
            each
            for each in presenters.list_answers(activity)
            if reads_all or each.step.is_for_readers
        ],
        is_own=reads_all,
        is_ready=not presenters.find_next_step(activity),
        can_edit=policies.can_edit(actor(), activity),
        can_propose=policies.can_propose(actor(), activity),
        can_discard=policies.can_discard(actor(), activity),
        has_pending=bool(pending),
        has_unsent=any(each.sent_at is None for each in pending),
        last_return=queries.find_last_return(activity),
    )


@bp.get("/activities/<slug:slug>/discard")
@requires_role(Role.RESIDENT)
def discard(slug: str) -> Answer:
    activity = queries.get_permitted_activity(actor(), slug, policies.can_discard)
    return page("register/activities/discard.html", activity=activity)


@bp.post("/activities/<slug:slug>/discard")
@requires_role(Role.RESIDENT)
def discard_sent(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    actions.discard_activity(actor(), activity)
    return go("register.activities.mine", message=N_("The draft was deleted"))


bp.add_app_template_global(may_tell_of_somebody)


def get_activity_to_change(slug: str, step: str, *, to_change: bool = False) -> Activity:
    activity = queries.get_activity(actor(), slug, to_change=to_change)
    require(policies.can_write_parts(actor(), activity, [presenters.STEP_BY_NAME[step].kind]))
    return activity
