"""Words are matched before anything counts, and again afterwards: nothing doubled, nothing lost."""

import csv
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.exchange.feedback_imports import actions, queries
from coprod.exchange.feedback_imports.enums import FeedbackChoices
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.presenters import build_words_page
from coprod.exchange.word_matching.enums import MatchState
from coprod.exchange.word_matching.rules import SHOWN_WORDS, WordChoices
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from tests import make
from tests.exchange.feedback_imports.test_actions import (
    REAL,
    count,
    curator,
    folder,
    get_numbers,
    upload,
)
from tests.exchange.feedback_imports.test_views import USUAL, send_file
from tests.exchange.feedback_imports.test_views import curator as browser

__all__ = ["browser", "curator", "folder"]
COLUMNS = {"Id": "key", "When": "date", "Felt": "feeling", "Said": "text", "Practice": "practice"}
FRIENDS_AND_FAMILY = {
    "1": "Very good",
    "2": "Good",
    "3": "Neither good nor poor",
    "4": "Poor",
    "5": "Very poor",
    "6": "Don’t know",
    "7": "",
}


def table(*rows: tuple[str, str]) -> str:
    lines = (f"{n},4/9/2021,{felt},words,{practice}\n" for n, (felt, practice) in enumerate(rows))
    return "Id,When,Felt,Said,Practice\n" + "".join(lines)


def match(
    curator: Actor, folder: Path, of: FeedbackFile, words: dict[str, dict[str, str]], **given: Any
) -> None:
    seen = compute_fingerprint(of.chosen)
    choices = WordChoices(words, given.get("keep", True), given.get("seen", seen))
    actions.match_words(curator, folder, of, choices)


def get_whole(curator: Actor) -> tuple[int | None, ...]:
    return next(numbers for name, numbers in get_numbers(curator).items() if name.endswith(" "))


def build_page(of: FeedbackFile) -> Any:
    assert of.choices
    return build_words_page(of, of.choices, queries.map_names(of.choices.axes), {})


def test_the_words_of_the_friends_and_family_test_are_read(curator: Actor, folder: Path) -> None:
    rows = table(*((word, "") for word in FRIENDS_AND_FAMILY.values() if word), ("Fairly good", ""))

    count(curator, folder, rows, columns=COLUMNS)

    assert get_whole(curator) == (None, 7, 3, 1, 2)


def test_who_does_not_know_is_counted_outside_the_base(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, table(("Good", ""), ("Poor", ""), ("Don't know", "")))

    shares = build_page(of).shares[2]

    assert (shares.answers, shares.positive, shares.not_known) == (2, 50, 1)
    assert shares.positive_of_all == 33
    actions.count_file(curator, folder, of)
    unsure = select(func.count()).where(FeedbackComment.is_unsure)
    assert session.scalar(unsure) == 1


def test_a_guess_counts_only_once_it_is_saved(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, table(("Strongly agree", ""), ("Good", "")), columns=COLUMNS)
    assert of.report["feelings"] == {"": 1, "positive": 1}
    [column] = build_page(of).columns
    assert [line.match.state for line in column.unmatched] == [MatchState.LIKELY]

    match(curator, folder, of, {"Felt": {"Strongly agree": "negative"}})

    assert of.report["feelings"] == {"negative": 1, "positive": 1}
    assert build_page(of).columns[0].unmatched == []


def test_a_name_is_matched_and_becomes_another_name_for_the_next_file(
    curator: Actor, folder: Path
) -> None:
    kettle = make.term(ListKind.PRACTICE, label="Kettle Lane Health Centre")
    rows = table(("Good", "Kettle Ln HC"), ("Good", "Roma House"), ("Poor", "Head office"))
    of = upload(curator, folder, rows, columns=COLUMNS)
    practice = build_page(of).columns[1]
    matches = {line.word: line.match for line in practice.unmatched}
    assert matches["Kettle Ln HC"].value == str(kettle.id)

    words = {"Kettle Ln HC": str(kettle.id), "Roma House": "new", "Head office": "leave"}
    match(curator, folder, of, {"Practice": words})
    actions.count_file(curator, folder, of)

    assert find_term(ListKind.PRACTICE, "kettle ln hc") is kettle
    assert find_term(ListKind.PRACTICE, "Roma House")
    assert find_term(ListKind.PRACTICE, "Head office") is None
    assert of.report["unknown"] == {}
    assert get_numbers(curator)["2021-07-01 Kettle Lane Health Centre"][1] == 1


