"""Keeping the roles of leaders, asking one to sign, and taking in what they answer."""

from coprod.board.leaders import policies, queries, rules
from coprod.board.leaders.enums import SignatureAnswer, SignedKind
from coprod.board.leaders.models import LeaderRole, LeaderSignature
from coprod.board.leaders.queries import SignedSubject
from coprod.board.leaders.rules import RoleDraft, SigningDraft
from coprod.board.mailed_links.actions import open_link, use_link, withdraw_link
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list

RESERVED_SLUGS = {"new", "ask", "requests", "sign"}


def add_role(actor: Actor, draft: RoleDraft) -> LeaderRole:
    require(policies.can_ask_leaders(actor))
    role = LeaderRole(slug=choose_slug(LeaderRole.slug, draft.name, RESERVED_SLUGS))
    set_role(role, draft)
    session.add(role)
    session.flush()
    record_event(actor, "added a leader", role, is_public=True)
    return role


def change_role(actor: Actor, role: LeaderRole, draft: RoleDraft, *, seen: int) -> None:
    """Change what a role is called and may change, or close it. What it signed stays."""
    require(policies.can_ask_leaders(actor))
    require(seen == role.version, ConflictError)
    set_role(role, draft)
    role.version += 1
    session.flush()
    record_event(actor, "changed a leader", role, is_public=True)


def set_role(role: LeaderRole, draft: RoleDraft) -> None:
    rules.check_role(draft)
    role.name = draft.name
    role.organisation_id = get_term_of_list(ListKind.ORGANISATION, draft.organisation_id or 0).id
    role.set_powers(draft.powers)
    role.closed_on = (role.closed_on or clock.today()) if draft.is_closed else None


def ask_role(
    actor: Actor, role: LeaderRole, subject: SignedSubject | None, statement: str = ""
) -> str:
    """Ask a role to sign a subject, or a statement, and return the token of its link."""
    require(policies.can_ask_leaders(actor))
    if role.closed_on is not None:
        raise RuleBrokenError(N_("This role is no more. Choose another"), field="role_id")
    signature = LeaderSignature(role_id=role.id)
    if subject is None:
        rules.check_statement(statement)
        signature.kind, signature.words = SignedKind.STATEMENT, statement
    else:
        check_no_open_request(role, subject)
        signature.kind, signature.subject_id = subject.kind, subject.number
    token = open_link(actor, signature)
    session.add(signature)
    session.flush()
    record_event(actor, "asked a leader", signature)
    return token


def check_no_open_request(role: LeaderRole, subject: SignedSubject) -> None:
    if queries.has_open_signature(role, subject.kind, subject.number):
        message = N_("This role has signed it, or has a link. Take that link back to ask again")
        raise RuleBrokenError(message, field="role_id")


def withdraw_signature(actor: Actor, signature: LeaderSignature) -> None:
    """Take back a link, or a signature: readers then see it no more."""
    require(policies.can_ask_leaders(actor))
    withdraw_link(signature)
    session.flush()
    record_event(actor, "withdrew a signature", signature, is_public=True)


def answer_by_link(signature: LeaderSignature, draft: SigningDraft) -> None:
    """Take in what a leader answers. The words that they sign stay with the signature."""
    text = require_found(queries.find_text(signature))
    rules.check_signing(draft, text)
    use_link(signature)
    signature.answer = draft.answer
    is_signed = draft.answer is SignatureAnswer.SIGNED
    if is_signed:
        signature.words, signature.due = text.words, text.due
        signature.set_powers(draft.powers)
    else:
        signature.reason = draft.reason
    session.flush()
    verb = "a leader signed" if is_signed else "a leader declined"
    record_event(VISITOR, verb, signature, is_public=is_signed)
