"""Somebody asks to join a team; those who look after the entry decide, or a curator later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.joining import actions, policies
from coprod.register.joining.models import JoinRequest
from tests import make
from tests.reviews.make import is_open, send, waiting_ids

As = Callable[[Any], Any]
JOIN = "/activities/falls-group/join"
WORDS = "«I live next door»"


def public_entry(owner: Any = None) -> Activity:
    return make.activity(owner=owner or make.person(), status=Status.PUBLISHED)


def asked(activity: Activity, person: Any = None) -> JoinRequest:
    asker = (person or make.person()).actor
    return make.keep(actions.request_to_join(asker, activity, WORDS))


def subjects(session: Any) -> list[str]:
    return list(session.scalars(select(Outgoing.subject)))


def test_who_asks_and_who_answers(session: Any) -> None:
    owner, asker = make.person(), make.person()
    curator = make.person(role=Role.CURATOR)
    activity = public_entry(owner)
    request = asked(activity, asker)

    assert not policies.can_ask(VISITOR, activity)
    assert not policies.can_ask(owner.actor, activity)
    assert policies.can_answer(owner.actor, request)
    assert not policies.can_answer(asker.actor, request)
    assert not policies.can_answer(curator.actor, request)
    with pytest.raises(ConflictError):
        asked(activity, asker)
    with pytest.raises(NotAllowedError):
        actions.accept_request(curator.actor, request)
    with pytest.raises(RuleBrokenError):
        actions.decline_request(owner.actor, request, "")


def test_an_owner_lets_somebody_join_who_gets_a_letter(as_: As, session: Any) -> None:
    owner, asker = make.person(), make.person()
    activity = public_entry(owner)
    seeker, team = as_(asker), as_(owner)

    assert "Ask to join" in as_(asker).get("/stories/falls-group").text
    assert seeker.send(JOIN, {"words": ""}).status_code == 422
    assert seeker.send(JOIN, {"words": WORDS}).status_code == 303
    assert WORDS in seeker.get(JOIN).text
    request = session.scalars(select(JoinRequest)).one()
    address = f"/activities/joins/{request.id}"

    assert address in team.get("/my-work").text
    assert WORDS in team.get(address).text
    assert as_(make.person()).get(address).status_code == 404
    assert team.send(address, {}).status_code == 422
    assert team.send(address, {"decision": "accept"}).status_code == 303

    session.expire_all()
    assert is_owner(asker.actor, session.get_one(Activity, activity.id))
    assert not is_open(request)
    assert {"Somebody would like to join your team", "You are on the team"} <= set(
        subjects(session)
    )


def test_an_owner_declines_with_words_that_the_asker_reads(as_: As, session: Any) -> None:
    owner, asker = make.person(), make.person()
    request = asked(public_entry(owner), asker)
    address = f"/activities/joins/{request.id}"

    assert as_(owner).send(address, {"decision": "decline"}).status_code == 422
    sent = as_(owner).send(address, {"decision": "decline", "answer": "We are full"})

    assert sent.status_code == 303
    assert "We are full" in as_(asker).get(JOIN).text


def test_what_nobody_answers_goes_to_curators_after_ten_working_days(as_: As, session: Any) -> None:
    curator, asker = make.person(role=Role.CURATOR), make.person()
    request = asked(public_entry(), asker)

    assert waiting_ids(curator.actor, "join") == []
    with time_machine.travel(clock.now() + timedelta(days=30)):
        assert waiting_ids(curator.actor, "join") == [request.id]
        sent = send(as_(curator), request, "accept")
        assert sent.status_code == 303
        session.expire_all()
        assert is_owner(asker.actor, session.get_one(Activity, request.activity_id))


def test_a_curator_who_asked_or_looks_after_it_does_not_decide(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own = asked(public_entry(), curator)
    with time_machine.travel(clock.now() + timedelta(days=30)):
        assert waiting_ids(curator.actor, "join") == []
        assert not policies.can_answer_instead(curator.actor, own)


def test_nobody_is_led_by_the_form_to_the_name_of_what_is_gone(as_: As, session: Any) -> None:
    activity = public_entry()
    browser = as_(Role.RESIDENT)
    assert browser.get(JOIN).status_code == 200

    activity.status = Status.WITHDRAWN
    make.keep(activity)

    page = browser.get(JOIN)
    assert page.status_code == 404
    assert activity.title not in page.text
