from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coprod import post
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


def stuck() -> post.Outgoing:
    message = post.send("a@example.org", "Do you want letters?", "Secretlink")
    message.error, message.tries = "SMTPRecipientsRefused: no such person", post.MOST_TRIES
    return make.keep(message)


def test_a_curator_sees_what_mail_did_not_go_out_and_sends_it_again(as_: As, session: Any) -> None:
    message, browser = stuck(), as_(Role.CURATOR)

    assert "1 mail did not go out" in browser.get("/desk").text
    page = browser.get("/desk/mail").text
    assert "a@example.org" in page
    assert "no such person" in page
    assert "Secretlink" not in page

    assert browser.send(f"/desk/mail/{message.id}/again").status_code == 303
    assert session.get_one(post.Outgoing, message.id).tries == 0


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_else_sees_to_whom_we_write(as_: As, session: Any, role: Role) -> None:
    message = stuck()

    assert as_(role).get("/desk/mail").status_code == 403
    assert as_(role).send(f"/desk/mail/{message.id}/again").status_code == 403


def test_mail_that_is_on_its_way_cannot_be_sent_again(as_: As, session: Any) -> None:
    message = make.keep(post.send("a@example.org", "Hello", "x"))

    assert as_(Role.CURATOR).send(f"/desk/mail/{message.id}/again").status_code == 404
