"""Roles of leaders and what they sign to test with, made as curators and leaders make them."""

from typing import Any

from coprod.board.action_plan.models import BoardAction
from coprod.board.leaders import actions, queries
from coprod.board.leaders.enums import CanChange, Power, SignatureAnswer, SignedKind
from coprod.board.leaders.models import LeaderRole, LeaderSignature
from coprod.board.leaders.queries import SignedSubject
from coprod.board.leaders.rules import PowerAnswer, Powers, RoleDraft, SigningDraft
from coprod.core.database import session
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.board.action_plan import make as plan

YES = PowerAnswer(CanChange.YES)
NO_MONEY = PowerAnswer(CanChange.NO, "«The council sets it each March.»")


def powers(**given: PowerAnswer) -> Powers:
    return {power: given.get(power.value, YES) for power in Power}


def draft(**given: Any) -> RoleDraft:
    usual: dict[str, Any] = {"name": "Director of commissioning", "powers": powers()}
    if "organisation_id" not in given:
        usual["organisation_id"] = make.term(ListKind.ORGANISATION, label="«Council»").id
    return RoleDraft(**{**usual, **given})


def role(**given: Any) -> LeaderRole:
    added = actions.add_role(make.curator(), draft(**given))
    session.commit()
    return queries.get_role(added.slug)


def subject(kind: SignedKind, number: int) -> SignedSubject:
    found = queries.find_subject(kind, number)
    assert found
    return found


def action_subject(action: BoardAction | None = None) -> SignedSubject:
    return subject(SignedKind.ACTION, (action or plan.action()).id)


def link(leader: LeaderRole, about: SignedSubject | None = None, statement: str = "") -> str:
    """Ask a role to sign something, and return the token of its link."""
    token = actions.ask_role(make.curator(), leader, about, statement)
    session.commit()
    return token


def find(token: str) -> LeaderSignature:
    found = queries.find_by_token(token)
    assert found
    return found


def signing(signature: LeaderSignature, **given: Any) -> SigningDraft:
    text = queries.find_text(signature)
    usual: dict[str, Any] = {
        "answer": SignatureAnswer.SIGNED,
        "seen": text.fingerprint if text else "",
        "powers": powers(budget=NO_MONEY),
    }
    return SigningDraft(**{**usual, **given})


def signed(
    leader: LeaderRole, about: SignedSubject | None = None, statement: str = "", **given: Any
) -> LeaderSignature:
    signature = find(link(leader, about, statement))
    actions.answer_by_link(signature, signing(signature, **given))
    session.commit()
    return signature
