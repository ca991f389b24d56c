"""Looking after people: inviting them, changing roles, shutting out and letting in again."""

from dataclasses import dataclass

import structlog
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from coprod.accounts.admin import policies
from coprod.accounts.users import queries, rules
from coprod.accounts.users.actions import (
    LinkRequest,
    Mailing,
    ask_for_link,
    clear_second_factor,
    delete_links,
    end_login_sessions,
)
from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.models import Link, MailDomain, Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor, Right, Role, ScopedRight
from coprod.core.values.errors import NotFoundError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term

log = structlog.get_logger()

SCOPES = (ListKind.ORGANISATION, ListKind.WORKSTREAM)
"""The lists within whose terms a right can hold."""


@dataclass(frozen=True)
class RoleAssignment:
    """What somebody is here, and for whom."""

    role: Role
    organisation_id: int | None


def invite(actor: Actor, email: str, assignment: RoleAssignment) -> Mailing:
    """Offer somebody an account with a role. A newer offer replaces it."""
    require(policies.can_grant(actor, assignment.role))
    rules.check_organisation(assignment.role, assignment.organisation_id)
    payload: dict[str, object] = {
        "role": assignment.role.value,
        "organisation_id": assignment.organisation_id,
    }
    older = (Link.email == rules.check_email(email), Link.purpose == Purpose.INVITATION)
    session.execute(delete(Link).where(*older))
    mailing = ask_for_link(LinkRequest(Purpose.INVITATION, email, payload))
    if actor.id is not None:
        record_event(actor, "invited", queries.get_own_account(actor), role=assignment.role.value)
    return mailing


def withdraw_invitation(actor: Actor, link_id: int) -> None:
    """Let an invitation open nothing any more."""
    require(policies.can_look_after_people(actor))
    session.execute(delete(Link).where(Link.id == link_id, Link.purpose == Purpose.INVITATION))
    record_event(actor, "took back invitation", queries.get_own_account(actor))


def change_role(actor: Actor, person: Person, assignment: RoleAssignment) -> None:
    """Give somebody another role. It counts from their next request on."""
    require(policies.can_change(actor, person) and policies.can_grant(actor, assignment.role))
    rules.check_organisation(assignment.role, assignment.organisation_id)
    if assignment.role is not Role.ADMINISTRATOR:
        rules.check_not_last(queries.count_other_administrators(but=person), person.role)
    before = person.role
    person.role, person.organisation_id = assignment.role, assignment.organisation_id
    record_event(actor, "changed role", person, before=before.value, after=assignment.role.value)
    log.info("role_changed", person=person.id, by=actor.id, role=assignment.role.value)


def give_right(actor: Actor, person: Person, right: ScopedRight) -> None:
    """Let somebody do more than their role within one organisation or workstream."""
    require(policies.can_give_rights(actor, person))
    listing = get_term(right.term_id).listing
    if right.right is Right.LOG and listing is not ListKind.ORGANISATION:
        text = N_("Choose an organisation: nobody logs for a workstream")
        raise RuleBrokenError(text, field="term")
    if right.right is Right.READ_FIRST and not person.actor.is_at_least(Role.LAY_MEMBER):
        text = N_("Make them a lay member or a team member first: residents do not decide")
        raise RuleBrokenError(text, field="right")
    require(listing in SCOPES)
    rights = person.list_rights()
    if right in rights:
        raise RuleBrokenError(N_("They have this right already"), field="term")
    person.set_rights([*rights, right])
    record_event(actor, "gave right", person, right=right.right.value, term=right.term_id)
    log.info("right_given", person=person.id, by=actor.id, right=right.right.value)


def take_right(actor: Actor, person: Person, right: ScopedRight) -> None:
    """Take a right away. It is gone with their next request."""
    require(policies.can_give_rights(actor, person))
    rights = person.list_rights()
    require(right in rights, NotFoundError)
    person.set_rights([each for each in rights if each != right])
    record_event(actor, "took right", person, right=right.right.value, term=right.term_id)
    log.info("right_taken", person=person.id, by=actor.id, right=right.right.value)


def suspend(actor: Actor, person: Person, reason: str) -> None:
    """Shut somebody out until further notice. What they wrote stays as it is."""
    require(policies.can_change(actor, person))
    if not reason.strip():
        raise RuleBrokenError(
            N_("Say why. Others who look after accounts will see it"), field="reason"
        )
    rules.check_not_last(queries.count_other_administrators(but=person), person.role)
    person.active = False
    end_login_sessions(person)
    delete_links(person)
    record_event(actor, "suspended", person, reason=reason)
    log.info("suspended", person=person.id, by=actor.id)


def reinstate(actor: Actor, person: Person) -> None:
    require(policies.can_change(actor, person))
    person.active = True
    record_event(actor, "reinstated", person)
    log.info("reinstated", person=person.id, by=actor.id)


def remove_second_factor(actor: Actor, person: Person) -> None:
    """Help somebody who lost their phone and their codes: they set up a new one."""
    require(policies.can_take_second_factor(actor, person))
    clear_second_factor(person)
    end_login_sessions(person)
    record_event(actor, "took second factor", person)
    log.info("second_factor_taken", person=person.id, by=actor.id)


def allow_domain(actor: Actor, domain: str, organisation_id: int) -> MailDomain:
    """Let everybody with such an address join the team of an organisation."""
    require(policies.can_look_after_people(actor))
    mail_domain = MailDomain(domain=rules.check_domain(domain), organisation_id=organisation_id)
    try:
        with session.begin_nested():
            session.add(mail_domain)
    except IntegrityError:
        raise RuleBrokenError(N_("This domain is allowed already"), field="domain") from None
    record_event(actor, "allowed domain", mail_domain, domain=mail_domain.domain)
    return mail_domain


def disallow_domain(actor: Actor, domain: MailDomain) -> None:
    """Let nobody join by such an address any more. Who has joined stays."""
    require(policies.can_look_after_people(actor))
    record_event(actor, "disallowed domain", domain, domain=domain.domain)
    session.delete(domain)
