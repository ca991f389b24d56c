"""Indicators and their targets: read by everybody, kept by curators, linked by teams too."""

from flask import Blueprint

from coprod.board.indicators import actions, policies, presenters, queries, rules
from coprod.board.indicators.enums import NOT_CAUSE
from coprod.board.indicators.forms import (
    CloseGapForm,
    GapForm,
    IndicatorForm,
    LinkForm,
    PotsForm,
    ReviewForm,
    RowsForm,
    TargetForm,
    ValueForm,
)
from coprod.board.indicators.models import BoardIndicator
from coprod.board.indicators.presenters import IndicatorView
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.activities.models import Activity
from coprod.register.sections.queries import find_programme
from coprod.resourcing.totals.rules import build_sums
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet
from coprod.web.forms import Form

EDIT = "board/indicators/edit.html"
NUMBERS = "board/indicators/numbers.html"
PASTE = "board/indicators/paste.html"
TARGET = "board/indicators/target.html"
REVIEW = "board/indicators/review.html"
GAP = "board/indicators/gap.html"
CLOSE_GAP = "board/indicators/close_gap.html"
LINK = "board/indicators/link.html"
POTS = "board/indicators/pots.html"
bp = Blueprint("indicators", __name__, url_prefix="/board/targets")
INDICATOR = "/<slug:indicator>"
SAVED = N_("Saved. Everybody can read it")


# For everybody


@bp.get("")
@requires_role(Role.VISITOR)
def targets() -> Answer:
    return page(
        "board/indicators/targets.html",
        views=[build_view(each) for each in queries.list_indicators()],
        tags=presenters.SIDE_TAGS,
        can_keep=policies.can_keep_indicators(actor()),
    )


def build_view(indicator: BoardIndicator) -> IndicatorView:
    return IndicatorView(indicator, queries.disclose_values(indicator))


@bp.get(INDICATOR)
@requires_role(Role.VISITOR)
def indicator(indicator: str) -> Answer:
    found = queries.get_indicator(indicator)
    links = queries.list_links(found)
    activity_ids = [each.activity_id for each in links]
    return page(
        "board/indicators/indicator.html",
        view=build_view(found),
        tags=presenters.SIDE_TAGS,
        links=links,
        not_cause=NOT_CAUSE,
        sums=build_sums(queries.list_cost_lines(activity_ids)),
        pots=presenters.build_pot_lines(queries.list_pots(found), activity_ids),
        can_keep=policies.can_keep_indicators(actor()),
        can_begin_link=policies.can_begin_link(actor()),
        can_link=can_link,
    )


def can_link(activity: Activity) -> bool:
    return policies.can_link(actor(), activity)


@bp.get(f"{INDICATOR}/numbers.csv")
@requires_role(Role.VISITOR)
def file(indicator: str) -> Answer:
    view = build_view(queries.get_indicator(indicator))
    return send_spreadsheet(presenters.build_spreadsheet(view), f"{indicator}.csv")


