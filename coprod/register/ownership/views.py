"""The pages on which people share an activity, hand it over, say yes, and leave."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.register.ownership import actions, emails, forms, policies, queries
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("ownership", __name__, url_prefix="/activities")


@bp.get("/<slug:slug>/owners")
@requires_role(Role.RESIDENT)
def owners(slug: str) -> Answer:
    activity = get_visible_activity(slug)
    return page(
        "register/ownership/owners.html", **build_owners_context(activity, build_ask_form(activity))
    )


@bp.post("/<slug:slug>/owners")
@requires_role(Role.RESIDENT)
@limits.mail
def owners_sent(slug: str) -> Answer:
    activity = get_visible_activity(slug, to_change=True)
    form = build_ask_form(activity)
    if form.validate():
        with form.catching_rule_errors():
            request = form.build_request()
            link = mailer.build_address(
                "register.ownership.invitation",
                token=actions.invite_owner(actor(), activity, request),
            )
            email = (
                emails.HAND_OVER_REQUEST_EMAIL
                if request.is_hand_over
                else emails.SHARE_REQUEST_EMAIL
            )
            mailer.write_email(request.email, email, link=link)
            message = N_("We wrote to them. When they say yes, they stand here")
            return go("register.ownership.owners", slug=slug, message=message)
    return form_page("register/ownership/owners.html", **build_owners_context(activity, form))


@bp.post("/<slug:slug>/owners/organisation")
@requires_role(Role.RESIDENT)
def organisation(slug: str) -> Answer:
    activity = get_visible_activity(slug, to_change=True)
    if activity.led_by is None:
        raise NotFoundError
    form = forms.OrganisationForm.from_request()
    if form.validate():
        actions.open_to_organisation(actor(), activity, is_open=form.open.data == "yes")
        return go("register.ownership.owners", slug=slug, message=N_("Saved"))
    context = {**build_owners_context(activity, build_ask_form(activity)), "organisation": form}
    return form_page("register/ownership/owners.html", **context)


@bp.post("/<slug:slug>/owners/<key:co_owner_id>/remove")
@requires_role(Role.RESIDENT)
def remove(slug: str, co_owner_id: int) -> Answer:
    activity = get_visible_activity(slug, to_change=True)
    co_owner = queries.get_co_owner(actor(), activity, co_owner_id)
    actions.remove_co_owner(actor(), activity, co_owner)
    if co_owner.person_id == actor().id:
        return go("register.activities.mine", message=N_("You no longer look after that activity"))
    return go(
        "register.ownership.owners",
        slug=slug,
        message=N_("They no longer look after this activity"),
    )


@bp.post("/<slug:slug>/owners/invitations/<key:invitation_id>/take-back")
@requires_role(Role.RESIDENT)
def take_back(slug: str, invitation_id: int) -> Answer:
    actions.withdraw_invitation(actor(), get_visible_activity(slug), invitation_id)
    return go(
        "register.ownership.owners", slug=slug, message=N_("Taken back. The link no longer works")
    )


@bp.get("/invitation/<token:token>")
@requires_role(Role.RESIDENT)
@limits.links
def invitation(token: str) -> Answer:
    try:
        owner_invitation = queries.get_invitation(actor(), token)
    except NotFoundError:
        return page("register/ownership/not_for_you.html"), 404
    return page("register/ownership/invitation.html", invitation=owner_invitation, token=token)


@bp.post("/invitation/<token:token>")
@requires_role(Role.RESIDENT)
@limits.links
def invitation_accepted(token: str) -> Answer:
    try:
        activity = actions.accept(actor(), token)
    except NotFoundError:
        return page("register/ownership/not_for_you.html"), 404
    return go(
        "register.activities.check",
        slug=activity.slug,
        message=N_("You look after this activity now"),
    )


@bp.post("/invitation/<token:token>/decline")
@requires_role(Role.RESIDENT)
@limits.links
def invitation_declined(token: str) -> Answer:
    actions.decline(actor(), token)
    return go("register.activities.mine", message=N_("You said no. The link no longer works"))


def get_visible_activity(slug: str, *, to_change: bool = False) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_see, to_change=to_change)


def build_ask_form(activity: Activity) -> forms.AskOwnerForm:
    return forms.AskOwnerForm.build(hand_over=policies.can_hand_over(actor(), activity))


def build_owners_context(activity: Activity, form: forms.AskOwnerForm) -> dict[str, object]:
    return {
        "activity": activity,
        "form": form,
        "organisation": forms.OrganisationForm.build(
            is_open=not activity.is_closed_to_organisation
        ),
        "co_owners": queries.list_co_owners(actor(), activity),
        "invitations": queries.list_invitations(actor(), activity),
        "can_share": policies.can_share(actor(), activity),
        "can_hand_over": policies.can_hand_over(actor(), activity),
        "me": actor().id,
    }
