"""Decisions to read: the list, a record's story, and what is added to it later."""

from typing import Any

from flask import Blueprint, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.decisions.decisions import actions, forms, presenters, queries
from coprod.decisions.records import actions as records
from coprod.decisions.records import policies
from coprod.decisions.records.enums import Chosen, HoldState, Later, Part
from coprod.decisions.records.forms import HoldForm
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.queries import decision as record
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import check_undecided
from coprod.web.forms import Form
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("decisions", __name__, url_prefix="/decisions")

ADDING: dict[str, type[forms.NoteForm]] = {
    "note": forms.NoteForm,
    "review": forms.ReviewForm,
    "check": forms.CheckForm,
}
ADD = f"/<slug:decision>/add/<any({', '.join(ADDING)}):name>"
HELD = f"/<slug:decision>/hold/<any({', '.join(Part)}):part>"


@bp.get("")
@requires_role(Role.VISITOR)
def decisions() -> Answer:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    shown = presenters.list_page(actor(), presenters.wanted(asked), clock.today())
    can_begin = policies.can_begin(actor())
    own = queries.drafts(actor()) if can_begin else ()
    given = {"shown": shown, "all_chosen": Chosen, "drafts": own, "can_begin": can_begin}
    return page("decisions/decisions/decisions.html", **given)


@bp.get("/<slug:decision>")
@requires_role(Role.VISITOR)
def decision(decision: str) -> Answer:
    story = presenters.story(actor(), record(actor(), decision))
    return page("decisions/decisions/decision.html", story=story)


@bp.get(ADD)
@requires_role(Role.RESIDENT)
def add(decision: str, name: str) -> Answer:
    found = to_add(decision)
    return page(
        "decisions/decisions/add.html", **add_page(found, name, ADDING[name].from_request())
    )


@bp.post(ADD)
@requires_role(Role.RESIDENT)
def add_sent(decision: str, name: str) -> Answer:
    found, form = to_add(decision, to_change=True), ADDING[name].from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_later(actor(), found, form.addition())
            return go("decisions.decision", decision=decision, said=N_("Added"))
    return form_page("decisions/decisions/add.html", **add_page(found, name, form))


def to_add(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = record(actor(), slug, to_change=to_change)
    if not policies.can_add(actor(), found):
        raise NotAllowedError
    return found


def add_page(decision: DecisionRecord, name: str, form: forms.NoteForm) -> dict[str, Any]:
    outcomes = presenters.outcomes(actor(), decision) if form.kind is Later.CHECK else []
    shown = {"decision": decision, "name": name, "kind": form.kind, "form": form}
    return {**shown, "outcomes": outcomes}


@bp.get("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries(decision: str) -> Answer:
    return page(
        "decisions/decisions/entries.html",
        **entries_page(to_link(decision), forms.LinkForm.asked()),
    )


@bp.post("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries_sent(decision: str) -> Answer:
    found, form = to_link(decision, to_change=True), forms.LinkForm.asked()
    if form.validate():
        with form.catching_rule_errors():
            activity = queries.entry_named(actor(), form.entry.data or "")
            actions.link_entry(actor(), found, activity)
            return go("decisions.entries", decision=decision, said=N_("The entry was added"))
    return form_page("decisions/decisions/entries.html", **entries_page(found, form))


@bp.post("/<slug:decision>/entries/<slug:slug>/unlink")
@requires_role(Role.RESIDENT)
def unlink(decision: str, slug: str) -> Answer:
    found = to_link(decision, to_change=True)
    actions.unlink_entry(actor(), found, entry(actor(), slug))
    return go("decisions.entries", decision=decision, said=N_("The entry was taken off"))


def to_link(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = record(actor(), slug, to_change=to_change)
    if not policies.can_link(actor(), found):
        raise NotAllowedError
    return found


def entries_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    return {"decision": decision, "outcomes": presenters.outcomes(actor(), decision), "form": form}


# Holding back


@bp.get("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold(decision: str) -> Answer:
    return page(
        "decisions/decisions/hold.html", **hold_page(to_hold(decision), HoldForm.from_request())
    )


@bp.post("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold_sent(decision: str) -> Answer:
    found, form = to_hold(decision, to_change=True), HoldForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            records.hold_back(actor(), found, form.chosen(), form.reason.data or "")
            if not policies.can_decide_hold(actor(), found):
                letter = presenters.asked_to_hold(found.title)
                write_to_curators(letter, "decisions.hold", decision=decision)
            return go("decisions.hold", decision=decision, said=N_("Saved"))
    return form_page("decisions/decisions/hold.html", **hold_page(found, form))


@bp.post(f"{HELD}/agree")
@requires_role(Role.CURATOR)
def agree(decision: str, part: str) -> Answer:
    found = record(actor(), decision, to_change=True)
    check_undecided("decision", found.id)
    records.decide_hold(actor(), found, Part(part), is_held=True)
    return go("decisions.hold", decision=decision, said=N_("It is held back, and readers see why"))


@bp.post(f"{HELD}/show")
@requires_role(Role.CURATOR)
def show(decision: str, part: str) -> Answer:
    found = record(actor(), decision, to_change=True)
    check_undecided("decision", found.id)
    records.decide_hold(actor(), found, Part(part), is_held=False)
    return go("decisions.hold", decision=decision, said=N_("Readers can see it"))


def to_hold(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = record(actor(), slug, to_change=to_change)
    if not (policies.can_ask_to_hold(actor(), found) or policies.can_decide_hold(actor(), found)):
        raise NotAllowedError
    return found


def hold_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    can_decide = policies.can_decide_hold(actor(), decision)
    shown = {"decision": decision, "form": form, "can_decide": can_decide}
    return {**shown, "held": HoldState.HELD, "shown_again": HoldState.SHOWN}


# What other pages ask


@bp.app_template_global("decisions_of")
def decisions_of(activity: Activity) -> list[DecisionRecord]:
    return list(queries.of_entry(actor(), activity))


def build_begin_first() -> Context | None:
    return {} if policies.can_begin(actor()) else None


def build_due() -> Context | None:
    """Return what the actor should have looked at again."""
    due = queries.own_overdue(actor())
    return {"due": due, "asked_to_hold": ()} if due else None


add_slot_template(bp, "activity.log", "decisions/decisions/_begin_first.html", build_begin_first)
add_slot_template(bp, "activity.mine", "decisions/decisions/_due.html", build_due)
