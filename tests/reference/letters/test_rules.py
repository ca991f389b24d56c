"""Which words a letter may be given, without an app."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.letters import rules
from coprod.reference.letters.rules import LetterText, LetterWords

SUBJECT = LetterText("a.b:1", "subject", N_("Subject"), N_("News"), {"en": "News", "bn": "খবর"})
OPENING = LetterText(
    "a.b:2",
    "opening-1",
    N_("Opening"),
    N_("It is about: %(title)s.", title="«x»"),
    {"en": "It is about: %(title)s.", "bn": "বিষয়: %(title)s"},
)
TEXTS = [SUBJECT, OPENING]


def words(language: str = "en", why: str = "Plainer", **texts: str) -> LetterWords:
    return LetterWords(language, {"subject": "", "opening-1": "", **texts}, why)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("About %(title)s", None),
        ("%(title)s, again: %(title)s", None),
        ("", None),
        ("About %(titel)s and %(title)s", "Take out %(titel)s"),
        ("About it", "Put %(title)s back"),
        ("%(title)s is 50% done", "per cent"),
        ("%(title)d", "Put %(title)s back"),
        ("See https://example.org: %(title)s", "Leave out addresses"),
        ("Pay at example.org/pay: %(title)s", "Leave out addresses"),
        ("Write to us@Example.Org: %(title)s", "Leave out addresses"),
        ("HTTP://localhost %(title)s", "Leave out addresses"),
        ("At 9.30, e.g. %(title)s. Thank you.", None),
        ("%(title)s " + "x" * 400, "Shorten this to 400"),
    ],
)
def test_places_stay_and_nothing_else_is_filled_in(typed: str, mistake: str | None) -> None:
    found = rules.find_mistake(OPENING, typed)

    if mistake is None:
        assert found is None
    else:
        assert found
        assert mistake in found.plain


def test_a_subject_is_short() -> None:
    assert rules.find_mistake(SUBJECT, "x" * 120) is None
    assert rules.find_mistake(SUBJECT, "x" * 121) is not None


def test_a_mistake_stands_beside_its_box() -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_words(TEXTS, words(**{"opening-1": "Nothing"}))
    assert broken.value.field == "opening-1"

    with pytest.raises(RuleBrokenError) as broken:
        rules.check_words(TEXTS, words(why=""))
    assert broken.value.field == "why"


def test_only_what_differs_from_the_original_is_kept() -> None:
    same = words(subject="News", **{"opening-1": "About %(title)s"})

    assert rules.apply_words({}, TEXTS, same) == {("a.b:2", "en"): "About %(title)s"}


def test_new_english_drops_the_translations_of_that_text_alone() -> None:
    stored = {("a.b:1", "bn"): "নতুন", ("a.b:2", "bn"): "%(title)s", ("c.d:1", "en"): "Other"}

    after = rules.apply_words(stored, TEXTS, words(subject="Hello", **{"opening-1": ""}))

    assert after == {
        ("a.b:1", "en"): "Hello",
        ("a.b:2", "bn"): "%(title)s",
        ("c.d:1", "en"): "Other",
    }


def test_what_has_no_translation_is_told() -> None:
    stored = {("a.b:1", "en"): "Hello"}

    assert SUBJECT.find_words({}, "bn") == "খবর"
    assert SUBJECT.find_words(stored, "bn") == ""
    assert SUBJECT.find_words({}, "so") == ""
    assert SUBJECT.find_words({**stored, ("a.b:1", "so"): "Salaan"}, "so") == "Salaan"


def test_a_letter_goes_back_alone() -> None:
    stored = {("a.b:1", "en"): "Hello", ("a.bc:1", "en"): "Other"}

    assert rules.leave_out_letter(stored, "a.b") == {("a.bc:1", "en"): "Other"}
    assert rules.group_own_words(stored, "a.b") == {"1": {"en": "Hello"}}


def test_text_without_words_of_its_own_is_no_text() -> None:
    assert not rules.has_own_words("%(wish)s: %(title)s.")
    assert rules.has_own_words("On %(title)s")


def test_the_mark_of_what_was_seen_changes_with_it() -> None:
    before = rules.compute_seen(TEXTS, {}, "bn")

    assert before == rules.compute_seen(TEXTS, {("c.d:1", "en"): "Other"}, "bn")
    assert before != rules.compute_seen(TEXTS, {("a.b:1", "en"): "Hello"}, "bn")
    assert before != rules.compute_seen(TEXTS, {("a.b:1", "bn"): "নতুন"}, "bn")
