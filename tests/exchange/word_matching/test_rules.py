"""What the words of files mean, and which names are alike. No app, no database."""

import pytest

from coprod.core.values.text import fold
from coprod.exchange.word_matching.enums import MatchState, WordMeaning
from coprod.exchange.word_matching.rules import match_feeling, match_name

GOOD, MIDDLE, BAD = WordMeaning.POSITIVE, WordMeaning.NEUTRAL, WordMeaning.NEGATIVE
UNSURE, OUT = WordMeaning.NOT_KNOWN, WordMeaning.LEFT_OUT
SCALES = {
    "Friends and Family": {
        "Very good": GOOD,
        "Good": GOOD,
        "Neither good nor poor": MIDDLE,
        "Poor": BAD,
        "Very poor": BAD,
        "Don’t know": UNSURE,
    },
    "Friends and Family before 2020": {
        "Extremely likely": GOOD,
        "Likely": GOOD,
        "Neither likely nor unlikely": MIDDLE,
        "Unlikely": BAD,
        "Extremely unlikely": BAD,
        "Don't Know": UNSURE,
    },
    "GP Patient Survey, how good": {
        "Very good": GOOD,
        "Fairly good": GOOD,
        "Neither good nor poor": MIDDLE,
        "Fairly poor": BAD,
        "Very poor": BAD,
    },
    "GP Patient Survey, how easy": {
        "Very easy": GOOD,
        "Fairly easy": GOOD,
        "Not very easy": BAD,
        "Not at all easy": BAD,
        "Haven’t tried": OUT,
    },
    "GP Patient Survey, how helpful": {
        "Very helpful": GOOD,
        "Not very helpful": BAD,
        "Yes, definitely": GOOD,
        "Yes, to some extent": GOOD,
        "No, not at all": BAD,
        "Don't know / can't say": UNSURE,
    },
    "satisfaction": {
        "Very satisfied": GOOD,
        "Neither satisfied nor dissatisfied": MIDDLE,
        "fairly dissatisfied": BAD,
        "VERY DISSATISFIED": BAD,
        "Prefer not to say": OUT,
        "Not applicable": OUT,
    },
    "numbers beside words": {
        "1 - Very good": GOOD,
        "5: Very poor": BAD,
        "Very good (1)": GOOD,
        "3. Neither good nor poor": MIDDLE,
    },
    "stars": {
        "★★★★★": GOOD,
        "★★★★☆": GOOD,
        "★★★☆☆": MIDDLE,
        "★": BAD,
        "4 stars": GOOD,
        "3 Stars": MIDDLE,
        "1 star": BAD,
        "2 out of 5": BAD,
        "9/10": GOOD,
        "5/10": BAD,
    },
    "faces": {"🙂": GOOD, "😐": MIDDLE, "🙁": BAD, "👍": GOOD},
    "one word": {"Excellent": GOOD, "Fair": MIDDLE, "mixed": MIDDLE, "Awful": BAD},
}
CASES = [(word, meaning) for scale in SCALES.values() for word, meaning in scale.items()]


@pytest.mark.parametrize(("word", "meaning"), CASES)
def test_the_usual_wordings_are_known(word: str, meaning: WordMeaning) -> None:
    match = match_feeling(word)

    assert (match.state, match.value) == (MatchState.KNOWN, meaning.value)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Strongly agree", GOOD),
        ("Tend to disagree", BAD),
        ("Disagree strongly", BAD),
        ("Yes", GOOD),
        ("No", BAD),
        ("Very godo", GOOD),
        ("Fairly gooood", GOOD),
        ("Very dissatisfiedd", BAD),
    ],
)
def test_what_hangs_on_the_question_or_is_misspelt_is_only_likely(
    word: str, meaning: WordMeaning
) -> None:
    match = match_feeling(word)

    assert (match.state, match.value) == (MatchState.LIKELY, meaning.value)


@pytest.mark.parametrize(
    "word", ["", "1", "7", "11/10", "0 stars", "☆☆☆", "Tuesday", "🙂🙁", "Poplar", "=1+1", "n/k"]
)
def test_what_says_nothing_is_not_matched(word: str) -> None:
    assert match_feeling(word).state is MatchState.NONE


@pytest.mark.parametrize(("more", "less"), [("agree", "disagree"), ("likely", "unlikely")])
def test_the_two_ends_of_a_scale_are_never_taken_for_each_other(more: str, less: str) -> None:
    assert match_feeling(more).value == GOOD
    assert match_feeling(less).value == BAD


NAMES = {
    fold(name): name
    for name in (
        "Kettle Lane Health Centre",
        "Tideway Health Centre",
        "Spring Street Surgery",
        "Bangladeshi residents",
        "Somali residents",
        "Network 1",
        "Network 10",
        "GP services",
        "Bow",
    )
}


@pytest.mark.parametrize(
    ("name", "found", "state"),
    [
        ("kettle lane health centre", "Kettle Lane Health Centre", MatchState.KNOWN),
        ("Kettle Ln HC", "Kettle Lane Health Centre", MatchState.LIKELY),
        ("Tidway", "Tideway Health Centre", MatchState.LIKELY),
        ("Bangladeshi", "Bangladeshi residents", MatchState.LIKELY),
        ("PCN 1", "Network 1", MatchState.LIKELY),
        ("PCN 2", None, MatchState.NONE),
        ("Health Centre", None, MatchState.NONE),
        ("Roma", None, MatchState.NONE),
        ("BME", None, MatchState.NONE),
        ("1", None, MatchState.NONE),
        ("", None, MatchState.NONE),
    ],
)
def test_a_name_is_matched_by_likeness_where_only_one_is_alike(
    name: str, found: str | None, state: MatchState
) -> None:
    assert match_name(name, NAMES) == (found, state)
