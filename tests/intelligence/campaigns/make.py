"""Campaigns to test with."""

from typing import Any

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.intelligence.campaigns import actions
from coprod.intelligence.campaigns.enums import CampaignKind
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.campaigns.rules import CampaignDraft
from tests import make


def draft(**given: Any) -> CampaignDraft:
    values: dict[str, Any] = {
        "name": "«The Big Conversation»",
        "kind": CampaignKind.CONVERSATION,
        "purpose": "«Ask people what matters»",
        "starts": PartialDate(2026, 3),
        "run_by": "«Community voice team»",
        "is_public": True,
    }
    return CampaignDraft(**{**values, **given})


def campaign(**given: Any) -> Campaign:
    curator = make.person(role=Role.CURATOR).actor
    return make.keep(actions.add_campaign(curator, draft(**given)))
