"""A team asks that its public entry is taken away; a curator decides; what is gone comes back."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.participation.groups.actions import end_consent
from coprod.participation.groups.enums import EndReason
from coprod.participation.groups.queries import get_consent_by_key
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import About, Naming
from coprod.register.removals import actions, policies, queries
from coprod.register.removals.models import RemovalRequest
from tests import make
from tests.participation.groups.make import consent as told_consent
from tests.reviews.make import decide, is_open, send

As = Callable[[Any], Any]
ASK = "/activities/falls-group/removal"
RESTORE = "/activities/falls-group/restore"
PAGE = "/stories/falls-group"
PRIVATE = "«somebody is ill»"


def public_entry(owner: Any = None, **given: Any) -> Activity:
    return make.activity(owner=owner or make.person(), status=Status.PUBLISHED, **given)


def asked(activity: Activity, **given: Any) -> RemovalRequest:
    owner = make.owner(activity)
    return make.keep(actions.request_removal(owner, activity, PRIVATE, **given))


def test_who_asks_and_who_decides(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own, other = public_entry(curator), public_entry(naming=Naming("Other"))

    assert policies.can_ask(curator.actor, own)
    assert not policies.can_ask(curator.actor, other)
    assert not policies.can_decide(curator.actor, own)
    assert policies.can_decide(curator.actor, other)
    assert not policies.can_ask(VISITOR, own)
    with pytest.raises(NotAllowedError):
        actions.request_removal(curator.actor, other, PRIVATE)


def test_a_reason_is_needed_and_one_request_is_enough(session: Any) -> None:
    activity = public_entry()
    with pytest.raises(RuleBrokenError):
        actions.request_removal(make.owner(activity), activity, "")
    asked(activity)
    with pytest.raises(ConflictError):
        asked(activity)


def test_the_team_is_offered_less_first_and_the_entry_stays_until_somebody_decides(
    as_: As, session: Any, client: Any
) -> None:
    person = make.person()
    public_entry(person)
    team = as_(person)

    assert "say when it ended" in team.get(ASK).text
    assert team.send(ASK, {"reason": ""}).status_code == 422
    assert team.send(ASK, {"reason": PRIVATE, "title": "yes"}).status_code == 303
    assert PRIVATE in team.get(ASK).text
    assert client.get(PAGE).status_code == 200


def test_a_curator_takes_it_away_and_a_stone_with_reason_role_and_day_stays(
    as_: As, session: Any, client: Any
) -> None:
    stream = make.term(ListKind.WORKSTREAM, label="Ageing well")
    about = About(((ListKind.WORKSTREAM, (stream.id,)),))
    request = asked(public_entry(about=about))
    public_entry(naming=Naming("Walking group"), about=about)

    assert send(as_(Role.CURATOR), request, "remove").status_code == 422
    sent = send(as_(Role.CURATOR), request, "remove", message="The group wants peace")

    assert sent.status_code == 303
    answer = client.get(PAGE)
    assert answer.status_code == 410
    for words in ("The group wants peace", "Curator", "Falls group", "Walking group", "Its team"):
        assert words in answer.text
    assert PRIVATE not in answer.text
    assert "Falls group" not in client.get("/stories").text
    assert "Falls group" not in client.get("/stories/feed.atom").text
    assert client.get("/api/entries/falls-group").status_code in {404, 410}


def test_its_name_goes_too_where_it_tells_too_much(as_: As, session: Any, client: Any) -> None:
    request = asked(public_entry(), hides_title=True)
    page = as_(Role.CURATOR).get("/desk?kind=removal").text
    assert PRIVATE not in page

    send(as_(Role.CURATOR), request, "remove-title", message="For privacy")

    assert "Falls group" not in client.get(PAGE).text


def test_it_stays_and_the_team_reads_why(as_: As, session: Any, client: Any) -> None:
    person = make.person()
    activity = public_entry(person)
    request = asked(activity)

    send(as_(Role.CURATOR), request, "stay", message="It names nobody")

    assert "It names nobody" in as_(person).get(ASK).text
    assert client.get(PAGE).status_code == 200
    assert queries.find_request(activity) is None


def test_a_curator_with_a_hand_in_it_does_not_decide(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    request = asked(public_entry(curator))
    with pytest.raises(NotAllowedError):
        decide(curator.actor, request, "remove", "Own")
    with pytest.raises(NotAllowedError):
        actions.decline_removal(curator.actor, request)


def test_a_team_takes_its_request_back(as_: As, session: Any) -> None:
    person = make.person()
    activity = public_entry(person)
    request = asked(activity)
    team = as_(person)

    assert team.send(f"{ASK}/take-back").status_code == 303
    assert not is_open(request)
    assert team.send(f"{ASK}/take-back").status_code == 404


def test_a_curator_puts_it_back_with_a_public_reason(as_: As, session: Any, client: Any) -> None:
    activity = public_entry()
    decide(make.person(role=Role.CURATOR).actor, asked(activity), "remove", "Peace")
    session.commit()

    assert "Put it back" not in client.get(PAGE).text
    curator = as_(Role.CURATOR)
    assert "Put it back" in curator.get(PAGE).text
    assert "Peace" in curator.get(RESTORE).text
    assert curator.send(RESTORE, {"reason": ""}).status_code == 422
    assert curator.send(RESTORE, {"reason": "They agreed"}).status_code == 303

    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "Falls group" in answer.text
    assert curator.get(RESTORE).status_code == 403


def test_what_went_because_a_consent_ended_does_not_come_back(session: Any) -> None:
    activity = public_entry()
    consent = told_consent(activity)
    end_consent(VISITOR, get_consent_by_key(consent.key), EndReason.TAKEN_BACK)
    assert activity.status is Status.WITHDRAWN
    with pytest.raises(RuleBrokenError):
        actions.restore_activity(make.person(role=Role.CURATOR).actor, activity, "Why not")
