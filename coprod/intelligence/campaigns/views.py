"""Campaigns: read by everybody once they are public, written down by curators."""

from flask import Blueprint, request, url_for

from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import N_
from coprod.intelligence.campaigns import actions, policies, queries
from coprod.intelligence.campaigns.forms import CampaignForm
from coprod.intelligence.campaigns.models import Campaign
from coprod.reference.lists.queries import build_choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")
CAMPAIGN = "/<slug:campaign>"
FORM_PAGE = "intelligence/campaigns/edit.html"


@bp.get("")
@requires_role(Role.VISITOR)
def campaigns() -> Answer:
    pages = count_pages(queries.count_campaigns(actor()), queries.PAGE_SIZE)
    number = parse_page_number(request.args.get("page", ""), pages)
    return page(
        "intelligence/campaigns/campaigns.html",
        campaigns=queries.list_campaigns(actor(), number),
        number=number,
        pages=pages,
        can_keep=policies.can_keep(actor()),
    )


@bp.get(CAMPAIGN)
@requires_role(Role.VISITOR)
def campaign(campaign: str) -> Answer:
    found = queries.get_campaign(actor(), campaign)
    connectors = queries.list_connectors(actor(), found)
    can_keep = policies.can_keep(actor())
    return page(
        "intelligence/campaigns/campaign.html",
        campaign=found,
        reports=queries.list_reports(actor(), found),
        insights=queries.list_insights(actor(), found),
        activities=queries.list_activities(found),
        reached=[each.connector for each in connectors if each.was_reached],
        missed=[each.connector for each in connectors if not each.was_reached],
        can_keep=can_keep,
        notes=list_events(found, public_only=not can_keep),
    )


# For curators


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page(FORM_PAGE, form=build_form(), campaign=None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = build_form()
    if form.validate():
        with form.catching_rule_errors():
            added = actions.add_campaign(actor(), form.to_draft())
            return go("intelligence.campaigns.campaign", campaign=added.slug, message=N_("Saved"))
    return form_page(FORM_PAGE, form=form, campaign=None)


@bp.get(f"{CAMPAIGN}/change")
@requires_role(Role.CURATOR)
def change(campaign: str) -> Answer:
    found = queries.get_campaign(actor(), campaign, for_form=True)
    return page(FORM_PAGE, form=build_form(found), campaign=found)


@bp.post(f"{CAMPAIGN}/change")
@requires_role(Role.CURATOR)
def change_sent(campaign: str) -> Answer:
    found = queries.get_campaign(actor(), campaign, to_change=True)
    form = build_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_campaign(actor(), found, form.to_draft(), seen=form.seen)
            return go("intelligence.campaigns.campaign", campaign=campaign, message=N_("Saved"))
    return form_page(FORM_PAGE, form=form, campaign=found)


def build_form(campaign: Campaign | None = None) -> CampaignForm:
    choices = build_choices(clock.today())
    connectors = queries.list_connector_choices(actor())
    addresses = list_addresses(campaign) if campaign else ()
    return CampaignForm.build(choices, connectors, campaign, addresses)


def list_addresses(campaign: Campaign) -> list[str]:
    """Return where the pages stand that belong to it, as they are copied from a browser."""
    reports = queries.list_reports(actor(), campaign)
    insights = queries.list_insights(actor(), campaign)
    activities = queries.list_activities(campaign)
    return [
        *(url_for("intelligence.reports.report", report=each.slug) for each in reports),
        *(url_for("intelligence.feedback.summary", insight_id=each.id) for each in insights),
        *(url_for("library.stories.activity", slug=each.slug) for each in activities),
    ]
