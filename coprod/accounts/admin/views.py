"""Looking after the people of this register."""

from flask import Blueprint, request

from coprod.accounts.admin import actions, forms, policies, queries
from coprod.accounts.admin.actions import RoleAssignment
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import GRANTED_ROLES, ROLE_LABELS
from coprod.accounts.users.models import Person
from coprod.accounts.users.presenters import INPUT_ATTRIBUTES
from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import Right, Role, ScopedRight
from coprod.core.values.errors import require
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_labels, list_choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import Form, require_value
from coprod.web.limits import invitations

bp = Blueprint("admin", __name__, url_prefix="/people")


@bp.get("")
@requires_role(Role.CURATOR)
def people() -> Answer:
    role, number = get_chosen_role(), get_page_number()
    people = queries.list_people(actor(), role, number)
    return page(
        "accounts/admin/people.html",
        people=people[: queries.PAGE_SIZE],
        has_more=len(people) > queries.PAGE_SIZE,
        number=number,
        chosen=role,
        roles=GRANTED_ROLES,
        labels=ROLE_LABELS,
        invitations=queries.list_invitations(actor()),
    )


def get_chosen_role() -> Role | None:
    given = request.args.get("role", "")
    return Role(given) if given in GRANTED_ROLES else None


def get_page_number() -> int:
    return parse_page_number(request.args.get("page", ""))


@bp.get("/invite")
@requires_role(Role.CURATOR)
def invite() -> Answer:
    return page("accounts/admin/invite.html", form=build_invite_form(), boxes=INPUT_ATTRIBUTES)


@bp.post("/invite")
@requires_role(Role.CURATOR)
@invitations
def invite_sent() -> Answer:
    form = build_invite_form()
    if form.validate():
        with form.catching_rule_errors():
            send_link(
                actions.invite(actor(), require_value(form.email.data), form.build_assignment())
            )
            return go("accounts.admin.people", message=N_("We have sent the invitation"))
    return form_page("accounts/admin/invite.html", form=form, boxes=INPUT_ATTRIBUTES)


def build_invite_form() -> forms.InviteForm:
    assignment = RoleAssignment(Role.TEAM_MEMBER, actor().organisation_id)
    return forms.InviteForm.build(list_grantable_roles(), list_organisations(), assignment)


@bp.post("/invitations/<key:link_id>/take-back")
@requires_role(Role.CURATOR)
def take_back(link_id: int) -> Answer:
    actions.withdraw_invitation(actor(), link_id)
    return go("accounts.admin.people", message=N_("The invitation no longer works"))


@bp.get("/<key:person_id>")
@requires_role(Role.CURATOR)
def person(person_id: int) -> Answer:
    person = queries.get_person(actor(), person_id)
    return render_person(person, build_role_form(person))


@bp.post("/<key:person_id>/role")
@requires_role(Role.CURATOR)
def role_sent(person_id: int) -> Answer:
    person = get_changeable_person(person_id)
    form = build_role_form(person)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_role(actor(), person, form.build_assignment())
            return go(
                "accounts.admin.person", person_id=person_id, message=N_("The role was changed")
            )
    return render_person(person, form)


@bp.get("/<key:person_id>/rights")
@requires_role(Role.ADMINISTRATOR)
def rights(person_id: int) -> Answer:
    person = get_person_to_give_rights(person_id)
    return render_rights(person, forms.RightForm.build(list_scopes()))


@bp.post("/<key:person_id>/rights")
@requires_role(Role.ADMINISTRATOR)
def rights_sent(person_id: int) -> Answer:
    person = get_person_to_give_rights(person_id)
    form = forms.RightForm.build(list_scopes())
    if form.validate():
        with form.catching_rule_errors():
            actions.give_right(actor(), person, form.build_right())
            return go(
                "accounts.admin.rights", person_id=person_id, message=N_("The right was given")
            )
    return render_rights(person, form)


@bp.post(f"/<key:person_id>/rights/<any({', '.join(Right)}):right>/<key:term_id>/take")
@requires_role(Role.ADMINISTRATOR)
def take_right(person_id: int, right: str, term_id: int) -> Answer:
    person = get_person_to_give_rights(person_id)
    actions.take_right(actor(), person, ScopedRight(Right(right), term_id))
    return go("accounts.admin.rights", person_id=person_id, message=N_("The right is taken away"))


def get_person_to_give_rights(person_id: int) -> Person:
    person = queries.get_person(actor(), person_id)
    require(policies.can_give_rights(actor(), person))
    return person


