"""Entries that were public once: what is left of them, and what to read instead."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.queries import ratings
from coprod.kit.actor import VISITOR, Role
from coprod.register.rules import Naming
from coprod.register.words import Status
from tests import make

As = Callable[[Any], Any]
WITHDRAW = "/register/falls-group/withdraw"


@pytest.mark.parametrize(
    ("how", "said"), [("withdrawn", "withdrawn it"), ("archived", "put it away")]
)
def test_the_marker_says_why_and_what_to_read_instead(
    as_: As, session: Any, client: Any, how: str, said: str
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    make.activity(status=Status.PUBLISHED, naming=Naming("Better group"))
    given = {"how": how, "reason": "Told better there"}

    sent = as_(Role.CURATOR).send(
        WITHDRAW, {**given, "read_instead": "https://here.example/library/better-group?x=1"}
    )

    assert sent.status_code == 303
    page = client.get("/library/falls-group").text
    assert said in page
    assert "Told better there" in page
    assert 'href="/library/better-group"' in page
    assert "Residents and staff plan" not in page
    assert "1 entry" in client.get("/library").text
    assert list(ratings(VISITOR, activity)) == []


@pytest.mark.parametrize("address", ["falls-group", "no-such", "a-draft", "/library/a-draft/"])
def test_what_to_read_instead_is_another_public_entry(as_: As, session: Any, address: str) -> None:
    make.activity(status=Status.PUBLISHED)
    make.activity(naming=Naming("A draft"))
    given = {"how": "archived", "reason": "Old", "read_instead": address}

    page = as_(Role.CURATOR).send(WITHDRAW, given)

    assert page.status_code == 422
    assert "no other public entry" in page.text


@pytest.mark.parametrize("given", [{"how": "burnt", "reason": "x"}, {"how": "archived"}])
def test_a_way_and_a_reason_are_needed(as_: As, session: Any, given: dict[str, str]) -> None:
    make.activity(status=Status.PUBLISHED)

    assert as_(Role.CURATOR).send(WITHDRAW, given).status_code == 422


def test_only_curators_put_away(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)

    assert as_(owner).send(WITHDRAW, {"how": "archived", "reason": "x"}).status_code == 403
