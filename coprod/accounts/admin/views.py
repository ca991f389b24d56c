"""Looking after the people of this register."""

from flask import Blueprint, request

from coprod.accounts.admin import actions, forms, policies, queries
from coprod.accounts.admin.actions import Standing
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import GRANTED_ROLES, ROLES
from coprod.accounts.users.models import Person
from coprod.accounts.users.presenters import BOXES
from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import Form, sure
from coprod.web.limits import invitations

bp = Blueprint("admin", __name__, url_prefix="/people")


@bp.get("")
@requires_role(Role.CURATOR)
def people() -> Answer:
    role, number = chosen_role(), chosen_page()
    found = queries.people(actor(), role, number)
    return page(
        "accounts/admin/people.html",
        people=found[: queries.PAGE_SIZE],
        has_more=len(found) > queries.PAGE_SIZE,
        number=number,
        chosen=role,
        roles=GRANTED_ROLES,
        labels=ROLES,
        invitations=queries.invitations(actor()),
    )


def chosen_role() -> Role | None:
    given = request.args.get("role", "")
    return Role(given) if given in GRANTED_ROLES else None


def chosen_page() -> int:
    given = request.args.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


@bp.get("/invite")
@requires_role(Role.CURATOR)
def invite() -> Answer:
    return page("accounts/admin/invite.html", form=invitation(), boxes=BOXES)


@bp.post("/invite")
@requires_role(Role.CURATOR)
@invitations
def invite_sent() -> Answer:
    form = invitation()
    if form.validate():
        with form.catching_rule_errors():
            send_link(actions.invite(actor(), sure(form.email.data), form.standing()))
            return go("accounts.admin.people", said=N_("We have sent the invitation"))
    return form_page("accounts/admin/invite.html", form=form, boxes=BOXES)


def invitation() -> forms.InviteForm:
    standing = Standing(Role.TEAM_MEMBER, actor().organisation_id)
    return forms.InviteForm.offering(grantable(), organisations(), standing)


@bp.post("/invitations/<key:link_id>/take-back")
@requires_role(Role.CURATOR)
def take_back(link_id: int) -> Answer:
    actions.take_back(actor(), link_id)
    return go("accounts.admin.people", said=N_("The invitation no longer works"))


@bp.get("/<key:person_id>")
@requires_role(Role.CURATOR)
def person(person_id: int) -> Answer:
    found = queries.person(actor(), person_id)
    return person_page(found, standing_form(found))


@bp.post("/<key:person_id>/role")
@requires_role(Role.CURATOR)
def role_sent(person_id: int) -> Answer:
    found = changeable(person_id)
    form = standing_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_role(actor(), found, form.standing())
            return go("accounts.admin.person", person_id=person_id, said=N_("The role was changed"))
    return person_page(found, form)


@bp.get("/<key:person_id>/suspend")
@requires_role(Role.CURATOR)
def suspend(person_id: int) -> Answer:
    found = changeable(person_id)
    return page("accounts/admin/suspend.html", person=found, form=forms.SuspendForm())


@bp.post("/<key:person_id>/suspend")
@requires_role(Role.CURATOR)
def suspend_sent(person_id: int) -> Answer:
    found, form = changeable(person_id), forms.SuspendForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.suspend(actor(), found, sure(form.reason.data))
            return go(
                "accounts.admin.person", person_id=person_id, said=N_("They can no longer sign in")
            )
    return form_page("accounts/admin/suspend.html", person=found, form=form)


@bp.post("/<key:person_id>/reinstate")
@requires_role(Role.CURATOR)
def reinstate(person_id: int) -> Answer:
    actions.reinstate(actor(), queries.person(actor(), person_id))
    return go("accounts.admin.person", person_id=person_id, said=N_("They can sign in again"))


@bp.post("/<key:person_id>/second-factor")
@requires_role(Role.ADMINISTRATOR)
def take_second_factor(person_id: int) -> Answer:
    actions.take_second_factor(actor(), queries.person(actor(), person_id))
    return go(
        "accounts.admin.person", person_id=person_id, said=N_("Their second step was taken away")
    )


@bp.get("/domains")
@requires_role(Role.CURATOR)
def domains() -> Answer:
    form = forms.DomainForm.offering(organisations())
    return page("accounts/admin/domains.html", form=form, domains=queries.domains(actor()))


@bp.post("/domains")
@requires_role(Role.CURATOR)
def domains_sent() -> Answer:
    form = forms.DomainForm.offering(organisations())
    if form.validate():
        with form.catching_rule_errors():
            actions.allow_domain(actor(), sure(form.domain.data), form.organisation.data)
            return go(
                "accounts.admin.domains", said=N_("People with this domain now join the team")
            )
    return form_page("accounts/admin/domains.html", form=form, domains=queries.domains(actor()))


@bp.post("/domains/<key:domain_id>/remove")
@requires_role(Role.CURATOR)
def remove_domain(domain_id: int) -> Answer:
    actions.disallow_domain(actor(), queries.domain(actor(), domain_id))
    return go("accounts.admin.domains", said=N_("The domain is no longer allowed"))


def changeable(person_id: int) -> Person:
    """Return somebody whom the reader may change, and refuse before looking at what was sent."""
    found = queries.person(actor(), person_id)
    if not policies.can_change(actor(), found):
        raise NotAllowedError
    return found


def grantable() -> list[Role]:
    return [role for role in GRANTED_ROLES if policies.can_grant(actor(), role)]


def organisations() -> list[tuple[int, str]]:
    return choices(ListKind.ORGANISATION, clock.today())


def standing_form(person: Person) -> forms.StandingForm:
    """Offer the roles that the reader may give, and the organisation even if it is a former one."""
    known = organisations()
    own = person.organisation
    if own is not None and own.id not in dict(known):
        known = [(own.id, own.label), *known]
    standing = Standing(person.role, person.organisation_id)
    return forms.StandingForm.offering(grantable(), known, standing)


def person_page(person: Person, form: Form) -> Answer:
    has_mistakes = bool(form.errors or form.form_errors)
    shown = page(
        "accounts/admin/person.html",
        person=person,
        form=form,
        role=ROLES[person.role],
        can_change=policies.can_change(actor(), person),
        can_take_second_factor=policies.can_take_second_factor(actor(), person),
        notes=list_events(person, public_only=False),
    )
    return shown, 422 if has_mistakes else 200
