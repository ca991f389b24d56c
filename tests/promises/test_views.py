"""The list, the page of a promise, and what residents and the team send from it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.models import Person
from coprod.kit.actor import Role
from coprod.post import Outgoing
from coprod.promises.models import Commitment, CommitmentAnswer
from coprod.promises.words import State
from coprod.register.models import Activity
from coprod.register.words import Status
from tests import make
from tests.promises.make import answers, moved, promise

As = Callable[..., Any]
FORM = {
    "words": "We will mend the gate",
    "source": "board",
    "source_words": "The partnership board",
    "post": "Head of parks",
    "due-month": "6",
    "due-year": "2026",
}


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def slip(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', browser.get(path).text)
    assert found
    return found.group(1)


def test_readers_see_what_was_asked_said_done_and_not_done(client: Any, entry: Activity) -> None:
    promise(entry)
    moved(promise(entry, words="We will paint it"), State.MADE, proof="Look «there»")
    moved(promise(entry, words="We will fly"), State.NOT_DOING, reason="«No wings»")

    page = client.get(f"/library/{entry.slug}/effect").text

    for words in ("Somewhere to sit", "a bench", "Overdue", "Look «there»", "«No wings»"):
        assert words in page


def test_the_list_is_found_by_its_address(client: Any, entry: Activity) -> None:
    promise(entry, words="«open»")
    moved(promise(entry, words="«finished»"), State.MADE)

    page = client.get("/promises?state=made&state=nonsense&page=x").text

    assert "«finished»" in page
    assert "«open»" not in page
    assert client.get("/promises?page=99999").status_code == 200


def test_somebody_without_an_account_answers_once(
    app: Any, client: Any, session: Any, entry: Activity
) -> None:
    path = f"/promises/{promise(entry).id}"
    sent = {"slip": slip(client, path), "happened": "not_yet"}

    assert client.send(path, sent).status_code == 303
    assert "You have said how you see it" in client.get(path).text
    client.send(path, {**sent, "happened": "yes"})
    app.test_client().send(path, sent)
    assert session.scalars(select(CommitmentAnswer.happened)).all() == [False]


def test_an_account_answers_once_from_whatever_browser(
    as_: As, session: Any, entry: Activity
) -> None:
    person, path = make.person(role=Role.RESIDENT), f"/promises/{promise(entry).id}"
    for _browser in range(2):
        browser = as_(person)
        page = browser.get(path).text
        found = re.search(r'name="slip" value="([^"]+)"', page)
        if found:
            browser.send(path, {"slip": found.group(1), "happened": "yes"})

    assert session.scalars(select(CommitmentAnswer.happened)).all() == [True]


def test_a_slip_of_our_own_making_is_needed(client: Any, session: Any, entry: Activity) -> None:
    path, other = f"/promises/{promise(entry).id}", f"/promises/{promise(entry).id}"

    for sent in ({}, {"slip": "x"}, {"slip": slip(client, other)}, {"slip": slip(client, path)}):
        assert client.send(path, {"happened": "", **sent}).status_code == 422
    assert client.send(path, {"slip": slip(client, other), "happened": "yes"}).status_code == 422
    assert not session.scalars(select(CommitmentAnswer)).all()


def test_few_answers_leave_no_trace_on_any_page(client: Any, entry: Activity) -> None:
    made = promise(entry)
    paths = (f"/promises/{made.id}", "/promises", f"/library/{entry.slug}/effect")
    before = [re.sub(r'value="[^"]*"|nonce', "", client.get(path).text) for path in paths]
    answers(made, yes=4)

    assert [re.sub(r'value="[^"]*"|nonce', "", client.get(path).text) for path in paths] == before
    answers(made, yes=1)
    assert all("About 5" in client.get(path).text for path in paths)


def test_a_promise_of_a_withdrawn_entry_is_gone(client: Any, as_: As, entry: Activity) -> None:
    made = promise(entry, words="«secret»")
    make.withdraw(entry)

    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        assert browser.get(f"/promises/{made.id}").status_code == 404
        assert "«secret»" not in browser.get("/promises").text
        assert "«secret»" not in browser.get(f"/library/{entry.slug}/effect").text


def test_the_owner_promises_and_says_how_it_stands(as_: As, session: Any, entry: Activity) -> None:
    make.person(role=Role.CURATOR)
    owner = as_(session.get(Person, entry.owner_id))
    assert owner.get(f"/promises/of/{entry.slug}").status_code == 200
    assert owner.send(f"/promises/of/{entry.slug}", {}).status_code == 422
    made = owner.send(f"/promises/of/{entry.slug}", FORM)
    assert made.status_code == 303

    step = f"{made.location}/step"
    found = re.search(r'name="seen"[^>]*value="(\d+)"', owner.get(step).text)
    assert found
    sent = {"seen": found.group(1), "state": "made", "post": "Head of parks"}
    assert "something to check" in owner.send(step, sent).text
    done = {**sent, "proof": "It shuts"}
    assert owner.send(step, done).status_code == 303
    assert owner.send(step, done).status_code == 409
    assert session.scalars(select(Commitment.state)).one() is State.MADE
    told = session.scalars(select(Outgoing.text)).all()
    assert sum("names nobody" in text for text in told) >= 2


def test_others_may_not_write_on_a_promise(client: Any, as_: As, entry: Activity) -> None:
    made = promise(entry)
    for path in (f"/promises/of/{entry.slug}", f"/promises/{made.id}/step"):
        assert as_(Role.TEAM_MEMBER).get(path).status_code == 403
        assert as_(Role.TEAM_MEMBER).send(path, FORM).status_code == 403
        assert client.get(path).status_code == 303
