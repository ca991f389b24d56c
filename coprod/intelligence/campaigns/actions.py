"""Writing down a campaign. Curators do it, and say when everybody may read it."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.intelligence.campaigns import policies, queries, rules
from coprod.intelligence.campaigns.models import (
    Campaign,
    CampaignConnector,
    CampaignEvent,
    CampaignReach,
)
from coprod.intelligence.campaigns.rules import CampaignDraft
from coprod.reference.lists.queries import get_term

RESERVED_SLUGS = {"new"}
TEXTS = ("name", "kind", "purpose", "starts", "ends", "run_by", "heard", "came_of")


def add_campaign(actor: Actor, draft: CampaignDraft) -> Campaign:
    require(policies.can_keep(actor))
    rules.check_campaign(draft)
    campaign = Campaign(
        slug=choose_slug(Campaign.slug, draft.name, RESERVED_SLUGS),
        **{name: [] for name in ("events", "reaches", "links", "connectors", "terms")},
    )
    set_campaign(campaign, draft)
    session.add(campaign)
    session.flush()
    record_event(actor, "added a campaign", campaign, is_public=campaign.is_public)
    return campaign


def change_campaign(actor: Actor, campaign: Campaign, draft: CampaignDraft, *, seen: int) -> None:
    require(policies.can_keep(actor))
    require(seen == campaign.version, ConflictError)
    rules.check_campaign(draft)
    set_campaign(campaign, draft)
    campaign.version += 1
    session.flush()
    record_event(actor, "changed a campaign", campaign, is_public=campaign.is_public)


def set_campaign(campaign: Campaign, draft: CampaignDraft) -> None:
    """Copy a draft. Lines and links are few, and are written anew."""
    links = queries.build_links(draft.addresses)
    for name in TEXTS:
        setattr(campaign, name, getattr(draft, name))
    campaign.events = [CampaignEvent(**vars(each)) for each in draft.events]
    campaign.reaches = [CampaignReach(**vars(each)) for each in draft.reaches]
    campaign.links = links
    campaign.terms = [get_term(key) for key in dict.fromkeys(draft.term_ids)]
    set_connectors(campaign, draft)
    since = campaign.made_public_at or clock.now()
    campaign.is_public = draft.is_public
    campaign.made_public_at = since if draft.is_public else None


def set_connectors(campaign: Campaign, draft: CampaignDraft) -> None:
    """Say which groups were reached. A group that stays keeps its row."""
    rows = {each.connector_id: each for each in campaign.connectors}
    was_reached = dict.fromkeys(draft.missed_ids, False) | dict.fromkeys(draft.reached_ids, True)
    campaign.connectors = [
        rows.get(key) or CampaignConnector(connector_id=key) for key in was_reached
    ]
    for each in campaign.connectors:
        each.was_reached = was_reached[each.connector_id]
