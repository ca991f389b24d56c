"""Chains to test with, made as a curator makes them."""

from typing import Any

from coprod.board.chains import actions, queries
from coprod.board.chains.enums import ChainStage
from coprod.board.chains.models import Chain
from coprod.board.chains.rules import ChainDraft, LinkDraft
from coprod.board.meetings.models import BoardGroup
from coprod.core.database import session
from coprod.core.values import clock
from tests import make
from tests.board.meetings import make as meetings


def chain(group: BoardGroup | None = None, **given: Any) -> Chain:
    usual = {"title": "Guidance on co-production", "group_id": (group or meetings.group()).id}
    made = actions.begin_chain(make.curator(), ChainDraft(**{**usual, **given}))
    session.commit()
    return queries.get_chain(made.slug)


def draft(stage: ChainStage, **given: Any) -> LinkDraft:
    usual: dict[str, Any] = {"stage": stage, "day": clock.today(), "title": "First workshop"}
    if stage is ChainStage.GUIDANCE:
        usual |= {"version_name": "Version 1", "changes": "The first version"}
    return LinkDraft(**{**usual, **given})


def link(made: Chain, stage: ChainStage, **given: Any) -> Chain:
    actions.add_link(make.curator(), made, draft(stage, **given))
    session.commit()
    return made
