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
from coprod.register.revisions.forms import DiscardForm, ReasonForm, TakeBackForm
from coprod.register.revisions.queries import Change
from coprod.register.sections.presenters import PLAIN, SECTION_BY_NAME, Section, build_section_form
from coprod.register.sections.queries import read_part
from coprod.reviews.queries import find_review_of
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.forms import Form
from coprod.web.headers import hide_from_search_engines
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("revisions", __name__)

CHANGES = "/activities/<slug:slug>/changes"
READER_STEPS = [name for name in FORMS if STEP_BY_NAME[name].is_for_readers]
EDIT = f"/activities/<slug:slug>/edit/<any({', '.join([*READER_STEPS, *PLAIN])}):step>"


@bp.get(CHANGES)
@requires_role(Role.RESIDENT)
def changes(slug: str) -> Answer:
    """Show what waits to the team; to a curator who decides about it, lead to that."""
    activity = get_visible_activity(slug)
    waiting = find_review_of("change", activity.id)
    authors = queries.map_authors([activity.id]).get(activity.id, ())
    if waiting is not None and policies.can_decide(actor(), activity, authors):
        return go("reviews.reviews.review", review_id=waiting.id)
    return page("register/revisions/changes.html", **build_changes_context(activity))


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


@bp.get(f"{CHANGES}/discard")
@requires_role(Role.RESIDENT)
def discard(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_send)
    drafted = queries.list_drafted_changes(activity)
    require(drafted, NotFoundError)
    return page(
        "register/revisions/discard.html",
        activity=activity,
        questions=[presenters.get_question(type(change.proposed)) for change in drafted],
        seen=queries.compute_seen_fingerprint(drafted),
    )


@bp.post(f"{CHANGES}/discard")
@requires_role(Role.RESIDENT)
def discard_sent(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.discard_changes(actor(), activity, str(DiscardForm.from_request().seen.data))
    return go("register.activities.mine", message=N_("Deleted. Readers never saw it"))


@bp.get("/stories/<slug:slug>/history")
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
    return conflict_page("register/revisions/edit.html", **context)


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


def list_waiting(activity: Activity, waiting: list[Change]) -> list[presenters.ChangeView]:
    if can_see_exact_numbers(actor(), activity):
        return presenters.compare_changes(waiting, exact=True)
    return presenters.compare_changes(
        waiting, exact=False, past=queries.list_public_changes(activity)
    )


def build_changes_context(activity: Activity) -> dict[str, object]:
    waiting = queries.list_changes(activity) if activity.status == "published" else []
    return {
        "activity": activity,
        "waiting": list_waiting(activity, waiting),
        "has_unsent": not all(change.is_sent for change in waiting),
        "can_send": policies.can_send(actor(), activity),
        "can_talk": can_read_conversation(actor(), activity),
    }


def build_mine() -> Context | None:
    unsent = queries.list_unsent_changes(actor())
    return {"unsent": unsent} if unsent else None


add_slot_template(bp, "activity.unsent", "register/revisions/_mine.html", build_mine)
