from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from tests import make
from tests.assessment.perception_gap.conftest import ANSWERS, Say

As = Callable[[Any], Any]
TYPED = {
    "held-month": "7",
    "held-year": "2026",
    "agreed": "Papers a week before, in <b>Bengali</b> too",
    "by_when-month": "9",
    "by_when-year": "2026",
    "post": "Head of care",
}


@pytest.fixture
def far(session: Any, residents_say: Say) -> Activity:
    made = make.activity(status=Status.PUBLISHED, naming=Naming("Falls & friends"))
    make.rating(made, digits="33333333333333")
    residents_say(made, Rung.CONSULTATION)
    return made


def test_the_gap_is_said_in_words_to_everybody(client: Any, far: Activity) -> None:
    page = client.get(f"/stories/{far.slug}").text

    assert "Residents’ answers come out lower than the team’s." in page
    assert "and the team’s are 3 levels apart: this needs a conversation." in page
    assert '/gap"' not in page


def test_the_curators_desk_and_the_owners_page_lead_to_it(as_: As, far: Activity) -> None:
    assert "Residents and team need a conversation" in as_(Role.CURATOR).get("/desk").text
    owner = session.get_one(Person, far.owner_id)

    assert f"/activities/{far.slug}/gap" in as_(owner).get(f"/stories/{far.slug}/ratings").text


def test_a_gap_of_a_round_that_the_team_collected_stands_apart_on_the_desk(
    as_: As, far: Activity
) -> None:
    other = make.activity(status=Status.PUBLISHED, naming=Naming("Collected by its team"))
    make.rating(other, digits="3" * 14)
    make.released_round(other, *[ANSWERS[Rung.CONSULTATION]] * 10, by_code=False)

    desk = as_(Role.CURATOR).get("/desk").text

    independent, by_team = desk.split("Residents and team need a conversation")[1:]
    assert f'/stories/{far.slug}"' in independent
    assert f'/stories/{far.slug}"' not in by_team
    assert by_team.startswith(": rounds collected by the team")
    assert f'/stories/{other.slug}"' in by_team
    assert f'/stories/{other.slug}"' not in independent


def test_what_was_agreed_stands_on_the_entry_and_it_leaves_the_desk(
    as_: As, client: Any, far: Activity
) -> None:
    curator = as_(Role.CURATOR)
    assert "Write it down" in curator.get(f"/activities/{far.slug}/gap").text

    assert curator.send(f"/activities/{far.slug}/gap", TYPED).status_code == 303

    page = client.get(f"/stories/{far.slug}/ratings").text
    assert "Papers a week before, in &lt;b&gt;Bengali&lt;/b&gt; too" in page
    assert "To be done by September 2026. Responsible: Head of care." in page
    assert "Residents and team need a conversation" not in curator.get("/desk").text


def test_a_missing_answer_is_explained_beside_its_box(as_: As, far: Activity) -> None:
    for name, said in (("agreed", "Say what was agreed"), ("held-year", "Enter the year")):
        answer = as_(Role.CURATOR).send(f"/activities/{far.slug}/gap", {**TYPED, name: ""})

        assert answer.status_code == 422
        assert said in answer.text
        assert "Head of care" in answer.text


def test_where_nothing_is_apart_the_page_says_so(as_: As, session: Any) -> None:
    slug = make.activity(status=Status.PUBLISHED).slug

    assert "There is nothing to write down" in as_(Role.CURATOR).get(f"/activities/{slug}/gap").text
    assert as_(Role.CURATOR).send(f"/activities/{slug}/gap", TYPED).status_code == 422
    assert as_(Role.TEAM_MEMBER).get(f"/activities/{slug}/gap").status_code == 403


def test_a_draft_of_somebody_else_is_not_found(as_: As, session: Any) -> None:
    assert as_(Role.RESIDENT).get(f"/activities/{make.activity().slug}/gap").status_code == 404
