"""The pages on which people share an entry, hand it over, say yes, and leave."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.ownership import actions, forms, policies, presenters, queries
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("ownership", __name__, url_prefix="/register")


@bp.get("/<slug:slug>/owners")
@requires_role(Role.RESIDENT)
def owners(slug: str) -> Answer:
    found = seen(slug)
    return page("register/ownership/owners.html", **shown(found, ask_form(found)))


@bp.post("/<slug:slug>/owners")
@requires_role(Role.RESIDENT)
@limits.mail
def owners_sent(slug: str) -> Answer:
    found = seen(slug, to_change=True)
    form = ask_form(found)
    if form.validate():
        with form.catching_rule_errors():
            asking = form.asking()
            link = mailer.address(
                "register.ownership.invitation", token=actions.ask(actor(), found, asking)
            )
            letter = (
                presenters.ASKED_TO_TAKE_OVER if asking.is_hand_over else presenters.ASKED_TO_SHARE
            )
            mailer.write(asking.email, letter, link=link)
            said = N_("We wrote to them. When they say yes, they stand here")
            return go("register.ownership.owners", slug=slug, said=said)
    return form_page("register/ownership/owners.html", **shown(found, form))


@bp.post("/<slug:slug>/owners/organisation")
@requires_role(Role.RESIDENT)
def organisation(slug: str) -> Answer:
    found = seen(slug, to_change=True)
    if found.led_by is None:
        raise NotFoundError
    form = forms.OrganisationForm.from_request()
    if form.validate():
        actions.open_to_organisation(actor(), found, is_open=form.open.data == "yes")
        return go("register.ownership.owners", slug=slug, said=N_("Saved"))
    told = {**shown(found, ask_form(found)), "organisation": form}
    return form_page("register/ownership/owners.html", **told)


@bp.post("/<slug:slug>/owners/<key:co_owner_id>/remove")
@requires_role(Role.RESIDENT)
def remove(slug: str, co_owner_id: int) -> Answer:
    found = seen(slug, to_change=True)
    gone = queries.co_owner(actor(), found, co_owner_id)
    actions.remove(actor(), found, gone)
    if gone.person_id == actor().id:
        return go("register.activities.mine", said=N_("You no longer look after that entry"))
    return go(
        "register.ownership.owners", slug=slug, said=N_("They no longer look after this entry")
    )


@bp.post("/<slug:slug>/owners/invitations/<key:invitation_id>/take-back")
@requires_role(Role.RESIDENT)
def take_back(slug: str, invitation_id: int) -> Answer:
    actions.take_back(actor(), seen(slug), invitation_id)
    return go(
        "register.ownership.owners", slug=slug, said=N_("Taken back. The link no longer works")
    )


@bp.get("/invitation/<token:token>")
@requires_role(Role.RESIDENT)
@limits.links
def invitation(token: str) -> Answer:
    try:
        found = queries.invitation(actor(), token)
    except NotFoundError:
        return page("register/ownership/not_for_you.html"), 404
    return page("register/ownership/invitation.html", invitation=found, token=token)


@bp.post("/invitation/<token:token>")
@requires_role(Role.RESIDENT)
@limits.links
def invitation_accepted(token: str) -> Answer:
    try:
        found = actions.accept(actor(), token)
    except NotFoundError:
        return page("register/ownership/not_for_you.html"), 404
    return go(
        "register.activities.check", slug=found.slug, said=N_("You look after this entry now")
    )


@bp.post("/invitation/<token:token>/decline")
@requires_role(Role.RESIDENT)
@limits.links
def invitation_declined(token: str) -> Answer:
    actions.decline(actor(), token)
    return go("register.activities.mine", said=N_("You said no. The link no longer works"))


def seen(slug: str, *, to_change: bool = False) -> Activity:
    found = entry(actor(), slug, to_change=to_change)
    if not policies.can_see(actor(), found):
        raise NotAllowedError
    return found


def ask_form(found: Activity) -> forms.AskForm:
    return forms.AskForm.offering(hand_over=policies.can_hand_over(actor(), found))


def shown(found: Activity, form: forms.AskForm) -> dict[str, object]:
    return {
        "activity": found,
        "form": form,
        "organisation": forms.OrganisationForm.of(is_open=not found.is_closed_to_organisation),
        "co_owners": queries.co_owners(actor(), found),
        "invitations": queries.invitations(actor(), found),
        "can_share": policies.can_share(actor(), found),
        "can_hand_over": policies.can_hand_over(actor(), found),
        "me": actor().id,
    }
