from datetime import timedelta
from typing import Any

import pytest

from coprod.board.chains import actions, queries
from coprod.board.chains.enums import ChainStage
from coprod.board.chains.rules import ChainDraft
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from tests import make
from tests.board.chains import make as chains


def test_nobody_but_curators_keeps_chains(session: Any) -> None:
    chain, member = chains.chain(), make.person(role=Role.LAY_MEMBER).actor
    for refused in (
        lambda: actions.begin_chain(member, ChainDraft("Other", chain.group_id)),
        lambda: actions.add_link(member, chain, chains.draft(ChainStage.WORKSHOP)),
        lambda: actions.remove_link(member, chain, 1),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_chain_is_for_a_board_that_there_is(session: Any) -> None:
    with pytest.raises(RuleBrokenError):
        actions.begin_chain(make.curator(), ChainDraft("Guidance", 99))


def test_versions_stand_beside_each_other_in_the_order_of_their_days(session: Any) -> None:
    chain, today = chains.chain(), clock.today()
    chains.link(chain, ChainStage.GUIDANCE, version_name="2", day=today)
    chains.link(chain, ChainStage.GUIDANCE, version_name="1", day=today - timedelta(days=30))
    session.expire_all()
    found = queries.get_chain(chain.slug)
    assert [each.version_name for each in found.list_stage(ChainStage.GUIDANCE)] == ["1", "2"]
    actions.remove_link(make.curator(), found, found.links[0].id)
    assert [each.version_name for each in found.links] == ["2"]
