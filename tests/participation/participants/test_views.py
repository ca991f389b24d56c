"""Who was there and who was missing: entered in totals, shown beside the place."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.core.config import HOME
from coprod.core.database import session as database
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.participation.participants import actions, queries, schemas
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import Population
from coprod.participation.participants.rules import PopulationCount
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from coprod.reference.lists.schemas import read_place
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Placing
from tests import make

As = Callable[[Any], Any]
HERE = HOME / "examples/tower-hamlets"
WARDS = Path("/work/shared/data/geo-tower-hamlets/lbth-ward-population-2021.csv")
PATH = "/activities/falls-group/taking-part"


def entry(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def tell(activity: Activity, trait: Trait, **numbers: int) -> bool:
    is_shown = actions.enter_totals(make.owner(activity), activity, trait, numbers)
    database.commit()
    return is_shown


def rows(client: Any) -> dict[str, dict[str, str]]:
    text = client.get(f"{PATH}/file.csv").text
    return {row["group"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_team_tells_totals_and_readers_see_them_rounded(as_: As, client: Any) -> None:
    owner = make.person()
    entry(owner=owner)
    team = as_(owner)

    assert team.send(f"{PATH}/sex", {"group-female": "some"}).status_code == 422
    assert team.send(f"{PATH}/sex", {"group-female": "23", "group-male": "12"}).location == PATH

    page = client.get(PATH).text
    assert "About 25" in page
    assert "About 10" in page
    assert 'value="23"' in team.get(f"{PATH}/sex").text
    assert client.get(f"{PATH}/sex").status_code == 303
    assert as_(Role.TEAM_MEMBER).get(f"{PATH}/sex").status_code == 403
    assert {g: r["took_part"] for g, r in rows(client).items()} == {
        "Female": "About 25",
        "Male": "About 10",
        "all who told us": "About 35",
    }


def test_a_small_group_is_kept_back_on_page_entry_and_file(client: Any, session: Any) -> None:
    made = entry()
    tell(made, Trait.SEX, female=23, male=12)
    tell(made, Trait.DISABILITY, yes=3, no=32)

    for path in (PATH, "/stories/falls-group/effect"):
        assert "Kept back" in client.get(path).text
        assert "About 30" not in client.get(path).text
    assert rows(client)["Disabled"]["took_part"] == "Not shown"


def test_readers_see_the_earlier_totals_until_enough_people_came(client: Any, session: Any) -> None:
    made = entry()
    assert tell(made, Trait.SEX, female=23, male=12)
    assert not tell(made, Trait.SEX, female=24, male=12)
    assert not tell(made, Trait.SEX, female=22, male=13)
    assert rows(client)["Female"]["took_part"] == "About 25"
    assert tell(made, Trait.SEX, female=28, male=12)
    assert rows(client)["Female"]["took_part"] == "About 30"


def test_before_it_is_public_totals_are_free_to_change(session: Any) -> None:
    made = make.activity()
    assert tell(made, Trait.SEX, female=23, male=12)
    assert tell(made, Trait.SEX, female=24, male=12)
    assert len(queries.list_published(made)) == 1


def test_who_was_there_and_who_was_missing_is_said_in_words(client: Any, session: Any) -> None:
    load_place(SYSTEM, read_place(HERE / "place.yaml"))
    actions.load_populations(SYSTEM, schemas.read_populations(HERE / "population.yaml"))
    borough = find_term(ListKind.LOCALITY, "borough")
    assert borough is not None
    made = entry(placing=Placing((borough.id,)))
    tell(made, Trait.ETHNIC_GROUP, bangladeshi=0, british=40, african=5)

    page = client.get(PATH).text

    assert "35 in 100" in page
    assert "Nobody was there, though they live here" in page
    found = {group: row["how_it_stands"] for group, row in rows(client).items()}
    assert found["Bangladeshi"] == "missing"
    assert found["African"] in {"alike", "more"}
    assert "Were missing" in client.get("/stories/falls-group/effect").text


def test_loading_twice_changes_nothing(session: Any) -> None:
    load_place(SYSTEM, read_place(HERE / "place.yaml"))
    living = schemas.read_populations(HERE / "population.yaml")
    assert [actions.load_populations(SYSTEM, living) for _again in range(2)] == [14, 0]
    assert session.scalar(select(func.count(Population.id))) == 14


def test_a_place_that_is_not_listed_is_refused(session: Any) -> None:
    living = PopulationCount("nowhere", Trait.SEX, "all", 3, "«source»", 2021)
    with pytest.raises(RuleBrokenError):
        actions.load_populations(SYSTEM, [living])
    with pytest.raises(NotAllowedError):
        actions.load_populations(make.person().actor, [living])


@pytest.mark.skipif(not WARDS.exists(), reason="the shared data is not on this machine")
def test_a_place_with_other_localities_works_without_a_change(session: Any) -> None:
    """The real wards of the census, as the localities of a place."""
    with WARDS.open(encoding="utf-8", newline="") as file:
        wards = [(r["GEOGRAPHY_NAME"], int(r["OBS_VALUE"])) for r in csv.DictReader(file)]
    terms = [make.term(ListKind.LOCALITY, label=name) for name, _ in wards]
    living = [
        PopulationCount(term.key, Trait.AGE, "all", people, "Census", 2021)
        for term, (_, people) in zip(terms, wards, strict=True)
    ]
    actions.load_populations(SYSTEM, living)
    made = entry(placing=Placing(tuple(term.id for term in terms)))
    tell(made, Trait.AGE, under_16=30)

    assert sum(p.number for p in queries.get_populations(made)[Trait.AGE]) == sum(
        n for _, n in wards
    )
    assert len(wards) == 20
