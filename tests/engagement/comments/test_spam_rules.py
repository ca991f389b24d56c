import pytest

from coprod.engagement.comments.enums import Mark
from coprod.engagement.comments.rules import Trace, has_any, is_likely, marks

AS_USUAL = Trace()


def seen(text: str, trace: Trace = AS_USUAL, *, repeated: bool = False) -> tuple[Mark, ...]:
    return marks(text, trace, listed=["casino", "free spins"], is_repeated=repeated)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The hall was cold and the tea was good.", ()),
        ("See https://a.example and www.b.example", ()),
        ("https://a https://b https://c", (Mark.LINKS,)),
        ("Come to our CASINO!", (Mark.LISTED,)),
        ("Get Free  Spins now", (Mark.LISTED,)),
        ("Casinos are closed, said the pensioner", ()),
    ],
)
def test_words_show_what_looks_like_spam(text: str, found: tuple[Mark, ...]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize("seconds", [None, 3.0, 30.0, 3600.0, 86400.0 * 30])
def test_a_slow_writer_never_looks_like_spam(seconds: float | None) -> None:
    assert seen("Thank you", Trace(seconds=seconds)) == ()


def test_speed_the_trap_and_repeats_are_told() -> None:
    assert seen("x", Trace(is_trapped=True, seconds=0.5), repeated=True) == (
        Mark.TRAP,
        Mark.FAST,
        Mark.REPEATED,
    )


def test_one_sign_alone_is_chance_but_for_the_trap() -> None:
    assert not is_likely([Mark.FAST])
    assert is_likely([Mark.FAST, Mark.LINKS])
    assert is_likely([Mark.TRAP])


def test_whole_words_are_looked_for_and_accents_do_not_hide_them() -> None:
    assert has_any("He was ABÜSED.", ["abused"])
    assert not has_any("disabused", ["abused"])
    assert not has_any("anything", ["", "!"])
