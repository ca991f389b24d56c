"""The pages of learning: written in five minutes, read like a story, found by what they say."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.learning.records.enums import LearningOutcome, TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import PART_KINDS
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import send, send_to

As = Callable[[Any], Any]
SHORT = {
    "outcome": "did_not_work",
    "tried": "A survey in one language",
    "happened": "Nobody answered",
    "next_team": "Ask in the languages people speak",
    "written_by": "residents_and_staff",
    "team": "Zebra team",
    "showing": "shown",
    "activity_id": "0",
}


def only(session: Any) -> LearningRecord:
    found: LearningRecord = session.scalars(select(LearningRecord)).one()
    return found


def letters(session: Any) -> list[str]:
    return [m.text for m in session.scalars(select(Outgoing).order_by(Outgoing.id))]


def test_five_minutes_and_a_curator_make_it_public(as_: As, client: Any, session: Any) -> None:
    make.person(role=Role.CURATOR)
    writer = as_(Role.RESIDENT)
    curator = as_(Role.CURATOR)

    sent = writer.send("/learning/write", SHORT)
    path = sent.location.removesuffix("/check")
    assert client.get(path).status_code == 404
    assert writer.send(f"{path}/send").status_code == 303
    assert "Ask in the languages" in curator.get("/learning/waiting", follow_redirects=True).text
    review = curator.get(f"{path}/review").location
    assert "Zebra team" in curator.get(review).text
    assert send_to(curator, review, "publish").status_code == 303

    page = client.get(path).text
    for words in ("Ask in the languages", "Nobody answered", "It did not work", "Zebra team"):
        assert words in page
    assert path in client.get("/learning").text
    assert any("/review" in text for text in letters(session))


def test_every_mistake_stands_at_its_box(as_: As) -> None:
    answer = as_(Role.RESIDENT).send("/learning/write", {"activity_id": "0"})

    assert answer.status_code == 422
    assert answer.text.count("govuk-error-message") == 6


@pytest.mark.parametrize("name", [name for name in PART_KINDS if name != "short"])
def test_each_section_is_saved_on_its_own(as_: As, session: Any, name: str) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    browser = as_(writer)
    path = f"/learning/{record.slug}/{name}"

    seen = browser.get(path).text.split('name="seen" value="')[1].split('"')[0]
    given = {"own_words": "Words", "attributed_to": "Resident", "consent": "By phone"}
    assert browser.send(path, {"seen": seen, **given}).status_code == 303
    assert browser.send(path, {"seen": "old", **given}).status_code == 409


def test_both_texts_are_shown_when_somebody_was_first(as_: As, session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    path = f"/learning/{record.slug}/compared"
    browser = as_(writer)
    seen = browser.get(path).text.split('name="seen" value="')[1].split('"')[0]
    browser.send(path, {"seen": seen, "expected": "First"})

    answer = browser.send(path, {"seen": seen, "expected": "Second"})

    assert answer.status_code == 409
    assert "First" in answer.text
    assert "Second" in answer.text


def test_a_record_is_sent_back_with_a_reason(as_: As, session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.SUBMITTED)
    curator = as_(Role.CURATOR)

    assert send(curator, record, "return").status_code == 422
    send(curator, record, "return", message="Name nobody")

    assert "Name nobody" in as_(writer).get(f"/learning/{record.slug}/check").text
    assert "Name nobody" not in "".join(letters(session))


def test_changes_to_a_public_record_are_read_before_they_are_seen(as_: As, client: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer)
    browser, path = as_(writer), f"/learning/{record.slug}"
    seen = browser.get(f"{path}/keeping").text.split('name="seen" value="')[1].split('"')[0]
    browser.send(f"{path}/keeping", {"seen": seen, "keep_fixed": "The lunch"})
    assert "The lunch" not in client.get(path).text

    curator = as_(Role.CURATOR)
    review = curator.get(f"{path}/review").location
    assert "The lunch" in curator.get(review).text
    assert curator.send(review, {"decision": "publish", "seen": "x"}).status_code == 409
    assert send_to(curator, review, "publish").status_code == 303

    assert "The lunch" in client.get(path).text


def test_an_unnamed_team_is_on_no_page(as_: As, client: Any, session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    record = make.record(
        writer=owner, activity_id=entry.id, team="Zebra team", showing=TeamVisibility.HIDDEN
    )
    readers = [client, as_(Role.RESIDENT), as_(Role.TEAM_MEMBER), as_(Role.LAY_MEMBER)]

    for browser in readers:
        for path in (f"/learning/{record.slug}", "/learning", "/stories/falls-group/learning"):
            text = browser.get(path).text
            assert "Zebra" not in text
            assert ("Falls group" in text) is (path == "/stories/falls-group/learning")
        assert record.slug not in browser.get("/stories/falls-group/learning").text
    assert "Zebra team" in as_(owner).get(f"/learning/{record.slug}").text


def test_the_entry_shows_what_the_next_team_should_know(as_: As, client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    record = make.record(activity_id=entry.id, outcome=LearningOutcome.STOPPED)

    page = client.get("/stories/falls-group/learning").text

    assert record.next_team in page
    assert "We stopped" in page
    assert "entry=falls-group" in page


def test_filters_stand_in_the_address(client: Any) -> None:
    good = make.record()
    bad = make.record(outcome=LearningOutcome.DID_NOT_WORK)

    odd = client.get("/learning?outcome=did_not_work&outcome=%00&method=x&page=99999999")
    assert odd.status_code == 200
    assert good.next_team not in odd.text
    page = client.get("/learning?outcome=did_not_work").text
    assert bad.next_team in page
    assert good.next_team not in page
    assert "Remove this filter" in page


def test_hostile_words_are_only_words(client: Any) -> None:
    record = make.record(
        next_team="<script>alert(1)</script> {{ 7*7 }}", tried="'; DROP TABLE x" * 50
    )

    page = client.get(f"/learning/{record.slug}").text

    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_the_writer_of_a_record_about_an_entry_begins_with_it(as_: As, session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    hidden = make.activity(status=Status.DRAFT, owner=make.person())

    assert (
        f'value="{entry.id}" selected' in as_(owner).get("/learning/write?entry=falls-group").text
    )
    other = as_(Role.RESIDENT)
    assert f'value="{hidden.id}"' not in other.get(f"/learning/write?entry={hidden.slug}").text
    sent = other.send("/learning/write", {**SHORT, "activity_id": str(hidden.id)})
    assert sent.status_code == 422
    about = {**SHORT, "activity_id": str(entry.id)}
    assert other.send("/learning/write?entry=falls-group", about).status_code == 303
    assert only(session).activity_id == entry.id


@pytest.mark.parametrize("step", ["hide-team", "take-back-words", "still-true"])
def test_what_is_done_at_once_is_done_by_its_side(as_: As, session: Any, step: str) -> None:
    writer = make.person()
    record = make.record(writer=writer)

    assert as_(Role.TEAM_MEMBER).send(f"/learning/{record.slug}/{step}").status_code == 403
    assert as_(writer).send(f"/learning/{record.slug}/{step}").status_code == 303


def test_a_withdrawn_record_shows_its_reason_and_nothing_else(as_: As, client: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, next_team="Too private to stay")
    browser = as_(writer)
    assert browser.send(f"/learning/{record.slug}/withdraw").status_code == 422
    assert as_(Role.TEAM_MEMBER).get(f"/learning/{record.slug}/withdraw").status_code == 403

    browser.send(f"/learning/{record.slug}/withdraw", {"reason": "We were wrong"})

    page = client.get(f"/learning/{record.slug}").text
    assert "We were wrong" in page
    assert "Too private" not in page
    assert "Too private" not in client.get("/learning").text


def test_a_draft_is_thrown_away_by_its_writer(as_: As, session: Any) -> None:
    writer: Person = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)

    assert as_(Role.CURATOR).send(f"/learning/{record.slug}/discard").status_code == 403
    assert as_(writer).send(f"/learning/{record.slug}/discard").status_code == 303
    assert session.scalars(select(LearningRecord)).all() == []
