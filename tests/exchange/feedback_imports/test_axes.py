"""Several questions, themes, and who people are: kept with each comment, for curators alone."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.exchange.feedback_imports import actions
from coprod.exchange.feedback_imports.rules import guess_targets
from coprod.intelligence.feedback.queries import SummaryFilter, list_summaries
from coprod.intelligence.feedback_comments.enums import LISTS_BY_AXIS, Axis
from coprod.intelligence.feedback_comments.models import FeedbackComment
from tests import make
from tests.exchange.feedback_imports.test_actions import count, curator, folder, upload

__all__ = ["curator", "folder"]
COLUMNS = {
    "Id": "key",
    "When": "date",
    "Overall": "feeling",
    "Phone": "feeling",
    "Theme": "theme",
    "Sub-theme": "subtheme",
    "Staff": "staff_role",
    "Ethnicity": "ethnic_group",
    "Age": "age_group",
    "Borough": "borough",
}
ROWS = """Id,When,Overall,Phone,Theme,Sub-theme,Staff,Ethnicity,Age,Borough
1,4/9/2021,Very good,Not very easy,waiting; booking_and_phone,On hold,Nurse,Bangladeshi,18-24,Newham
2,4/9/2021,,Very easy,Weather,,Nurse,Martian,18-24,Newham
3,4/9/2021,Poor,,,,,,,
"""


@pytest.fixture
def terms(session: Any) -> dict[Axis, Any]:
    labels = {
        Axis.STAFF_ROLE: "Nurse",
        Axis.ETHNIC_GROUP: "Bangladeshi",
        Axis.AGE_GROUP: "18-24",
        Axis.BOROUGH: "Newham",
    }
    return {axis: make.term(LISTS_BY_AXIS[axis], label=label) for axis, label in labels.items()}


def list_comments() -> list[FeedbackComment]:
    return list(session.scalars(select(FeedbackComment).order_by(FeedbackComment.id)))


def test_each_comment_keeps_what_it_can_be_sorted_by(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    count(curator, folder, ROWS, columns=COLUMNS)

    first, second, _third = list_comments()
    assert first.themes == "|waiting|booking_and_phone|"
    assert first.subthemes == ["On hold"]
    assert [getattr(first, f"{axis}_id") for axis in terms] == [t.id for t in terms.values()]
    assert second.unplaced == {"ethnic_group": "Martian"}


def test_the_first_question_is_the_one_about_the_whole(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    count(curator, folder, ROWS, columns=COLUMNS)

    first, second, third = list_comments()
    assert first.answers == {"Overall": "positive", "Phone": "negative"}
    assert second.answers == {"Phone": "positive"}
    assert (first.feeling, second.feeling, third.feeling) == ("positive", None, "negative")


def test_a_summary_by_theme_says_that_somebody_sorted_it_and_is_private(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    count(curator, folder, ROWS, columns=COLUMNS)

    summaries = list_summaries(curator, SummaryFilter())
    by_theme = {each.theme.value: each for each in summaries if each.theme}
    assert {name: each.comments for name, each in by_theme.items()} == {
        "waiting": 1,
        "booking_and_phone": 1,
    }
    assert all(each.is_labelled for each in by_theme.values())
    assert list(list_summaries(VISITOR, SummaryFilter())) == []


def test_who_people_are_makes_no_summary(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    count(curator, folder, ROWS, columns=COLUMNS)

    whole = [each for each in list_summaries(curator, SummaryFilter()) if not each.subject.sides]
    assert len(whole) == 1
    assert whole[0].unplaced == {}
    assert len(list_summaries(curator, SummaryFilter())) == 3


def test_a_name_on_a_new_list_is_placed_later(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    count(curator, folder, ROWS, columns=COLUMNS)

    actions.place_name(curator, Axis.ETHNIC_GROUP, "Martian", terms[Axis.ETHNIC_GROUP])

    assert list_comments()[1].ethnic_group_id == terms[Axis.ETHNIC_GROUP].id


def test_themes_within_themes_go_with_the_words(
    curator: Actor, folder: Path, terms: dict[Axis, Any]
) -> None:
    of = upload(curator, folder, ROWS, columns=COLUMNS)
    actions.count_file(curator, folder, of)

    actions.delete_words(curator, folder, of)
    session.expire_all()

    assert list_comments()[0].subthemes is None


def test_usual_headings_are_guessed_and_a_computers_labels_never() -> None:
    headings = ["Response ID", "Date received", "FFT Response", "Free text", "PCN", "Ethnicity"]
    headings += ["Age Band", "Sentiment", "Theme", "Borough", "Staff role", "Service name"]

    targets = guess_targets(headings)

    assert {name for name, target in targets.items() if target == "skip"} == {"Sentiment", "Theme"}
