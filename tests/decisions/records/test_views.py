"""The pages of a record in the making: one question a page, nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.guide.enums import Question
from coprod.decisions.records import queries
from coprod.decisions.records.enums import ChosenLevel
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.presenters import SECTIONS_BY_NAME
from coprod.reference.lists.enums import ListKind
from tests import make

As = Callable[[Any], Any]
HOSTILE = "<svg/onload=alert(1)>{{1337*7}} ' OR 1=1 --"


def mark(decision: DecisionRecord, question: Question) -> str:
    return compute_fingerprint((queries.get_replies(decision).get(question),))


def test_ten_questions_lead_to_the_result(as_: As, session: Any) -> None:
    browser = as_(Role.TEAM_MEMBER)
    at = browser.send("/decisions/new", {"title": "How people book"}).location

    for question, answer in make.ROUTINE.items():
        assert at == f"/decisions/how-people-book/question-{question.number}"
        seen = compute_fingerprint((None,))
        at = browser.send(at, {"answer": answer, "seen": seen}).location

    page = browser.get(at).text
    assert at == "/decisions/how-people-book/result"
    assert "Choose Engage or more, up to Co-produce" in page


def test_a_mismatch_shows_its_cause_and_the_ways_out(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, answers=make.CLOSURE, sign=False)

    page = as_(by).get(f"/decisions/{made.slug}/result").text

    assert "There is a mismatch" in page
    assert "This calls for Co-design at least" in page
    assert "This allows Engage at most" in page
    assert "Do not go ahead" in page


@pytest.mark.parametrize("name", SECTIONS_BY_NAME)
def test_every_part_is_saved_and_shown_again(as_: As, session: Any, name: str) -> None:
    by, term = make.person(), make.term(ListKind.GROUP)
    made = make.decision(by=by, sign=False)
    forms: dict[str, dict[str, Any]] = {
        "name": {"title": "Another name"},
        "openness": {"open_to_change": "The times", "not_open": "The money"},
        "already-said": {"words_2": "Phones are busy", "address_2": "https://example.org/a"},
        "about": {"group_ids": term.id},
        "means": {"set_aside": "Two days", "decided_with": "with_both"},
        "choice": {"chosen": "inform", "reason": "No time", "review_on-year": "2090"},
        "promise": {"pledge": "We will tell you", "hear_back-year": "2089"},
    }
    sent, told = forms[name], queries.get_record_part(made, SECTIONS_BY_NAME[name].kind)

    at = f"/decisions/{made.slug}/{name}"
    answer = as_(by).send(at, {**sent, "seen": compute_fingerprint((told,))})

    assert answer.status_code == 303
    session.expunge_all()
    now = queries.get_record_part(
        queries.get_decision(by.actor, made.slug), SECTIONS_BY_NAME[name].kind
    )
    assert now != told
    page = as_(by).get(at).text
    assert all(str(value) in page for value in sent.values())


def test_words_are_kept_when_there_is_a_mistake(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False)
    data = {"address_1": "nowhere", "words_1": HOSTILE}
    told = queries.get_record_part(made, SECTIONS_BY_NAME["already-said"].kind)

    answer = as_(by).send(
        f"/decisions/{made.slug}/already-said", {**data, "seen": compute_fingerprint((told,))}
    )

    assert answer.status_code == 422
    assert "&lt;svg/onload" in answer.text
    assert "Enter a whole address" in answer.text


def test_of_two_who_answer_the_second_sees_both(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False)
    at, seen = f"/decisions/{made.slug}/question-1", mark(made, Question.D1)
    browser = as_(by)
    browser.send(at, {"answer": "some", "note": "The first words", "seen": seen})

    answer = browser.send(at, {"answer": "nothing", "note": "The second words", "seen": seen})

    assert answer.status_code == 409
    assert "Yes, some parts of it" in answer.text
    assert "The first words" in answer.text
    assert "The second words" in answer.text


def test_of_two_who_write_a_part_the_second_sees_both(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False)
    at, told = (
        f"/decisions/{made.slug}/promise",
        queries.get_record_part(made, SECTIONS_BY_NAME["promise"].kind),
    )
    browser, seen = as_(by), compute_fingerprint((told,))
    browser.send(at, {"pledge": "The first words", "seen": seen})

    answer = browser.send(at, {"pledge": "The second words", "seen": seen})

    assert answer.status_code == 409
    assert "The first words" in answer.text
    assert "The second words" in answer.text


def test_signing_publishes(as_: As, client: Any, session: Any) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False, chosen=ChosenLevel.INFORM, reason="There is no time")
    assert client.get(f"/decisions/{made.slug}").status_code == 404
    seen = queries.compute_record_fingerprint(made)
    data = {"post": "Director of care", "organisation": "The council", "seen": seen}

    answer = as_(by).send(f"/decisions/{made.slug}/sign-off", data)

    assert answer.status_code == 303
    page = client.get(f"/decisions/{made.slug}").text
    assert "We decided to inform" in page
    assert "There is no time" in page
    assert "Director of care" in page


def test_a_signature_without_a_post_or_a_reason_is_refused(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False, chosen=ChosenLevel.INFORM, reason="")
    seen = queries.compute_record_fingerprint(made)
    at = f"/decisions/{made.slug}/sign-off"

    without_post = as_(by).send(at, {"organisation": "The council", "seen": seen})
    without_reason = as_(by).send(at, {"post": "P", "organisation": "O", "seen": seen})

    assert (without_post.status_code, without_reason.status_code) == (422, 422)
    assert "Say which role decided" in without_post.text
    assert "This is less than the answers call for" in without_reason.text


def test_before_the_signature_the_page_says_what_is_missing(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False, answers=make.CLOSURE)

    page = as_(by).get(f"/decisions/{made.slug}/sign-off").text

    assert "Still missing" in page
    assert "Choose one of the three ways out" in page


def test_a_signed_record_cannot_be_opened_for_writing(as_: As) -> None:
    by = make.person()
    made = make.decision(by=by)
    browser = as_(by)

    closed = [
        browser.get(f"/decisions/{made.slug}/{name}").status_code for name in SECTIONS_BY_NAME
    ]

    assert set(closed) == {403}
    sent = browser.send(f"/decisions/{made.slug}/promise", {"pledge": "Another"})
    assert sent.status_code == 422
    assert "stays as it is" in sent.text


def test_a_draft_is_seen_by_its_side_and_by_curators_alone(as_: As, client: Any) -> None:
    organisation = make.term(ListKind.ORGANISATION)
    by = make.person(organisation_id=organisation.id)
    made = make.decision(by=by, sign=False)
    other = make.term(ListKind.ORGANISATION)
    seen = {
        "maker": as_(by),
        "colleague": as_(make.person(organisation_id=organisation.id)),
        "curator": as_(Role.CURATOR),
    }
    unseen = {
        "visitor": client,
        "resident of the organisation": as_(
            make.person(organisation_id=organisation.id, role=Role.RESIDENT)
        ),
        "lay member": as_(Role.LAY_MEMBER),
        "no organisation": as_(make.person()),
        "another organisation": as_(make.person(organisation_id=other.id)),
    }

    for path in ("", "/record", "/result", "/hold", "/entries"):
        at = f"/decisions/{made.slug}{path}"
        assert {b.get(at).status_code for b in seen.values()} <= {200, 403}, path
        assert {b.get(at).status_code for b in unseen.values()} <= {404, 303}, path
    for browser in unseen.values():
        assert made.title not in browser.get("/decisions").text
