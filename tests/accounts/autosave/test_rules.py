import pytest

from coprod.accounts.autosave.rules import LONGEST_DRAFT, FormWords, can_be_saved, list_typed_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), False),
        ((("summary", ""),), False),
        ((("seen", "abc"),), False),
        ((("summary", "We met"),), True),
        ((("summary", "x" * (LONGEST_DRAFT - 7)),), True),
        ((("summary", "x" * (LONGEST_DRAFT - 6)),), False),
    ],
    ids=["no boxes", "empty", "nothing of theirs", "words", "as long as may be", "longer"],
)
def test_what_a_person_typed_is_held(words: FormWords, expected: bool) -> None:
    assert can_be_saved(words) is expected


def test_what_no_reader_would_know_again_is_not_among_their_words() -> None:
    assert list_typed_words((("seen", "abc"), ("a", "b"), ("c", ""))) == (("a", "b"),)
