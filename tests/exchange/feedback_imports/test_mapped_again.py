"""A file that was counted can be mapped again or taken back: nothing doubled, nothing lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.exchange.feedback_imports import actions
from coprod.exchange.feedback_imports.enums import FeedbackChoices, FeedbackFileState
from coprod.intelligence.feedback.actions import publish_summaries
from coprod.intelligence.feedback.queries import SummaryFilter, list_counted_from
from coprod.intelligence.feedback.queries import count_summaries as count_summaries
from tests.exchange.feedback_imports.test_actions import (
    COLUMNS,
    SMALL,
    count,
    curator,
    folder,
    get_numbers,
    upload,
)
from tests.exchange.feedback_imports.test_views import USUAL, send_file
from tests.exchange.feedback_imports.test_views import curator as browser

__all__ = ["browser", "curator", "folder"]
MORE = SMALL + "6,1/9/2021,2,Good,z,GP services,Bow\n"
WRONG = {**COLUMNS, "Service": "skip"}


def test_a_file_that_is_mapped_again_counts_as_if_it_had_been_right_at_once(
    curator: Actor, folder: Path
) -> None:
    of = upload(curator, folder, SMALL, columns=WRONG)
    actions.count_file(curator, folder, of)
    assert len(get_numbers(curator)) == 2

    actions.reopen_file(curator, folder, of)
    actions.choose_columns(curator, folder, of, FeedbackChoices(columns=COLUMNS, source="Survey"))
    assert len(get_numbers(curator)) == 2
    actions.count_file(curator, folder, of)
    mapped = get_numbers(curator)

    actions.remove_file(curator, folder, of)
    count(curator, folder, SMALL)
    assert get_numbers(curator) == mapped
    assert len(mapped) == 5


def test_mapping_again_and_again_changes_nothing(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)
    actions.count_file(curator, folder, of)
    before = get_numbers(curator)

    for _ in range(2):
        actions.reopen_file(curator, folder, of)
        actions.choose_columns(curator, folder, of, of.choices or FeedbackChoices())
        actions.count_file(curator, folder, of)

    assert get_numbers(curator) == before
    assert of.report["new"] == 3


def test_another_source_takes_the_numbers_along(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)
    actions.count_file(curator, folder, of)

    actions.reopen_file(curator, folder, of)
    actions.choose_columns(
        curator, folder, of, FeedbackChoices(columns=COLUMNS, source="Healthwatch")
    )
    actions.count_file(curator, folder, of)

    assert list_counted_from(curator, "Survey") == []
    assert len(list_counted_from(curator, "Healthwatch")) == 5


def test_a_file_that_is_taken_back_leaves_nothing(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)
    actions.count_file(curator, folder, of)
    publish_summaries(curator, list_counted_from(curator, "Survey"), is_public=True)

    actions.remove_file(curator, folder, of)

    assert get_numbers(curator) == {}
    assert count_summaries(VISITOR, SummaryFilter()) == 0
    assert of.state is FeedbackFileState.TAKEN_BACK
    assert list(folder.iterdir()) == []


def test_what_came_in_another_file_too_stays_when_one_is_taken_back(
    curator: Actor, folder: Path
) -> None:
    count(curator, folder, MORE)
    whole = get_numbers(curator)
    first = upload(curator, folder, SMALL, source="Other")
    actions.count_file(curator, folder, first)
    second = upload(curator, folder, MORE, source="Other")
    actions.count_file(curator, folder, second)

    actions.remove_file(curator, folder, first)
    left = dict(get_numbers(curator).items())
    assert left == whole

    actions.remove_file(curator, folder, second)
    assert list_counted_from(curator, "Other") == []


def test_a_published_summary_stays_public_when_its_file_is_mapped_again(
    curator: Actor, folder: Path
) -> None:
    of = upload(curator, folder, SMALL, columns=WRONG)
    actions.count_file(curator, folder, of)
    publish_summaries(curator, list_counted_from(curator, "Survey"), is_public=True)

    actions.reopen_file(curator, folder, of)
    actions.choose_columns(curator, folder, of, FeedbackChoices(columns=COLUMNS, source="Survey"))
    actions.count_file(curator, folder, of)

    assert count_summaries(VISITOR, SummaryFilter()) == 2


def test_the_file_is_kept_for_thirty_days_and_then_removed(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)
    actions.count_file(curator, folder, of)
    actions.remove_old_uploads(SYSTEM, folder)
    assert [each.name for each in folder.iterdir()] == [of.token]

    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        actions.remove_old_uploads(SYSTEM, folder)

    assert list(folder.iterdir()) == []
    with pytest.raises(RuleBrokenError):
        actions.reopen_file(curator, folder, of)


def test_whose_words_are_deleted_has_no_file_any_more(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)
    actions.count_file(curator, folder, of)

    actions.delete_words(curator, folder, of)

    assert list(folder.iterdir()) == []


def test_a_curator_maps_a_file_again_and_takes_it_back(browser: Any) -> None:
    at = send_file(browser).location
    browser.send(at, {**USUAL, "column_5": "skip"})
    browser.send(at.replace("columns", "count"))
    report = at.replace("columns", "report")
    assert "Change what the columns are" in browser.get(report).text

    again = browser.send(at.replace("columns", "map-again"))
    assert again.location == at
    browser.send(at, USUAL)
    browser.send(at.replace("columns", "count"))
    assert "GP services" in browser.get("/what-people-told-us/summaries").text

    browser.send(at.replace("columns", "give-up"))
    assert (
        "GP services"
        not in browser.get("/what-people-told-us/summaries").text.partition("app-results__found")[2]
    )
    assert "Taken back" in browser.get("/what-people-told-us/import").text
