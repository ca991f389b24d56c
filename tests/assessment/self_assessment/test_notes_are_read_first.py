"""What a team writes beside its answers: a curator reads it before readers do."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment import actions, policies, queries
from coprod.assessment.self_assessment.models import NotesReading, Rating
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.review.actions import submit_activity
from tests import make
from tests.conftest import StrictClient
from tests.reviews.make import address_of, send, waiting_ids

SignIn = Callable[[Person | Role], StrictClient]
WORDS = ("Minutes of Mrs Secret", "Nobody wanted to be paid", "«a slip of Mrs Secret»")
FIRST = "A curator reads this note before readers see it"


def world() -> Rating:
    """Assess a published entry twice, so that the second puts the first right."""
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits="1" * 14, note="")
    return make.rating_with_unfit_answer(entry, note=WORDS[0], correction=WORDS[2])


def find_reading(rating: Rating) -> NotesReading:
    found = queries.find_notes_reading(rating)
    assert found is not None
    return found


def result(rating: Rating) -> str:
    return f"/activities/{rating.activity.slug}/assess/result/{rating.id}"


def places(rating: Rating) -> list[str]:
    slug = rating.activity.slug
    return [
        result(rating),
        *(f"/stories/{slug}{page}" for page in ("", "/ratings", "/ratings.csv", "/history")),
        *(f"/api/entries/{slug}", f"/stories/{slug}/moving-up", f"/compare?entry={slug}"),
    ]


def test_readers_see_no_note_before_a_curator_has_read_it(
    client: StrictClient, as_: SignIn, session: Any
) -> None:
    rating = world()

    for browser in (client, as_(Role.RESIDENT), as_(Role.TEAM_MEMBER)):
        told = "".join(browser.get(each).text for each in places(rating))
        assert [words for words in WORDS if words in told] == []
    page = client.get(result(rating)).text
    assert FIRST in page
    assert "Evidence given" in page


def test_its_team_and_who_decides_read_it_and_are_told_so(as_: SignIn, session: Any) -> None:
    rating = world()
    team = session.get_one(Person, rating.activity.owner_id)

    for who in (team, Role.CURATOR, Role.LAY_MEMBER):
        page = as_(who).get(result(rating)).text
        assert WORDS[0] in page
        assert FIRST in page
    asked = as_(team)
    asked.send(f"/activities/{rating.activity.slug}/assess/begin", {"round": "end"})
    assert FIRST in asked.get(f"/activities/{rating.activity.slug}/assess").text


def test_a_curator_reads_it_at_the_desk_and_then_readers_do(
    client: StrictClient, as_: SignIn, session: Any
) -> None:
    rating = world()
    curator, reading = as_(Role.CURATOR), find_reading(rating)
    path = address_of(reading)
    assert path in curator.get("/desk").text
    assert path in curator.get(result(rating)).text
    assert WORDS[0] in curator.get(path).text

    send(curator, reading, "show")

    page = client.get(result(rating)).text
    assert [words for words in WORDS if words not in page] == []
    assert FIRST not in page
    assert WORDS[2] in client.get(f"/stories/{rating.activity.slug}/ratings").text
    assert path not in curator.get("/desk").text
    assert path not in curator.get(result(rating)).text


def test_a_lay_member_comes_from_the_answers_to_decide(as_: SignIn, session: Any) -> None:
    rating = world()
    lay, reading = as_(Role.LAY_MEMBER), find_reading(rating)

    assert address_of(reading) in lay.get(result(rating)).text
    assert send(lay, reading, "show").status_code == 303
    assert queries.are_notes_read(rating)


def test_notes_of_a_draft_wait_from_the_day_on_which_it_is_sent_in(session: Any) -> None:
    entry = make.activity()
    rating = make.rating(entry)
    assert queries.find_notes_reading(rating) is None

    submit_activity(make.owner(entry), entry)
    assert waiting_ids(make.curator(), "notes") == [find_reading(rating).id]


def test_who_confirms_the_level_lets_nobody_read_the_other_notes(
    client: StrictClient, session: Any
) -> None:
    """The page on which a level is confirmed shows the notes of power and cycle alone."""
    rating = world()

    make.confirmed_proposal(rating, Rung.ENGAGEMENT)

    assert not queries.are_notes_read(rating)
    assert not any(words in client.get(result(rating)).text for words in WORDS)


def test_who_had_a_hand_does_not_read_first(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    entry = make.activity(owner=curator, status=Status.PUBLISHED)
    rating = make.rating(entry)

    with pytest.raises(NotAllowedError):
        actions.publish_notes(curator.actor, entry, rating)
    actions.publish_notes(make.curator(), entry, rating)
    actions.publish_notes(make.curator(), entry, rating)
    assert queries.are_notes_read(rating)


def test_what_is_not_sent_in_is_not_passed(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    rating = make.rating(entry, submit=False)

    with pytest.raises(RuleBrokenError):
        actions.publish_notes(make.curator(), entry, rating)


def test_an_assessment_without_notes_waits_for_nobody(as_: SignIn, session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED), digits="1" * 14, note="")

    assert queries.find_notes_reading(rating) is None


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (VISITOR, False),
        (Actor(1, "Owner", Role.TEAM_MEMBER), False),
        (Actor(2, "Other", Role.TEAM_MEMBER), False),
        (Actor(3, "Lay", Role.LAY_MEMBER), True),
        (Actor(4, "Curator", Role.CURATOR), True),
    ],
)
def test_who_passes_notes_on(app: Flask, actor: Actor, *, may: bool) -> None:
    entry = Activity(owner_id=1, status=Status.PUBLISHED)

    assert policies.can_publish_notes(actor, entry) is may
