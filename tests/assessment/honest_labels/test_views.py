from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.honest_labels import queries
from coprod.assessment.honest_labels.enums import Word
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, PromiseStatement, Telling
from coprod.register.review.actions import publish_activity, submit_activity
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
SAYS = Telling("A co-produced plan for falls.")
CONSULTATION = "11222120110021"
EVERYTHING = "3" * 14
REASON = "It is the name of our fund"
KEPT = "The team keeps the word “co-produced” because: It is the name of our fund"


def entry(status: Status = Status.PUBLISHED, digits: str = CONSULTATION) -> Activity:
    """An entry as it is where the word, or its level, is a later one than its publication."""
    found = make.activity(telling=SAYS)
    make.rating(found, digits=digits)
    found.status = status
    found.published_at = clock.now() if status is Status.PUBLISHED else None
    return make.keep(found)


def owner(session: Any, found: Activity) -> Person:
    person: Person = session.get_one(Person, found.owner_id)
    return person


def address(found: Activity, rest: str = "") -> str:
    return f"/activities/{found.slug}/words/co_production{rest}"


def test_the_owner_is_told_the_right_word_while_writing_and_before_sending(
    session: Any, as_: SignIn
) -> None:
    found = entry(Status.DRAFT)
    browser = as_(owner(session, found))
    slug = found.slug

    for page in ("", "/summary"):
        shown = browser.get(f"/activities/{slug}{page}").text
        assert "It says “co-produced”. By its assessment this is Consultation." in shown
        assert "“people were consulted” says what happened" in shown
    assert "Honest words" not in browser.get(f"/activities/{slug}/story").text


def test_words_are_measured_by_the_confirmed_level_before_the_teams(session: Any) -> None:
    promising = PromiseStatement((Rung.CO_PRODUCTION,))
    found = make.activity(status=Status.PUBLISHED, telling=SAYS, promising=promising)
    make.confirmed_proposal(make.rating(found, digits=EVERYTHING), Rung.CONSULTATION)

    assert queries.get_rung(VISITOR, found) is Rung.CONSULTATION


def test_a_curator_is_told_at_review(session: Any, as_: SignIn) -> None:
    found = entry(Status.SUBMITTED)

    shown = as_(Role.CURATOR).get(f"/activities/{found.slug}/review", follow_redirects=True).text

    assert "“people were consulted” says what happened" in shown
    assert "The team has given no reason for the word" in shown


def test_a_rung_that_carries_the_word_needs_no_hint(session: Any, as_: SignIn) -> None:
    found = entry(Status.DRAFT, EVERYTHING)
    browser = as_(owner(session, found))

    assert "Honest words" not in browser.get(f"/activities/{found.slug}").text
    assert browser.get(address(found)).status_code == 404
    assert browser.send(address(found), {"reason": REASON}).status_code == 404


def test_readers_see_the_flag_until_a_reason_is_read(
    session: Any, client: Any, as_: SignIn
) -> None:
    found = entry()
    team, curator = as_(owner(session, found)), as_(Role.CURATOR)
    slug, here = found.slug, address(found)
    public = f"/stories/{slug}"
    assert "“people were consulted” says what happened" in client.get(public).text

    sent = team.send(here, {"reason": REASON})
    assert sent.location == f"/activities/{slug}"
    assert KEPT not in client.get(public).text
    assert KEPT in team.get(public).text
    assert "Readers see this once a curator has read it" in team.get(public).text

    review = curator.get(f"/activities/{slug}/review", follow_redirects=True).text
    kept = review.split('name="kept" value="')[1].split('"')[0]
    assert curator.send(f"{here}/read", {"kept": kept}).status_code == 303
    shown = client.get(public).text
    assert KEPT in shown
    assert "By its assessment, one would say: “people were consulted”" in shown


def test_a_reason_given_before_publication_is_public_with_the_entry(
    session: Any, client: Any
) -> None:
    found = entry(Status.DRAFT)
    make.word_justification(found, Word.CO_PRODUCTION, REASON)
    submit_activity(make.owner(found), found)
    publish_activity(make.curator(), found)
    session.commit()

    assert KEPT in client.get(f"/stories/{found.slug}").text


def test_the_reason_goes_when_the_rung_carries_the_word(session: Any, client: Any) -> None:
    found = entry(Status.DRAFT)
    make.word_justification(found, Word.CO_PRODUCTION, REASON)
    submit_activity(make.owner(found), found)
    publish_activity(make.curator(), found)
    make.rating(found, digits=EVERYTHING, round="end")
    slug = found.slug

    assert KEPT not in client.get(f"/stories/{slug}").text


