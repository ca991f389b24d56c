"""Items of a forward plan to test with, made as a curator makes them."""

from typing import Any

from coprod.board.forward_plan import actions, queries
from coprod.board.forward_plan.models import PlanItem
from coprod.board.forward_plan.rules import ItemDraft
from coprod.board.meetings.enums import AskKind
from coprod.board.meetings.models import BoardGroup
from coprod.board.meetings.queries import get_group
from coprod.core.database import session
from tests import make


def draft(**given: Any) -> ItemDraft:
    usual: dict[str, Any] = {
        "title": "Health inequalities funding",
        "purpose": AskKind.DECIDE,
        "lead": "Operations lead",
        "minutes": 30,
    }
    return ItemDraft(**{**usual, **given})


def item(group: BoardGroup, **given: Any) -> PlanItem:
    made = actions.plan_item(make.curator(), get_group(group.slug), draft(**given))
    session.commit()
    return queries.get_item(make.curator(), made.id)


def change(made: PlanItem, **given: Any) -> PlanItem:
    actions.change_item(make.curator(), made, draft(**given), seen=made.version)
    session.commit()
    return made


def outcome(made: PlanItem, words: str = "Agreed", *addresses: str) -> PlanItem:
    actions.record_outcome(make.curator(), made, words, addresses, seen=made.version)
    session.commit()
    return made
