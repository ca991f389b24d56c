"""The sections of an activity: each has a page of its own and is saved on its own."""

from dataclasses import replace
from typing import Any

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities import policies
from coprod.register.activities.forms import StepForm
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.sections import actions, forms, presenters, queries, rules
from coprod.register.sections.presenters import PLAIN, WITH_ROWS, Section
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("sections", __name__, url_prefix="/activities")

PART = f"/<slug:slug>/<any({', '.join(PLAIN)}):name>"
ROWS = f"/<slug:slug>/<any({', '.join(WITH_ROWS)}):name>"


@bp.get(PART)
@requires_role(Role.RESIDENT)
def section(slug: str, name: str) -> Answer:
    activity = get_activity_to_change(slug, name)
    asked_section = presenters.SECTION_BY_NAME[name]
    form = presenters.build_section_form(
        activity, asked_section, queries.get_part_for_form(actor(), activity, asked_section.kind)
    )
    return page(
        "register/sections/section.html",
        activity=activity,
        section=asked_section,
        form=form,
        saved=None,
    )


@bp.post(PART)
@requires_role(Role.RESIDENT)
def section_sent(slug: str, name: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    asked_section = presenters.SECTION_BY_NAME[name]
    form = presenters.build_section_form(
        activity, asked_section, queries.get_part_for_form(actor(), activity, asked_section.kind)
    )
    saved = None
    if form.validate():
        with form.catching_rule_errors():
            try:
                part = form.build_part()
                actions.change_parts(actor(), activity, part, seen=str(form.seen.data))
            except ConflictError:
                saved = presenters.describe_part(
                    reset_seen(form, activity, asked_section), exact=True
                )
            else:
                return go("register.activities.check", slug=slug, message=N_("Saved"))
    context = {"activity": activity, "section": asked_section, "form": form, "saved": saved}
    return with_conflict_status(form_page("register/sections/section.html", **context), saved)


def reset_seen(
    form: StepForm, activity: Activity, section: Section, number: int | None = None
) -> Any:
    """Let the form be saved over the present values, and return those."""
    current = queries.get_part_for_form(actor(), activity, section.kind)
    seen = rules.find_row(current, number) if number else current
    form.seen.data, form.seen.raw_data = compute_fingerprint((seen,)), None
    return replace(current, rows=(seen,)) if number else current


def with_conflict_status(answer: tuple[str, int], saved: object) -> tuple[str, int]:
    """Say 409 when somebody else was first, else that there are mistakes."""
    return (answer[0], 409) if saved is not None else answer


@bp.get(f"{ROWS}/add")
@requires_role(Role.RESIDENT)
def add(slug: str, name: str) -> Answer:
    return render_row_form(get_activity_to_change(slug, name), name, None)


@bp.post(f"{ROWS}/add")
@requires_role(Role.RESIDENT)
def add_sent(slug: str, name: str) -> Answer:
    return save_sent_row(get_activity(actor(), slug, to_change=True), name, None)


@bp.get(f"{ROWS}/<key:number>")
@requires_role(Role.RESIDENT)
def change(slug: str, name: str, number: int) -> Answer:
    return render_row_form(get_activity_to_change(slug, name), name, number)


@bp.post(f"{ROWS}/<key:number>")
@requires_role(Role.RESIDENT)
def change_sent(slug: str, name: str, number: int) -> Answer:
    return save_sent_row(get_activity(actor(), slug, to_change=True), name, number)


def render_row_form(activity: Activity, name: str, number: int | None) -> Answer:
    section = presenters.SECTION_BY_NAME[name]
    form = presenters.build_section_form(activity, section, get_row(activity, section, number))
    context = {
        "activity": activity,
        "section": section,
        "number": number,
        "form": form,
        "saved": None,
    }
    return page("register/sections/row.html", **context)


def save_sent_row(activity: Activity, name: str, number: int | None) -> Answer:
    section = presenters.SECTION_BY_NAME[name]
    form = presenters.build_section_form(activity, section, get_row(activity, section, number))
    saved = None
    if form.validate():
        with form.catching_rule_errors():
            try:
                save_row(activity, section, form, number)
            except ConflictError:
                saved = presenters.describe_part(
                    reset_seen(form, activity, section, number), exact=True
                )
            else:
                return go("register.activities.check", slug=activity.slug, message=N_("Saved"))
    context = {
        "activity": activity,
        "section": section,
        "number": number,
        "form": form,
        "saved": saved,
    }
    return with_conflict_status(form_page("register/sections/row.html", **context), saved)


def save_row(activity: Activity, section: Section, form: StepForm, number: int | None) -> None:
    row = replace(form.build_part(), number=number or 0)
    actions.change_row(actor(), activity, section.kind, row, seen=str(form.seen.data))


def get_row(activity: Activity, section: Section, number: int | None) -> Any:
    """Return a row with its present values, or an empty one when there is no number."""
    if number is None:
        return rules.ROWS[section.kind]()
    require(queries.can_change_row(actor(), activity, section.kind, number))
    return require_found(
        rules.find_row(queries.get_part_for_form(actor(), activity, section.kind), number)
    )


@bp.get(f"{ROWS}/<key:number>/remove")
@requires_role(Role.RESIDENT)
def remove(slug: str, name: str, number: int) -> Answer:
    activity = get_activity_to_change(slug, name)
    section = presenters.SECTION_BY_NAME[name]
    row = get_row(activity, section, number)
    lines = presenters.describe_part(section.kind((row,)), exact=True)
    context = {"activity": activity, "section": section, "number": number, "lines": lines}
    return page(
        "register/sections/remove.html",
        **context,
        form=forms.SectionForm(seen=compute_fingerprint((row,))),
    )


@bp.post(f"{ROWS}/<key:number>/remove")
@requires_role(Role.RESIDENT)
def remove_sent(slug: str, name: str, number: int) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    seen = str(forms.SectionForm.from_request().seen.data)
    actions.remove_row(actor(), activity, presenters.SECTION_BY_NAME[name].kind, number, seen=seen)
    return go("register.activities.check", slug=slug, message=N_("Removed"))


def get_activity_to_change(slug: str, name: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_write_parts(actor(), activity, [presenters.SECTION_BY_NAME[name].kind]))
    return activity


@bp.app_template_global("hides_exact_numbers")
def hides_exact_numbers(activity: Activity, section: Section) -> bool:
    """Tell whether a form asks for numbers of people that are not shown to who fills it in."""
    is_exact = policies.can_see_exact_numbers(actor(), activity)
    return section.has_counts and not is_exact


@bp.app_template_global("sections_of")
def sections_of(activity: Activity) -> list[presenters.SectionView]:
    """Return what the sections tell, for the pages of the owner and of the curators."""
    reads_all = policies.can_read_notes(actor(), activity)
    return presenters.build_section_views(presenters.load_sections(activity), reads_all=reads_all)