def list_scopes() -> list[tuple[int, str]]:
    """Return the organisations and workstreams of today."""
    return [choice for kind in actions.SCOPES for choice in list_choices(kind, clock.today())]


def render_rights(person: Person, form: forms.RightForm) -> Answer:
    rights = person.list_rights()
    answer = form_page if form.errors or form.form_errors else page
    return answer(
        "accounts/admin/rights.html",
        person=person,
        form=form,
        rights=rights,
        labels=get_labels({each.term_id for each in rights}),
    )


@bp.get("/<key:person_id>/suspend")
@requires_role(Role.CURATOR)
def suspend(person_id: int) -> Answer:
    person = get_changeable_person(person_id)
    return page("accounts/admin/suspend.html", person=person, form=forms.SuspendForm())


@bp.post("/<key:person_id>/suspend")
@requires_role(Role.CURATOR)
def suspend_sent(person_id: int) -> Answer:
    person, form = get_changeable_person(person_id), forms.SuspendForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.suspend(actor(), person, require_value(form.reason.data))
            return go(
                "accounts.admin.person",
                person_id=person_id,
                message=N_("They can no longer sign in"),
            )
    return form_page("accounts/admin/suspend.html", person=person, form=form)


@bp.post("/<key:person_id>/reinstate")
@requires_role(Role.CURATOR)
def reinstate(person_id: int) -> Answer:
    actions.reinstate(actor(), queries.get_person(actor(), person_id))
    return go("accounts.admin.person", person_id=person_id, message=N_("They can sign in again"))


@bp.post("/<key:person_id>/second-factor")
@requires_role(Role.ADMINISTRATOR)
def take_second_factor(person_id: int) -> Answer:
    actions.remove_second_factor(actor(), queries.get_person(actor(), person_id))
    return go(
        "accounts.admin.person", person_id=person_id, message=N_("Their second step was removed")
    )


@bp.get("/domains")
@requires_role(Role.CURATOR)
def domains() -> Answer:
    form = forms.DomainForm.build(list_organisations())
    return page("accounts/admin/domains.html", form=form, domains=queries.list_domains(actor()))


@bp.post("/domains")
@requires_role(Role.CURATOR)
def domains_sent() -> Answer:
    form = forms.DomainForm.build(list_organisations())
    if form.validate():
        with form.catching_rule_errors():
            actions.allow_domain(actor(), require_value(form.domain.data), form.organisation.data)
            return go(
                "accounts.admin.domains",
                message=N_("People with an address in this domain now join the team"),
            )
    return form_page(
        "accounts/admin/domains.html", form=form, domains=queries.list_domains(actor())
    )


@bp.post("/domains/<key:domain_id>/remove")
@requires_role(Role.CURATOR)
def remove_domain(domain_id: int) -> Answer:
    actions.disallow_domain(actor(), queries.get_domain(actor(), domain_id))
    return go("accounts.admin.domains", message=N_("The domain is no longer allowed"))


def get_changeable_person(person_id: int) -> Person:
    """Return somebody whom the reader may change, and refuse before looking at what was sent."""
    person = queries.get_person(actor(), person_id)
    require(policies.can_change(actor(), person))
    return person


def list_grantable_roles() -> list[Role]:
    return [role for role in GRANTED_ROLES if policies.can_grant(actor(), role)]


def list_organisations() -> list[tuple[int, str]]:
    return list_choices(ListKind.ORGANISATION, clock.today())


def build_role_form(person: Person) -> forms.RoleForm:
    """Offer the roles that the reader may give, and the organisation even if it is a former one."""
    organisations = list_organisations()
    organisation = person.organisation
    if organisation is not None and organisation.id not in dict(organisations):
        organisations = [(organisation.id, organisation.label), *organisations]
    assignment = RoleAssignment(person.role, person.organisation_id)
    return forms.RoleForm.build(list_grantable_roles(), organisations, assignment)


def render_person(person: Person, form: Form) -> Answer:
    has_mistakes = bool(form.errors or form.form_errors)
    body = page(
        "accounts/admin/person.html",
        person=person,
        form=form,
        role=ROLE_LABELS[person.role],
        can_change=policies.can_change(actor(), person),
        can_give_rights=policies.can_give_rights(actor(), person),
        can_take_second_factor=policies.can_take_second_factor(actor(), person),
        notes=list_events(person, public_only=False),
    )
    return body, 422 if has_mistakes else 200
