"""Checking the evidence of a level: on the page of confirming it, by somebody without a hand."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.answer_review.queries import get_rung_status
from coprod.assessment.confirmation.actions import propose_rung, read_evidence
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.queries import has_evidence_to_check
from coprod.assessment.confirmation.rules import EvidenceReading, ProposalDetails
from coprod.assessment.self_assessment import actions, queries
from coprod.assessment.self_assessment.enums import Choice, Evidence, Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.rules import WEIGHED, TeamReply
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient
from tests.reviews.make import send as send_decision

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
    actions.publish_notes(make.curator(), unread.activity, unread)
    return make.keep(unread)


def word(rating: Rating) -> Evidence | None:
    return get_rung_status(rating).evidence


def at(rating: Rating, rest: str = "") -> str:
    return f"/activities/{rating.activity.slug}/confirm{rest}"


def propose(browser: StrictClient, rating: Rating, agreed: list[str], **more: str) -> Any:
    told = {**WHY, "rating": str(rating.id), **dict.fromkeys(agreed, "agree"), **more}
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
    assert "Evidence checked" in browser.get(f"/stories/{rating.activity.slug}/ratings").text


def test_nothing_says_checked_before_readers_can_read_what_was_checked(
    as_: SignIn, client: StrictClient, unread: Rating
) -> None:
    """An agreement stays on record; the word stands once the notes are there to read."""
    slug, browser = unread.activity.slug, as_(Role.CURATOR)
    result = f"/activities/{slug}/assess/result/{unread.id}"
    public = [result, *(f"/stories/{slug}{rest}" for rest in ("", "/ratings", "/ratings.csv"))]
    public += [f"/api/entries/{slug}", f"/compare?entry={slug}", "/stories"]

    assert propose(browser, unread, ALL).status_code == 303
    for page in public:
        text = client.get(page).text
        assert not [
            said for said in ("Evidence checked", "was checked<", '"checked"') if said in text
        ]
    assert word(unread) is Evidence.GIVEN
    assert queries.list_checked_questions(unread) == set()
    assert "Readers do not see these notes yet" in browser.get(at(unread)).text

    reading = queries.find_notes_reading(unread)
    assert reading is not None
    send_decision(browser, reading, "show")
    assert word(unread) is Evidence.CHECKED
    assert queries.list_checked_questions(unread) == set(WEIGHED)
    assert "Evidence checked" in client.get(result).text
    assert "Readers do not see these notes yet" not in browser.get(at(unread)).text


def test_an_agreement_is_given_once_also_while_readers_see_no_note(
    as_: SignIn, unread: Rating
) -> None:
    propose(as_(Role.CURATOR), unread, ALL[1:])

    page = as_(Role.LAY_MEMBER).get(at(unread)).text
    assert page.count('value="agree"') == 1
    assert page.count("Somebody has agreed with this") == len(ALL) - 1
    sent = as_(Role.LAY_MEMBER).send(at(unread, "/answer"), {**AGREE, ALL[0]: "agree"})

    assert sent.status_code == 303
    assert queries.list_agreed_questions(unread) == set(WEIGHED)


def test_the_weakest_counts_until_the_last_is_checked(as_: SignIn, rating: Rating) -> None:
    propose(as_(Role.CURATOR), rating, ALL[1:])
    assert word(rating) is Evidence.GIVEN

    page = as_(Role.LAY_MEMBER).get(at(rating)).text
    assert page.count('value="agree"') == 1
    sent = as_(Role.LAY_MEMBER).send(at(rating, "/answer"), {**AGREE, "Q1": "agree"})

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
            actions.agree_with_evidence(curator.actor, rating, {Question.Q1})
        reading = EvidenceReading(frozenset(WEIGHED))
        details = ProposalDetails(rating.id, Rung.CO_PRODUCTION, "Why", reading)
        with pytest.raises(NotAllowedError):
            propose_rung(curator.actor, rating.activity, details)
        assert 'value="agree"' not in as_(curator).get(at(rating)).text
    assert QUEUE not in as_(curator).get("/desk").text
    assert {word(owned), word(answered)} == {Evidence.GIVEN}


def test_where_nothing_is_given_nothing_is_checked(session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED), digits="2" * 14, note="")

    actions.agree_with_evidence(make.curator(), rating, set(Question))

    assert word(rating) is Evidence.CLAIMED
    assert queries.list_checked_questions(rating) == set()


def test_the_desk_brings_evidence_until_it_is_read_or_asked_about(
    session: Any, as_: SignIn, rating: Rating
) -> None:
    curator = as_(Role.CURATOR)
    assert QUEUE in (desk := curator.get("/desk").text)
    assert at(rating) in desk.split(QUEUE)[1]

    session.expunge_all()  # what the page read is another instance of the same rows
    make.answer_query(rating)
    assert f"{QUEUE} <" not in curator.get("/desk").text
    assert "«doubt»" in curator.get(at(rating)).text

    session.execute(update(AnswerQuery).values(is_open=None))
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

    curator.send(f"/activities/{rating.activity.slug}/confirm/take-back")

    assert f"{QUEUE} <" in curator.get("/desk").text


def test_asking_takes_the_agreement_back_and_stays_on_the_record(
    as_: SignIn, rating: Rating, client: StrictClient
) -> None:
    propose(as_(Role.CURATOR), rating, ALL)
    here = f"/activities/{rating.activity.slug}/assess/result/{rating.id}/question-2/challenge"

    assert as_(Role.LAY_MEMBER).send(here, {"words": "Which vote was it?"}).status_code == 303

    assert word(rating) is Evidence.GIVEN
    assert queries.list_checked_questions(rating) == set(WEIGHED) - {Question.Q2}
    page = client.get(f"/activities/{rating.activity.slug}/assess/result/{rating.id}").text
    assert "Which vote was it?" in page


def test_nobody_agrees_with_an_answer_while_the_team_is_asked_about_it(
    session: Any, as_: SignIn, rating: Rating
) -> None:
    make.answer_query(rating)
    browser = as_(Role.LAY_MEMBER)

    assert browser.get(at(rating)).text.count('value="agree"') == len(ALL) - 1
    assert propose(browser, rating, ALL).status_code == 422
    with pytest.raises(RuleBrokenError):
        read_evidence(make.curator(), rating, EvidenceReading(frozenset(WEIGHED)))
    assert queries.list_agreed_questions(rating) == set()

    session.execute(update(AnswerQuery).values(is_open=None))
    session.commit()
    assert propose(browser, rating, ALL).status_code == 303
    assert word(rating) is Evidence.CHECKED


def test_evidence_of_an_earlier_assessment_is_not_agreed_with_unread(
    as_: SignIn, rating: Rating
) -> None:
    make.rating(rating.activity, digits="3" * 14, round="end")

    refused = propose(as_(Role.CURATOR), rating, ALL)

    assert refused.status_code == 422
    assert "You read the evidence of the latest assessment" in refused.text
    assert word(rating) is Evidence.GIVEN


@pytest.mark.parametrize("strange", [{"Q2": "x"}, {"Q2": "a" * 500}])
def test_strange_answers_are_refused(as_: SignIn, rating: Rating, strange: Any) -> None:
    told = {**WHY, "rating": str(rating.id), **strange}
    assert as_(Role.CURATOR).send(at(rating, "/propose"), told).status_code == 422


@pytest.mark.parametrize("role", [Role.CURATOR, Role.LAY_MEMBER])
def test_agreeing_and_asking_are_one_act_with_the_level(
    session: Any, as_: SignIn, rating: Rating, client: StrictClient, role: Role
) -> None:
    agreed = [each for each in ALL if each != "Q2"]

    sent = propose(as_(role), rating, agreed, Q2="ask", Q2_question="Which vote was it?")

    assert sent.status_code == 303
    assert queries.list_checked_questions(rating) == set(WEIGHED) - {Question.Q2}
    assert word(rating) is Evidence.GIVEN
    (asked,) = session.scalars(select(AnswerQuery)).all()
    assert (asked.about, asked.words) == ("Q2", "Which vote was it?")
    result = f"/activities/{rating.activity.slug}/assess/result/{rating.id}"
    assert "Which vote was it?" in client.get(result).text
    owner = session.get_one(Person, rating.activity.owner_id)
    subjects = session.scalars(select(Outgoing.subject).where(Outgoing.recipient == owner.email))
    assert "A question about one of your answers" in subjects.all()


def test_whoever_only_asks_proposes_no_level(session: Any, as_: SignIn, rating: Rating) -> None:
    curator = as_(Role.CURATOR)
    told = {"rating": str(rating.id), "rung": "not_yet", "Q1": "agree"}

    silent = curator.send(at(rating, "/propose"), {"rating": str(rating.id), "rung": "not_yet"})
    sent = curator.send(at(rating, "/propose"), {**told, "Q2": "ask", "Q2_question": "Who?"})

    assert (silent.status_code, sent.status_code) == (422, 303)
    assert session.scalars(select(Proposal)).all() == []
    assert queries.list_checked_questions(rating) == {Question.Q1}
    assert session.scalars(select(AnswerQuery.words)).all() == ["Who?"]


def test_the_other_side_asks_before_it_answers(session: Any, as_: SignIn, rating: Rating) -> None:
    make.proposal(rating)
    told = {"verdict": "not_yet", "Q2": "ask", "Q2_question": "Who?"}

    assert as_(Role.LAY_MEMBER).send(at(rating, "/answer"), told).status_code == 303

    assert session.scalars(select(ProposalAnswer)).all() == []
    assert session.scalars(select(AnswerQuery.words)).all() == ["Who?"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"Q2": "ask"}, "Write what you ask"),
        ({"Q2": "ask", "Q2_question": "x" * 2001}, "Shorten this"),
        ({"Q2": "agree", "Q2_question": "Who?"}, "You wrote a question"),
        ({"Q2_question": "Who?"}, "You wrote a question"),
    ],
)
def test_a_question_is_never_lost(
    session: Any, as_: SignIn, rating: Rating, typed: dict[str, str], says: str
) -> None:
    told = {**WHY, "rating": str(rating.id), **typed}

    refused = as_(Role.CURATOR).send(at(rating, "/propose"), told)

    assert refused.status_code == 422
    assert says in refused.text
    assert typed.get("Q2_question", "") in refused.text
    assert session.scalars(select(Proposal)).all() == []
    assert session.scalars(select(AnswerQuery)).all() == []


def test_what_bears_nothing_to_agree_with_can_be_asked_about(as_: SignIn, session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED), digits="2" * 14, note="")
    browser = as_(Role.CURATOR)

    page = browser.get(at(rating)).text

    assert page.count('value="ask"') == len(WEIGHED)
    assert 'value="agree"' not in page
    assert propose(browser, rating, ["Q2"]).status_code == 422
    assert propose(browser, rating, [], Q2="ask", Q2_question="Who?").status_code == 303


def test_a_new_answer_of_the_team_is_not_checked(as_: SignIn, rating: Rating) -> None:
    propose(as_(Role.CURATOR), rating, ALL)
    again = make.rating(rating.activity, digits="3" * 14, correction="A word", submit=False)
    owner = make.owner(rating.activity)
    actions.answer_question(
        owner, again, TeamReply(Question.Q2, Choice.A4, link="https://a.example/b")
    )
    actions.submit_rating(owner, again)

    assert (word(rating), word(again)) == (Evidence.CHECKED, Evidence.GIVEN)


def test_evidence_waits_for_whoever_had_no_hand_in_it_until_the_team_is_asked(
    session: Any,
) -> None:
    by, activity = make.curator(), make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity, digits="3" * 14)

    def waits_for(actor: Actor) -> bool:
        condition = has_evidence_to_check(actor)
        return bool(session.scalar(select(Activity.id).where(condition)))

    assert waits_for(by)
    assert not waits_for(make.owner(activity))
    make.answer_query(rating)
    assert not waits_for(by)
