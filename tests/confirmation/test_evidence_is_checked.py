"""Checking the evidence of a level: on the page of confirming it, by somebody without a hand."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from coprod.accounts.models import Person
from coprod.assessment import actions, queries
from coprod.assessment.models import Rating
from coprod.assessment.rules import WEIGHED, Reply
from coprod.assessment.words import Choice, Evidence, Question
from coprod.confirmation.actions import propose_rung
from coprod.confirmation.rules import Proposing
from coprod.kit.actor import Role
from coprod.kit.errors import NotAllowedError
from coprod.register.words import Rung, Status
from coprod.scrutiny.models import Challenge
from coprod.scrutiny.queries import standing_of
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
WHY = {"rung": "co_production", "reason": "The minutes bear it out"}
AGREE = {"verdict": "agrees", "words": "I was there too"}
ALL = [question.value for question in WEIGHED]
QUEUE = "Evidence to check"


@pytest.fixture
def unread(session: Any) -> Rating:
    """An assessment of which readers see no note yet."""
    return make.rating(make.activity(status=Status.PUBLISHED), digits="3" * 14)


@pytest.fixture
def rating(unread: Rating) -> Rating:
    actions.let_notes_be_read(make.curator(), unread.activity, unread)
    return make.keep(unread)


def word(rating: Rating) -> Evidence | None:
    return standing_of(rating).evidence


def at(rating: Rating, rest: str = "") -> str:
    return f"/confirm/{rating.activity.slug}{rest}"


def propose(browser: StrictClient, rating: Rating, agreed: list[str]) -> Any:
    told = {**WHY, "rating": str(rating.id), "agreed": agreed}
    return browser.send(at(rating, "/propose"), told)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.LAY_MEMBER])
def test_whoever_confirms_reads_and_checks_on_one_page(
    as_: SignIn, rating: Rating, role: Role
) -> None:
    browser = as_(role)

    page = browser.get(at(rating)).text
    assert [q for q in Question if f"Minutes, item {q.number}<" in page] == list(WEIGHED)
    assert propose(browser, rating, ALL).status_code == 303

    assert word(rating) is Evidence.CHECKED
    assert "Evidence checked" in browser.get(f"/library/{rating.activity.slug}/ratings").text


def test_nothing_says_checked_before_readers_can_read_what_was_checked(
    as_: SignIn, client: StrictClient, unread: Rating
) -> None:
    """An agreement stays on record; the word stands once the notes are there to read."""
    slug, browser = unread.activity.slug, as_(Role.CURATOR)
    result = f"/assess/{slug}/result/{unread.id}"
    public = [result, *(f"/library/{slug}{rest}" for rest in ("", "/ratings", "/ratings.csv"))]
    public += [f"/api/entries/{slug}", f"/compare?entry={slug}", "/library"]

    assert propose(browser, unread, ALL).status_code == 303
    for page in public:
        text = client.get(page).text
        assert not [
            said for said in ("Evidence checked", "was checked<", '"checked"') if said in text
        ]
    assert word(unread) is Evidence.GIVEN
    assert queries.checked(unread) == set()
    assert "Readers do not see these notes yet" in browser.get(at(unread)).text

    browser.send(f"{result}/notes")
    assert word(unread) is Evidence.CHECKED
    assert queries.checked(unread) == set(WEIGHED)
    assert "Evidence checked" in client.get(result).text
    assert "Readers do not see these notes yet" not in browser.get(at(unread)).text


def test_an_agreement_is_given_once_also_while_readers_see_no_note(
    as_: SignIn, unread: Rating
) -> None:
    propose(as_(Role.CURATOR), unread, ALL[1:])

    page = as_(Role.LAY_MEMBER).get(at(unread)).text
    assert page.count('name="agreed"') == 1
    assert page.count("Somebody has agreed with this") == len(ALL) - 1
    sent = as_(Role.LAY_MEMBER).send(at(unread, "/answer"), {**AGREE, "agreed": ALL})

    assert sent.status_code == 303
    assert queries.agreed(unread) == set(WEIGHED)


def test_the_weakest_counts_until_the_last_is_checked(as_: SignIn, rating: Rating) -> None:
    propose(as_(Role.CURATOR), rating, ALL[1:])
    assert word(rating) is Evidence.GIVEN

    page = as_(Role.LAY_MEMBER).get(at(rating)).text
    assert page.count('name="agreed"') == 1
    sent = as_(Role.LAY_MEMBER).send(at(rating, "/answer"), {**AGREE, "agreed": ALL[:1]})

    assert sent.status_code == 303
    assert word(rating) is Evidence.CHECKED


def test_whoever_had_a_hand_checks_nothing(session: Any, as_: SignIn) -> None:
    """Having a hand means having done something to the entry, and answering is something."""
    curator = make.person(role=Role.CURATOR)
    owned = make.rating(make.activity(owner=curator, status=Status.PUBLISHED), digits="3" * 14)
    answered = make.rating(make.activity(status=Status.PUBLISHED), digits="3" * 14, submit=False)
    answered.person_id = curator.id
    actions.submit_rating(make.owner(answered.activity), answered)
    make.keep(answered)

    for rating in (owned, answered):
        with pytest.raises(NotAllowedError):
            actions.check_evidence(curator.actor, rating, {Question.Q1})
        details = Proposing(rating.id, Rung.CO_PRODUCTION, "Why", frozenset(WEIGHED))
        with pytest.raises(NotAllowedError):
            propose_rung(curator.actor, rating.activity, details)
        assert 'name="agreed"' not in as_(curator).get(at(rating)).text
    assert QUEUE not in as_(curator).get("/desk").text
    assert {word(owned), word(answered)} == {Evidence.GIVEN}


def test_where_nothing_is_given_nothing_is_checked(session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED), digits="2" * 14, note="")

    actions.check_evidence(make.curator(), rating, set(Question))

    assert word(rating) is Evidence.CLAIMED
    assert queries.checked(rating) == set()


def test_the_desk_brings_evidence_until_it_is_read_or_asked_about(
    session: Any, as_: SignIn, rating: Rating
) -> None:
    curator = as_(Role.CURATOR)
    assert QUEUE in (desk := curator.get("/desk").text)
    assert at(rating) in desk.split(QUEUE)[1]

    make.challenge(rating)
    assert f"{QUEUE} <" not in curator.get("/desk").text
    assert "«doubt»" in curator.get(at(rating)).text

    session.execute(update(Challenge).values(is_open=None))
    session.commit()
    assert f"{QUEUE} <" in curator.get("/desk").text
    propose(curator, rating, ALL)
    assert f"{QUEUE} <" not in curator.get("/desk").text


def test_a_proposal_that_was_taken_back_brings_evidence_to_the_desk_again(
    as_: SignIn, rating: Rating
) -> None:
    curator = as_(Role.CURATOR)
    propose(curator, rating, [])
    assert f"{QUEUE} <" not in curator.get("/desk").text

    curator.send(f"/confirm/{rating.activity.slug}/take-back")

    assert f"{QUEUE} <" in curator.get("/desk").text


def test_asking_takes_the_agreement_back_and_stays_on_the_record(
    as_: SignIn, rating: Rating, client: StrictClient
) -> None:
    propose(as_(Role.CURATOR), rating, ALL)
    here = f"/assess/{rating.activity.slug}/result/{rating.id}/question-2/challenge"

    assert as_(Role.LAY_MEMBER).send(here, {"words": "Which vote was it?"}).status_code == 303

    assert word(rating) is Evidence.GIVEN
    assert queries.checked(rating) == set(WEIGHED) - {Question.Q2}
    page = client.get(f"/assess/{rating.activity.slug}/result/{rating.id}").text
    assert "Which vote was it?" in page


def test_evidence_of_an_earlier_assessment_is_not_agreed_with_unread(
    as_: SignIn, rating: Rating
) -> None:
    make.rating(rating.activity, digits="3" * 14, round="end")

    refused = propose(as_(Role.CURATOR), rating, ALL)

    assert refused.status_code == 422
    assert "You agreed with evidence of the latest assessment" in refused.text
    assert word(rating) is Evidence.GIVEN


@pytest.mark.parametrize("strange", [["Q3"], ["x"], ["Q99", "Q1"]])
def test_strange_boxes_are_refused(as_: SignIn, rating: Rating, strange: list[str]) -> None:
    assert propose(as_(Role.CURATOR), rating, strange).status_code == 422


def test_a_new_answer_of_the_team_is_not_checked(as_: SignIn, rating: Rating) -> None:
    propose(as_(Role.CURATOR), rating, ALL)
    again = make.rating(rating.activity, digits="3" * 14, correction="A word", submit=False)
    owner = make.owner(rating.activity)
    actions.answer_question(owner, again, Reply(Question.Q2, Choice.A4, link="https://a.example/b"))
    actions.submit_rating(owner, again)

    assert (word(rating), word(again)) == (Evidence.CHECKED, Evidence.GIVEN)
