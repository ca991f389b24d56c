"""Requests to partners to test with, made as a curator makes them."""

from datetime import date, timedelta
from typing import Any

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.resourcing.requests import actions, queries
from coprod.resourcing.requests.enums import RequestState
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.rules import Given, RequestDraft, Step, Terms
from tests import make

HALF_A_POST = Given(posts_tenths=5)


def day_in(days: int) -> PartialDate:
    return PartialDate.parse((clock.today() + timedelta(days=days)).isoformat())


def terms(given: Given = HALF_A_POST, *, since: int = -200, until: int | None = 400) -> Terms:
    """Return terms that began and end so many days from now."""
    return Terms(given, day_in(since), None if until is None else day_in(until))


def step(
    state: RequestState = RequestState.ASKED,
    of: Terms | None = None,
    *,
    day: date | None = None,
    reason: str = "",
) -> Step:
    return Step(state, of or terms(), day or clock.today(), reason)


def draft(partner: Term | None = None, **given: Any) -> RequestDraft:
    found = partner or make.term(ListKind.ORGANISATION, label="The hospital")
    usual: dict[str, Any] = {"partner_id": found.id, "purpose": "Somebody to bring people together"}
    return RequestDraft(**{**usual, "is_public": True, **given})


def request(
    partner: Term | None = None, *, of: Terms | None = None, **given: Any
) -> ResourceRequest:
    made = actions.add_request(make.curator(), draft(partner, **given), step(of=of))
    session.commit()
    return queries.get_request(make.curator(), made.id)


def answer(
    made: ResourceRequest,
    state: RequestState = RequestState.AGREED,
    of: Terms | None = None,
    reason: str = "",
) -> ResourceRequest:
    revision = step(state, of or made.requested, reason=reason)
    actions.revise_request(make.curator(), made, revision, seen=made.version)
    session.commit()
    return made


def agreed(partner: Term | None = None, *, of: Terms | None = None, **given: Any) -> Any:
    return answer(request(partner, of=of, **given))


def record(
    made: ResourceRequest, given: Given = HALF_A_POST, quarter: Quarter | None = None
) -> ResourceRequest:
    at = quarter or get_last_whole_quarter(clock.today())
    actions.record_quarter(make.curator(), made, at, given, seen=made.version)
    session.commit()
    return made
