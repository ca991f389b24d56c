"""The same words sent many times are found, and short ones that many use are not."""

from coprod.core.near_duplicates import group_near_duplicates

LETTER = (
    "Please do not close the walk in clinic at Mile End, because my mother cannot get to the "
    "hospital without two buses"
)


def test_a_letter_that_many_copied_is_one_group_the_largest_first() -> None:
    changed = LETTER.replace("mother", "father")
    other = LETTER.replace("the walk in clinic", "our library and the park behind it")
    texts = [(1, LETTER), (2, changed), (3, LETTER.upper()), (4, f"{LETTER}!"), (5, other)]

    assert group_near_duplicates(texts) == [[1, 2, 3, 4]]


def test_short_texts_are_the_same_by_chance() -> None:
    assert group_near_duplicates([(1, "Very good, thank you"), (2, "Very good, thank you")]) == []


def test_texts_about_the_same_in_other_words_are_no_duplicates() -> None:
    texts = [
        (1, "I waited for two hours in the hospital and nobody told me why it took so long"),
        (2, "I waited for two hours on the phone and then somebody told me to come back"),
    ]

    assert group_near_duplicates(texts) == []


def test_groups_that_are_too_small_are_left_out() -> None:
    assert group_near_duplicates([(1, LETTER), (2, LETTER)], fewest=3) == []


def test_another_alphabet_is_compared_as_well() -> None:
    words = "অনুগ্রহ করে এই ক্লিনিক বন্ধ করবেন না কারণ আমার মা হাসপাতালে যেতে পারেন না"

    assert group_near_duplicates([(1, words), (2, words)]) == [[1, 2]]
