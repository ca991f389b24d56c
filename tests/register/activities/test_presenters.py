from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, get_type_hints

import pytest
from flask import Flask

from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_
from coprod.learning.records.rules import PART_KINDS as LEARNING
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import FIELDS, Rung
from coprod.register.activities.presenters import (
    KNOWN_VALUES,
    compare_steps,
    get_field_label,
    list_field_changes,
    list_field_texts,
    load_term_names,
)
from coprod.register.activities.rules import (
    DISPLAY_AS,
    SUBJECT_LISTS,
    About,
    ChangeMark,
    Leading,
    Naming,
    NumberDisplay,
    Placing,
    PromiseStatement,
    TextPiece,
    Timing,
    iterate_leaf_types,
    list_undeclared_numbers,
)
from coprod.register.sections.rules import ALL_PARTS, ROWS, is_public
from tests import make


@dataclass(frozen=True)
class Meeting:
    on: PartialDate | None = None
    support_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meetings:
    """Like a part of another package: with parts in it, and a label of its own."""

    meetings: tuple[Meeting, ...] = ()
    how_many: int | None = field(
        default=None, metadata={"label": N_("How many came"), DISPLAY_AS: NumberDisplay.PEOPLE}
    )


@pytest.fixture(autouse=True)
def a_page(app: Flask, session: Any) -> Any:
    with app.test_request_context():
        yield


def said(part: Any) -> dict[str, str]:
    return {line.label.text: line.text for line in list_field_texts(part, load_term_names([part]))}


def test_every_part_is_said_in_words() -> None:
    bow, forum = make.term(ListKind.LOCALITY).id, make.term(ListKind.ORGANISATION).id
    names = load_term_names([Placing((bow,)), Leading(forum)])

    assert said(Placing((bow,), "Hall")) == {"Places": names[bow], "Where exactly": "Hall"}
    assert said(Leading(forum)) == {"Who leads it": names[forum]}
    assert said(Timing(PartialDate(2024, 3), is_ongoing=True)) == {
        "Started": "March 2024",
        "Still going on": "Yes",
    }
    promised = said(
        PromiseStatement((Rung.CO_DESIGN, Rung.INFORMING), words={Rung.INFORMING: "told"})
    )
    assert promised["Levels that were promised"] == "Co-design\nInforming"
    assert promised["In the words of the source"] == "Informing: told"


def test_what_it_is_about_is_said_list_by_list(queries: list[str]) -> None:
    ids = {listing: make.term(listing).id for listing in SUBJECT_LISTS}
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
    lift = make.term(ListKind.SUPPORT)
    part = Meetings((Meeting(PartialDate(2024), (lift.id,)), Meeting()), 12)

    told = said(part)

    assert told["How many came"] == "About 10"
    assert told["Meetings"].startswith(f"On: 2024; Support ids: {lift.label}")


def test_a_term_that_nobody_knows_breaks_nothing() -> None:
    assert said(Placing((99_999,))) == {"Places": "not known"}


def test_only_fields_that_changed_are_compared() -> None:
    [one] = list_field_changes(Placing((), "Bow"), Placing((), "Poplar"), {})

    assert one.label.text == "Where exactly"
    assert one.pieces == [TextPiece(ChangeMark.GONE, "Bow"), TextPiece(ChangeMark.NEW, "Poplar")]
    assert list_field_changes(None, Naming("New"), {})[0].pieces == [
        TextPiece(ChangeMark.NEW, "New")
    ]


# No new part can bring a hidden number back


@dataclass(frozen=True)
class Counted:
    """A part of somebody who did not say how readers see its numbers."""

    people: int = 0
    by_place: tuple[tuple[str, int], ...] = ()
    meeting: Meeting = Meeting()
    support_id: int | None = None
    is_open: bool = False


PARTS = [*ALL_PARTS, *LEARNING.values()]


@pytest.mark.parametrize("kind", PARTS)
def test_every_number_of_a_part_says_how_readers_see_it(kind: type[Any]) -> None:
    assert list_undeclared_numbers(kind, KNOWN_VALUES) == []


def test_a_number_of_which_nobody_said_so_is_found_and_not_shown() -> None:
    assert list_undeclared_numbers(Counted, KNOWN_VALUES) == ["Counted.people", "Counted.by_place"]
    assert not {"3", "4"} & set("".join(said(Counted(3, (("Bow", 4),))).values()))
    [step] = compare_steps([(Counted(3), Counted(4))], {})
    assert step == []


READ = [kind for kind in (*ALL_PARTS, *ROWS.values()) if is_public(kind)]


@pytest.mark.parametrize("kind", READ)
def test_every_field_is_called_something_and_every_answer_said(kind: type[Any]) -> None:
    for each in fields(kind):
        assert each.name in {"listed", "rows", "number"} or (
            "label" in each.metadata or each.name in FIELDS
        ), f"{kind.__name__}.{each.name}: {get_field_label(each).text}"
        for leaf in iterate_leaf_types(get_type_hints(kind)[each.name]):
            if isinstance(leaf, type) and issubclass(leaf, Enum):
                assert leaf is ListKind or all(hasattr(one, "label") for one in leaf)
