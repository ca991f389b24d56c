"""The pages of scrutiny: what is shown to whom, the letters, and the way through the forms."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient
from tests.reviews import make as reviews

SignIn = Callable[[Person | Role], StrictClient]
CURATOR, LAY = Role.CURATOR, Role.LAY_MEMBER
HOSTILE = "<script>alert(1)</script>"
WAITS = "Provisional: we’re checking 1 answer"


def result(rating: Rating, rest: str = "") -> str:
    return f"/activities/{rating.activity.slug}/assess/result/{rating.id}{rest}"


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get_one(Person, activity.owner_id)
    return found


def letters(session: Any) -> list[str]:
    return [letter.recipient for letter in session.scalars(select(Outgoing)).all()]


def test_a_challenge_goes_to_the_team_and_its_reply_to_the_curators(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating, team, by = make.rating(activity), owner(session, activity), make.person(role=CURATOR)
    activity_id = activity.id
    at, slug, team_id = result(rating), activity.slug, team.id
    team_email, curator_email = team.email, by.email
    curator = as_(by)

    asked = curator.send(f"{at}/question-2/challenge", {"words": "Who agreed?"})
    assert (asked.location, letters(session)) == (f"{at}#question-2", [team_email])
    browser = as_(session.get_one(Person, team_id))
    assert "Questions about your assessment" in browser.get(f"/activities/{slug}").text
    number = session.scalars(select(AnswerQuery.id)).one()
    browser.send(f"/activities/{slug}/assess/challenge/{number}/reply", {"words": "The board did"})

    assert curator_email in letters(session)
    title = session.get_one(Activity, activity_id).title
    assert f"Reply about an answer: “{title}”" in curator.get("/desk").text


def test_whoever_asked_gets_a_letter_about_the_reply_and_about_the_end(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating, team, lay = make.rating(activity), owner(session, activity), make.person(role=LAY)
    at, team_id, email = result(rating), team.id, lay.email or ""
    as_(lay).send(f"{at}/question-2/challenge", {"words": "Who agreed?"})
    number = session.scalars(select(AnswerQuery.id)).one()
    path = f"/activities/{activity.slug}/assess/challenge/{number}"

    as_(session.get_one(Person, team_id)).send(f"{path}/reply", {"words": "The board did"})
    assert letters(session).count(email) == 1

    as_(CURATOR).send(f"{path}/close", {"outcome": "accepted"})
    assert letters(session).count(email) == 2


def test_a_reply_is_read_by_somebody_without_a_hand_before_readers_see_it(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity)
    asked = make.answer_query(rating, replied=True)
    at, team_id = result(rating), activity.owner_id
    path, answer = reviews.address_of(asked), {"decision": "show", "seen": ""}
    waits = "A curator reads the reply before readers see it"

    assert "«doubt»" in client.get(at).text
    assert "«reply»" not in client.get(at).text
    assert waits in client.get(at).text
    for browser in (team := as_(session.get_one(Person, team_id)), as_(LAY), as_(CURATOR)):
        assert "«reply»" in browser.get(at).text

    assert team.send(path, answer).status_code == 403
    assert as_(Role.TEAM_MEMBER).send(path, answer).status_code == 404
    assert "«reply»" not in client.get(at).text
    lay = as_(LAY)
    assert path in lay.get(at).text
    assert reviews.send_to(lay, path, "show").location == "/advice"
    assert "Readers see the reply now" in lay.get(path).text
    assert "«reply»" in (page := client.get(at).text)
    assert waits not in page


def test_a_challenge_that_a_curator_takes_back_publishes_no_reply(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED))
    asked = make.answer_query(rating, replied=True)
    close = f"/activities/{rating.activity.slug}/assess/challenge/{asked.id}/close"

    as_(CURATOR).send(close, {"outcome": "taken_back", "words": "I had read it wrongly"})

    assert "I had read it wrongly" in (page := client.get(result(rating)).text)
    assert "«reply»" not in page
    assert "The question was taken back, so readers do not see the reply." in page
    assert not reviews.is_open(asked)


def test_a_reply_waits_in_the_queue_and_leads_to_closing_the_question(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(
        make.rating(activity, digits="1" * 14, note=""), words=HOSTILE, replied=True
    )
    close = f"/activities/{activity.slug}/assess/challenge/{asked.id}/close"
    curator = as_(CURATOR)

    page = curator.get(reviews.address_of(asked)).text
    assert "«reply»" in page
    assert close in page
    assert HOSTILE not in page

    assert reviews.send(curator, asked, "show").location == "/desk"
    assert "Challenges to close" in curator.get("/desk").text


def test_a_reply_that_a_curator_decides_about_at_once_ceases_to_wait(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(make.rating(activity), replied=True)

    as_(CURATOR).send(
        f"/activities/{activity.slug}/assess/challenge/{asked.id}/close", {"outcome": "accepted"}
    )

    assert not reviews.is_open(asked)


@pytest.mark.parametrize("role", [LAY, CURATOR])
def test_who_ever_had_a_hand_in_the_entry_does_not_decide_about_its_reply(
    session: Any, as_: SignIn, role: Role
) -> None:
    activity = make.activity(status=Status.PUBLISHED, owner=make.person(role=role))
    asked = make.answer_query(make.rating(activity), replied=True)
    own = as_(session.get_one(Person, activity.owner_id))

    answer = own.send(reviews.address_of(asked), {"decision": "show", "seen": ""})

    assert answer.status_code == 403
    assert reviews.is_open(asked)


def test_lay_members_do_not_read_a_reply_about_an_entry_that_they_cannot_see(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(make.rating(activity), replied=True)
    activity.status = Status.RETURNED
    session.commit()

    lay, path = as_(LAY), reviews.address_of(asked)

    assert lay.get(path).status_code == 404
    assert lay.send(path, {"decision": "show", "seen": ""}).status_code == 404
    assert as_(CURATOR).get(path).status_code == 200


def test_readers_see_what_was_asked_replied_and_decided(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED))
    asked = make.answer_query(rating, words=f"Who agreed? {HOSTILE}", replied=True)
    at, close = (
        result(rating),
        f"/activities/{rating.activity.slug}/assess/challenge/{asked.id}/close",
    )
    curator = as_(CURATOR)

    silent = curator.send(close, {"outcome": "stands"})
    done = curator.send(close, {"outcome": "stands", "words": "No paper says so"})

    assert (silent.status_code, done.location) == (422, f"{at}#question-2")
    page = client.get(at).text
    for said in ("Who agreed?", "«reply»", "The challenge stands", "No paper says so"):
        assert said in page
    assert HOSTILE not in page


def test_the_word_stands_wherever_the_rung_does(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)
    other = make.activity(status=Status.PUBLISHED)
    at, slug = result(rating), activity.slug
    compared = f"/compare?entry={slug}&entry={other.slug}"

    for address in (at, f"/stories/{slug}", compared):
        page = client.get(address).text
        assert WAITS in page
        assert re.findall(r'class="app-tags"><strong[^>]*>([^<]+)<', page) == ["Evidence given"]

    reviews.send(as_(CURATOR), make.ruling(rating), "accepted")
    for address in (at, f"/stories/{slug}", compared):
        assert WAITS not in client.get(address).text
    assert "A curator accepted that this does not apply" in client.get(at).text


def test_a_refusal_is_shown_with_its_reason_and_leads_the_team_to_a_new_round(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating, team = make.rating_with_unfit_answer(activity), owner(session, activity)
    at, slug, email, team_id = result(rating), activity.slug, team.email, team.id
    curator = as_(CURATOR)

    at_review = reviews.address_of(make.ruling(rating))

    assert at_review in curator.get(at).text
    assert "Nobody wanted to be paid" in curator.get(at_review).text
    silent = reviews.send_to(curator, at_review, "refused")
    reviews.send_to(curator, at_review, "refused", message="Fares were paid")

    assert silent.status_code == 422
    assert letters(session) == [email]
    page = client.get(at).text
    assert "A curator did not accept that this does not apply" in page
    assert "Fares were paid" in page
    assert "Provisional: 1 answer was not accepted" in page
    browser = as_(session.get_one(Person, team_id))
    assert f"/activities/{slug}/assess/begin" in browser.get(f"/activities/{slug}").text


def test_curators_are_told_that_an_answer_waits_for_them(session: Any, as_: SignIn) -> None:
    curator = make.person(role=CURATOR).email
    for status, expected in ((Status.DRAFT, []), (Status.PUBLISHED, [curator])):
        activity = make.activity(status=status)
        rating = make.rating(activity, submit=False)
        browser, slug = as_(owner(session, activity)), activity.slug
        told = {"Q5-choice": "does_not_apply", "Q5-reason": "Nobody wanted it"}
        browser.send(f"/activities/{slug}/assess", told)
        assert browser.send(f"/activities/{slug}/assess/submit").status_code == 303, rating.id
        assert [each for each in letters(session) if each == curator] == expected


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER])
def test_others_read_and_are_offered_nothing(
    session: Any, as_: SignIn, client: StrictClient, role: Role
) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    asked = make.answer_query(rating)
    browser = client if role is Role.VISITOR else as_(role)
    at, close = (
        result(rating),
        f"/activities/{rating.activity.slug}/assess/challenge/{asked.id}/close",
    )

    page = browser.get(at).text

    assert "«doubt»" in page
    for offer in ("Challenge this answer", "Close this challenge", "Accept this, or say why not"):
        assert offer not in page
    assert browser.get(close).status_code in {302, 303, 403}


def test_what_is_not_there_is_not_found(session: Any, as_: SignIn) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    draft = make.rating(make.activity())
    other = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(rating)
    curator, stranger = as_(CURATOR), as_(Role.TEAM_MEMBER)

    assert (
        curator.get(f"/activities/{other.slug}/assess/challenge/{asked.id}/close").status_code
        == 404
    )
    assert curator.get(result(draft, "/question-2/challenge")).status_code == 403
    assert stranger.get(result(draft)).status_code == 404


def test_the_result_asks_little_however_much_was_asked(
    session: Any, client: StrictClient, queries: list[str]
) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    for question in Question:
        make.answer_query(rating, question, replied=True)
    at = result(rating)
    queries.clear()

    assert client.get(at).status_code == 200
    assert len(queries) <= 10


def test_the_review_of_a_reply_asks_little(session: Any, as_: SignIn, queries: list[str]) -> None:
    asked = make.answer_query(make.rating(make.activity(status=Status.PUBLISHED)), replied=True)
    path, curator = reviews.address_of(asked), as_(CURATOR)
    queries.clear()

    assert curator.get(path).status_code == 200
    assert len(queries) <= 15
