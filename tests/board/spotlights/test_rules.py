from datetime import date, timedelta
from typing import Any

import pytest

from coprod.board.spotlights.rules import LONGEST, SpotlightDraft, check_reason, check_spotlight
from coprod.core.values.errors import RuleBrokenError

DAY = date(2027, 3, 1)
GOOD: dict[str, Any] = {
    "title": "A food club",
    "words": "Its members run it.",
    "starts_on": DAY,
    "ends_on": DAY + timedelta(days=30),
}
FILM = "https://example.org/film"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"words": ""}, "words"),
        ({"words": "x" * (LONGEST["words"] + 1)}, "words"),
        ({"words": "Only 3 people came"}, "words"),
        ({"film_link": FILM}, "film_words"),
        ({"film_link": "javascript:alert(1)", "film_words": "It has captions"}, "film_link"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": DAY + timedelta(days=400)}, "ends_on"),
    ],
)
def test_a_spotlight_says_what_it_must(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_spotlight(SpotlightDraft(**{**GOOD, **given}))
    assert broken.value.field == field


def test_a_film_with_its_words_and_a_spotlight_without_one_will_do() -> None:
    check_spotlight(SpotlightDraft(**GOOD))
    check_spotlight(SpotlightDraft(**GOOD, film_link=FILM, film_words="It has captions: we met."))


def test_a_nomination_says_why() -> None:
    with pytest.raises(RuleBrokenError):
        check_reason("")