# The words of an indicator


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return show_form(EDIT, IndicatorForm.build(), None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = IndicatorForm.build()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.add_indicator(actor(), form.to_draft())
            return go("board.indicators.indicator", indicator=made.slug, message=SAVED)
    return refuse_form(EDIT, form, None)


@bp.get(f"{INDICATOR}/change")
@requires_role(Role.CURATOR)
def change(indicator: str) -> Answer:
    found = queries.get_indicator(indicator)
    return show_form(EDIT, IndicatorForm.build(found), found)


@bp.post(f"{INDICATOR}/change")
@requires_role(Role.CURATOR)
def change_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = IndicatorForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_indicator(actor(), found, form.to_draft(), seen=form.seen)
            return go_back(found)
    return refuse_form(EDIT, form, found)


def show_form(
    template: str, form: Form, indicator: BoardIndicator | None, **more: object
) -> Answer:
    return page(template, form=form, indicator=indicator, not_cause=NOT_CAUSE, **more)


def refuse_form(
    template: str, form: Form, indicator: BoardIndicator | None, **more: object
) -> Answer:
    return form_page(template, form=form, indicator=indicator, not_cause=NOT_CAUSE, **more)


def go_back(indicator: BoardIndicator) -> Answer:
    return go("board.indicators.indicator", indicator=indicator.slug, message=SAVED)


def list_places() -> list[tuple[int, str]]:
    return list_choices(ListKind.LOCALITY, clock.today())


# Its numbers


@bp.get(f"{INDICATOR}/numbers")
@requires_role(Role.CURATOR)
def numbers(indicator: str) -> Answer:
    return show_numbers(queries.get_indicator(indicator), ValueForm.build(list_places()))


def show_numbers(indicator: BoardIndicator, form: ValueForm) -> Answer:
    return show_form(NUMBERS, form, indicator, view=build_view(indicator))


@bp.post(f"{INDICATOR}/numbers")
@requires_role(Role.CURATOR)
def numbers_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = ValueForm.build(list_places())
    if form.validate():
        with form.catching_rule_errors():
            actions.add_values(actor(), found, [form.to_draft()])
            return go("board.indicators.numbers", indicator=indicator, message=SAVED)
    return refuse_form(NUMBERS, form, found, view=build_view(found))


@bp.post(f"{INDICATOR}/numbers/<key:value_id>/remove")
@requires_role(Role.CURATOR)
def number_removed(indicator: str, value_id: int) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    actions.remove_value(actor(), found, value_id)
    return go("board.indicators.numbers", indicator=indicator, message=N_("It was taken out"))


@bp.get(f"{INDICATOR}/numbers/paste")
@requires_role(Role.CURATOR)
def paste(indicator: str) -> Answer:
    return show_form(PASTE, RowsForm.from_request(), queries.get_indicator(indicator))


@bp.post(f"{INDICATOR}/numbers/paste")
@requires_role(Role.CURATOR)
def paste_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = RowsForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            drafts, problems = rules.read_rows(form.rows.data or "", map_places())
            wrong = actions.find_problems(found, drafts)
            problems += [rules.name_row(each.row, broken.message) for each, broken in wrong]
            if not problems:
                actions.add_values(actor(), found, drafts)
                return go("board.indicators.numbers", indicator=indicator, message=SAVED)
            for each in problems:
                form.show_rule_error(RuleBrokenError(each))
            raise RuleBrokenError(N_("Nothing was saved. Mend the rows"), field="rows")
    return refuse_form(PASTE, form, found)


def map_places() -> dict[str, int]:
    return {name: key for key, name in list_places()}


# Targets, reviews and gaps


@bp.get(f"{INDICATOR}/target")
@requires_role(Role.CURATOR)
def target(indicator: str) -> Answer:
    return show_form(TARGET, TargetForm.build(list_places()), queries.get_indicator(indicator))


@bp.post(f"{INDICATOR}/target")
@requires_role(Role.CURATOR)
def target_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = TargetForm.build(list_places())
    if form.validate():
        with form.catching_rule_errors():
            actions.set_target(actor(), found, form.to_draft())
            return go_back(found)
    return refuse_form(TARGET, form, found)


@bp.get(f"{INDICATOR}/target/<key:target_id>/review")
@requires_role(Role.CURATOR)
def review(indicator: str, target_id: int) -> Answer:
    found = queries.get_indicator(indicator)
    target = queries.get_target(found, target_id)
    line = build_view(found).build_line(target)
    return show_form(REVIEW, ReviewForm.build(target), found, line=line)


@bp.post(f"{INDICATOR}/target/<key:target_id>/review")
@requires_role(Role.CURATOR)
def review_sent(indicator: str, target_id: int) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    target = queries.get_target(found, target_id)
    form = ReviewForm.build(target)
    if form.validate():
        with form.catching_rule_errors():
            actions.review_target(actor(), found, target, form.to_draft(), seen=form.seen)
            return go_back(found)
    return refuse_form(REVIEW, form, found, line=build_view(found).build_line(target))


@bp.get(f"{INDICATOR}/gap")
@requires_role(Role.CURATOR)
def gap(indicator: str) -> Answer:
    return show_form(GAP, GapForm.from_request(), queries.get_indicator(indicator))


@bp.post(f"{INDICATOR}/gap")
@requires_role(Role.CURATOR)
def gap_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = GapForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.note_gap(actor(), found, form.to_draft())
            return go_back(found)
    return refuse_form(GAP, form, found)


@bp.get(f"{INDICATOR}/gap/<key:gap_id>/close")
@requires_role(Role.CURATOR)
def close_gap(indicator: str, gap_id: int) -> Answer:
    found = queries.get_indicator(indicator)
    gap = queries.get_gap(found, gap_id)
    return show_form(CLOSE_GAP, CloseGapForm.from_request(), found, gap=gap)


@bp.post(f"{INDICATOR}/gap/<key:gap_id>/close")
@requires_role(Role.CURATOR)
def close_gap_sent(indicator: str, gap_id: int) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    gap = queries.get_gap(found, gap_id)
    form = CloseGapForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.close_gap(actor(), found, gap, form.closed_words.data or "")
            return go_back(found)
    return refuse_form(CLOSE_GAP, form, found, gap=gap)


# What means to move it


@bp.get(f"{INDICATOR}/activities")
@requires_role(Role.TEAM_MEMBER)
def activities(indicator: str) -> Answer:
    return show_form(LINK, LinkForm.from_request(), queries.get_indicator(indicator))


@bp.post(f"{INDICATOR}/activities")
@requires_role(Role.TEAM_MEMBER)
def activity_linked(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = LinkForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            activity = find_activity(form.activity.data or "")
            actions.link_activity(actor(), found, activity, form.why.data or "")
            return go_back(found)
    return refuse_form(LINK, form, found)


def find_activity(text: str) -> Activity:
    if not text:
        raise RuleBrokenError(N_("Say which activity"), field="activity")
    try:
        activity_id = find_programme(actor(), text)
    except RuleBrokenError as broken:
        raise RuleBrokenError(broken.message, field="activity") from None
    activity = queries.find_public_activity(activity_id)
    if activity is None:
        raise RuleBrokenError(N_("Only public activities can be linked"), field="activity")
    if not policies.can_link(actor(), activity):
        message = N_("Only those who look after this activity, or a curator, can link it")
        raise RuleBrokenError(message, field="activity")
    return activity


@bp.post(f"{INDICATOR}/activities/<key:indicator_link_id>/remove")
@requires_role(Role.TEAM_MEMBER)
def activity_unlinked(indicator: str, indicator_link_id: int) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    actions.unlink_activity(actor(), found, indicator_link_id)
    return go("board.indicators.indicator", indicator=indicator, message=N_("It was removed"))


@bp.get(f"{INDICATOR}/pots")
@requires_role(Role.CURATOR)
def pots(indicator: str) -> Answer:
    found = queries.get_indicator(indicator)
    chosen = [each.pot_id for each in queries.list_pot_links(found)]
    return show_form(POTS, PotsForm.build(queries.list_pot_choices(), chosen), found)


@bp.post(f"{INDICATOR}/pots")
@requires_role(Role.CURATOR)
def pots_sent(indicator: str) -> Answer:
    found = queries.get_indicator(indicator, to_change=True)
    form = PotsForm.build(queries.list_pot_choices())
    if form.validate():
        with form.catching_rule_errors():
            actions.choose_pots(actor(), found, form.pots.data or [])
            return go_back(found)
    return refuse_form(POTS, form, found)
