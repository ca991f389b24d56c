"""Pots of money, for everybody to read and for curators to keep."""

from flask import Blueprint

from coprod.core.money.rules import parse_typed_amount
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.sections.queries import find_programme
from coprod.resourcing.funding_pots import actions, policies, presenters, queries
from coprod.resourcing.funding_pots.forms import GivingForm, PotForm, ReachedForm, TakeBackForm
from coprod.resourcing.funding_pots.models import Pot
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("funding_pots", __name__, url_prefix="/funding-pots")
GIVING_URL = "/<key:pot_id>/given/<key:giving_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def pots() -> Answer:
    pot_pages = [presenters.build_pot_page(each, {}) for each in queries.list_pots()]
    return page(
        "resourcing/funding_pots/pots.html",
        pots=pot_pages,
        can_keep=policies.can_keep_pots(actor()),
    )


@bp.get("/<key:pot_id>")
@requires_role(Role.VISITOR)
def pot(pot_id: int) -> Answer:
    pot = queries.get_pot(pot_id)
    pot_page = presenters.build_pot_page(pot, queries.get_activities(actor(), pot))
    return page(
        "resourcing/funding_pots/pot.html",
        pot_page=pot_page,
        lacking=queries.list_lacking(actor(), pot),
        can_keep=policies.can_keep_pots(actor()),
    )


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("resourcing/funding_pots/change.html", form=PotForm.build(), pot=None)


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = PotForm.build()
    if form.validate():
        with form.catching_rule_errors():
            pot = actions.add_pot(actor(), form.to_details())
            return go("resourcing.funding_pots.pot", pot_id=pot.id, message=N_("The pot was added"))
    return form_page("resourcing/funding_pots/change.html", form=form, pot=None)


@bp.get("/<key:pot_id>/change")
@requires_role(Role.CURATOR)
def change(pot_id: int) -> Answer:
    pot = queries.get_pot(pot_id)
    return page("resourcing/funding_pots/change.html", form=PotForm.build(pot), pot=pot)


@bp.post("/<key:pot_id>/change")
@requires_role(Role.CURATOR)
def change_sent(pot_id: int) -> Answer:
    pot = queries.get_pot(pot_id, to_change=True)
    form = PotForm.build(pot)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_pot(actor(), pot, form.to_details(), seen=form.seen)
            return go(
                "resourcing.funding_pots.pot", pot_id=pot_id, message=N_("The pot was changed")
            )
    return form_page("resourcing/funding_pots/change.html", form=form, pot=pot)


@bp.get("/<key:pot_id>/give")
@requires_role(Role.CURATOR)
def give(pot_id: int) -> Answer:
    pot = queries.get_pot(pot_id)
    return page("resourcing/funding_pots/give.html", pot=pot, form=build_giving_form(pot))


@bp.post("/<key:pot_id>/give")
@requires_role(Role.CURATOR)
def give_sent(pot_id: int) -> Answer:
    pot = queries.get_pot(pot_id, to_change=True)
    form = build_giving_form(pot)
    if form.validate():
        with form.catching_rule_errors():
            text = form.entry.data or ""
            giving = form.to_details(find_programme(actor(), text, "entry") if text else None)
            actions.give_from_pot(actor(), pot, giving)
            return go(
                "resourcing.funding_pots.pot", pot_id=pot_id, message=N_("It was written down")
            )
    return form_page("resourcing/funding_pots/give.html", pot=pot, form=form)


@bp.get(f"{GIVING_URL}/reached")
@requires_role(Role.CURATOR)
def reached(pot_id: int, giving_id: int) -> Answer:
    return render_giving(
        "resourcing/funding_pots/reached.html", pot_id, giving_id, ReachedForm.from_request()
    )


@bp.post(f"{GIVING_URL}/reached")
@requires_role(Role.CURATOR)
def reached_sent(pot_id: int, giving_id: int) -> Answer:
    pot = queries.get_pot(pot_id, to_change=True)
    giving, form = queries.get_giving(pot, giving_id), ReachedForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            pence = parse_typed_amount(form.reached.data or "", "reached")
            actions.record_reached_amount(actor(), pot, giving, pence)
            return go("resourcing.funding_pots.pot", pot_id=pot_id, message=N_("Saved"))
    return form_page("resourcing/funding_pots/reached.html", pot=pot, giving=giving, form=form)


@bp.get(f"{GIVING_URL}/take-back")
@requires_role(Role.CURATOR)
def take_back(pot_id: int, giving_id: int) -> Answer:
    return render_giving(
        "resourcing/funding_pots/take_back.html", pot_id, giving_id, TakeBackForm.from_request()
    )


@bp.post(f"{GIVING_URL}/take-back")
@requires_role(Role.CURATOR)
def take_back_sent(pot_id: int, giving_id: int) -> Answer:
    pot = queries.get_pot(pot_id, to_change=True)
    giving, form = queries.get_giving(pot, giving_id), TakeBackForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.take_giving_back(actor(), pot, giving, form.reason.data or "")
            return go("resourcing.funding_pots.pot", pot_id=pot_id, message=N_("It was taken back"))
    return form_page("resourcing/funding_pots/take_back.html", pot=pot, giving=giving, form=form)


def render_giving(
    name: str, pot_id: int, giving_id: int, form: ReachedForm | TakeBackForm
) -> Answer:
    pot = queries.get_pot(pot_id)
    return page(name, pot=pot, giving=queries.get_giving(pot, giving_id), form=form)


def build_giving_form(pot: Pot) -> GivingForm:
    return GivingForm.build(pot, list_choices(ListKind.ORGANISATION, clock.today()))
