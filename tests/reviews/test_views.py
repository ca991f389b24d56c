"""One queue for all that waits, and one page for each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.rules import About
from tests import make
from tests.library.accessible_formats.make import request
from tests.reviews.make import SEEN, address_of, send, waiting_file

As = Callable[[Any], Any]


def test_the_queue_is_in_groups_by_when_things_are_due(as_: As, session: Any) -> None:
    with time_machine.travel(clock.now() - timedelta(days=30)):
        waiting_file("Early")
    waiting_file("Fresh")

    page = as_(Role.CURATOR).get("/desk").text

    assert "2 things are waiting" in page
    assert "1 of them is late" in page
    assert page.index("Early") < page.index("Fresh")


def test_the_queue_is_narrowed_to_a_kind_and_to_a_workstream(as_: As, session: Any) -> None:
    stream = make.term(ListKind.WORKSTREAM, label="Ageing well")
    waiting_file("One", about=About(((ListKind.WORKSTREAM, (stream.id,)),)))
    request(waiting_file("Other").activity)
    curator = as_(Role.CURATOR)

    assert "A format of “Other”" not in curator.get("/desk?kind=file").text
    page = curator.get(f"/desk?workstream={stream.id}").text
    assert ("“One”" in page, "“Other”" in page) == (True, False)
    assert "Nothing is waiting" in curator.get("/desk?whose=mine").text
    assert curator.get("/desk?kind=x&workstream=x&whose=x").status_code == 200


def test_a_curator_sees_apart_what_another_must_decide(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    file = waiting_file(owner=curator)
    page = as_(curator).get("/desk").text

    assert "0 things are waiting" in page
    assert page.index("Waiting for another curator") < page.index(address_of(file))
    assert send(as_(curator), file, "show").status_code == 403


def test_from_the_top_one_review_follows_another(as_: As, session: Any) -> None:
    files = [waiting_file(f"Group {n}") for n in range(2)]
    curator = as_(Role.CURATOR)

    assert curator.send("/desk/reviews/next").location == address_of(files[0])
    assert "Put it back" in curator.get(address_of(files[0])).text
    assert send(curator, files[0], "show").location == address_of(files[1])
    assert send(curator, files[1], "show").location == "/desk"


def test_what_somebody_is_at_is_taken_and_passed_over(as_: As, session: Any) -> None:
    files = [waiting_file(f"Group {n}") for n in range(2)]
    one, other = as_(Role.CURATOR), as_(Role.CURATOR)
    one.send(f"{address_of(files[0])}/take")

    assert "Taken by another curator" in other.get("/desk").text
    assert "Taken by another curator" in other.get(address_of(files[0])).text
    assert other.send("/desk/reviews/next").location == address_of(files[1])
    assert "“Group 0”" in one.get("/desk?whose=mine").text
    assert one.send(f"{address_of(files[0])}/release").location == "/desk"
    assert "Group 0" not in one.get("/desk?whose=mine").text


def test_a_decision_is_chosen_first(as_: As, session: Any) -> None:
    file = waiting_file()

    answer = send(as_(Role.CURATOR), file, "")

    assert answer.status_code == 422
    assert 'href="#decision' in answer.text


def test_what_was_changed_meanwhile_is_shown_again(as_: As, session: Any) -> None:
    file = waiting_file()
    curator = as_(Role.CURATOR)

    answer = curator.send(address_of(file), {"decision": "show", "seen": "before"})

    assert answer.status_code == 409
    assert "Somebody changed this while you were reading" in answer.text
    assert send(curator, file, "show").status_code == 303


def test_both_sides_talk_and_are_written_to(as_: As, session: Any) -> None:
    owner, writer = make.person(), make.person(role=Role.CURATOR)
    file = waiting_file(owner=owner)
    path = address_of(file)
    curator, team = as_(writer), as_(owner)

    assert curator.send(f"{path}/messages", {"words": ""}).status_code == 422
    assert curator.send(f"{path}/messages", {"words": "x", "link": "js:"}).status_code == 422
    words = {"words": "«Who is it?»", "quote": "«Minutes»", "link": "https://example.org/"}
    assert curator.send(f"{path}/messages", words).status_code == 303
    page = team.get(path).text
    assert "«Who is it?»" in page
    assert "Your decision" not in page
    assert team.send(f"{path}/messages", {"words": "«A carer»"}).status_code == 303
    letters = session.scalars(select(Outgoing).order_by(Outgoing.id)).all()
    assert [each.recipient for each in letters[-2:]] == [owner.email, writer.email]
    assert all("«" not in each.text for each in letters[-2:])

    curator.send(f"{path}/lock")
    assert "This conversation is closed" in team.get(path).text
    assert team.send(f"{path}/messages", {"words": "More"}).status_code == 403
    curator.send(f"{path}/unlock")
    assert "Write a message" in team.get(path).text


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_others_find_no_review(as_: As, client: Any, session: Any, role: Role) -> None:
    path = address_of(waiting_file())

    assert as_(role).get(path).status_code == 404
    assert as_(role).get("/desk").status_code == 403
    assert client.get(path).status_code == 303
    assert as_(role).send(f"{path}/messages", {"words": "Hello"}).status_code == 404


def test_a_curator_asks_another_to_decide_and_sees_that_it_was(as_: As, session: Any) -> None:
    own, other = make.person(role=Role.CURATOR), make.person(role=Role.CURATOR)
    file = waiting_file(owner=own)
    path = address_of(file)

    assert as_(own).send(f"{path}/ask", {"person": "0"}).status_code == 422
    assert as_(own).send(f"{path}/ask", {"person": str(other.id)}).status_code == 303
    assert "Somebody was asked" in as_(own).get("/desk").text
    assert path in as_(other).get("/desk?whose=mine").text
    letters = session.scalars(select(Outgoing.recipient)).all()
    assert letters[-1] == other.email
    send(as_(other), file, "show")
    assert "Let readers see it" in as_(own).get(path).text


def test_a_review_whose_subject_is_gone_says_so(as_: As, session: Any) -> None:
    file = waiting_file()
    path, curator = address_of(file), as_(Role.CURATOR)
    send(curator, file, "remove")

    page = curator.get(path)
    assert page.status_code == 200
    assert "It is not there any more" in page.text
    assert curator.send(path, {"decision": "show", "seen": ""}).status_code == 409


def test_the_old_pages_lead_to_the_queue(as_: As, client: Any, session: Any) -> None:
    for path in ("/desk/formats", "/desk/groups", "/readers/waiting", "/learning/waiting"):
        assert as_(Role.CURATOR).get(path).location == "/desk"
        assert as_(Role.RESIDENT).get(path).status_code == 403


def test_what_somebody_was_asked_to_decide_is_theirs_alone(as_: As, session: Any) -> None:
    own, other = make.person(role=Role.CURATOR), make.person(role=Role.CURATOR)
    path = address_of(waiting_file("Given", owner=own))
    waiting_file("Not given")

    assert "Nothing is waiting for you" in as_(other).get("/desk/reviews/given").text
    as_(own).send(f"{path}/ask", {"person": str(other.id)})

    given = as_(other).get("/desk/reviews/given").text
    assert ("“Given”" in given, "“Not given”" in given) == (True, False)
    assert "Nothing is waiting for you" in as_(own).get("/desk/reviews/given").text
    assert "Somebody was asked to decide: Curator, since" in as_(own).get(path).text
    assert as_(Role.RESIDENT).get("/desk/reviews/given").status_code == 403


def test_a_decision_loads_its_subject_once(as_: As, session: Any, queries: list[str]) -> None:
    file = waiting_file()
    curator = as_(Role.CURATOR)
    path = address_of(file)
    (seen,) = SEEN.findall(curator.get(path).text)
    session.expunge_all()
    queries.clear()

    assert curator.send(path, {"decision": "show", "seen": seen}).status_code == 303
    assert sum("FROM stored_file" in each for each in queries) == 1
