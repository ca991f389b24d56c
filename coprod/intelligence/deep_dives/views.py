"""Kept questions about what people told us: read by everybody once a curator says so."""

from flask import Blueprint, request

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.intelligence.deep_dives import actions, policies, queries
from coprod.intelligence.deep_dives.forms import DeepDiveForm, count_rows, get_values
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("deep_dives", __name__, url_prefix="/what-people-told-us/closer-look")
DEEP_DIVE = "/<slug:deep_dive>"


# For everybody


@bp.get("")
@requires_role(Role.VISITOR)
def deep_dives() -> Answer:
    return page(
        "intelligence/deep_dives/deep_dives.html",
        deep_dives=queries.list_deep_dives(actor()),
        can_keep=policies.can_keep_deep_dives(actor()),
    )


@bp.get(DEEP_DIVE)
@requires_role(Role.VISITOR)
def deep_dive(deep_dive: str) -> Answer:
    found = queries.get_deep_dive(actor(), deep_dive)
    can_keep = policies.can_keep_deep_dives(actor())
    return page(
        "intelligence/deep_dives/deep_dive.html",
        deep_dive=found,
        can_keep=can_keep,
        notes=list_events(found, public_only=not can_keep),
    )


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
