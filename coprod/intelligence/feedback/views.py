"""What people told us: trends and summaries for everybody, plain pages for who keeps them."""

from flask import Blueprint, request

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback import actions, policies, presenters, queries
from coprod.intelligence.feedback.enums import Side, Window
from coprod.intelligence.feedback.forms import SummaryForm
from coprod.intelligence.feedback.models import Insight
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("feedback", __name__, url_prefix="/what-people-told-us")

SUMMARIES = "/summaries"
SUMMARY = f"{SUMMARIES}/<key:insight_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def trends() -> Answer:
    trends_page = presenters.build_trends_page(actor(), request.args)
    return page(
        "intelligence/feedback/trends.html",
        trends_page=trends_page,
        sides=tuple(Side),
        windows=tuple(Window),
        can_curate=policies.can_curate(actor()),
    )


@bp.get(SUMMARIES)
@requires_role(Role.VISITOR)
def summaries() -> Answer:
    summaries_page = presenters.build_summaries_page(actor(), request.args)
    can_curate = policies.can_curate(actor())
    return page(
        "intelligence/feedback/summaries.html", summaries_page=summaries_page, can_curate=can_curate
    )


@bp.get(SUMMARY)
@requires_role(Role.VISITOR)
def summary(insight_id: int) -> Answer:
    insight = queries.get_summary(actor(), insight_id)
    can_curate = policies.can_curate(actor())
    return page(
        "intelligence/feedback/summary.html",
        summary=presenters.build_summary_view(actor(), insight),
        can_curate=can_curate,
        notes=list_events(insight, public_only=not can_curate),
    )


@bp.get(f"{SUMMARIES}/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("intelligence/feedback/write.html", insight=None, form=build_blank_form())


@bp.post(f"{SUMMARIES}/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = build_blank_form()
    if form.validate():
        with form.catching_rule_errors():
            insight = actions.add_summary(actor(), form.build_summary())
            return go("intelligence.feedback.summary", insight_id=insight.id, message=N_("Saved"))
    return form_page("intelligence/feedback/write.html", insight=None, form=form)


@bp.get(f"{SUMMARY}/change")
@requires_role(Role.CURATOR)
def change(insight_id: int) -> Answer:
    insight = get_editable_summary(insight_id)
    return page("intelligence/feedback/write.html", insight=insight, form=build_form(insight))


@bp.post(f"{SUMMARY}/change")
@requires_role(Role.CURATOR)
def change_sent(insight_id: int) -> Answer:
    insight = get_editable_summary(insight_id, to_change=True)
    form = build_form(insight)
    if form.validate():
        with form.catching_rule_errors():
            new = form.build_summary(insight.summary if insight.is_counted else None)
            actions.change_summary(actor(), insight, new, seen=form.seen.data or "")
            return go("intelligence.feedback.summary", insight_id=insight.id, message=N_("Saved"))
    return form_page("intelligence/feedback/write.html", insight=insight, form=form)


@bp.get(f"{SUMMARY}/remove")
@requires_role(Role.CURATOR)
def remove(insight_id: int) -> Answer:
    return page(
        "intelligence/feedback/remove.html",
        summary=presenters.build_summary_view(actor(), get_editable_summary(insight_id)),
    )


@bp.post(f"{SUMMARY}/remove")
@requires_role(Role.CURATOR)
def remove_sent(insight_id: int) -> Answer:
    actions.remove_summary(actor(), get_editable_summary(insight_id, to_change=True))
    return go("intelligence.feedback.summaries", message=N_("Removed"))


def get_editable_summary(insight_id: int, *, to_change: bool = False) -> Insight:
    require(policies.can_curate(actor()))
    return queries.get_summary(actor(), insight_id, to_change=to_change)


def build_blank_form() -> SummaryForm:
    return SummaryForm.for_summary(
        presenters.build_options_by_side(list(queries.get_terms_by_id().values()))
    )


def build_form(insight: Insight) -> SummaryForm:
    choices = presenters.build_options_by_side(list(queries.get_terms_by_id().values()))
    form = SummaryForm.for_summary(choices, insight.summary, actions.fingerprint_summary(insight))
    if insight.is_counted:
        form.remove_measured_fields()
    return form
