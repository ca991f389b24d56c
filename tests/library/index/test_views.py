from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.library.index.actions import add_synonym_group, load_synonym_groups
from coprod.library.index.queries import list_synonym_groups, list_synonyms
from coprod.library.index.schemas import read_synonyms
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Telling
from tests import make

As = Callable[[Any], Any]
SHIPPED = Path(__file__).parents[3] / "examples/tower-hamlets/meanings.yaml"


def test_a_curator_says_which_words_mean_the_same_and_readers_find_by_them(
    as_: As, client: Any, session: Any
) -> None:
    given: dict[str, Any] = {
        "naming": Naming("Alpha"),
        "telling": Telling("A patient participation group."),
    }
    make.activity(status=Status.PUBLISHED, **given)
    curator = as_(Role.CURATOR)
    assert ">Alpha</a>" not in client.get("/stories?q=PPG").text

    sent = curator.send("/same-words/add", {"phrases": "PPG\npatient participation group"})

    assert sent.status_code == 303
    page = client.get("/stories?q=PPG").text
    assert ">Alpha</a>" in page
    assert "<mark>patient</mark> <mark>participation</mark>" in page


def test_words_are_changed_and_taken_away_by_who_saw_them_last(as_: As, session: Any) -> None:
    made = make.meaning("BME", "global majority")
    curator, address = as_(Role.CURATOR), f"/same-words/{made.id}"
    assert "global majority" in curator.get(address).text

    new = {"phrases": "BME\nBAME", "version": "1"}
    assert curator.send(address, new).status_code == 303
    assert curator.send(address, new).status_code == 422
    assert curator.send(f"{address}/remove", {"version": "1"}).status_code == 422
    assert list_synonyms() == (("BME", "BAME"),)
    assert curator.send(f"{address}/remove", {"version": "2"}).status_code == 303
    assert list_synonym_groups() == []


@pytest.mark.parametrize("said", [[], ["PPG"], ["PPG", "ppg!"], ["a"] * 13, ["x" * 81, "y"]])
def test_one_way_to_say_it_is_not_enough(session: Any, said: list[str]) -> None:
    with pytest.raises(RuleBrokenError):
        add_synonym_group(SYSTEM, said)


def test_only_curators_say_what_means_the_same(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        add_synonym_group(make.person(role=Role.TEAM_MEMBER).actor, ["PPG", "group"])


def test_the_words_that_come_with_a_place_are_loaded_once(session: Any) -> None:
    groups = read_synonyms(SHIPPED)

    assert load_synonym_groups(SYSTEM, groups) == len(groups) > 10
    assert load_synonym_groups(SYSTEM, groups) == 0
