"""Changes to what is published: both sides beside each other, and what readers saw before."""

from typing import Any

from flask import Blueprint

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities.forms import FORMS
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_see_exact_numbers
from coprod.register.activities.presenters import (
    STEP_BY_NAME,
    Step,
    list_field_texts,
    load_term_names,
)
from coprod.register.activities.queries import get_activity, get_choices, get_permitted_activity
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.register.review.policies import can_correct, can_read_conversation
from coprod.register.revisions import actions, emails, policies, presenters, queries
from coprod.register.revisions.forms import ReasonForm, ReturnChangesForm, TakeBackForm
from coprod.register.revisions.queries import Change
from coprod.register.sections.presenters import PLAIN, SECTION_BY_NAME, Section, build_section_form
from coprod.register.sections.queries import read_part
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.headers import hide_from_search_engines

bp = Blueprint("revisions", __name__)

CHANGES = "/register/<slug:slug>/changes"
READER_STEPS = [name for name in FORMS if STEP_BY_NAME[name].is_for_readers]
EDIT = f"/register/<slug:slug>/edit/<any({', '.join([*READER_STEPS, *PLAIN])}):step>"


@bp.get(CHANGES)
@requires_role(Role.RESIDENT)
def changes(slug: str) -> Answer:
    activity = get_visible_activity(slug)
    return page(
        "register/revisions/changes.html",
        **build_changes_context(activity, ReturnChangesForm.from_request()),
    )


