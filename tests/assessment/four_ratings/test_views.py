import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.self_assessment.actions import publish_notes
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming, PromiseStatement, Sourcing
from coprod.register.review.actions import import_activity
from tests import make

As = Callable[[Any], Any]


def four_of(page: str) -> list[str]:
    """Return what the four cards of a page say, one text for each."""
    cards = page.split('class="app-four__one app-four__one--')[1:5]
    assert [card.split('"')[0].split()[0] for card in cards] == [
        "promised",
        "team",
        "residents",
        "confirmed",
    ]
    return cards


def test_an_entry_shows_four_ratings_side_by_side(client: Any, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.confirmed_proposal(make.rating(activity), Rung.CONSULTATION)

    promised, team, residents, confirmed = four_of(
        client.get(f"/stories/{activity.slug}/ratings").text
    )

    assert "Co-design" in promised
    assert "Matched what was promised" in team
    assert "Evidence given" in team
    assert "Not enough residents have answered to show this" in residents
    assert "Below what was promised" in confirmed
    assert "The minutes bear it out" in confirmed
    assert "I was there too" in confirmed


def test_what_a_source_published_shows_its_promise_and_no_rung_that_nobody_gave(
    client: Any, session: Any
) -> None:
    parts = make.parts(promising=PromiseStatement((Rung.CO_PRODUCTION,)))
    curator = make.person(role=Role.CURATOR).actor
    taken = import_activity(curator, *parts, Sourcing("cases", "1"), publish=True)
    session.commit()

    promised, team, residents, confirmed = four_of(
        client.get(f"/stories/{taken.slug}/ratings").text
    )
    card = client.get(f"/card/{taken.slug}").text

    assert "Co-production" in promised
    assert "The team has not assessed this yet" in team
    assert "Not enough residents have answered to show this" in residents
    assert "Nobody has confirmed a level yet" in confirmed
    for rating in (team, residents, confirmed):
        assert "app-ladder" not in rating.replace("app-ladder-frame", "")
    assert card.count('class="app-ladder__picture"') == 1


def ladder_of(page: str) -> dict[str, str]:
    """Return what stands at each rung of the one ladder, as a screen reader says it."""
    rows = re.findall(r'<li class="app-climb__rung[^>]*>(.*?)</li>', page, re.DOTALL)
    texts = [" ".join(re.sub("<[^>]+>", " ", row).replace("✓", "").split()) for row in rows]
    return {
        name.strip(): marks.strip() for name, _colon, marks in (t.partition(":") for t in texts)
    }


@pytest.mark.parametrize("rest", ["", "/ratings"])
def test_one_ladder_has_four_marks_and_says_how_they_differ(
    client: Any, session: Any, rest: str
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.confirmed_proposal(make.rating(activity), Rung.CONSULTATION)

    page = client.get(f"/stories/{activity.slug}{rest}").text

    rungs = ladder_of(page)
    assert next(iter(rungs)) == "7 Co-production"
    assert len(rungs) == len(Rung)
    assert rungs["6 Co-design"] == "Promised , Team"
    assert rungs["4 Consultation"] == "Confirmed"
    assert not rungs["5 Engagement"]
    assert page.count("app-climb__rung--marked") == 2
    assert "put it where it was promised to be" in page
    assert "confirm a lower level than the team’s" in page
    assert "The minutes bear it out" in page
    assert "Not enough residents have answered to show this" in page


def test_the_ladder_says_the_same_of_residents_for_none_and_for_four(
    client: Any, session: Any
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    none = client.get(f"/stories/{activity.slug}").text

    make.released_round(activity, *["y333333"] * 4)

    four = client.get(f"/stories/{activity.slug}").text
    assert ladder_of(four) == ladder_of(none)
    words = [page.split("app-climb__words")[1].split("</section>")[0] for page in (none, four)]
    assert words[0] == words[1]


def test_a_comparison_and_a_card_say_what_was_given_as_the_page_does(
    client: Any, session: Any
) -> None:
    activity, other = make.activity(status=Status.PUBLISHED), make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    compared = f"/compare?entry={activity.slug}&entry={other.slug}"

    for address in (compared, f"/card/{activity.slug}", f"/stories/{activity.slug}"):
        assert "Evidence given" in client.get(address).text, address


def test_one_round_has_no_chart_and_two_have_one_with_its_table(client: Any, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    address = f"/stories/{activity.slug}/ratings"
    assert '<svg class="app-rounds__chart"' not in client.get(address).text

    make.rating(activity, round="end", digits="33333333333333")

    page = client.get(address).text
    assert '<svg class="app-rounds__chart"' in page
    assert "1. At the start" in page
    assert "2. At the end" in page


def test_every_rating_is_told_with_its_reason_and_what_it_put_right(
    client: Any, session: Any
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.confirmed_proposal(make.rating(activity))
    put_right = make.rating(activity, correction="We forgot <b>Q5</b>")
    publish_notes(make.curator(), activity, put_right)
    session.commit()

    page = client.get(f"/stories/{activity.slug}/ratings").text

    assert "We forgot &lt;b&gt;Q5&lt;/b&gt;" in page
    assert "Put right since:" in page
    assert "The minutes bear it out" in page


def test_an_entry_without_ratings_says_so(client: Any, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)

    assert "Nobody has rated this yet" in client.get(f"/stories/{activity.slug}/ratings").text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED, Status.WITHDRAWN])
def test_what_is_not_public_has_no_page_of_ratings(
    client: Any, session: Any, status: Status
) -> None:
    activity = make.activity(status=status)

    assert client.get(f"/stories/{activity.slug}/ratings").status_code == 404


def test_the_team_sees_what_would_lift_it_and_other_readers_do_not(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Falls group"))
    make.rating(activity)
    address = f"/stories/{activity.slug}/ratings"

    assert "To reach Co-production, change:" in as_(owner).get(address).text
    assert "To reach Co-production" not in client.get(address).text


@pytest.mark.parametrize("role", [Role.CURATOR, Role.LAY_MEMBER])
def test_those_who_may_confirm_are_led_there(as_: As, session: Any, role: Role) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    address = f"/stories/{activity.slug}/ratings"
    assert '/confirm"' not in as_(role).get(address).text

    make.rating(activity)

    assert '/confirm"' in as_(role).get(address).text
    assert '/confirm"' not in as_(Role.TEAM_MEMBER).get(address).text


@pytest.mark.parametrize("rest", ["", "/ratings", "/learning"])
def test_the_pages_of_an_entry_stay_within_their_queries_for_its_owner(
    as_: As, session: Any, queries: list[str], rest: str
) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    make.confirmed_proposal(make.rating(activity))
    make.rating(activity, round="end")
    make.released_round(activity, *["y333333"] * 5, remark="«remark»")
    make.decision(by=owner)
    browser = as_(owner)
    browser.get("/stories")  # the first search makes the index, which no page does again
    queries.clear()

    browser.get(f"/stories/{activity.slug}{rest}")

    assert len(queries) <= 15, queries
