import pytest

from coprod.engagement.comments.enums import SpamSignal
from coprod.engagement.comments.rules import (
    SubmissionSignals,
    find_spam_signals,
    has_listed_words,
    is_likely_spam,
)

AS_USUAL = SubmissionSignals()


def seen(
    text: str, trace: SubmissionSignals = AS_USUAL, *, repeated: bool = False
) -> tuple[SpamSignal, ...]:
    return find_spam_signals(text, trace, spam_words=["casino", "free spins"], is_repeated=repeated)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The hall was cold and the tea was good.", ()),
        ("See https://a.example and www.b.example", ()),
        ("https://a https://b https://c", (SpamSignal.LINKS,)),
        ("Come to our CASINO!", (SpamSignal.LISTED,)),
        ("Get Free  Spins now", (SpamSignal.LISTED,)),
        ("Casinos are closed, said the pensioner", ()),
    ],
)
def test_words_show_what_looks_like_spam(text: str, found: tuple[SpamSignal, ...]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize("seconds", [None, 3.0, 30.0, 3600.0, 86400.0 * 30])
def test_a_slow_writer_never_looks_like_spam(seconds: float | None) -> None:
    assert seen("Thank you", SubmissionSignals(seconds=seconds)) == ()


def test_speed_the_trap_and_repeats_are_told() -> None:
    assert seen("x", SubmissionSignals(is_trapped=True, seconds=0.5), repeated=True) == (
        SpamSignal.TRAP,
        SpamSignal.FAST,
        SpamSignal.REPEATED,
    )


def test_one_sign_alone_is_chance_but_for_the_trap() -> None:
    assert not is_likely_spam([SpamSignal.FAST])
    assert is_likely_spam([SpamSignal.FAST, SpamSignal.LINKS])
    assert is_likely_spam([SpamSignal.TRAP])


def test_whole_words_are_looked_for_and_accents_do_not_hide_them() -> None:
    assert has_listed_words("He was ABÜSED.", ["abused"])
    assert not has_listed_words("disabused", ["abused"])
    assert not has_listed_words("anything", ["", "!"])
