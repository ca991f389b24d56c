import pytest

from coprod.core.values.howmany import HowMany, Sureness
from coprod.core.values.reading import describe_reading_age, get_reading_age

EASY = "We met in a hall. We sat and had tea. The staff came too. They did hear what we said. " * 2
HARD = (
    "The multidisciplinary transformation programme operationalised participatory methodologies in "
    "order to facilitate the identification of organisational interdependencies and to "
    "systematically evaluate the sustainability of collaborative commissioning arrangements."
)


def test_short_words_and_sentences_are_read_by_younger_people() -> None:
    easy, hard = get_reading_age(EASY), get_reading_age(HARD)
    assert easy is not None
    assert hard is not None
    assert easy < 9
    assert hard == 18
    assert str(describe_reading_age(EASY)) == f"Most {easy}-year-olds can read this."
    assert "Shorter sentences" in str(describe_reading_age(HARD))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Too short to tell.",
        "আমরা একসাথে কাজ করি। " * 20,
        "Waxaan ku wada shaqaynaa si wadajir ah oo aan u caawino dadka deggan xaafadda " * 3,
        "x" * 100_000,
        "!?. \n" * 1000,
    ],
)
def test_what_cannot_be_told_is_not_told(text: str) -> None:
    assert describe_reading_age(text) is None


@pytest.mark.parametrize(
    ("sureness", "number"),
    [
        (Sureness.UNKNOWN, 0),
        (Sureness.EXACT, None),
        (Sureness.ABOUT, None),
        (Sureness.EXACT, -1),
        (Sureness.EXACT, 1_000_001),
    ],
)
def test_a_count_of_people_that_cannot_be_is_refused(sureness: Sureness, number: int) -> None:
    with pytest.raises(ValueError, match=r"number|size"):
        HowMany(sureness, number)
