"""How the rows of a file of comments are read. No app, no database."""

from datetime import date
from typing import Any

import pytest

from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.errors import RuleBrokenError
from coprod.exchange.feedback_imports import rules
from coprod.exchange.feedback_imports.enums import FeedbackChoices, Scale
from coprod.exchange.feedback_imports.rules import (
    FeedbackReader,
    get_feeling,
    match_answer,
)
from coprod.exchange.imports.enums import TableRow
from coprod.exchange.word_matching.enums import WordMeaning
from coprod.exchange.word_matching.rules import CuratorWords, is_settled
from coprod.intelligence.feedback.enums import Feeling

TODAY = date(2026, 11, 22)
COLUMNS = {
    "Id": "key",
    "When": "date",
    "Felt": "feeling",
    "Said": "text",
    "Who": "person",
    "Service": "service",
    "Other": "skip",
}


def choices(**given: Any) -> FeedbackChoices:
    return FeedbackChoices(**{"columns": COLUMNS, "source": "x", **given})


def row(number: int = 2, **cells: str) -> TableRow:
    usual = {"Id": str(number), "When": "30/09/2021", "Felt": "1", "Said": "Kind", "Who": "7"}
    return TableRow(number, {**usual, "Service": "GP", "Other": "secret", **cells})


@pytest.mark.parametrize(
    ("scale", "told", "feeling"),
    [
        (Scale.LOW_IS_GOOD, "1", Feeling.POSITIVE),
        (Scale.LOW_IS_GOOD, "2", Feeling.POSITIVE),
        (Scale.LOW_IS_GOOD, "3", Feeling.NEUTRAL),
        (Scale.LOW_IS_GOOD, "5.0", Feeling.NEGATIVE),
        (Scale.HIGH_IS_GOOD, "5", Feeling.POSITIVE),
        (Scale.HIGH_IS_GOOD, "1", Feeling.NEGATIVE),
        (Scale.LOW_IS_GOOD, "6", None),
        (Scale.LOW_IS_GOOD, "don't know", None),
        (Scale.WORDS, "Very Good", Feeling.POSITIVE),
        (Scale.WORDS, "mixed", Feeling.NEUTRAL),
        (Scale.WORDS, "who knows", None),
    ],
)
def test_the_scale_runs_as_it_was_chosen(scale: Scale, told: str, feeling: Feeling | None) -> None:
    match = match_answer(told, choices(scale=scale), CuratorWords({}, {}))

    assert (get_feeling(WordMeaning(match.value)) if is_settled(match) else None) is feeling


@pytest.mark.parametrize(
    ("order", "told", "day"),
    [
        (DateOrder.DAY_FIRST, "30/09/2021", date(2021, 9, 30)),
        (DateOrder.DAY_FIRST, "5/31/2022", date(2022, 5, 31)),
        (DateOrder.DAY_FIRST, "5/6/2022", date(2022, 6, 5)),
        (DateOrder.MONTH_FIRST, "5/6/2022", date(2022, 5, 6)),
    ],
)
def test_each_date_is_read_as_it_can_be(order: DateOrder, told: str, day: date) -> None:
    reader = FeedbackReader(choices(order=order), TODAY)

    [comment] = reader.read_comments([row(When=told)])

    assert comment.day == day


@pytest.mark.parametrize("told", ["", "soon", "2021", "31/02/2021", "1/1/2027"])
def test_a_row_without_a_day_is_refused_by_its_number(told: str) -> None:
    reader = FeedbackReader(choices(), TODAY)

    assert list(reader.read_comments([row(9, When=told)])) == []
    assert reader.report.refused == 1
    assert reader.report.refused_rows[0][0] == 9


def test_no_answer_in_words_is_no_comment() -> None:
    reader = FeedbackReader(choices(), TODAY)

    found = list(
        reader.read_comments([row(Said="Did not answer", Felt=""), row(3, Said="did  NOT answer")])
    )

    assert [comment.text for comment in found] == [""]
    assert reader.report.no_answer == 1
    assert reader.report.emptied == {"Did not answer": 1, "did NOT answer": 1}


def test_spaces_that_do_not_break_are_plain() -> None:
    reader = FeedbackReader(choices(), TODAY)

    [comment] = reader.read_comments([row(Service="PTS\u00a0 - Patient Transport")])

    assert list(comment.names.values()) == ["PTS - Patient Transport"]
    assert reader.report.spaces == 1


def test_what_names_a_person_or_a_comment_is_kept_as_a_mark() -> None:
    [comment] = FeedbackReader(choices(), TODAY).read_comments(
        [row(Id="RXX 5", Who="Respondent 5")]
    )

    assert "RXX" not in repr(comment)
    assert "Respondent" not in repr(comment)
    assert "secret" not in repr(comment)


def test_rows_without_a_name_of_their_own_are_told_apart() -> None:
    columns = {**COLUMNS, "Id": "skip"}
    reader = FeedbackReader(choices(columns=columns), TODAY)
    again = FeedbackReader(choices(columns=columns), TODAY)
    rows = [row(2, Id=""), row(3, Id=""), row(4, Id="", Said="Cold")]

    keys = [comment.key for comment in reader.read_comments(rows)]

    assert len(set(keys)) == 3
    assert [comment.key for comment in again.read_comments(rows)] == keys


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": {"Felt": "feeling"}},
        {"columns": {"When": "date", "Felt": "feeling", "Sorted": "label"}},
        {"columns": {**COLUMNS, "Other": "date"}},
        {"source": ""},
        {"lowest": 5, "highest": 5},
    ],
)
def test_choices_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    rules.check_choices(choices())

    with pytest.raises(RuleBrokenError):
        rules.check_choices(choices(**wrong))


def test_columns_are_guessed_by_their_headings_once_each() -> None:
    assert rules.guess_targets(
        ["Date", "Comment sentiment", "FFT answer", "Date of comment", "x"]
    ) == {
        "Date": "date",
        "Comment sentiment": "skip",
        "FFT answer": "text",
        "Date of comment": "skip",
        "x": "skip",
    }


def test_choices_come_back_as_they_were_kept() -> None:
    chosen = choices(order=DateOrder.MONTH_FIRST, scale=Scale.WORDS)

    assert rules.load_choices(rules.dump_choices(chosen)) == chosen
