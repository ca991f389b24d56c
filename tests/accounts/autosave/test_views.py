"""Words that were typed are never lost, and are nobody else's."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask

from coprod.accounts.autosave import actions
from coprod.accounts.autosave.models import Draft
from coprod.accounts.users.models import LoginSession, Person
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.models import Activity
from tests import make

SignIn = Callable[[Person | Role], Any]
TYPED = "We met in the library and the tea was good."


def mark_in(page: str) -> str:
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found
    return found.group(1)


def begin(as_: SignIn, person: Person, step: str = "summary") -> tuple[Any, str, str]:
    """Return a browser that has a step of a draft open: with its address and its mark."""
    activity = make.activity(owner=person)
    client, address = as_(person), f"/activities/{activity.slug}/{step}"
    return client, address, mark_in(client.get(address).text)


def held(session: Any) -> list[Draft]:
    session.expire_all()
    return list(session.query(Draft).order_by(Draft.id))


def test_words_are_kept_while_they_are_typed(as_: SignIn, session: Any) -> None:
    person = make.person()
    client, _address, mark = begin(as_, person)

    first = client.send("/held/typing", {"held": mark, "summary": "We met"})
    client.send("/held/typing", {"held": mark, "summary": TYPED})

    assert "Your words were kept at" in first.json["said"]
    [row] = held(session)
    assert (row.person_id, row.readable) == (person.id, [TYPED])


def test_they_wait_on_another_device(as_: SignIn, session: Any) -> None:
    person = make.person()
    client, address, mark = begin(as_, person)
    client.send("/held/typing", {"held": mark, "summary": TYPED})

    page = as_(person).get(address).text

    assert "and did not save it" in page
    assert TYPED in page
    assert "Use it" in page


def test_using_them_fills_the_form_and_saving_it_lets_them_go(as_: SignIn, session: Any) -> None:
    person = make.person()
    client, address, mark = begin(as_, person)
    seen = {"seen": seen_in(client.get(address).text)}
    client.send("/held/typing", {"held": mark, "summary": TYPED, **seen})
    [row] = held(session)

    page = client.get(f"{address}?held={row.id}").text
    sent = client.send(address, {"held": mark_in(page), "summary": TYPED, **seen})

    assert f"{TYPED}</textarea>" in page
    assert "did not save it" not in page
    assert sent.status_code == 303
    assert held(session) == []


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_words_that_somebody_overtook_are_shown_beside_theirs(as_: SignIn, session: Any) -> None:
    person = make.person()
    client, address, mark = begin(as_, person)
    old = {"seen": seen_in(client.get(address).text)}
    client.send("/held/typing", {"held": mark, "summary": TYPED, **old})
    client.send(address, {"summary": "Somebody else wrote this.", **old})
    [row] = held(session)

    page = client.get(f"{address}?held={row.id}").text
    answer = client.send(address, {"held": mark_in(page), "summary": TYPED, **old})

    assert answer.status_code == 409
    assert "Somebody else wrote this." in answer.text
    assert TYPED in answer.text
    assert len(held(session)) == 1


def test_a_mistake_does_not_let_them_go(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person(), "name")
    client.send("/held/typing", {"held": mark, "title": "A walk " * 90})

    refused = client.send(address, {"held": mark, "title": "A walk " * 90})

    assert refused.status_code == 422
    assert len(held(session)) == 1
    assert "did not save it" not in refused.text
    client.send("/held/typing", {"held": mark_in(refused.text), "title": "A walk"})
    assert [row.readable for row in held(session)] == [["A walk"]]


def test_save_and_come_back_later_works_without_a_script(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person(), "time")

    answer = client.send("/held/later", {"held": mark, "started-year": "20x", "ended-year": "2024"})
    mine = client.get("/my-work").text
    row = held(session)[0]

    assert answer.location == "/my-work"
    assert "You typed something and did not save it" in mine
    assert f"{address}?held={row.id}" in client.get("/held").text
    assert 'value="20x"' in client.get(f"{address}?held={row.id}").text


def test_words_sent_after_the_session_ended_wait_for_their_writer(
    as_: SignIn, session: Any, app: Flask
) -> None:
    person = make.person()
    client, address, mark = begin(as_, person)
    session.query(LoginSession).delete()
    session.commit()

    late = client.send(address, {"held": mark, "summary": TYPED})
    session.rollback()

    assert late.status_code == 403
    assert TYPED in late.text
    [row] = held(session)
    assert row.person_id == person.id
    assert f"next={address.replace('/', '/')}?held%3D{row.id}" in late.text.replace(
        "%2F", "/"
    ).replace("%3F", "?")
    assert TYPED in as_(person).get(f"{address}?held={row.id}").text


def test_an_expired_token_holds_them_too(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person())

    late = client.post(address, data={"held": mark, "summary": TYPED, "csrf_token": "old"})
    session.rollback()

    assert late.status_code == 400
    assert TYPED in late.text
    assert "Go on where you were" in late.text
    assert [row.readable for row in held(session)] == [[TYPED]]


def test_whoever_signs_in_next_at_this_browser_sees_none_of_them(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person())
    client.post(address, data={"held": mark, "summary": TYPED})
    other = as_(make.person(role=Role.CURATOR))
    row = held(session)[0]

    assert TYPED not in other.get("/held").text
    assert TYPED not in other.get(f"{address}?held={row.id}").text
    assert other.send(f"/held/{row.id}/throw-away").status_code == 404
    assert other.send("/held/typing", {"held": mark, "summary": "Mine"}).status_code == 404
    assert held(session)[0].readable == [TYPED]


def test_a_forged_mark_holds_nothing(as_: SignIn, client: Any, session: Any) -> None:
    browser, address, mark = begin(as_, make.person())

    client.post(address, data={"held": mark[:-2] + "xx", "summary": TYPED})
    browser.send("/held/typing", {"held": "x.y", "summary": TYPED})

    assert held(session) == []


def test_they_can_be_thrown_away(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person())
    client.send("/held/later", {"held": mark, "summary": TYPED})
    row = held(session)[0]

    answer = client.send(f"/held/{row.id}/throw-away", {"next": address})

    assert answer.location == address
    assert held(session) == []


def test_the_same_words_wait_once(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person())
    client.send("/held/later", {"held": mark, "summary": TYPED})
    again = mark_in(client.get(address).text)

    client.send("/held/typing", {"held": again, "summary": TYPED})

    assert len(held(session)) == 1


def test_other_words_of_the_same_form_do_not_replace_them(as_: SignIn, session: Any) -> None:
    client, address, mark = begin(as_, make.person())
    client.send("/held/later", {"held": mark, "summary": TYPED})
    again = mark_in(client.get(address).text)

    client.send("/held/typing", {"held": again, "summary": "Other words"})

    assert [row.readable for row in held(session)] == [[TYPED], ["Other words"]]


def test_secrets_tokens_and_too_much_are_not_held(as_: SignIn, session: Any) -> None:
    client, _address, mark = begin(as_, make.person())

    client.send(
        "/held/typing", {"held": mark, "summary": "x", "new_password": "secret", "code": "1"}
    )
    assert held(session)[0].fields == [["summary", "x"]]
    assert client.send("/held/typing", {"held": mark, "summary": "x" * 400_001}).json["said"] == ""


def test_characters_that_no_database_takes_are_left_out(as_: SignIn, session: Any) -> None:
    client, _address, mark = begin(as_, make.person())
    client.send(
        "/held/typing", {"held": mark, "summary": "a\x00b\ud800c".encode("utf-8", "replace")}
    )
    assert held(session)[0].readable == ["ab?c"]


def test_the_first_question_holds_its_words_too(as_: SignIn, session: Any) -> None:
    client = as_(Role.RESIDENT)
    mark = mark_in(client.get("/activities/log").text)

    client.send("/held/typing", {"held": mark, "title": "Tea in the library"})
    assert "Tea in the library" in client.get("/activities/log").text
    client.send("/activities/log", {"held": mark, "title": "Tea in the library"})

    assert held(session) == []
    assert session.query(Activity).count() == 1


def test_tidying_forgets_what_nobody_came_back_for(as_: SignIn, session: Any, app: Flask) -> None:
    client, _address, mark = begin(as_, make.person())
    with time_machine.travel(clock.now() - timedelta(days=91), tick=False):
        client.send("/held/typing", {"held": mark, "summary": TYPED})

    row = Draft(
        person_id=make.person().id, key="k", address="/x", fields=[["a", "b"]], at=clock.now()
    )
    make.keep(row)

    app.test_cli_runner().invoke(args=["jobs", "run", "held-words"])

    assert [kept.id for kept in held(session)] == [row.id]


def test_closing_an_account_forgets_them(session: Any) -> None:
    person = make.person()
    make.keep(Draft(person_id=person.id, key="k", address="/x", fields=[["a", "b"]]))
    actions.delete_drafts_of(person.id)
    assert held(session) == []


def test_a_visitor_has_none(client: Any) -> None:
    assert client.get("/held").status_code == 303
    assert client.send("/held/typing", {"held": "x", "summary": "y"}).status_code == 403
