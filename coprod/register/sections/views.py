"""The sections of an entry: each has a page of its own and is saved on its own."""

from dataclasses import replace
from typing import Any

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.register.activities import policies
from coprod.register.activities.forms import StepForm
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.activities.queries import fingerprint
from coprod.register.sections import actions, forms, presenters, queries, rules
from coprod.register.sections.presenters import PLAIN, WITH_ROWS, Section
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("sections", __name__, url_prefix="/register")

PART = f"/<slug:slug>/<any({', '.join(PLAIN)}):name>"
ROWS = f"/<slug:slug>/<any({', '.join(WITH_ROWS)}):name>"


@bp.get(PART)
@requires_role(Role.RESIDENT)
def section(slug: str, name: str) -> Answer:
    activity = open_to_change(slug, name)
    asked = presenters.BY_NAME[name]
    form = presenters.form_for(activity, asked, queries.as_shown(actor(), activity, asked.kind))
    return page(
        "register/sections/section.html", activity=activity, asked=asked, form=form, saved=None
    )


@bp.post(PART)
@requires_role(Role.RESIDENT)
def section_sent(slug: str, name: str) -> Answer:
    activity = entry(actor(), slug, to_change=True)
    asked = presenters.BY_NAME[name]
    form = presenters.form_for(activity, asked, queries.as_shown(actor(), activity, asked.kind))
    saved = None
    if form.validate():
        with form.catching_rule_errors():
            try:
                part = form.part()
                actions.change_parts(actor(), activity, part, seen=str(form.seen.data))
            except ConflictError:
                saved = presenters.describe_part(see_again(form, activity, asked), exact=True)
            else:
                return go("register.activities.check", slug=slug, said=N_("Saved"))
    shown = {"activity": activity, "asked": asked, "form": form, "saved": saved}
    return answered(form_page("register/sections/section.html", **shown), saved)


def see_again(form: StepForm, activity: Activity, asked: Section, number: int | None = None) -> Any:
    """Let the form be saved over what is kept now, and return that."""
    now = queries.as_shown(actor(), activity, asked.kind)
    kept = rules.row(now, number) if number else now
    form.seen.data, form.seen.raw_data = fingerprint((kept,)), None
    return replace(now, rows=(kept,)) if number else now


def answered(shown: tuple[str, int], saved: object) -> tuple[str, int]:
    """Say 409 when somebody else was first, else that there are mistakes."""
    return (shown[0], 409) if saved is not None else shown


@bp.get(f"{ROWS}/add")
@requires_role(Role.RESIDENT)
def add(slug: str, name: str) -> Answer:
    return row_page(open_to_change(slug, name), name, None)


@bp.post(f"{ROWS}/add")
@requires_role(Role.RESIDENT)
def add_sent(slug: str, name: str) -> Answer:
    return row_sent(entry(actor(), slug, to_change=True), name, None)


@bp.get(f"{ROWS}/<key:number>")
@requires_role(Role.RESIDENT)
def change(slug: str, name: str, number: int) -> Answer:
    return row_page(open_to_change(slug, name), name, number)


@bp.post(f"{ROWS}/<key:number>")
@requires_role(Role.RESIDENT)
def change_sent(slug: str, name: str, number: int) -> Answer:
    return row_sent(entry(actor(), slug, to_change=True), name, number)


def row_page(activity: Activity, name: str, number: int | None) -> Answer:
    asked = presenters.BY_NAME[name]
    form = presenters.form_for(activity, asked, row_of(activity, asked, number))
    shown = {"activity": activity, "asked": asked, "number": number, "form": form, "saved": None}
    return page("register/sections/row.html", **shown)


def row_sent(activity: Activity, name: str, number: int | None) -> Answer:
    asked = presenters.BY_NAME[name]
    form = presenters.form_for(activity, asked, row_of(activity, asked, number))
    saved = None
    if form.validate():
        with form.catching_rule_errors():
            try:
                save_row(activity, asked, form, number)
            except ConflictError:
                saved = presenters.describe_part(
                    see_again(form, activity, asked, number), exact=True
                )
            else:
                return go("register.activities.check", slug=activity.slug, said=N_("Saved"))
    shown = {"activity": activity, "asked": asked, "number": number, "form": form, "saved": saved}
    return answered(form_page("register/sections/row.html", **shown), saved)


def save_row(activity: Activity, asked: Section, form: StepForm, number: int | None) -> None:
    row = replace(form.part(), number=number or 0)
    actions.change_row(actor(), activity, asked.kind, row, seen=str(form.seen.data))


def row_of(activity: Activity, asked: Section, number: int | None) -> Any:
    """Return a session or a link as it is told now, or an empty one when there is no number."""
    if number is None:
        return rules.ROWS[asked.kind]()
    if not queries.can_change_row(actor(), activity, asked.kind, number):
        raise NotAllowedError
    found = rules.row(queries.as_shown(actor(), activity, asked.kind), number)
    if found is None:
        raise NotFoundError
    return found


@bp.get(f"{ROWS}/<key:number>/remove")
@requires_role(Role.RESIDENT)
def remove(slug: str, name: str, number: int) -> Answer:
    activity = open_to_change(slug, name)
    asked = presenters.BY_NAME[name]
    row = row_of(activity, asked, number)
    lines = presenters.describe_part(asked.kind((row,)), exact=True)
    shown = {"activity": activity, "asked": asked, "number": number, "lines": lines}
    return page(
        "register/sections/remove.html", **shown, form=forms.SectionForm(seen=fingerprint((row,)))
    )


@bp.post(f"{ROWS}/<key:number>/remove")
@requires_role(Role.RESIDENT)
def remove_sent(slug: str, name: str, number: int) -> Answer:
    activity = entry(actor(), slug, to_change=True)
    seen = str(forms.SectionForm.from_request().seen.data)
    actions.remove_row(actor(), activity, presenters.BY_NAME[name].kind, number, seen=seen)
    return go("register.activities.check", slug=slug, said=N_("Removed"))


def open_to_change(slug: str, name: str) -> Activity:
    activity = entry(actor(), slug)
    if not policies.can_write_parts(actor(), activity, [presenters.BY_NAME[name].kind]):
        raise NotAllowedError
    return activity


@bp.app_template_global("hides_exact_numbers")
def hides_exact_numbers(activity: Activity, asked: Section) -> bool:
    """Tell whether a form asks for numbers of people that are not shown to who fills it in."""
    is_exact = policies.can_see_exact_numbers(actor(), activity)
    return asked.has_counts and not is_exact


@bp.app_template_global("sections_of")
def sections_of(activity: Activity) -> list[presenters.Shown]:
    """Return what the sections tell, for the pages of the owner and of the curators."""
    reads_all = policies.can_read_notes(actor(), activity)
    return presenters.shown(presenters.told_here(activity), reads_all=reads_all)
