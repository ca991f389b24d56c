from datetime import date
from typing import Any

import pytest

from coprod.board.chains.enums import ChainStage
from coprod.board.chains.rules import (
    MOST_LINKS,
    ChainDraft,
    LinkDraft,
    check_chain,
    check_link,
)
from coprod.core.values.errors import RuleBrokenError


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"group_id": None}, "group_id"),
        ({"purpose": "x" * 1001}, "purpose"),
    ],
)
def test_what_a_chain_must_say(given: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {"title": "Guidance", "group_id": 1}
    check_chain(ChainDraft(**usual))
    with pytest.raises(RuleBrokenError) as broken:
        check_chain(ChainDraft(**{**usual, **given}))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stage": None}, "stage"),
        ({"title": ""}, "title"),
        ({"address": "javascript:x"}, "address"),
        ({"words": "We asked 2 residents"}, "words"),
        ({"stage": ChainStage.GUIDANCE}, "version_name"),
        ({"stage": ChainStage.GUIDANCE, "version_name": "2"}, "changes"),
    ],
)
def test_what_a_link_must_say(given: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {
        "stage": ChainStage.WORKSHOP,
        "day": date(2026, 7, 1),
        "title": "Workshop",
    }
    check_link(LinkDraft(**usual), 0)
    with pytest.raises(RuleBrokenError) as broken:
        check_link(LinkDraft(**{**usual, **given}), 0)
    assert broken.value.field == field
    with pytest.raises(RuleBrokenError):
        check_link(LinkDraft(**usual), MOST_LINKS)
