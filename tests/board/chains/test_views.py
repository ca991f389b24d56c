from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coprod.board.chains.enums import ChainStage
from coprod.core.values.actor import Role
from tests.board.chains import make as chains
from tests.board.meetings import make as meetings
from tests.board.meetings.test_views import days

As = Callable[[Any], Any]


def test_a_chain_is_written_down_link_by_link(as_: As, client: FlaskClient) -> None:
    curator, board = as_(Role.CURATOR), meetings.group()
    begun = {"title": "Guidance on co-production", "group_id": str(board.id)}
    here = curator.send("/board/chains/new", begun).location
    assert client.get(here).text.count("Not yet, or not written down.") == 4
    guidance = {"stage": "guidance", "title": "Guidance", **days("day", "2026-07-01")}
    refused = curator.send(here, guidance)
    assert refused.status_code == 422
    assert "Say which version it is" in refused.text
    guidance |= {"version_name": "Version 2", "changes": "Pay is in it", "approved_by": "The Board"}
    assert curator.send(here, guidance).status_code == 303
    text = client.get(here).text
    assert "Version 2" in text
    assert "Approved by:" in text
    assert "Pay is in it" in text
    assert "Guidance on co-production" in client.get("/board/chains").text


def test_a_link_can_be_removed_and_others_see_no_way_to(as_: As, client: FlaskClient) -> None:
    chain = chains.link(chains.chain(), ChainStage.WORKSHOP, title="In the library")
    here = f"/board/chains/{chain.slug}"
    assert "/remove" not in client.get(here).text
    address = f"{here}/links/{chain.links[0].id}/remove"
    assert as_(Role.CURATOR).send(address).status_code == 303
    assert "In the library" not in client.get(here).text
    assert as_(Role.CURATOR).send(address).status_code == 404


def test_a_board_leads_to_its_own_chains(client: FlaskClient) -> None:
    chain, other = chains.chain(), meetings.group(name="Other")
    address = f'href="/board/chains/{chain.slug}"'
    assert address in client.get("/board/groups/partnership-board").text
    assert address not in client.get(f"/board/groups/{other.slug}").text