def test_a_match_for_one_file_only_leaves_the_list_alone(curator: Actor, folder: Path) -> None:
    kettle = make.term(ListKind.PRACTICE, label="Kettle Lane Health Centre")
    of = upload(curator, folder, table(("Good", "KLHC")), columns=COLUMNS)

    match(curator, folder, of, {"Practice": {"KLHC": str(kettle.id)}}, keep=False)
    actions.count_file(curator, folder, of)

    assert find_term(ListKind.PRACTICE, "KLHC") is None
    assert get_numbers(curator)["2021-07-01 Kettle Lane Health Centre"][1] == 1


def test_a_counted_file_is_matched_again_and_counted_anew(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, table(("Good", ""), ("So lala", "")), columns=COLUMNS)
    actions.count_file(curator, folder, of)
    assert get_whole(curator) == (None, 2, 1, 0, 0)

    for _ in range(2):
        match(curator, folder, of, {"Felt": {"So lala": "neutral"}})
        assert get_whole(curator) == (None, 2, 1, 1, 0)

    actions.remove_file(curator, folder, of)
    assert get_numbers(curator) == {}


def test_what_another_curator_matched_meanwhile_is_not_overwritten(
    curator: Actor, folder: Path
) -> None:
    of = upload(curator, folder, table(("Good", "")), columns=COLUMNS)

    with pytest.raises(RuleBrokenError, match="Somebody else changed this"):
        match(curator, folder, of, {}, seen="earlier")


def test_somebodys_own_words_are_never_listed(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, table(("I waited in the rain " * 9, "")), columns=COLUMNS)

    [column] = build_page(of).columns

    assert (list(column.lines), column.uncounted) == ([], 1)


def test_the_words_of_the_columns_go_with_the_words_of_the_comments(
    curator: Actor, folder: Path
) -> None:
    of = upload(curator, folder, table(("Strange", "")), columns=COLUMNS)
    match(curator, folder, of, {"Felt": {"Strange": "negative"}})
    actions.count_file(curator, folder, of)

    actions.delete_words(curator, folder, of)

    assert "Strange" not in f"{of.report} {of.chosen}"


WORDS_FILE = table(("Good", "Kettle Ln HC"), ("Yes", "<b>“Bow” & Co</b>"), ("Poor", "=1+1"))
WORDS_COLUMNS = {**USUAL, "column_4": "practice"}


def send_words_file(browser: Any, text: str = WORDS_FILE) -> str:
    at: str = send_file(browser, text).location
    fields = {name: value for name, value in WORDS_COLUMNS.items() if name[-1] not in "56"}
    answer = browser.send(at, fields)
    return str(answer.location)


def read_fields(page: str) -> dict[str, str]:
    """Return the words of a page by the name of their field."""
    parts = page.split('<label for="word_')[1:]
    return {
        "word_" + part.partition('"')[0]: part.partition(">")[2].partition("<")[0] for part in parts
    }


def test_a_curator_matches_words_on_the_page(browser: Any) -> None:
    kettle = make.term(ListKind.PRACTICE, label="Kettle Lane Health Centre")
    at = send_words_file(browser)
    page = browser.get(at).text
    assert "Likely: please check" in page
    assert "&lt;b&gt;“Bow” &amp; Co&lt;/b&gt;" in page
    fields = {word: name for name, word in read_fields(page).items()}
    seen = page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    sent = {"seen": seen, "then": "report", fields["Yes"]: "positive", fields["Good"]: "positive"}
    sent |= {fields["Poor"]: "negative", fields["Kettle Ln HC"]: str(kettle.id)}
    sent |= {fields["=1+1"]: "leave", next(n for w, n in fields.items() if "Bow" in w): "unplaced"}

    refused = browser.send(at, {**sent, fields["Yes"]: "99"})
    assert refused.status_code == 422
    assert "Choose from the list" in refused.text
    saved = browser.send(at, sent)

    assert saved.location.endswith("/report")
    assert "Matched by a curator" in browser.get(at).text
    browser.send(at.replace("words", "count"))
    assert "Save and count again" in browser.get(at).text


