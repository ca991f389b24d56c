"""What people told us: trends and summaries for everybody, plain pages for who keeps them."""

from flask import Blueprint, request

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback import actions, policies, presenters, queries
from coprod.intelligence.feedback.enums import Side, Window
from coprod.intelligence.feedback.forms import SummaryForm
from coprod.intelligence.feedback.models import Insight
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("feedback", __name__, url_prefix="/insight")

ALL = "/summaries"
ONE = f"{ALL}/<key:insight_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def trends() -> Answer:
    shown = presenters.trends_page(actor(), request.args)
    return page(
        "intelligence/feedback/trends.html",
        shown=shown,
        sides=tuple(Side),
        windows=tuple(Window),
        can_keep=policies.can_keep(actor()),
    )


@bp.get(ALL)
@requires_role(Role.VISITOR)
def summaries() -> Answer:
    shown = presenters.list_page(actor(), request.args)
    can_keep = policies.can_keep(actor())
    return page("intelligence/feedback/summaries.html", shown=shown, can_keep=can_keep)


@bp.get(ONE)
@requires_role(Role.VISITOR)
def summary(insight_id: int) -> Answer:
    found = queries.summary(actor(), insight_id)
    can_keep = policies.can_keep(actor())
    return page(
        "intelligence/feedback/summary.html",
        shown=presenters.shown(actor(), found),
        can_keep=can_keep,
        notes=list_events(found, public_only=not can_keep),
    )


@bp.get(f"{ALL}/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("intelligence/feedback/write.html", insight=None, form=blank())


@bp.post(f"{ALL}/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = blank()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.add_summary(actor(), form.summary())
            return go("intelligence.feedback.summary", insight_id=made.id, said=N_("Saved"))
    return form_page("intelligence/feedback/write.html", insight=None, form=form)


@bp.get(f"{ONE}/change")
@requires_role(Role.CURATOR)
def change(insight_id: int) -> Answer:
    found = open_to_change(insight_id)
    return page("intelligence/feedback/write.html", insight=found, form=form_of(found))


@bp.post(f"{ONE}/change")
@requires_role(Role.CURATOR)
def change_sent(insight_id: int) -> Answer:
    found = open_to_change(insight_id, to_change=True)
    form = form_of(found)
    if form.validate():
        with form.catching_rule_errors():
            new = form.summary(found.summary if found.is_counted else None)
            actions.change_summary(actor(), found, new, seen=form.seen.data or "")
            return go("intelligence.feedback.summary", insight_id=found.id, said=N_("Saved"))
    return form_page("intelligence/feedback/write.html", insight=found, form=form)


@bp.get(f"{ONE}/remove")
@requires_role(Role.CURATOR)
def remove(insight_id: int) -> Answer:
    return page(
        "intelligence/feedback/remove.html",
        shown=presenters.shown(actor(), open_to_change(insight_id)),
    )


@bp.post(f"{ONE}/remove")
@requires_role(Role.CURATOR)
def remove_sent(insight_id: int) -> Answer:
    actions.remove_summary(actor(), open_to_change(insight_id, to_change=True))
    return go("intelligence.feedback.summaries", said=N_("Removed"))


def open_to_change(insight_id: int, *, to_change: bool = False) -> Insight:
    if not policies.can_keep(actor()):
        raise NotAllowedError
    return queries.summary(actor(), insight_id, to_change=to_change)


def blank() -> SummaryForm:
    return SummaryForm.asked(presenters.options(list(queries.terms().values())))


def form_of(insight: Insight) -> SummaryForm:
    choices = presenters.options(list(queries.terms().values()))
    form = SummaryForm.asked(choices, insight.summary, actions.seen_of(insight))
    if insight.is_counted:
        form.only_words()
    return form
