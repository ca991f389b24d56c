"""Which language a text is in: one rule, for what a source claims and for the reading age."""

import pytest

from coprod.core.values.language import looks_english
from coprod.core.values.reading import get_reading_age
from coprod.exchange.imports import rules as exchange
from coprod.exchange.imports.enums import ColumnMapping, FirstFilled, SourceDetails, TableRow
from coprod.reference.lists.enums import ListKind

ENGLISH = "The people of the town met and talked about the budget. "
LIST = "Residents chose eight priorities: parks, housing, buses, schools, clinics, libraries, "
LIST += "safer streets, and the market. "
DUTCH = "De bewoners van de wijk maakten samen met de gemeente een plan voor het park. "
GERMAN = "Die Bürger haben sich getroffen und den Haushalt beraten. "
TEXTS = {
    "English": (ENGLISH * 3, True),
    "a great deal of English": (ENGLISH * 20, True),
    "English with some names": (ENGLISH * 3 + "Zoë came.", True),
    "a list with few small words": (LIST * 2, False),
    "much of a list with few small words": (LIST * 8, False),
    "Dutch": (DUTCH * 2, False),
    "German": (GERMAN * 3, False),
    "a great deal of German": (GERMAN * 20, False),
    "Bengali": ("আমরা একসাথে কাজ করি। " * 20, False),
    "English in other letters": ("th\u0435 town of th\u0435 lake " * 10, False),
    "too little": ("Kurz", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_english_when_its_letters_and_small_words_are(name: str) -> None:
    text, is_english = TEXTS[name]

    assert looks_english(text) is is_english


@pytest.mark.parametrize("name", TEXTS)
def test_a_reading_age_is_told_of_what_looks_english(name: str) -> None:
    text, is_english = TEXTS[name]

    assert (get_reading_age(text) is not None) is (is_english is True)


@pytest.mark.parametrize("name", TEXTS)
def test_a_source_is_doubted_when_what_it_calls_english_does_not_look_so(name: str) -> None:
    text, is_english = TEXTS[name]
    told = ColumnMapping(SourceDetails("s"), text=FirstFilled(("body",)))
    row = TableRow(2, {"id": "1", "title": "A", "body": text, "language": "English"})

    reading = exchange.read_row(told, {listing: {} for listing in ListKind}, row)

    doubts = [cell.why for cell in reading.cells.values() if "look like English" in cell.why]
    assert bool(doubts) is (is_english is False)
