"""Entries that were public once: what is left of them, and what to read instead."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.self_assessment.queries import list_submitted_ratings
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.participation.groups.actions import end_consent
from coprod.participation.groups.enums import EndReason
from coprod.participation.groups.queries import get_consent_by_key
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web.filters import say_date
from tests import make
from tests.participation.groups.make import consent as told_consent

As = Callable[[Any], Any]
WITHDRAW = "/activities/falls-group/withdraw"


@pytest.mark.parametrize(
    ("how", "said"), [("withdrawn", "withdrew it"), ("archived", "archived it")]
)
def test_the_marker_says_why_and_what_to_read_instead(
    as_: As, session: Any, client: Any, how: str, said: str
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    make.activity(status=Status.PUBLISHED, naming=Naming("Better group"))
    given = {"how": how, "reason": "Told better there"}

    sent = as_(Role.CURATOR).send(
        WITHDRAW, {**given, "read_instead": "https://here.example/stories/better-group?x=1"}
    )

    assert sent.status_code == 303
    page = client.get("/stories/falls-group").text
    assert said in page
    assert "Told better there" in page
    assert 'href="/stories/better-group"' in page
    assert "Residents and staff plan" not in page
    assert "1 story" in client.get("/stories").text
    assert list(list_submitted_ratings(VISITOR, activity)) == []


@pytest.mark.parametrize(("how", "name"), [("withdrawn", False), ("archived", True)])
def test_the_marker_shows_what_the_form_says_that_it_shows(
    as_: As, session: Any, client: Any, how: str, *, name: bool
) -> None:
    """A name goes with what is withdrawn: it may be what somebody was told by."""
    make.activity(status=Status.PUBLISHED)
    curator = as_(Role.CURATOR)
    asked = curator.get(WITHDRAW).text
    assert "Its address will show the day and your reason" in asked
    assert "the name only if you archive it" in asked

    curator.send(WITHDRAW, {"how": how, "reason": "Told better there"})

    page = client.get("/stories/falls-group").text
    assert say_date(clock.today()) in page
    assert "Told better there" in page
    assert ("Falls group" in page) is name


def test_what_ended_with_a_consent_is_not_said_to_be_a_curators_doing(
    session: Any, client: Any
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    consent = told_consent(activity)
    end_consent(VISITOR, get_consent_by_key(consent.key), EndReason.TAKEN_BACK)
    session.commit()

    page = client.get("/stories/falls-group").text
    assert "A curator" not in page.partition("<main")[2]
    assert say_date(clock.today()) in page


@pytest.mark.parametrize("address", ["falls-group", "no-such", "a-draft", "/stories/a-draft/"])
def test_what_to_read_instead_is_another_public_entry(as_: As, session: Any, address: str) -> None:
    make.activity(status=Status.PUBLISHED)
    make.activity(naming=Naming("A draft"))
    given = {"how": "archived", "reason": "Old", "read_instead": address}

    page = as_(Role.CURATOR).send(WITHDRAW, given)

    assert page.status_code == 422
    assert "no other public story" in page.text


@pytest.mark.parametrize("given", [{"how": "burnt", "reason": "x"}, {"how": "archived"}])
def test_a_way_and_a_reason_are_needed(as_: As, session: Any, given: dict[str, str]) -> None:
    make.activity(status=Status.PUBLISHED)

    assert as_(Role.CURATOR).send(WITHDRAW, given).status_code == 422


def test_only_curators_put_away(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)

    assert as_(owner).send(WITHDRAW, {"how": "archived", "reason": "x"}).status_code == 403