def test_the_reason_goes_when_the_public_text_no_longer_says_the_word(
    session: Any, client: Any, as_: SignIn
) -> None:
    found = entry(Status.DRAFT)
    make.word_justification(found, Word.CO_PRODUCTION, REASON)
    submit_activity(make.owner(found), found)
    publish_activity(make.curator(), found)
    make.propose(found, Telling("A plan for falls."), send=False)
    slug, team = found.slug, as_(owner(session, found))

    assert "Honest words" not in team.get(f"/activities/{slug}").text
    assert KEPT in client.get(f"/stories/{slug}").text
    found = session.get_one(Activity, found.id)
    found.summary = "A plan for falls."
    session.commit()
    assert KEPT not in client.get(f"/stories/{slug}").text


def test_the_reason_is_changed_and_taken_back(session: Any, as_: SignIn) -> None:
    found = entry(Status.DRAFT)
    make.word_justification(found, Word.CO_PRODUCTION, REASON)
    team, here = as_(owner(session, found)), address(found)

    assert REASON in team.get(here).text
    assert team.send(here, {"reason": ""}).status_code == 422
    assert team.send(f"{here}/give-up").status_code == 303
    assert REASON not in team.get(here).text
    assert team.send(f"{here}/give-up").status_code == 404


@pytest.mark.parametrize("kept", ["", "x", "9999999", "-1"])
def test_a_reason_that_is_not_there_cannot_be_let_through(
    session: Any, as_: SignIn, kept: str
) -> None:
    found = entry()

    assert as_(Role.CURATOR).send(address(found, "/read"), {"kept": kept}).status_code == 404


def test_others_may_not(session: Any, as_: SignIn) -> None:
    found = entry()
    here = address(found)

    assert as_(Role.TEAM_MEMBER).get(here).status_code == 403
    assert as_(Role.TEAM_MEMBER).send(here, {"reason": REASON}).status_code == 403
    assert as_(Role.CURATOR).send(here, {"reason": REASON}).status_code == 403
    assert as_(Role.TEAM_MEMBER).send(f"{here}/read", {"kept": "1"}).status_code == 403


PROMISED = PromiseStatement((Rung.CONSULTATION,))
PARKING = Naming("Co-produced parking survey")
FLAG = "It says “Co-produced”. It promises Consultation, and nobody has assessed it yet."


def parking() -> Activity:
    return make.activity(naming=PARKING, promising=PROMISED)


def test_a_name_that_says_more_than_the_promise_is_not_sent_in_without_a_reason(
    session: Any, as_: SignIn
) -> None:
    found = parking()
    team, slug = as_(owner(session, found)), found.slug

    refused = team.send(f"/activities/{slug}/submit")
    assert refused.status_code == 422
    assert "Say why you keep “Co-produced”, or change the words" in refused.text
    assert FLAG in team.get(f"/activities/{slug}").text

    assert team.send(address(found), {"reason": REASON}).status_code == 303
    assert team.send(f"/activities/{slug}/submit").status_code == 303


def test_no_curator_publishes_it_without_a_reason_either(session: Any) -> None:
    found = parking()
    found.status = Status.SUBMITTED
    session.flush()

    with pytest.raises(RuleBrokenError, match="Say why you keep"):
        publish_activity(make.curator(), found)


def test_readers_see_that_a_public_entry_says_more_than_its_level(
    session: Any, client: Any
) -> None:
    found = parking()
    found.status = Status.PUBLISHED
    make.keep(found)

    shown = client.get(f"/stories/{found.slug}").text

    assert FLAG in shown
    assert "“people were consulted” says what is promised." in shown


@pytest.mark.parametrize("promised", [(), (Rung.CONSULTATION, Rung.CO_PRODUCTION)])
def test_a_word_that_no_level_speaks_against_needs_no_reason(
    session: Any, client: Any, promised: tuple[Rung, ...]
) -> None:
    found = make.activity(
        naming=PARKING, promising=PromiseStatement(promised, nothing=not promised)
    )
    submit_activity(make.owner(found), found)
    publish_activity(make.curator(), found)
    session.commit()

    assert "It says “Co-produced”" not in client.get(f"/stories/{found.slug}").text
