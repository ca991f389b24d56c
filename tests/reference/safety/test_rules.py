"""The notation of the patterns that curators keep, and the verbs that are built by rule."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.reference.safety.rules import (
    SafetyLists,
    build_matcher,
    check_pattern,
    inflect_bengali,
    inflect_english,
)

GROUPS = (
    ("person", ("me", "him", "her", "my mum", "{child}")),
    ("child", ("the children", "my son")),
    ("hurt", ("[hit/hit/hit]", "[beat/beat/beaten]")),
    ("be", ("is", "was", "been", "being", "got")),
)
LISTS = SafetyLists(
    patterns=(
        ("Somebody is hurt", ("{hurt} {person}", "{be} {hurt} .", "bruis*")),
        ("Somebody is locked in", ("locked ... in",)),
    ),
    groups=GROUPS,
    guards=("never {hurt}", "{hurt} by the cuts"),
)


def meanings(text: str, lists: SafetyLists = LISTS) -> list[str]:
    return [sign.meaning for sign in build_matcher(lists).find_signs(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He hits me.",
        "She has been hitting my mum for years",
        "they BEAT the children",
        "My brother was beaten.",
        "Bruises on both arms",
        "He hit... her. Twice",
    ],
)
def test_a_verb_is_known_in_each_person_tense_and_in_the_passive(text: str) -> None:
    assert meanings(text) == ["Somebody is hurt"]


@pytest.mark.parametrize(
    "text",
    [
        "We were hit by the cuts. Residents lost a club.",
        "He has never hit me",
        "We beat the deadline",
        "It hit. Me, I was glad",
        "",
    ],
)
def test_a_guard_and_the_end_of_a_sentence_keep_words_apart(text: str) -> None:
    assert meanings(text) == []


def test_a_sign_says_what_it_may_mean_and_which_words_said_it() -> None:
    found = build_matcher(LISTS).find_signs("Locked her right in at night, and he hits her!")

    assert [(sign.meaning, sign.passage) for sign in found] == [
        ("Somebody is hurt", "hits her"),
        ("Somebody is locked in", "locked her right in"),
    ]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        (("hit", "hit"), {"hit", "hits", "hitting"}),
        (("slap",), {"slap", "slaps", "slapping", "slapped"}),
        (("threaten",), {"threaten", "threatens", "threatening", "threatened"}),
        (("choke",), {"choke", "chokes", "choking", "choked"}),
        (("punch",), {"punch", "punches", "punching", "punched"}),
        (("bully",), {"bully", "bullies", "bullying", "bullied"}),
        (("take", "took", "taken"), {"take", "takes", "taking", "took", "taken"}),
        (("die",), {"die", "dies", "dying", "died"}),
        (("destroy",), {"destroy", "destroys", "destroying", "destroyed"}),
    ],
)
def test_english_verbs_follow_the_rules_of_spelling(verb: tuple[str, ...], forms: set[str]) -> None:
    assert set(inflect_english(*verb)) == forms


def test_bengali_verbs_take_their_endings_by_person_and_tense() -> None:
    assert {"মারে", "মারছে", "মারত", "মারল", "মেরেছে"} <= set(inflect_bengali("মার", "মের"))


def test_bengali_is_found_with_and_without_the_marks_that_nobody_sees() -> None:
    lists = SafetyLists(patterns=(("Hurt", ("আমাকে ... [মার/মের]",)),))

    assert meanings("স্বামী আমাকে রোজ মারে।", lists) == ["Hurt"]
    assert meanings("আমাকে\u200c মেরেছে", lists) == ["Hurt"]
    assert meanings("মার্চ মাসে আমাকে ডাকুন", lists) == []


def test_four_dots_go_to_the_end_of_the_sentence_and_no_further() -> None:
    lists = SafetyLists(patterns=(("Alone", ("child .... crying",)),))

    assert meanings("There is a child in flat 22 who every single night is crying", lists)
    assert not meanings("There is a child in flat 22. Who is crying?", lists)


@pytest.mark.parametrize("text", ["He feels so let down", "He feels as if dropped"])
def test_words_with_a_low_line_follow_each_other_and_may_have_a_star(text: str) -> None:
    lists = SafetyLists(patterns=(("Low", ("feels so_let|as_if_drop*|low",)),))

    assert meanings(text, lists) == ["Low"]
    assert not meanings("He feels as it was", lists)


@pytest.mark.parametrize(
    "pattern",
    ["", "[hit", "{person", "{Some One}", "*", "... hits", "hits ...", "a ... b ... c ... d ... e"],
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(RuleBrokenError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "hits me",
        "bruis*",
        "{hurt} {person}",
        "[take/took/taken] ... money",
        "him|her",
        "আমাকে মারে",
        "don’t feed .",
        "এ*",
    ],
)
def test_a_pattern_as_people_write_it_is_taken(pattern: str) -> None:
    check_pattern(pattern)


def test_groups_that_name_each_other_end() -> None:
    lists = SafetyLists((("X", ("{a}",)),), (("a", ("{b}", "hit")), ("b", ("{a}",))))

    assert meanings("hit", lists) == ["X"]
    assert meanings("other", lists) == []
