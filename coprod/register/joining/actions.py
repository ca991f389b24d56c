"""Asking to join the team of an entry, and answering."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.lists.queries import get_place
from coprod.register.activities.models import Activity
from coprod.register.joining import policies, queries
from coprod.register.joining.enums import JoinState
from coprod.register.joining.models import JoinRequest
from coprod.register.ownership.actions import add_co_owner

ANSWER_WORKDAYS = 10
"""So many working days those who look after an entry have, before curators are asked."""


def request_to_join(actor: Actor, activity: Activity, words: str) -> JoinRequest:
    require(policies.can_ask(actor, activity))
    actor_id = actor.require_id()
    if not words:
        raise RuleBrokenError(N_("Say in a sentence why you would like to join"), field="words")
    last = queries.find_own_request(actor, activity)
    require(not last or last.state is not JoinState.WAITING, ConflictError)
    escalates_on = workdays.add_workdays(clock.today(), ANSWER_WORKDAYS, get_place().off)
    request = JoinRequest(
        activity=activity, person_id=actor_id, words=words, escalates_on=escalates_on
    )
    session.add(request)
    session.flush()
    record_event(actor, "asked to join", activity)
    return request


def accept_request(actor: Actor, request: JoinRequest) -> None:
    """Let somebody look after an entry beside those who do."""
    check_may_answer(actor, request)
    request.state = JoinState.ACCEPTED
    add_co_owner(request.activity, request.person_id)
    session.flush()
    record_event(actor, "let somebody join", request.activity)


def decline_request(actor: Actor, request: JoinRequest, answer: str) -> None:
    check_may_answer(actor, request)
    if not answer:
        raise RuleBrokenError(N_("Say why, so that they understand"), field="answer")
    request.state, request.answer = JoinState.DECLINED, answer
    session.flush()
    record_event(actor, "declined to let join", request.activity)


def check_may_answer(actor: Actor, request: JoinRequest) -> None:
    require(policies.can_answer(actor, request))
    require(request.state is JoinState.WAITING, ConflictError)
