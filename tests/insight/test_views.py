from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coprod.curation.actions import say
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.register.rules import Naming, Telling
from coprod.register.words import Status
from tests import make

As = Callable[[Any], Any]


def test_the_desk_shows_all_that_waits_with_few_questions(
    as_: As, session: Any, queries: list[str]
) -> None:
    for n in range(3):
        make.activity(status=Status.SUBMITTED, naming=Naming(f"Sent {n}"))
        make.propose(
            make.activity(status=Status.PUBLISHED, naming=Naming(f"Changed {n}")), Telling("New")
        )
        talked = make.activity(status=Status.PUBLISHED, naming=Naming(f"Talked {n}"))
        say(make.owner(talked), talked, "A question")
        old = make.activity(status=Status.PUBLISHED, naming=Naming(f"Old {n}"))
        old.review_by = clock.today() - timedelta(days=1)
        make.keep(old)
    browser = as_(Role.CURATOR)
    queries.clear()

    page = browser.get("/desk").text

    assert len(queries) <= 15
    assert page.count("3 entries") == 4
    for name in ("Sent", "Changed", "Talked", "Old"):
        assert f"{name} 2" in page


def test_an_empty_desk_says_so_for_each_list(as_: As, session: Any) -> None:
    assert as_(Role.CURATOR).get("/desk").text.count("Nothing is waiting.") == 9


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_the_desk_is_for_curators(as_: As, session: Any, role: Role) -> None:
    assert as_(role).get("/desk").status_code == 403


def test_only_administrators_are_led_to_the_log(as_: As, session: Any) -> None:
    assert "/audit" in as_(Role.ADMINISTRATOR).get("/desk").text
    assert "/audit" not in as_(Role.CURATOR).get("/desk").text
