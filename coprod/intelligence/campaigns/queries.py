"""Finding campaigns, and of what belongs to one only what the asker may read."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

import coprod.intelligence.feedback.policies
import coprod.participation.directory.policies
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import RuleBrokenError, require_found
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import get_last_part
from coprod.intelligence.campaigns import policies
from coprod.intelligence.campaigns.models import (
    Campaign,
    CampaignConnector,
    CampaignLink,
    CampaignTerm,
)
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.reports.models import Report
from coprod.intelligence.reports.queries import select_reports
from coprod.participation.directory.models import Connector
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity

PAGE_SIZE = 20
EAGER_LOADS = (
    selectinload(Campaign.events),
    selectinload(Campaign.reaches),
    selectinload(Campaign.terms),
)
FOR_FORM = (selectinload(Campaign.links), selectinload(Campaign.connectors))


def select_campaigns(actor: Actor) -> Select[Campaign]:
    return select(Campaign).where(policies.visible_to(actor))


def count_campaigns(actor: Actor) -> int:
    return session.scalar(select_campaigns(actor).with_only_columns(func.count(Campaign.id))) or 0


def list_campaigns(actor: Actor, page: int = 1) -> Sequence[Campaign]:
    """Return one page of the campaigns, the newest first."""
    statement = select_campaigns(actor).order_by(Campaign.starts.desc(), Campaign.id.desc())
    return session.scalars(statement.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()


def get_campaign(
    actor: Actor, slug: str, *, to_change: bool = False, for_form: bool = False
) -> Campaign:
    statement = select_campaigns(actor).where(Campaign.slug == slug).options(*EAGER_LOADS)
    if to_change or for_form:
        statement = statement.options(*FOR_FORM)
    if to_change:
        statement = statement.with_for_update(of=Campaign)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def list_index_ids() -> Sequence[int]:
    return session.scalars(select_campaigns(VISITOR).with_only_columns(Campaign.id)).all()


def list_indexable(ids: Sequence[int]) -> Sequence[Campaign]:
    """Return the public ones of these, with the terms by which they are found."""
    statement = select_campaigns(VISITOR).where(Campaign.id.in_(ids)).order_by(Campaign.id)
    return session.scalars(statement.options(selectinload(Campaign.terms))).all()


def find_campaigns_of_terms(ids: Sequence[int]) -> Sequence[int]:
    return session.scalars(
        select(CampaignTerm.campaign_id).where(CampaignTerm.term_id.in_(ids))
    ).all()


# What belongs to a campaign, as the asker may read it today


def list_reports(actor: Actor, campaign: Campaign) -> Sequence[Report]:
    statement = select_reports(actor).join(CampaignLink, CampaignLink.report_id == Report.id)
    statement = statement.where(CampaignLink.campaign_id == campaign.id)
    return session.scalars(statement.order_by(CampaignLink.id)).all()


def list_insights(actor: Actor, campaign: Campaign) -> Sequence[Insight]:
    statement = select(Insight).join(CampaignLink, CampaignLink.insight_id == Insight.id)
    may_read = coprod.intelligence.feedback.policies.visible_to(actor)
    statement = statement.where(CampaignLink.campaign_id == campaign.id, may_read)
    return session.scalars(statement.order_by(CampaignLink.id)).all()


def list_activities(campaign: Campaign) -> Sequence[Activity]:
    """Return the public activities that came of it, whoever asks."""
    statement = select(Activity).join(CampaignLink, CampaignLink.activity_id == Activity.id)
    statement = statement.where(CampaignLink.campaign_id == campaign.id, is_public_activity())
    return session.scalars(statement.order_by(CampaignLink.id)).all()


def list_connectors(actor: Actor, campaign: Campaign) -> Sequence[CampaignConnector]:
    """Return the groups that it reached or not: those that agree today to be listed."""
    may_read = coprod.participation.directory.policies.visible_to(actor)
    statement = (
        select(CampaignConnector)
        .join(CampaignConnector.connector)
        .where(CampaignConnector.campaign_id == campaign.id, may_read)
        .options(joinedload(CampaignConnector.connector))
    )
    return session.scalars(statement.order_by(Connector.name, Connector.id)).all()


def list_connector_choices(actor: Actor) -> list[tuple[int, str]]:
    may_read = coprod.participation.directory.policies.visible_to(actor)
    statement = select(Connector.id, Connector.name).where(may_read)
    rows = session.execute(statement.order_by(Connector.name, Connector.id))
    return [(key, name) for key, name in rows]


# The pages of this register that an address leads to


def build_links(addresses: Iterable[str]) -> list[CampaignLink]:
    """Return links to public pages, or say which address leads to none."""
    targets = dict.fromkeys(find_target(address) for address in addresses)
    return [CampaignLink(**{column: key}) for column, key in targets]


def find_target(address: str) -> tuple[str, int]:
    """Return the column and the key of the public page at an address."""
    name = get_last_part(address)
    kind = get_last_part(address.rpartition(name)[0])
    found = session.scalar(statement) if (statement := select_target(kind, name)) is not None else 0
    if not found:
        message = N_(
            "“%(address)s” is no public story, report or summary of this register", address=address
        )
        raise RuleBrokenError(message, field="addresses")
    return COLUMNS[kind], found


def select_target(kind: str, name: str) -> Select[int] | None:
    if kind == "reports":
        return select(Report.id).where(Report.slug == name, Report.is_public)
    if kind == "stories":
        return select(Activity.id).where(Activity.slug == name, is_public_activity())
    if kind == "summaries":
        key = parse_row_key(name) or 0
        may_read = coprod.intelligence.feedback.policies.visible_to(VISITOR)
        return select(Insight.id).where(Insight.id == key, may_read)
    return None


COLUMNS = {"reports": "report_id", "stories": "activity_id", "summaries": "insight_id"}
