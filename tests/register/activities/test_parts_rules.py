from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Any

import pytest

from coprod.core.values.dates import PartialDate
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import rules
from coprod.register.activities.enums import Rung
from coprod.register.activities.rules import (
    MOST_COMPARED,
    About,
    ChangeMark,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    TextPiece,
    Timing,
    compare,
    pack,
    unpack,
)

SAME, GONE, NEW = ChangeMark.SAME, ChangeMark.GONE, ChangeMark.NEW
MOST_LOOKUPS = 4 * MOST_COMPARED
"""A few looks at each line or word. Without the limit, or with every repetition, it is millions."""


@dataclass(frozen=True)
class Meeting:
    on: PartialDate | None
    number: int | None
    support_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meetings:
    """Like a part of another package: parts within a part."""

    meetings: tuple[Meeting, ...]


@pytest.mark.parametrize(
    "part",
    [
        Naming("Falls ‘group’"),
        Telling(""),
        Leading(3, "The group"),
        Placing((1, 2), "Bow"),
        Timing(PartialDate(2024, 3), None, is_ongoing=True),
        PromiseStatement((Rung.CO_DESIGN, Rung.INFORMING), words={Rung.INFORMING: "told"}),
        About(((ListKind.METHOD, (4, 5)), (ListKind.TOPIC, ()))),
        Story("One\n\nTwo", "\u09ac\u09be"),
        Meetings((Meeting(PartialDate(2020, 2, 29), None, (7,)), Meeting(None, 12))),
    ],
    ids=lambda part: type(part).__name__,
)
def test_a_part_comes_back_as_it_was_packed(part: Any) -> None:
    assert unpack(type(part), pack(part)) == part


def test_what_is_no_such_part_is_refused() -> None:
    with pytest.raises(ValueError, match="Naming"):
        unpack(Naming, {"titel": "Falls"})


def test_words_that_went_and_came_are_marked_and_the_rest_stays() -> None:
    pieces = compare("We meet on Monday in Bow.", "We meet on Friday in Bow.")

    assert pieces == [
        TextPiece(SAME, "We meet on "),
        TextPiece(GONE, "Monday "),
        TextPiece(NEW, "Friday "),
        TextPiece(SAME, "in Bow."),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "New"),
        ("Old", ""),
        ("One\nTwo\nThree", "One\nThree"),
        ("One\nTwo", "Zero\nOne\nTwo"),
        ("a  b\n\n c", "a b\n c "),
        ("<b>x</b>", "<i>x</i>"),
        ("", ""),
    ],
)
def test_nothing_is_lost_in_comparing(before: str, after: str) -> None:
    pieces = compare(before, after)

    assert "".join(p.text for p in pieces if p.mark is not NEW) == before
    assert "".join(p.text for p in pieces if p.mark is not GONE) == after


class CountingMatcher(SequenceMatcher[str]):
    """Counts the places that are looked at, which is what comparing takes its time for."""

    a: Sequence[str]
    b2j: dict[str, list[int]]
    lookups = 0

    def find_longest_match(self, *bounds: Any, **kwargs: Any) -> Match:
        places = (len(self.b2j.get(each, ())) for each in self.a[slice(*bounds[:2])])
        CountingMatcher.lookups += sum(1 + number for number in places)
        return super().find_longest_match(*bounds, **kwargs)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 50_000, "b " * 50_000),
        ("a\n" * 50_000, "b\n" * 50_000),
        ("a b " * 700, "a " * 1400),
        ("a\nb\n" * 700, "a\n" * 1400),
        (" ".join(f"a w{n}" for n in range(700)), "a " * 1400),
    ],
)
def test_no_text_makes_comparing_slow(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SequenceMatcher", CountingMatcher)
    monkeypatch.setattr(CountingMatcher, "lookups", 0)
    compare(before, after)
    assert CountingMatcher.lookups <= MOST_LOOKUPS


def test_texts_are_compared_word_by_word_up_to_a_length() -> None:
    for number, is_fine in ((1500, True), (1501, False)):
        before = "same " * (number - 1)
        same = [piece for piece in compare(before + "old", before + "new") if piece.mark is SAME]
        assert bool(same) is is_fine
