from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.sections.actions import write_parts
from tests import make
from tests.reviews.make import send, send_to

As = Callable[[Any], Any]


def status(session: Any) -> Status:
    session.expire_all()
    found = session.query(Activity).one().status
    assert isinstance(found, Status)
    return found


def test_a_curator_returns_an_entry_and_its_owner_reads_why(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)
    curator = as_(Role.CURATOR)
    assert "Falls group" in curator.get("/desk").text
    review = curator.get("/activities/falls-group/review").location

    empty = send_to(curator, review, "return", message=" ")
    sent = send_to(curator, review, "return", message="Say who was missing")

    assert (empty.status_code, sent.status_code) == (422, 303)
    assert status(session) is Status.RETURNED
    assert "Say who was missing" in as_(owner).get("/activities/falls-group").text


def test_what_a_curator_publishes_a_visitor_reads(as_: As, session: Any, client: Any) -> None:
    activity = make.activity(status=Status.SUBMITTED)
    assert client.get("/stories/falls-group").status_code == 404

    assert send(as_(Role.CURATOR), activity, "publish").status_code == 303

    page = client.get("/stories/falls-group")
    assert page.status_code == 200
    assert "Residents and staff plan a falls group." in page.text


def test_a_team_member_cannot_publish_by_sending_the_form_directly(as_: As, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.SUBMITTED)

    assert send(as_(owner), activity, "publish").status_code == 403
    assert status(session) is Status.SUBMITTED


def test_publishing_twice_is_refused_plainly(as_: As, session: Any) -> None:
    activity = make.activity(status=Status.SUBMITTED)
    send(as_(Role.CURATOR), activity, "publish")

    page = send(as_(Role.CURATOR), activity, "publish")

    assert page.status_code == 409
    assert "already decided" in page.text


def test_an_entry_with_open_questions_cannot_be_sent_in(as_: As, session: Any) -> None:
    owner = make.person()
    browser = as_(owner)
    logged = browser.send("/activities/log", {"title": "Falls group"})

    page = browser.send(logged.location.replace("summary", "submit"))

    assert page.status_code == 422
    assert "Say in a few plain words what it is" in page.text


def test_a_withdrawn_entry_leaves_its_reason_and_nothing_else(
    as_: As, session: Any, client: Any
) -> None:
    make.activity(status=Status.PUBLISHED)

    curator = as_(Role.CURATOR)
    assert curator.get("/activities/falls-group/withdraw").status_code == 200
    curator.send(
        "/activities/falls-group/withdraw", {"how": "withdrawn", "reason": "It was entered twice"}
    )

    page = client.get("/stories/falls-group")
    assert "It was entered twice" in page.text
    assert "Residents and staff plan" not in page.text
    assert "0 stories" in client.get("/stories").text


def test_each_step_is_told_by_mail_to_the_one_who_waits_for_it(as_: As, session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    make.activity(owner=owner)

    as_(owner).send("/activities/falls-group/submit")
    activity = session.scalars(select(Activity)).one()
    send(as_(curator), activity, "return", message="A private reason")

    sent = session.scalars(select(Outgoing).order_by(Outgoing.id)).all()
    assert [(mail.recipient, mail.subject) for mail in sent] == [
        (curator.email, "An activity is waiting to be read"),
        (owner.email, "Your activity needs a change before it can be public"),
    ]
    assert "/activities/falls-group/review" in sent[0].text
    assert "A private reason" not in sent[1].text + sent[1].html


def test_a_title_with_line_breaks_adds_no_header(as_: As, session: Any) -> None:
    owner, _curator = make.person(), make.person(role=Role.CURATOR)
    as_(owner).send("/activities/log", {"title": "Falls\r\nBcc: x@example.org"})

    kept = session.scalars(select(Activity)).one()

    assert kept.title == "Falls Bcc: x@example.org"


def test_a_curator_reads_every_section_and_the_private_notes_in_few_queries(
    as_: As, session: Any, queries: list[str]
) -> None:
    made = make.activity(status=Status.SUBMITTED)
    write_parts(made, tuple(make.everything(made).values()))
    make.keep(made)
    browser = as_(Role.CURATOR)
    review = browser.get("/activities/falls-group/review").location
    queries.clear()

    page = browser.get(review).text

    assert len(queries) <= 20, "three are for levels and likeness, two for who was never asked"
    assert "The landlord is nervous" in page
    assert "We fitted handrails" in page
    assert "Fill in" not in page


def test_everybody_who_looks_after_an_entry_is_told_but_not_who_left(as_: As, session: Any) -> None:
    owner, beside, gone = make.person(), make.person(), make.person()
    activity = make.activity(owner=owner, status=Status.SUBMITTED)
    now = clock.now()
    make.keep(CoOwner(activity_id=activity.id, person_id=beside.id, since=now))
    make.keep(CoOwner(activity_id=activity.id, person_id=gone.id, since=now, left_at=now))

    send(as_(Role.CURATOR), session.scalars(select(Activity)).one(), "publish")

    sent = session.scalars(select(Outgoing).order_by(Outgoing.id)).all()
    assert [mail.recipient for mail in sent] == [owner.email, beside.email]


def test_what_a_team_says_of_people_in_it_stands_on_the_review_and_nowhere_else(
    as_: As, session: Any, client: Any
) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    team = as_(owner)
    assert "easy to recognise here?" in team.get("/activities/falls-group").text

    path = "/activities/falls-group/submit"
    assert team.send(path, {"recognisable": "«somebody»"}).status_code == 422
    assert team.send(path, {"recognisable": "unsure", "agreed": "no"}).status_code == 303
    curator = as_(Role.CURATOR)
    page = curator.get(curator.get("/activities/falls-group/review").location).text
    people = page.split("People in the words")[1].split("</dl>")[0]
    assert "Not sure" in people
    assert "Did they agree to it?" in people

    send(curator, activity, "publish")
    assert "easy to recognise here?" not in client.get("/stories/falls-group").text


def test_a_curator_sees_that_a_team_left_the_question_about_people_open(
    as_: As, session: Any
) -> None:
    make.activity(status=Status.SUBMITTED)
    curator = as_(Role.CURATOR)
    page = curator.get(curator.get("/activities/falls-group/review").location).text
    assert "Not answered" in page.split("People in the words")[1].split("</dl>")[0]
