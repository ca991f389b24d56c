"""Who collected the answers of a round stands beside its level, wherever the level stands."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating import actions
from coprod.assessment.resident_rating.actions import AnswerSubmission
from coprod.assessment.resident_rating.enums import AnswerChannel
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.assessment.resident_rating.rules import Behalf, ResidentReply
from coprod.core.database import db
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.models import Activity
from tests import make

BEST = {"G1": "yes", **dict.fromkeys(("Q2", "Q5", "Q6", "Q8", "Q9", "Q13"), "4")}
PLACES: dict[str, Callable[[Any, str], str]] = {
    "page": lambda client, slug: client.get(f"/stories/{slug}").text,
    "ratings": lambda client, slug: client.get(f"/stories/{slug}/ratings").text,
    "compare": lambda client, slug: client.get(f"/compare?entry={slug}").text,
    "csv": lambda client, slug: client.get(f"/stories/{slug}/ratings.csv").text,
    "api": lambda client, slug: client.get(f"/api/entries/{slug}").text,
    "card": lambda client, slug: client.get(f"/card/{slug}").text,
}


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def papers(by: Actor, asking: ResidentRound, number: int, values: dict[str, str]) -> None:
    for place in range(number):
        behalf = Behalf(AnswerChannel.PAPER, "At the lunch club")
        actions.type_in(
            by,
            asking,
            ResidentReply(values),
            behalf,
            AnswerSubmission(f"{asking.id} {by.id} {place}"),
        )


def collected(entry: Activity, by: Actor) -> None:
    """Let somebody type in twelve forms of a round, which is then released."""
    make.rating(entry)
    asking = make.resident_round(entry)
    papers(by, asking, 12, BEST)
    make.release_round(asking)


@pytest.mark.parametrize("place", PLACES)
def test_a_team_that_types_in_forms_is_named_beside_the_level(
    client: Any, entry: Activity, place: str
) -> None:
    collected(entry, make.owner(entry))

    told = PLACES[place](client, entry.slug)

    assert "Collected by the team" in told
    assert "Collected independently" not in told


@pytest.mark.parametrize("place", PLACES)
def test_forms_that_somebody_independent_types_in_are_collected_independently(
    client: Any, entry: Activity, place: str
) -> None:
    collected(entry, curator())

    told = PLACES[place](client, entry.slug)

    assert "Collected independently" in told
    assert "Collected by the team" not in told


@pytest.mark.parametrize("place", PLACES)
def test_answers_with_codes_are_collected_independently_even_beside_as_many_of_the_team(
    client: Any, entry: Activity, place: str
) -> None:
    make.rating(entry)
    asking = make.resident_round(entry)
    make.resident_answers(asking, *["y133333"] * 6)
    papers(make.owner(entry), asking, 6, BEST)
    make.release_round(asking)

    told = PLACES[place](client, entry.slug)

    assert "Collected independently" in told
    assert "Collected by the team" not in told


def test_the_team_never_learns_how_many_codes_were_used(as_: Any, entry: Activity) -> None:
    asking = make.resident_round(entry)
    make.codes(asking)
    team, here = as_(entry_owner(entry)), f"/activities/{entry.slug}/residents"
    pages = [here, f"{here}/{asking.id}", f"{here}/{asking.id}/on-behalf", f"/rate/{asking.key}"]
    before = [body(team, path) for path in pages]
    make.resident_answers(asking, *["y133333"] * 6)

    assert [body(team, path) for path in pages] == before
    assert team.get(f"{here}/{asking.id}/answers").status_code == 403


def body(browser: Any, path: str) -> str:
    main = browser.get(path).text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'name="(csrf_token|once|slip)"[^>]*value="[^"]*"', "", main)


def test_an_open_round_tells_nothing_and_a_closed_one_nothing_until_it_is_released(
    client: Any, as_: Any, entry: Activity
) -> None:
    make.rating(entry)
    asking = make.resident_round(entry)
    papers(make.owner(entry), asking, 12, BEST)
    make.resident_answers(asking, *["y333333"] * 8)
    page = f"/stories/{entry.slug}/ratings"
    assert "people answered" not in client.get(page).text

    actions.close_round(make.owner(entry), asking)
    make.keep(asking)
    assert "people answered" not in client.get(page).text
    assert (
        "About 20"
        not in as_(entry_owner(entry)).get(f"/activities/{entry.slug}/residents/{asking.id}").text
    )

    make.release_round(asking)
    assert "About 20 people answered" in client.get(page).text


def entry_owner(entry: Activity) -> Person:
    found: Person = db.session.get_one(Person, entry.owner_id)
    return found
