"""The list, the page of a promise, and what residents and the team send from it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.engagement.commitments import actions
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentAnswer
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.engagement.commitments.make import SAID, answers, moved, promise
from tests.reviews.make import send_to

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
    moved(promise(entry, words="We will paint it"), CommitmentState.MADE, proof="Look «there»")
    moved(promise(entry, words="We will fly"), CommitmentState.NOT_DOING, reason="«No wings»")

    page = client.get(f"/stories/{entry.slug}/effect").text

    for words in ("Somewhere to sit", "a bench", "Overdue", "Look «there»", "«No wings»"):
        assert words in page


def test_the_list_is_found_by_its_address(client: Any, entry: Activity) -> None:
    promise(entry, words="«open»")
    moved(promise(entry, words="«finished»"), CommitmentState.MADE)

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
    paths = (f"/promises/{made.id}", "/promises", f"/stories/{entry.slug}/effect")
    before = [re.sub(r'value="[^"]*"|nonce', "", client.get(path).text) for path in paths]
    answers(made, yes=4)

    assert [re.sub(r'value="[^"]*"|nonce', "", client.get(path).text) for path in paths] == before
    answers(made, yes=1)
    for path in paths:
        page = client.get(path).text
        assert "Answers that people left here say that it happened." in page
        assert "About 5" not in page


def test_the_list_says_how_many_were_kept_of_how_many(client: Any, entry: Activity) -> None:
    assert "kept on time" not in client.get("/promises").text
    moved(promise(entry), CommitmentState.NOT_DOING)
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        moved(promise(entry), CommitmentState.MADE)

    page = client.get("/promises?state=planned").text

    assert "Of 2 promises whose day has come, 1 were kept on time." in page


def test_a_promise_of_a_withdrawn_entry_is_gone(client: Any, as_: As, entry: Activity) -> None:
    made = promise(entry, words="«secret»")
    make.withdraw(entry)

    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        assert browser.get(f"/promises/{made.id}").status_code == 404
        assert "«secret»" not in browser.get("/promises").text
        assert "«secret»" not in browser.get(f"/stories/{entry.slug}/effect").text


def review_link(browser: Any, path: str) -> str:
    """Return where a curator decides about what the team says of a promise."""
    found = re.search(r'href="(/desk/reviews/\d+)"', browser.get(path).text)
    assert found
    return found.group(1)


def seen(page: str) -> str:
    found = re.search(r'name="seen"[^>]*value="(\d+)"', page)
    assert found
    return found.group(1)


def test_what_an_owner_promises_is_read_by_a_curator_and_then_by_all(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    curator = make.person(role=Role.CURATOR)
    owner, desk = as_(session.get(Person, entry.owner_id)), as_(curator)
    assert owner.get(f"/promises/of/{entry.slug}").status_code == 200
    assert owner.send(f"/promises/of/{entry.slug}", {}).status_code == 422
    path = owner.send(f"/promises/of/{entry.slug}", FORM).location

    assert client.get(path).status_code == 404
    assert "mend the gate" in owner.get(f"/stories/{entry.slug}/effect").text
    assert "mend the gate" in desk.get("/desk/promises", follow_redirects=True).text
    told = session.scalars(select(Outgoing.text).where(Outgoing.recipient == curator.email)).all()
    assert path in told[0]
    assert send_to(desk, review_link(desk, path), "show").status_code == 303
    assert "mend the gate" in client.get(path).text
    assert "mend the gate" not in desk.get("/desk").text


def test_a_promise_begins_from_a_comment_and_leads_back_to_it(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    said = make.comment(entry, "The gate «sticks» & swings", outcome=Outcome.PUBLISH)
    owner, desk = as_(session.get(Person, entry.owner_id)), as_(Role.CURATOR)

    page = owner.get(f"/stories/{entry.slug}").text
    begin = unescape(re.findall(r'href="([^"]*/promises/of/[^"]*[?&;]comment=[^"]*)"', page)[0])
    form = owner.get(begin).text
    assert re.search(r'<textarea[^>]*name="request"[^>]*>\s*</textarea>', form)
    assert "The gate «sticks» &amp; swings" in form
    assert "The comment of" in form
    path = owner.send(
        f"/promises/of/{entry.slug}", {**FORM, "source": "comment", "comment": str(said.id)}
    ).location
    send_to(desk, review_link(desk, path), "show")

    comments = f"/comments/on/entry/{entry.slug}"
    assert f'href="{comments}#comment-{said.id}"' in client.get(path).text
    for page in (comments, f"/stories/{entry.slug}"):
        assert re.search(rf'The team promised:\s*<a [^>]*href="{path}"', client.get(page).text)


def test_a_promise_leads_to_nothing_but_a_comment(as_: As, session: Any, entry: Activity) -> None:
    owner = as_(session.get(Person, entry.owner_id))
    hidden = make.comment(entry, "«Nobody reads this»", outcome=Outcome.DECLINE)
    elsewhere = make.comment(
        make.activity(status=Status.PUBLISHED), "«Elsewhere»", outcome=Outcome.PUBLISH
    )
    for odd in ('x" onclick=alert(1)', str(hidden.id), str(elsewhere.id), "999999"):
        sent = {**FORM, "source": "comment", "comment": odd}

        path = owner.send(f"/promises/of/{entry.slug}", sent).location

        page = owner.get(path).text
        assert "onclick" not in page
        assert "#comment-" not in page


def test_what_the_team_says_came_of_it_is_read_too(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    owner, desk = as_(session.get(Person, entry.owner_id)), as_(Role.CURATOR)
    path = f"/promises/{promise(entry).id}"
    sent = {"seen": seen(owner.get(f"{path}/step").text), "state": "made", "post": "Head of parks"}
    assert "something to check" in owner.send(f"{path}/step", sent).text
    done = {**sent, "proof": "«It shuts»"}
    assert owner.send(f"{path}/step", done).status_code == 303
    assert owner.send(f"{path}/step", done).status_code == 409

    assert "«It shuts»" in owner.get(path).text
    assert "«It shuts»" not in client.get(path).text
    assert session.scalars(select(Commitment.state)).one() is CommitmentState.PLANNED
    send_to(desk, review_link(desk, path), "show")
    assert "«It shuts»" in client.get(path).text
    assert session.scalars(select(Commitment.state)).one() is CommitmentState.MADE


def test_a_curator_sends_it_back_and_the_team_puts_it_in_other_words(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    owner, desk = as_(session.get(Person, entry.owner_id)), as_(Role.CURATOR)
    path = owner.send(f"/promises/of/{entry.slug}", {**FORM, "words": "We will ask «Ann»"}).location
    review = review_link(desk, path)
    assert "Say why" in send_to(desk, review, "back").text
    send_to(desk, review, "back", message="Leave out the name")

    assert send_to(desk, review, "show").status_code == 409
    page = owner.get(f"{path}/reword").text
    assert "Leave out the name" in page
    assert "We will ask «Ann»" in page
    assert owner.send(f"{path}/reword", {**FORM, "seen": "0"}).status_code == 409
    assert owner.send(f"{path}/reword", {**FORM, "seen": seen(page)}).status_code == 303
    assert client.get(path).status_code == 404
    send_to(desk, review_link(desk, path), "show")
    assert "mend the gate" in client.get(path).text
    assert "Ann" not in client.get(path).text


def test_what_nobody_has_read_is_in_no_list_and_no_count(
    client: Any, session: Any, entry: Activity
) -> None:
    actions.make_promise(make.owner(entry), entry, replace(SAID, words="«unread»"))
    session.commit()
    others = ["/promises", f"/stories/{entry.slug}", f"/stories/{entry.slug}/effect", "/"]

    assert "0 promises" in client.get("/promises").text
    assert not any("«unread»" in client.get(path).text for path in others)


def test_others_may_not_write_on_a_promise(client: Any, as_: As, entry: Activity) -> None:
    made = promise(entry)
    for path in (f"/promises/of/{entry.slug}", f"/promises/{made.id}/step"):
        assert as_(Role.TEAM_MEMBER).get(path).status_code == 403
        assert as_(Role.TEAM_MEMBER).send(path, FORM).status_code == 403
        assert client.get(path).status_code == 303
