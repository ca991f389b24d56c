"""Writing down what a partner is asked for, what came of it, and what was given."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.core.values.quarters import Quarter
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list
from coprod.resourcing.requests import policies, rules
from coprod.resourcing.requests.enums import Measure
from coprod.resourcing.requests.models import (
    ResourceQuarter,
    ResourceRequest,
    ResourceRequestVersion,
)
from coprod.resourcing.requests.rules import Given, RequestDraft, Step


def add_request(actor: Actor, draft: RequestDraft, step: Step) -> ResourceRequest:
    """Write down a request with what is asked for first."""
    require(policies.can_keep_requests(actor))
    check_draft(draft)
    rules.check_step(step, [], clock.today())
    request = ResourceRequest(**vars(draft), versions=[build_version(step)], quarters=[])
    session.add(request)
    session.flush()
    record_event(actor, "asked a partner", request, is_public=draft.is_public)
    return request


def check_draft(draft: RequestDraft) -> None:
    rules.check_draft(draft)
    lists = {ListKind.ORGANISATION: draft.partner_id, ListKind.BOARD: draft.board_id}
    for listing, term_id in lists.items():
        if term_id:
            get_term_of_list(listing, term_id)


def build_version(step: Step) -> ResourceRequestVersion:
    amounts = {each.value: step.terms.given.get(each) for each in Measure}
    return ResourceRequestVersion(
        **amounts,
        day=step.day,
        state=step.state,
        since=step.terms.since,
        until=step.terms.until,
        reason=step.reason,
    )


def change_request(
    actor: Actor, request: ResourceRequest, draft: RequestDraft, *, seen: int
) -> None:
    """Change what a request is for, or who reads it. What is asked for changes by a revision."""
    require(policies.can_keep_requests(actor))
    require(seen == request.version, ConflictError)
    check_draft(draft)
    for name, value in vars(draft).items():
        setattr(request, name, value)
    request.version += 1
    session.flush()
    record_event(actor, "changed a request to a partner", request, is_public=request.is_public)


def revise_request(actor: Actor, request: ResourceRequest, step: Step, *, seen: int) -> None:
    """Ask for something else, or say what the partner answered. Old versions stay in sight."""
    require(policies.can_keep_requests(actor))
    require(seen == request.version, ConflictError)
    rules.check_step(step, request.steps, clock.today())
    request.versions.append(build_version(step))
    request.version += 1
    session.flush()
    record_event(
        actor,
        "revised a request to a partner",
        request,
        is_public=request.is_public,
        state=step.state,
    )


def record_quarter(
    actor: Actor, request: ResourceRequest, quarter: Quarter, given: Given, *, seen: int
) -> None:
    """Write down what a partner gave in a quarter. Where all is empty, nothing is recorded."""
    require(policies.can_keep_requests(actor))
    require(seen == request.version, ConflictError)
    rules.check_quarter(quarter, request.agreed, clock.today())
    others = [each for each in request.quarters if each.starts != quarter.starts]
    same = next((each for each in request.quarters if each.starts == quarter.starts), None)
    row = same or ResourceQuarter(starts=quarter.starts)
    for measure in Measure:
        setattr(row, measure.value, given.get(measure))
    request.quarters = others if given.is_empty else [*others, row]
    request.version += 1
    session.flush()
    record_event(actor, "recorded what a partner gave", request, is_public=request.is_public)