@bp.post(f"{CHANGES}/send")
@requires_role(Role.RESIDENT)
def send(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.send_changes(actor(), activity)
    write_to_curators(
        emails.build_sent_email(activity.title), "register.revisions.changes", slug=slug
    )
    return go("register.revisions.changes", slug=slug, message=N_("Sent. A curator will read it"))


@bp.post(f"{CHANGES}/take-back")
@requires_role(Role.RESIDENT)
def take_back(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.withdraw_change(actor(), activity, str(TakeBackForm.from_request().kind.data))
    return go(
        "register.revisions.changes", slug=slug, message=N_("Taken back. Readers never saw it")
    )


@bp.post(f"{CHANGES}/approve")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def approve(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    form = ReturnChangesForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.approve_changes(actor(), activity, str(form.seen.data))
            except ConflictError:
                return render_changes_conflict(activity)
            write_to_owners(
                activity,
                emails.build_approved_email(activity.title),
                "library.stories.activity",
                slug=slug,
            )
            return go(
                "library.stories.activity", slug=slug, message=N_("The changes are now public")
            )
    return form_page("register/revisions/changes.html", **build_changes_context(activity, form))


@bp.post(f"{CHANGES}/return")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def return_(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    check_can_decide(activity)
    form = ReturnChangesForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.return_changes(actor(), activity, str(form.seen.data), form.build_reason())
            except ConflictError:
                return render_changes_conflict(activity)
            write_to_owners(
                activity,
                emails.build_returned_email(activity.title),
                "register.revisions.changes",
                slug=slug,
            )
            return go("desk.queue.desk", message=N_("Sent back, with your reason"))
    return form_page("register/revisions/changes.html", **build_changes_context(activity, form))


@bp.get("/library/<slug:slug>/history")
@requires_role(Role.VISITOR)
def history(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    require(policies.can_read_history(actor(), activity), NotFoundError)
    past = presenters.build_history(
        queries.list_public_changes(activity), list_events(activity, public_only=True)
    )
    hide_from_search_engines()
    return page("register/revisions/history.html", activity=activity, past=past)


@bp.get(EDIT)
@requires_role(Role.CURATOR)
def edit(slug: str, step: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_correct)
    return page(
        "register/revisions/edit.html",
        **build_edit_context(activity, step, *build_edit_forms(activity, step)),
    )


@bp.post(EDIT)
@requires_role(Role.CURATOR)
def edit_sent(slug: str, step: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    form, why = build_edit_forms(activity, step)
    if all([form.validate(), why.validate()]):
        with form.catching_rule_errors():
            given = {"seen": str(form.seen.data), "reason": why.reason.data or ""}
            try:
                actions.correct_activity(actor(), activity, form.build_part(), **given)
            except ConflictError:
                return render_edit_conflict(activity, step, form, why)
            email = emails.build_corrected_email(activity.title)
            write_to_owners(activity, email, "register.review.conversation", slug=slug)
            return go(
                "register.review.conversation", slug=slug, message=N_("Changed, with your reason")
            )
    return form_page(
        "register/revisions/edit.html", **build_edit_context(activity, step, form, why)
    )


def render_edit_conflict(activity: Activity, step: str, form: Form, why: Form) -> Answer:
    """Show both: what is saved now, and what was typed here."""
    part = read_part(activity, find_step_or_section(step).kind)
    form["seen"].data, form["seen"].raw_data = compute_fingerprint((part,)), None
    saved = [line.text for line in list_field_texts(part, load_term_names((part,)))]
    context = build_edit_context(activity, step, form, why, saved)
    body, _status = form_page("register/revisions/edit.html", **context)
    return body, 409


def build_edit_forms(activity: Activity, step: str) -> tuple[Any, ReasonForm]:
    part = read_part(activity, find_step_or_section(step).kind)
    if step in PLAIN:
        return build_section_form(activity, SECTION_BY_NAME[step], part), ReasonForm.from_request()
    form = FORMS[step].from_part(part, compute_fingerprint((part,)), get_choices(activity))
    return form, ReasonForm.from_request()


def find_step_or_section(step: str) -> Step | Section:
    """Return what a curator may correct on a page: one of the first questions, or a section."""
    return SECTION_BY_NAME[step] if step in PLAIN else STEP_BY_NAME[step]


def build_edit_context(
    activity: Activity, step: str, form: Form, why: Form, saved: list[str] | None = None
) -> dict[str, object]:
    return {
        "activity": activity,
        "step": find_step_or_section(step),
        "heading": presenters.get_question(find_step_or_section(step).kind),
        "is_section": step in PLAIN,
        "form": form,
        "why": why,
        "saved_by_other": saved,
        "number": 0,
        "of": 0,
    }


def get_visible_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_see(actor(), activity), NotFoundError)
    return activity


def check_can_decide(activity: Activity) -> None:
    """Refuse before the form is looked at: its page would have no box to explain a mistake in."""
    sent = [change for change in queries.list_changes(activity) if change.is_sent]
    require(policies.can_decide(actor(), activity, [change.pending.person_id for change in sent]))
    require(sent, ConflictError)


def render_changes_conflict(activity: Activity) -> Answer:
    """What the curator read is not what is there now: show it again, decide nothing."""
    context = build_changes_context(activity, ReturnChangesForm.from_request(), moved=True)
    body, _status = form_page("register/revisions/changes.html", **context)
    return body, 409


def list_waiting(activity: Activity, waiting: list[Change]) -> list[presenters.ChangeView]:
    if can_see_exact_numbers(actor(), activity):
        return presenters.compare_changes(waiting, exact=True)
    return presenters.compare_changes(
        waiting, exact=False, past=queries.list_public_changes(activity)
    )


def build_changes_context(
    activity: Activity, form: Form, *, moved: bool = False
) -> dict[str, object]:
    waiting = queries.list_changes(activity) if activity.status == "published" else []
    sent = [change for change in waiting if change.is_sent]
    authors = [change.pending.person_id for change in sent]
    return {
        "activity": activity,
        "waiting": list_waiting(activity, waiting),
        "form": form,
        "seen": queries.compute_seen_fingerprint(sent),
        "has_sent": bool(sent),
        "has_unsent": len(sent) < len(waiting),
        "can_send": policies.can_send(actor(), activity),
        "can_decide": bool(sent) and policies.can_decide(actor(), activity, authors),
        "can_talk": can_read_conversation(actor(), activity),
        "moved": moved,
    }
