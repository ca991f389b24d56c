"""Made-up comments are counted by the actions that people use, and a closer look shows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.feedback.actions import load_feedback
from coprod.demo.feedback.rules import SOURCE, build_main_file
from coprod.intelligence.breakdowns.enums import Comparison, SplitBy
from coprod.intelligence.breakdowns.queries import list_values
from coprod.intelligence.breakdowns.rules import Cut
from coprod.intelligence.deep_dives.enums import PagePart
from coprod.intelligence.deep_dives.presenters import ClosePage, build_page, list_file_rows
from coprod.intelligence.deep_dives.queries import get_headline, list_deep_dives
from coprod.intelligence.deep_dives.rules import describe_headline
from coprod.intelligence.feedback.enums import Window
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.schemas import read_place
from tests import make
from tests.conftest import rolled_back
from tests.demo.conftest import PLACE


@pytest.fixture(scope="module")
def curator(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Actor]:
    with rolled_back(app):
        load_place(SYSTEM, read_place(PLACE / "place.yaml"))
        curator = make.person(role=Role.CURATOR).actor
        load_feedback(curator, Path(tmp_path_factory.mktemp("feedback")))
        yield curator


def look(actor: Actor, **given: Any) -> ClosePage:
    until = get_last_whole_quarter(clock.today())
    values: dict[str, Any] = {"window": Window.EIGHTEEN_MONTHS, "source": SOURCE}
    return build_page(actor, Cut(until, **{**values, **given}))


def test_the_file_has_the_rows_that_were_asked_for() -> None:
    lines = build_main_file(get_last_whole_quarter(clock.today())).decode().splitlines()
    feelings = [line.split(",")[2] for line in lines[1:]]
    counts = [feelings.count(each) for each in ("Positive", "Negative", "Neutral")]
    assert counts == [569, 822, 27]


def test_a_curator_sees_what_was_counted(curator: Actor) -> None:
    close = look(curator)
    assert close.is_exact
    assert close.whole.shown.people.plain == "1,418"
    assert [each.per_cent for each in close.whole.shown.shares] == [40, 2, 58]
    networks = close.parts[PagePart.NETWORKS].chart
    assert str(networks.rows[0].cells[0]) == "55% of 290"
    assert [row.label for row in networks.rows if row.is_strong] == ["Example network 9"]
    assert str(networks.rows[-1].label) == "Not placed yet"


def test_a_reader_sees_the_same_rounded_and_words_for_a_few(curator: Actor) -> None:
    close = look(VISITOR)
    assert not close.is_exact
    assert (
        close.parts[PagePart.NETWORKS].heading.plain == "Example network 9 stands out: 55% positive"
    )
    staff = {str(row.label): row for row in close.parts[PagePart.STAFF].chart.rows}
    assert staff["Pharmacists"].mark is None
    assert str(staff["Pharmacists"].cells[0]) == "Fewer than 20 people: most were positive"
    shown = str([[str(cell) for cell in row] for row in list_file_rows(close)])
    for hidden in ("1,418", "'290'", "'17'", "'13'"):
        assert hidden not in shown


def test_three_years_ago_and_other_boroughs_stand_beside_it(curator: Actor) -> None:
    close = look(VISITOR, compare=Comparison.PREVIOUS_QUARTER)
    assert close.years_ago
    assert close.years_ago.heading.plain == "Three years ago: 52%, now 40%"
    boroughs = {str(row.label) for row in close.parts[PagePart.BOROUGHS].chart.rows}
    assert {"Newham", "Hackney", "Redbridge", "Waltham Forest", "Tower Hamlets"} <= boroughs
    assert close.compared is not None
    assert close.trend
    assert len(close.trend.rows) == 18
    assert close.silent
    assert close.silent.number == close.silent.total


def test_within_one_network_a_reader_sees_no_second_thing_about_people(curator: Actor) -> None:
    group = look(curator).parts[PagePart.ETHNIC_GROUPS].chart.rows[0]
    assert group.mark
    values = list_values(VISITOR, SplitBy.ETHNIC_GROUP)
    key = next(key for key, label in values if "Bangladeshi" in str(label))
    close = look(VISITOR, within=SplitBy.ETHNIC_GROUP, value=key)
    assert PagePart.ETHNIC_GROUPS not in close.parts


def test_a_pack_is_told_what_its_page_says_first(curator: Actor) -> None:
    (kept,) = list_deep_dives(VISITOR)
    said = describe_headline(get_headline(VISITOR, kept)).plain
    assert said == "40% of about 1,420 comments were positive."
