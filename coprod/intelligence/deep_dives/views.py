"""Kept questions about what people told us: read by everybody once a curator says so."""

from collections.abc import Mapping

from flask import Blueprint, request

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.intelligence.breakdowns.queries import find_latest_quarter
from coprod.intelligence.breakdowns.rules import Cut, read_cut
from coprod.intelligence.deep_dives import actions, policies, presenters, queries
from coprod.intelligence.deep_dives.forms import DeepDiveForm, count_rows, get_values
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.intelligence.deep_dives.rules import parse_arguments
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet
from coprod.web.language import translate

bp = Blueprint("deep_dives", __name__, url_prefix="/what-people-told-us/closer-look")
DEEP_DIVE = "/<slug:deep_dive>"


# For everybody


@bp.get("")
@requires_role(Role.VISITOR)
def deep_dives() -> Answer:
    return page(
        "intelligence/deep_dives/deep_dives.html",
        deep_dives=queries.list_deep_dives(actor()),
    )


@bp.get("/look")
@requires_role(Role.VISITOR)
def look() -> Answer:
    """Show a cut that nobody has kept: all of it stands in the address."""
    return show_cut(request.args, None)


@bp.get(DEEP_DIVE)
@requires_role(Role.VISITOR)
def deep_dive(deep_dive: str) -> Answer:
    found = queries.get_deep_dive(actor(), deep_dive)
    return show_cut(parse_arguments(found.cut), found)


def show_cut(arguments: Mapping[str, str], deep_dive: DeepDive | None) -> Answer:
    """Show what was asked for; where that cannot be shown, the form with the reason."""
    can_keep = policies.can_keep_deep_dives(actor())
    context: dict[str, object] = {
        "problem": None,
        "deep_dive": deep_dive,
        "can_keep": can_keep,
        "notes": list_events(deep_dive, public_only=not can_keep) if deep_dive else [],
    }
    latest = find_latest_quarter(actor())
    try:
        cut = read_cut(arguments, latest)
        close = presenters.build_page(actor(), cut, presenters.list_run_events(deep_dive))
    except RuleBrokenError as broken:
        cut, close, context["problem"] = Cut(latest), None, broken.message
    context |= {"cut": cut, "choices": presenters.build_cut_choices(actor(), cut), "close": close}
    answer = page("intelligence/deep_dives/deep_dive.html", **context)
    return answer if close else (answer, 422)


@bp.get("/file.csv")
@requires_role(Role.VISITOR)
def file() -> Answer:
    """Send all that the page of a cut shows as a file."""
    close = presenters.build_page(actor(), read_cut(request.args, find_latest_quarter(actor())))
    rows = [[str(translate(cell)) for cell in row] for row in presenters.list_file_rows(close)]
    return send_spreadsheet(rows, "what-people-told-us.csv")


# For curators


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    """Begin with what the reader was looking at: its address has the same arguments."""
    form = DeepDiveForm.build({"cut": request.query_string.decode()})
    return page("intelligence/deep_dives/edit.html", form=form, deep_dive=None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = DeepDiveForm.build({})
    if form.validate():
        with form.catching_rule_errors():
            added = actions.add_deep_dive(actor(), form.to_draft())
            return go(
                "intelligence.deep_dives.deep_dive", deep_dive=added.slug, message=N_("Saved")
            )
    return form_page("intelligence/deep_dives/edit.html", form=form, deep_dive=None)


@bp.get(f"{DEEP_DIVE}/change")
@requires_role(Role.CURATOR)
def change(deep_dive: str) -> Answer:
    found = queries.get_deep_dive(actor(), deep_dive)
    form = build_form(found)
    return page("intelligence/deep_dives/edit.html", form=form, deep_dive=found)


@bp.post(f"{DEEP_DIVE}/change")
@requires_role(Role.CURATOR)
def change_sent(deep_dive: str) -> Answer:
    found = queries.get_deep_dive(actor(), deep_dive, to_change=True)
    form = build_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_deep_dive(actor(), found, form.to_draft(), seen=form.seen)
            return go("intelligence.deep_dives.deep_dive", deep_dive=deep_dive, message=N_("Saved"))
    return form_page("intelligence/deep_dives/edit.html", form=form, deep_dive=found)


def build_form(deep_dive: DeepDive) -> DeepDiveForm:
    return DeepDiveForm.build(get_values(deep_dive), count_rows(deep_dive))
