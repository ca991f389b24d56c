"""The conversation about an entry: who hears, who answers, and who never finds it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.core.mail import Outgoing
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.review.models import ReviewMessage
from tests import make
from tests.reviews.make import address_of, send, waiting_ids

As = Callable[[Any], Any]
TALK = "/activities/falls-group/conversation"
SUBJECT = "There is a message about an activity"


def told(session: Any) -> set[str]:
    wanted = select(Outgoing.recipient).where(Outgoing.subject == SUBJECT)
    return set(session.scalars(wanted))


def found(session: Any) -> Activity:
    activity: Activity = session.scalars(select(Activity)).one()
    return activity


def unanswered(actor: Actor) -> list[int]:
    return waiting_ids(actor, "message")


def test_owner_curator_and_adviser_write_and_the_other_side_is_told(as_: As, session: Any) -> None:
    owner, curator, lay = (
        make.person(role=r) for r in (Role.RESIDENT, Role.CURATOR, Role.LAY_MEMBER)
    )
    make.activity(owner=owner, status=Status.SUBMITTED)

    assert as_(owner).send(TALK, {"body": "Is it clear?"}).status_code == 303
    assert told(session) == {curator.email}
    assert list(unanswered(curator.actor)) != []
    assert "Is it clear?" in as_(curator).get("/desk").text

    assert as_(lay).send(TALK, {"body": "Say who decided."}).status_code == 303
    assert told(session) == {curator.email, owner.email}
    assert list(unanswered(curator.actor)) != []

    assert as_(curator).send(TALK, {"body": "Yes, it is."}).status_code == 303
    assert list(unanswered(curator.actor)) == []
    for who in (owner, curator, lay):
        page = as_(who).get(TALK).text
        assert page.index("Is it clear?") < page.index("Say who decided.")
        assert page.index("Say who decided.") < page.index("Yes, it is.")
        assert owner.name not in page.split("<main")[1]


def test_a_message_is_not_in_the_letter_about_it(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)

    as_(Role.CURATOR).send(TALK, {"body": "Zebrafish"})

    [letter] = session.scalars(select(Outgoing).where(Outgoing.recipient == owner.email))
    assert "Zebrafish" not in letter.text + letter.html
    assert TALK in letter.text


@pytest.mark.parametrize("body", ["", "  ", "x" * 5001])
def test_a_message_with_nothing_or_too_much_in_it_is_not_kept(
    as_: As, session: Any, body: str
) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)

    assert as_(owner).send(TALK, {"body": body}).status_code == 422
    assert session.scalar(select(func.count(ReviewMessage.id))) == 0


def test_a_decision_answers_what_the_team_wrote(as_: As, session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    make.activity(owner=owner, status=Status.SUBMITTED)
    as_(owner).send(TALK, {"body": "Is it clear?"})

    send(as_(curator), found(session), "publish")

    assert list(unanswered(curator.actor)) == []


def test_a_curator_answers_from_the_queue_and_the_team_is_told(as_: As, session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    make.activity(owner=owner, status=Status.PUBLISHED)
    for words in ("Is it <b>clear</b>?", "Please say"):
        as_(owner).send(TALK, {"body": words})
    first, second = session.scalars(select(ReviewMessage).order_by(ReviewMessage.id))
    desk = as_(curator)

    assert "Is it &lt;b&gt;clear&lt;/b&gt;?" in desk.get(address_of(first)).text
    assert send(desk, first, "answer").status_code == 422
    assert send(desk, first, "answer", message="Yes, it is.").status_code == 303
    assert "Yes, it is." in as_(owner).get(TALK).text
    assert owner.email in told(session)
    assert unanswered(curator.actor) == [], "one answer is for all that was written"
    assert "It is no longer waiting" in desk.get(address_of(second)).text


def test_a_message_that_needs_no_answer_waits_no_longer(as_: As, session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    make.activity(owner=owner, status=Status.PUBLISHED)
    as_(owner).send(TALK, {"body": "Thank you"})
    message = session.scalars(select(ReviewMessage)).one()

    assert send(as_(curator), message, "close").status_code == 303
    assert unanswered(curator.actor) == []
    assert owner.email not in told(session)


def test_an_entry_sent_back_with_ticked_reasons_tells_the_whole_story(
    as_: As, session: Any
) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)
    desk, mine = as_(Role.CURATOR), as_(owner)

    send(desk, found(session), "return", reasons=["who", "plain"], message="Soon.")
    mine.send("/activities/falls-group/submit")
    send(desk, found(session), "publish")

    page = mine.get(TALK).text
    steps = [
        "Sent to a curator",
        "Sent back for changes",
        "Say who took part",
        "Soon.",
        "Published",
    ]
    assert [s for s in steps if s not in page] == []
    assert "Use plainer words" in page
    again = make.activity(owner=owner, status=Status.SUBMITTED)
    assert send(desk, again, "return", reasons=["no such"]).status_code == 422


def test_hostile_messages_are_shown_as_words(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)
    mine = as_(owner)

    mine.send(TALK, {"body": "> quoted\n<svg/onload=alert(1)> **bold**"})

    page = mine.get(TALK).text
    assert "<svg/onload" not in page
    assert "&gt; quoted\n&lt;svg/onload=alert(1)&gt; **bold**" in page


def test_what_was_said_before_publication_is_found_by_no_reader(
    as_: As, session: Any, client: Any
) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)
    desk, mine = as_(Role.CURATOR), as_(owner)
    send(desk, found(session), "return", message="Zebrafish reason")
    mine.send(TALK, {"body": "Zebrafish message"})
    mine.send("/activities/falls-group/submit")
    send(desk, found(session), "publish")

    others = (client, *(as_(r) for r in (Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER)))
    for browser in others:
        for path in ("/", "/stories", "/stories/falls-group", "/stories/falls-group/history"):
            page = browser.get(path)
            assert page.status_code == 200
            assert "Zebrafish" not in page.text
        assert "0 stories" in browser.get("/stories?q=zebrafish").text
    for browser in others[1:]:
        assert browser.get(TALK).status_code == 403
        assert browser.send(TALK, {"body": "x"}).status_code == 403
    assert client.get(TALK).status_code == 303


@pytest.mark.parametrize("status", list(Status))
def test_lay_members_find_what_waits_and_no_draft(as_: As, session: Any, status: Status) -> None:
    make.activity(status=status)
    lay = as_(Role.LAY_MEMBER)
    waits = status is Status.SUBMITTED
    known = status in {Status.SUBMITTED, Status.PUBLISHED, *GONE}

    seen = 410 if status in GONE else 200 if known else 404
    assert lay.get("/stories/falls-group").status_code == seen
    assert lay.get(TALK).status_code == (200 if waits else 403 if known else 404)
    assert lay.send(TALK, {"body": "Advice"}).status_code == (
        303 if waits else 403 if known else 404
    )
    assert ("Falls group" in lay.get("/advice").text) is waits
    assert lay.get("/activities/falls-group").status_code == (403 if known else 404)
    assert lay.get("/activities/falls-group/review").status_code == 403
    for path in ("publish", "return", "withdraw", "submit"):
        refused = lay.send(f"/activities/falls-group/{path}", {"reason": "x"})
        assert refused.status_code in {403, 404}


def test_only_lay_members_and_curators_are_asked_for_advice(as_: As, session: Any) -> None:
    make.activity(status=Status.SUBMITTED)

    assert as_(Role.TEAM_MEMBER).get("/advice").status_code == 403
    assert as_(Role.RESIDENT).get("/advice").status_code == 403
    assert as_(Role.CURATOR).get("/advice").status_code == 200
    assert "/advice" in as_(Role.LAY_MEMBER).get("/stories").text
    assert "/advice" not in as_(Role.TEAM_MEMBER).get("/stories").text
