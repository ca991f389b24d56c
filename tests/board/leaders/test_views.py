import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.board.action_plan.queries import get_action
from coprod.board.leaders.enums import CanChange, SignedKind
from coprod.board.leaders.rules import PowerAnswer
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make
from tests.board.action_plan import make as plan
from tests.board.leaders import make as leaders
from tests.conftest import StrictClient
from tests.engagement.commitments.make import promise as promise_of

As = Callable[[Any], Any]
LINK = re.compile(r"/board/leaders/sign/[0-9a-f]{64}")
POWERS = dict.fromkeys(("budget", "contract", "rule"), "yes")
NO_BUDGET = {**POWERS, "budget": "no", "budget_words": "The council <b> sets it"}


def find_seen(page: str) -> str:
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_a_role_is_added_changed_and_closed(as_: As, client: FlaskClient) -> None:
    term = make.term(ListKind.ORGANISATION, label="Council")
    curator = as_(Role.CURATOR)
    sent = {"name": "Director <i>", "organisation_id": str(term.id), **POWERS}
    assert curator.send("/board/leaders/new", {**sent, "budget": ""}).status_code == 422
    here = curator.send("/board/leaders/new", {**sent, "budget_words": "To £5,000"}).location
    text = client.get(here).text
    assert "Director &lt;i&gt;" in text
    assert "To £5,000" in text
    assert "has signed nothing yet" in text
    closed = {**sent, "version": "1", "is_closed": "y"}
    assert curator.send(f"{here}/change", closed).status_code == 303
    assert "This role is no more" in client.get(here).text
    assert "No more" in client.get("/board/leaders").text
    assert curator.send(f"{here}/change", closed).status_code == 409


def test_a_curator_sees_the_words_and_the_letter_and_asks(as_: As, session: Any) -> None:
    role, promise = leaders.role(), promise_of(make.activity(status=Status.PUBLISHED))
    curator = as_(Role.CURATOR)
    here = f"/promises/{promise.id}"
    address = f"/board/leaders/ask?about={here}"
    assert f'href="{address}"' in curator.get(here).text
    page = curator.get(f"{address}&leader={role.slug}").text
    assert promise.words in page
    assert "The letter as it will go" in page
    sent = {"role_id": str(role.id), "email": "leader@example.org"}
    assert curator.send(address, {**sent, "email": "nobody"}).status_code == 422
    assert curator.send(address, {**sent, "role_id": "0"}).status_code == 422
    assert curator.send(address, sent).status_code == 303
    letters = select(Outgoing).where(Outgoing.recipient == "leader@example.org")
    assert LINK.search(session.scalars(letters).one().text)
    page = curator.get("/board/leaders/requests").text
    assert "Waits for an answer" in page
    assert "leader@example.org" not in page
    assert curator.send(address, sent).status_code == 422


@pytest.mark.parametrize("about", ["/stories/a-walk", "/promises/99", "nonsense", "//["])
def test_what_cannot_be_signed_is_explained(as_: As, about: str) -> None:
    answer = as_(Role.CURATOR).get("/board/leaders/ask", query_string={"about": about})
    assert answer.status_code == 422
    assert "Copy the address of the page" in answer.text


def test_a_leader_signs_by_the_link_and_everybody_reads_it(
    client: StrictClient, session: Any
) -> None:
    role, action = leaders.role(), plan.late(title="A ramp")
    link = f"/board/leaders/sign/{leaders.link(role, leaders.action_subject(action))}"
    assert client.get(link).status_code == 200
    page = client.get(link).text
    assert "A ramp" in page
    sent = {"answer": "signed", "seen": find_seen(page), **NO_BUDGET}
    assert client.send(link, {**sent, "budget_words": ""}).status_code == 422
    here = client.send(link, sent).location
    text = client.get(here).text
    assert "What could not be changed" in text
    assert "The council &lt;b&gt; sets it" in text
    assert "Overdue" in text
    assert role.name in client.get(f"/board/actions/{action.id}").text
    assert "Promises made: 1. Kept: 0. Late: 1." in client.get("/board/leaders").text
    again = client.send(link, sent)
    assert again.status_code == 410
    assert "This link has been used" in again.text
    assert "A leader has answered" in session.scalars(select(Outgoing.subject)).all()


