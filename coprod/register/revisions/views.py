"""Changes to what is published: both sides beside each other, and what readers saw before."""

from typing import Any

from flask import Blueprint

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.register.activities import queries as register
from coprod.register.activities.forms import FORMS
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_see_exact_numbers
from coprod.register.activities.presenters import BY_NAME, Step, lines, names_for
from coprod.register.activities.queries import choices_for, fingerprint
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.register.review.policies import can_correct, can_read_conversation
from coprod.register.revisions import actions, policies, presenters, queries
from coprod.register.revisions.forms import ReasonForm, ReturnChangesForm, TakeBackForm
from coprod.register.revisions.queries import Change
from coprod.register.sections.presenters import BY_NAME as SECTIONS
from coprod.register.sections.presenters import PLAIN, Section
from coprod.register.sections.presenters import form_for as section_form
from coprod.register.sections.queries import told
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.headers import keep_from_search_engines

bp = Blueprint("revisions", __name__)

CHANGES = "/register/<slug:slug>/changes"
TOLD = [name for name in FORMS if BY_NAME[name].is_told]
EDIT = f"/register/<slug:slug>/edit/<any({', '.join([*TOLD, *PLAIN])}):step>"


@bp.get(CHANGES)
@requires_role(Role.RESIDENT)
def changes(slug: str) -> Answer:
    activity = seen_by_me(slug)
    return page(
        "register/revisions/changes.html",
        **changes_page(activity, ReturnChangesForm.from_request()),
    )