def test_many_words_are_looked_for_and_the_rest_is_left(browser: Any) -> None:
    rows = [("Good", f"Place {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 4}") for n in range(40)]
    at = send_words_file(browser, table(*rows))
    page = browser.get(at).text
    names = [word for word in read_fields(page).values() if word.startswith("Place")]
    assert len(names) == SHOWN_WORDS
    found = browser.get(f"{at}?column=5&find=aaabbbb").text
    assert list(read_fields(found).values()) == ["Good", "Place aaabbbb"]

    seen = page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    fields = {name: "unplaced" for name, word in read_fields(page).items() if word != "Good"}
    good = next(name for name, word in read_fields(page).items() if word == "Good")
    assert browser.send(at, {**fields, good: "positive", "seen": seen, "rest_4": "y"})

    after = browser.get(at).text
    assert "40 of 40 matched" in after


@pytest.mark.skipif(not REAL.exists(), reason="the real comments are not here")
@pytest.mark.parametrize("by", ["words", "numbers"])
def test_the_real_answers_give_their_known_counts(curator: Actor, folder: Path, by: str) -> None:
    answers, text = read_real_answers(by)
    columns = {"Id": "key", "When": "date", "Felt": "feeling"}
    of = upload(curator, folder, text, columns=columns)
    if by == "numbers":
        match(curator, folder, of, {"Felt": {"6": "not_known", "7": "left_out"}})

    report = of.report

    assert report["feelings"]["positive"] == answers["1"] + answers["2"] == 6368
    assert report["feelings"]["neutral"] == answers["3"] == 366
    assert report["feelings"]["negative"] == answers["4"] + answers["5"] == 734
    assert report["unsure"] == answers["6"] == 24


def read_real_answers(by: str) -> tuple[Counter[str], str]:
    """Return the real answers to the test by number, and a file of them as words or as numbers."""
    written, answers = StringIO(), Counter[str]()
    lines = csv.writer(written)
    lines.writerow(["Id", "When", "Felt"])
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            number = row["FFT categorical answer"]
            answers[number] += 1
            felt = FRIENDS_AND_FAMILY[number] if by == "words" else number
            lines.writerow([row["Comment ID"], row["Date"], felt])
    return answers, written.getvalue()


def test_words_of_an_earlier_file_are_proposed_and_count_once_saved(
    curator: Actor, folder: Path
) -> None:
    proposed = {"Felt": {"So lala": "neutral", "Good": "negative"}}
    of = upload(curator, folder, table(("So lala", ""), ("Good", "")), columns=COLUMNS)
    choices = replace(of.choices or FeedbackChoices(), proposed=proposed)
    actions.choose_columns(curator, folder, of, choices)

    [column] = build_page(of).columns
    assert {line.match.state for line in column.lines} == {MatchState.EARLIER}
    assert of.report["feelings"] == {"": 2}

    match(curator, folder, of, {"Felt": {"So lala": "neutral", "Good": "positive"}})

    assert of.report["feelings"] == {"neutral": 1, "positive": 1}


def test_a_file_with_the_same_headings_is_offered_as_a_model(curator: Actor, folder: Path) -> None:
    first = upload(curator, folder, table(("Good", "")), columns=COLUMNS)
    second = upload(curator, folder, table(("Poor", "")), columns=COLUMNS)

    assert queries.find_earlier_file(second, list(COLUMNS)) is first
    assert queries.find_earlier_file(second, [*COLUMNS, "Other"]) is None
    assert queries.find_earlier_file(first, list(COLUMNS)) is second