def test_words_that_changed_are_read_again_before_they_are_signed(client: StrictClient) -> None:
    action = plan.action(title="A ramp")
    link = f"/board/leaders/sign/{leaders.link(leaders.role(), leaders.action_subject(action))}"
    sent = {"answer": "signed", "seen": find_seen(client.get(link).text), **NO_BUDGET}
    action = get_action(action.id)
    plan.move(action, due=action.due + timedelta(days=9), reason="No builder")
    answer = client.send(link, sent)
    assert answer.status_code == 422
    assert "The words changed while you read" in answer.text
    sent["seen"] = find_seen(answer.text)
    assert client.send(link, sent).status_code == 303


def test_who_declines_says_why_to_curators_alone(as_: As, client: StrictClient) -> None:
    role = leaders.role()
    link = f"/board/leaders/sign/{leaders.link(role, statement='We share power.')}"
    sent = {"answer": "declined", "reason": "Not mine to promise"}
    assert client.send(link, {**sent, "reason": ""}).status_code == 422
    assert client.send(link, sent).status_code == 303
    for page in ("/board/leaders", f"/board/leaders/{role.slug}"):
        assert "Not mine to promise" not in client.get(page).text
        assert "We share power." not in client.get(page).text
    assert "Not mine to promise" in as_(Role.CURATOR).get("/board/leaders/requests").text


def test_links_that_open_nothing_say_what_to_do(
    as_: As, client: StrictClient, session: Any
) -> None:
    role = leaders.role()
    token = leaders.link(role, statement="We share power.")
    link, number = f"/board/leaders/sign/{token}", leaders.find(token).id
    with time_machine.travel(clock.now() + timedelta(days=61)):
        assert "This link is too old" in client.get(link).text
    as_(Role.CURATOR).send(f"/board/leaders/requests/{number}/withdraw", {})
    assert "This link was taken back" in client.get(link).text
    assert client.send(link, {"answer": "signed"}).status_code == 410
    assert client.get(f"/board/leaders/sign/{'0' * 64}").status_code == 404
    activity = make.activity(status=Status.PUBLISHED)
    about = leaders.subject(SignedKind.PROMISE, promise_of(activity).id)
    link = f"/board/leaders/sign/{leaders.link(role, about)}"
    activity.status = Status.WITHDRAWN
    session.commit()
    assert "There is nothing to answer now" in client.get(link).text


def test_a_signature_that_is_taken_off_is_seen_no_more(as_: As, client: FlaskClient) -> None:
    role = leaders.role()
    signature = leaders.signed(role, statement="We share power.")
    here = f"/board/leaders/{role.slug}"
    assert "We share power." in client.get(here).text
    as_(Role.CURATOR).send(f"/board/leaders/requests/{signature.id}/withdraw", {})
    assert "We share power." not in client.get(here).text


def test_a_decision_and_a_promise_show_who_signed_them(client: FlaskClient) -> None:
    role, decision = leaders.role(), make.decision()
    limits = leaders.powers(rule=PowerAnswer(CanChange.YES, "After the next meeting"))
    leaders.signed(role, leaders.subject(SignedKind.DECISION, decision.id), powers=limits)
    text = client.get(f"/decisions/{decision.slug}").text
    assert "Signed by leaders" in text
    assert "After the next meeting" in text
    promise = promise_of(make.activity(status=Status.PUBLISHED))
    assert "Signed by leaders" not in client.get(f"/promises/{promise.id}").text
    leaders.signed(role, leaders.subject(SignedKind.PROMISE, promise.id))
    assert role.name in client.get(f"/promises/{promise.id}").text