@bp.post(f"{CHANGES}/send")
@requires_role(Role.RESIDENT)
def send(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    actions.send_changes(actor(), activity)
    write_to_curators(presenters.sent(activity.title), "register.revisions.changes", slug=slug)
    return go("register.revisions.changes", slug=slug, said=N_("Sent. A curator will read it"))


@bp.post(f"{CHANGES}/take-back")
@requires_role(Role.RESIDENT)
def take_back(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    actions.take_back(actor(), activity, str(TakeBackForm.from_request().kind.data))
    return go("register.revisions.changes", slug=slug, said=N_("Taken back. Readers never saw it"))


@bp.post(f"{CHANGES}/approve")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: register.activity(actor(), slug).id)
def approve(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    form = ReturnChangesForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.approve_changes(actor(), activity, str(form.seen.data))
            except ConflictError:
                return somebody_was_first(activity)
            write_to_owners(
                activity, presenters.approved(activity.title), "library.stories.activity", slug=slug
            )
            return go("library.stories.activity", slug=slug, said=N_("The changes are now public"))
    return form_page("register/revisions/changes.html", **changes_page(activity, form))


@bp.post(f"{CHANGES}/return")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: register.activity(actor(), slug).id)
def return_(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    check_can_decide(activity)
    form = ReturnChangesForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.return_changes(actor(), activity, str(form.seen.data), form.whole())
            except ConflictError:
                return somebody_was_first(activity)
            write_to_owners(
                activity,
                presenters.sent_back(activity.title),
                "register.revisions.changes",
                slug=slug,
            )
            return go("desk.queue.desk", said=N_("Sent back, with your reason"))
    return form_page("register/revisions/changes.html", **changes_page(activity, form))


@bp.get("/library/<slug:slug>/history")
@requires_role(Role.VISITOR)
def history(slug: str) -> Answer:
    activity = register.activity(actor(), slug)
    if not policies.can_read_history(actor(), activity):
        raise NotFoundError
    past = presenters.history(
        queries.public_changes(activity), list_events(activity, public_only=True)
    )
    keep_from_search_engines()
    return page("register/revisions/history.html", activity=activity, past=past)


@bp.get(EDIT)
@requires_role(Role.CURATOR)
def edit(slug: str, step: str) -> Answer:
    activity = register.activity(actor(), slug)
    if not can_correct(actor(), activity):
        raise NotAllowedError
    return page(
        "register/revisions/edit.html", **edit_page(activity, step, *edit_forms(activity, step))
    )


@bp.post(EDIT)
@requires_role(Role.CURATOR)
def edit_sent(slug: str, step: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    form, why = edit_forms(activity, step)
    if all([form.validate(), why.validate()]):
        with form.catching_rule_errors():
            given = {"shown": str(form.seen.data), "reason": why.reason.data or ""}
            try:
                actions.correct_activity(actor(), activity, form.part(), **given)
            except ConflictError:
                return edited_by_other(activity, step, form, why)
            letter = presenters.corrected(activity.title)
            write_to_owners(activity, letter, "register.review.conversation", slug=slug)
            return go(
                "register.review.conversation", slug=slug, said=N_("Changed, with your reason")
            )
    return form_page("register/revisions/edit.html", **edit_page(activity, step, form, why))


def edited_by_other(activity: Activity, step: str, form: Form, why: Form) -> Answer:
    """Show both: what is saved now, and what was typed here."""
    part = told(activity, asked(step).kind)
    form["seen"].data, form["seen"].raw_data = fingerprint((part,)), None
    saved = [line.text for line in lines(part, names_for((part,)))]
    shown = edit_page(activity, step, form, why, saved)
    body, _status = form_page("register/revisions/edit.html", **shown)
    return body, 409


def edit_forms(activity: Activity, step: str) -> tuple[Any, ReasonForm]:
    part = told(activity, asked(step).kind)
    if step in PLAIN:
        return section_form(activity, SECTIONS[step], part), ReasonForm.from_request()
    form = FORMS[step].asked(part, fingerprint((part,)), choices_for(activity))
    return form, ReasonForm.from_request()


def asked(step: str) -> Step | Section:
    """Return what a curator may correct on a page: one of the first questions, or a section."""
    return SECTIONS[step] if step in PLAIN else BY_NAME[step]


def edit_page(
    activity: Activity, step: str, form: Form, why: Form, saved: list[str] | None = None
) -> dict[str, object]:
    return {
        "activity": activity,
        "asked": asked(step),
        "heading": presenters.question(asked(step).kind),
        "is_section": step in PLAIN,
        "form": form,
        "why": why,
        "saved_by_other": saved,
        "number": 0,
        "of": 0,
    }


def seen_by_me(slug: str) -> Activity:
    activity = register.activity(actor(), slug)
    if not policies.can_see(actor(), activity):
        raise NotFoundError
    return activity


def check_can_decide(activity: Activity) -> None:
    """Refuse before the form is looked at: its page would have no box to explain a mistake in."""
    sent = [change for change in queries.changes(activity) if change.is_sent]
    if not policies.can_decide(actor(), activity, [change.kept.person_id for change in sent]):
        raise NotAllowedError
    if not sent:
        raise ConflictError


def somebody_was_first(activity: Activity) -> Answer:
    """What the curator read is not what is there now: show it again, decide nothing."""
    shown = changes_page(activity, ReturnChangesForm.from_request(), moved=True)
    body, _status = form_page("register/revisions/changes.html", **shown)
    return body, 409


def list_waiting(activity: Activity, found: list[Change]) -> list[presenters.Shown]:
    if can_see_exact_numbers(actor(), activity):
        return presenters.compare_changes(found, exact=True)
    return presenters.compare_changes(found, exact=False, past=queries.public_changes(activity))


def changes_page(activity: Activity, form: Form, *, moved: bool = False) -> dict[str, object]:
    found = queries.changes(activity) if activity.status == "published" else []
    sent = [change for change in found if change.is_sent]
    authors = [change.kept.person_id for change in sent]
    return {
        "activity": activity,
        "shown": list_waiting(activity, found),
        "form": form,
        "seen": queries.seen(sent),
        "has_sent": bool(sent),
        "has_unsent": len(sent) < len(found),
        "can_send": policies.can_send(actor(), activity),
        "can_decide": bool(sent) and policies.can_decide(actor(), activity, authors),
        "can_talk": can_read_conversation(actor(), activity),
        "moved": moved,
    }
