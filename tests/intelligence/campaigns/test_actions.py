"""Writing down a campaign, and what of it others find."""

from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.intelligence.campaigns import actions, queries
from coprod.intelligence.campaigns.rules import Reach
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.intelligence.campaigns.make import campaign, draft
from tests.intelligence.reports.make import report


def test_nobody_but_curators_writes_one(session: Any) -> None:
    added = campaign()
    resident = make.person().actor
    for refused in (
        lambda: actions.add_campaign(resident, draft()),
        lambda: actions.change_campaign(resident, added, draft(), seen=added.version),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_the_second_of_two_writers_is_told(session: Any) -> None:
    curator, added = make.person(role=Role.CURATOR).actor, campaign(is_public=False)
    assert added.made_public_at is None
    found = queries.get_campaign(curator, added.slug, to_change=True)
    changed = draft(reaches=(Reach("«Radio»", None, ""),))
    actions.change_campaign(curator, found, changed, seen=1)
    assert (found.reaches[0].channel, found.is_public, found.version) == ("«Radio»", True, 2)
    with pytest.raises(ConflictError):
        actions.change_campaign(curator, found, changed, seen=1)


def test_a_draft_is_found_by_curators_alone(session: Any) -> None:
    held = campaign(is_public=False)
    assert (queries.count_campaigns(VISITOR), queries.list_campaigns(VISITOR)) == (0, [])
    assert queries.list_index_ids() == []
    with pytest.raises(NotFoundError):
        queries.get_campaign(VISITOR, held.slug)


def test_only_public_pages_can_belong_to_it(session: Any) -> None:
    public = report(recommends=False)
    story = make.activity(status=Status.PUBLISHED, naming=Naming("«Tea»"))
    hidden = make.activity(status=Status.DRAFT, naming=Naming("«Secret»"))
    root = "https://example.org"
    told = f"{root}/what-people-told-us/reports/{public.slug}"
    here = (told, f"{root}/bn/stories/{story.slug}?a=1")
    added = campaign(addresses=here)
    assert queries.list_reports(VISITOR, added) == [public]
    assert queries.list_activities(added) == [story]
    for address in (f"/stories/{hidden.slug}", "/stories/nothing", "https://example.org/x"):
        with pytest.raises(RuleBrokenError) as broken:
            campaign(addresses=(address,))
        assert broken.value.field == "addresses"
