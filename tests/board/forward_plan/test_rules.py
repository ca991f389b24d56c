from typing import Any

import pytest

from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.rules import (
    ItemDraft,
    LinkAddress,
    check_item,
    check_outcome,
    parse_addresses,
)
from coprod.board.meetings.enums import AskKind
from coprod.core.values.errors import RuleBrokenError


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"purpose": None}, "purpose"),
        ({"lead": ""}, "lead"),
        ({"minutes": None}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"details": "Asked by 2 residents"}, "details"),
    ],
)
def test_what_an_item_must_say(given: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {
        "title": "Funding",
        "purpose": AskKind.NOTE,
        "lead": "Finance lead",
        "minutes": 10,
    }
    check_item(ItemDraft(**usual))
    with pytest.raises(RuleBrokenError) as broken:
        check_item(ItemDraft(**{**usual, **given}))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("address", "kind", "key"),
    [
        ("/stories/a-walk", LinkKind.ACTIVITY, "a-walk"),
        ("https://register.example.org/bn/stories/a-walk?x=1#end", LinkKind.ACTIVITY, "a-walk"),
        ("/promises/12/", LinkKind.PROMISE, "12"),
        ("/board/actions/4", LinkKind.ACTION, "4"),
        ("/funding-pots/3", LinkKind.POT, "3"),
        ("/decisions/closing-a-clinic", LinkKind.DECISION, "closing-a-clinic"),
    ],
)
def test_pages_of_the_register_are_known_by_their_address(
    address: str, kind: LinkKind, key: str
) -> None:
    assert parse_addresses([address, address]) == [LinkAddress(kind, key)]


@pytest.mark.parametrize("address", ["", "/stories", "x", "/board/actions/x", "http://[::1"])
def test_other_pages_cannot_be_linked(address: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        parse_addresses([address])
    assert broken.value.field == "addresses"


def test_an_outcome_says_something() -> None:
    check_outcome("Agreed")
    with pytest.raises(RuleBrokenError):
        check_outcome("")
