from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask

from coprod.kit.dates import PartialDate
from coprod.kit.phrases import N_
from coprod.parts.pages import changed, lines, names_for
from coprod.parts.rules import Mark, Piece
from coprod.reference.words import Listing
from coprod.register.rules import ABOUT, About, Leading, Naming, Placing, Promising, Timing
from coprod.register.words import Rung
from tests import make


@dataclass(frozen=True)
class Meeting:
    on: PartialDate | None = None
    support_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meetings:
    """Like a part of another package: with parts in it, and a label of its own."""

    meetings: tuple[Meeting, ...] = ()
    how_many: int | None = field(default=None, metadata={"label": N_("How many came")})


@pytest.fixture(autouse=True)
def a_page(app: Flask, session: Any) -> Any:
    with app.test_request_context():
        yield


def said(part: Any) -> dict[str, str]:
    return {line.label.text: line.text for line in lines(part, names_for([part]))}


def test_every_part_is_said_in_words() -> None:
    bow, forum = make.term(Listing.LOCALITY).id, make.term(Listing.ORGANISATION).id
    names = names_for([Placing((bow,)), Leading(forum)])

    assert said(Placing((bow,), "Hall")) == {"Places": names[bow], "Where exactly": "Hall"}
    assert said(Leading(forum)) == {"Who leads it": names[forum]}
    assert said(Timing(PartialDate(2024, 3), is_ongoing=True)) == {
        "Started": "March 2024",
        "Still going on": "Yes",
    }
    promised = said(Promising((Rung.CO_DESIGN, Rung.INFORMING), words={Rung.INFORMING: "told"}))
    assert promised["Levels that were promised"] == "Co-design\nInforming"
    assert promised["In the words of the source"] == "Informing: told"


def test_what_it_is_about_is_said_list_by_list(queries: list[str]) -> None:
    ids = {listing: make.term(listing).id for listing in ABOUT}
    part = About(tuple((listing, (key,)) for listing, key in ids.items()))
    queries.clear()

    told = said(part)

    assert len(queries) == 1
    assert set(told) == {
        "Workstreams",
        "Ways of involving people",
        "Groups most affected",
        "Topics",
        "GP networks",
    }


def test_a_part_of_another_package_is_said_too() -> None:
    lift = make.term(Listing.SUPPORT)
    part = Meetings((Meeting(PartialDate(2024), (lift.id,)), Meeting()), 12)

    told = said(part)

    assert told["How many came"] == "12"
    assert told["Meetings"].startswith(f"On: 2024; Support ids: {lift.label}")


def test_a_term_that_nobody_knows_breaks_nothing() -> None:
    assert said(Placing((99_999,))) == {"Places": "not known"}


def test_only_fields_that_changed_are_compared() -> None:
    [one] = changed(Placing((), "Bow"), Placing((), "Poplar"), {})

    assert one.label.text == "Where exactly"
    assert one.pieces == [Piece(Mark.GONE, "Bow"), Piece(Mark.NEW, "Poplar")]
    assert changed(None, Naming("New"), {})[0].pieces == [Piece(Mark.NEW, "New")]
