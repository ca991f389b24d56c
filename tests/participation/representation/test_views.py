"""Who took part beside who lives here: everywhere, by place and as a file."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from coprod.core.database import session as database
from coprod.core.values.actor import SYSTEM
from coprod.core.values.errors import RuleBrokenError
from coprod.participation.participants import actions, schemas
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.rules import PopulationCount
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Placing
from tests import make

PATH = "/who-took-part"
FILE = f"{PATH}/file.csv"
WARDS = Path("/work/shared/data/geo-tower-hamlets/lbth-ward-population-2021.csv")
HEADINGS = "place,area,characteristic,group,people,year,source\n"


def tell(title: str, place: Term, *, status: Status = Status.PUBLISHED, **numbers: int) -> None:
    activity = make.activity(status=status, naming=Naming(title), placing=Placing((place.id,)))
    actions.enter_totals(make.owner(activity), activity, Trait.SEX, numbers)
    database.commit()


def load(tmp_path: Path, *lines: str) -> list[PopulationCount]:
    path = tmp_path / "population.csv"
    path.write_text(HEADINGS + "\n".join(lines), encoding="utf-8")
    return schemas.read_population_csv(path)


def rows(client: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(FILE).text)))


def test_all_places_and_one_place_stand_beside_who_lives_there(
    session: Any, client: Any, tmp_path: Path
) -> None:
    north = make.term(ListKind.LOCALITY, key="north", label="North")
    south = make.term(ListKind.LOCALITY, key="south", label="South")
    counts = load(
        tmp_path,
        "north,Ward 1,sex,all,400,2021,Census",
        "north,Ward 2,sex,all,600,2021,Census",
        "north,Ward 1,sex,male,250,2021,Census",
        "north,Ward 2,sex,male,250,2021,Census",
        ",,sex,all,5000,2021,Census",
        ",,sex,female,2500,2021,Census",
    )
    assert actions.load_populations(SYSTEM, counts) == 4
    tell("«One»", north, female=90, male=10)
    tell("«Two»", south, female=43, male=17)

    everywhere, in_north = client.get(PATH).text, client.get(f"{PATH}?place=north").text

    assert "About 135" in everywhere
    assert "About 90" in in_north
    assert "50 in 100" in in_north
    assert "Census, 2021" in in_north
    assert "Who lives here: not known" in client.get(f"{PATH}?place=south").text
    found = {(row["place"], row["group"]): row for row in rows(client)}
    assert found["Everywhere together", "Female"]["took_part"] == "About 135"
    assert found["North", "Male"]["how_it_stands"] == "fewer"
    assert found["South", "Female"]["in_100_who_live_there"] == ""


def test_nothing_that_is_hidden_changes_what_anybody_reads(session: Any, client: Any) -> None:
    """Two worlds that look alike on the pages of their activities look alike here, byte by byte."""
    north = make.term(ListKind.LOCALITY, key="north", label="North")
    tell("«Large»", north, female=23, male=12)
    tell("«Small»", north, female=31, male=3)
    pages = (PATH, f"{PATH}?place=north", FILE)
    before = [client.get(path).text for path in pages]

    tell("«Draft»", north, status=Status.DRAFT, female=500, male=500)
    assert [client.get(path).text for path in pages] == before
    assert not any("About 30" in text for text in before)


@pytest.mark.parametrize("worlds", [((23, 12), (24, 11)), ((31, 3), (29, 4)), ((23, 12), (27, 8))])
def test_counts_that_round_alike_or_are_kept_back_tell_nothing(
    session: Any, client: Any, worlds: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    places = [make.term(ListKind.LOCALITY, key=key, label="«Place»") for key in ("one", "two")]
    for place, (female, male) in zip(places, worlds, strict=True):
        tell("«Same»", place, female=female, male=male)
        tell("«Other»", place, female=60, male=60)
    texts = [client.get(f"{PATH}?place={place.key}").text for place in places]
    shown = [text.partition('<section aria-labelledby="t-')[2] for text in texts]
    assert shown[0]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("north,,sex,all,many,2021,Census", "line 2"),
        ("north,,height,all,5,2021,Census", "no group that we count"),
        ("north,,sex,tall,5,2021,Census", "no group that we count"),
        ("north,,sex,all,5,2021,", "a source"),
    ],
)
def test_a_table_with_a_mistake_says_where(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(RuleBrokenError, match=message):
        load(tmp_path, line)


def test_two_sources_in_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBrokenError, match="two years or sources"):
        load(tmp_path, "n,a,sex,all,5,2021,Census", "n,b,sex,all,5,2011,Census")


@pytest.mark.skipif(not WARDS.exists(), reason="the shared data is not on this machine")
def test_the_wards_of_a_real_place_add_up_to_it(tmp_path: Path) -> None:
    with WARDS.open(encoding="utf-8", newline="") as file:
        wards = [(r["GEOGRAPHY_CODE"], int(r["OBS_VALUE"])) for r in csv.DictReader(file)]
    counts = load(tmp_path, *(f",{ward},age,all,{n},2021,Census" for ward, n in wards))
    assert [each.number for each in counts] == [sum(n for _, n in wards)]
