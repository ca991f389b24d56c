"""Keeping indicators: their words, numbers, targets, gaps, and what means to move them."""

from collections.abc import Sequence
from datetime import datetime

from coprod.board.indicators import policies, queries, rules
from coprod.board.indicators.enums import ReviewDecision
from coprod.board.indicators.models import (
    BoardIndicator,
    IndicatorActivity,
    IndicatorGap,
    IndicatorPot,
    IndicatorReview,
    IndicatorTarget,
    IndicatorValue,
)
from coprod.board.indicators.rules import (
    INDICATOR_TEXTS,
    GapDraft,
    IndicatorDraft,
    ReviewDraft,
    TargetDraft,
    ValueDraft,
)
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list
from coprod.register.activities.models import Activity

Keys = set[tuple[rules.Period, int | None]]
RESERVED = frozenset({"new"})


def add_indicator(actor: Actor, draft: IndicatorDraft) -> BoardIndicator:
    """Begin to follow a measure. It is public at once."""
    require(policies.can_keep_indicators(actor))
    rules.check_indicator(draft)
    slug = choose_slug(BoardIndicator.slug, draft.title, RESERVED)
    indicator = BoardIndicator(slug=slug, values=[], targets=[], gaps=[])
    indicator.measure = require_found(draft.measure)
    indicator.counted = require_found(draft.counted)
    set_words(indicator, draft)
    session.add(indicator)
    session.flush()
    record_event(actor, "added an indicator", indicator, is_public=True)
    return indicator


def set_words(indicator: BoardIndicator, draft: IndicatorDraft) -> None:
    for name in (*INDICATOR_TEXTS, "direction", "baseline_on", "ends_on"):
        setattr(indicator, name, getattr(draft, name))


def change_indicator(
    actor: Actor, indicator: BoardIndicator, draft: IndicatorDraft, *, seen: int
) -> None:
    """Put an indicator in other words. What is counted stays: numbers that were rounded do too."""
    require(policies.can_keep_indicators(actor))
    require(seen == indicator.version, ConflictError)
    rules.check_indicator(draft)
    if (draft.measure, draft.counted) != (indicator.measure, indicator.counted):
        if indicator.values:
            message = N_("It has numbers, so this stays. Add another indicator instead")
            raise RuleBrokenError(message, field="counted")
        indicator.measure = require_found(draft.measure)
        indicator.counted = require_found(draft.counted)
    set_words(indicator, draft)
    mark_changed(actor, indicator, "changed an indicator")


def mark_changed(actor: Actor, indicator: BoardIndicator, verb: str, **details: str) -> None:
    indicator.version += 1
    session.flush()
    record_event(actor, verb, indicator, is_public=True, **details)


# Numbers


def add_values(actor: Actor, indicator: BoardIndicator, drafts: Sequence[ValueDraft]) -> None:
    """Add numbers, all at one time or none. A period that has one is corrected."""
    require(policies.can_keep_indicators(actor))
    check_values(indicator, drafts)
    now = clock.now()
    current = {key_of(each): each for each in indicator.values if each.replaced_at is None}
    for draft in drafts:
        before = current.get((draft.period, draft.place_id))
        if before is not None:
            before.replaced_at = now
        indicator.values.append(build_value(actor, draft, now))
    mark_changed(actor, indicator, "added indicator values")


def key_of(value: IndicatorValue) -> tuple[rules.Period, int | None]:
    return (value.starts_on, value.ends_on), value.place_id


def build_value(actor: Actor, draft: ValueDraft, now: datetime) -> IndicatorValue:
    return IndicatorValue(
        place_id=draft.place_id,
        starts_on=draft.period[0],
        ends_on=draft.period[1],
        numerator=draft.numerator,
        denominator=draft.denominator,
        note=draft.note,
        person_id=actor.require_id(),
        at=now,
    )


def check_values(indicator: BoardIndicator, drafts: Sequence[ValueDraft]) -> None:
    problem = next(iter(find_problems(indicator, drafts)), None)
    if problem is not None:
        raise problem[1]


def find_problems(
    indicator: BoardIndicator, drafts: Sequence[ValueDraft]
) -> list[tuple[ValueDraft, RuleBrokenError]]:
    """Return what is wrong with which row. Rows of the whole area count before those of places."""
    seen = {key_of(each) for each in indicator.values}
    whole = {period for period, place_id in seen if place_id is None}
    whole |= {each.period for each in drafts if each.place_id is None}
    given: Keys = set()
    problems = []
    for draft in drafts:
        try:
            check_one(indicator, draft, given)
            rules.check_period(draft, seen | given, whole)
        except RuleBrokenError as broken:
            problems.append((draft, broken))
        given.add((draft.period, draft.place_id))
    return problems


def check_one(indicator: BoardIndicator, draft: ValueDraft, given: Keys) -> None:
    rules.check_value(draft, indicator.measure, clock.today())
    if (draft.period, draft.place_id) in given:
        raise RuleBrokenError(N_("There are two rows for this period"), field="ends_on")
    if draft.place_id is not None:
        get_term_of_list(ListKind.LOCALITY, draft.place_id)


def remove_value(actor: Actor, indicator: BoardIndicator, value_id: int) -> None:
    """Take a number out. What readers saw still counts when the next one is shown."""
    require(policies.can_keep_indicators(actor))
    current = (each for each in indicator.values if each.replaced_at is None)
    value = require_found(next((each for each in current if each.id == value_id), None))
    value.replaced_at = clock.now()
    mark_changed(actor, indicator, "removed an indicator value")


# Targets and their reviews


def set_target(actor: Actor, indicator: BoardIndicator, draft: TargetDraft) -> None:
    """Set the target of the whole area, or one of a place below it."""
    require(policies.can_keep_indicators(actor))
    rules.check_target(draft, indicator.measure)
    check_place(indicator, draft.place_id)
    target = IndicatorTarget(place_id=draft.place_id, why=draft.why, reviews=[])
    target.hundredths = require_found(draft.hundredths)
    target.due, target.review_on = require_found(draft.due), require_found(draft.review_on)
    indicator.targets.append(target)
    mark_changed(actor, indicator, "set a target")


def check_place(indicator: BoardIndicator, place_id: int | None) -> None:
    pursued = {each.place_id for each in indicator.targets if not each.ended_at}
    if place_id in pursued:
        message = N_("There is a target for this already. Review that one")
        raise RuleBrokenError(message, field="place_id")
    if place_id is None:
        return
    if None not in pursued:
        raise RuleBrokenError(N_("Set the target of the whole area first"), field="place_id")
    get_term_of_list(ListKind.LOCALITY, place_id)


def review_target(
    actor: Actor, indicator: BoardIndicator, target: IndicatorTarget, draft: ReviewDraft, seen: int
) -> None:
    """Write down what a review decided. What was the target until then stays on the page."""
    require(policies.can_keep_indicators(actor))
    require(seen == target.version, ConflictError)
    rules.check_review(draft, indicator.measure)
    review = IndicatorReview(
        on=clock.today(),
        decided_by=draft.decided_by,
        reason=draft.reason,
        old_hundredths=target.hundredths,
        old_due=target.due,
        person_id=actor.require_id(),
    )
    review.decision = require_found(draft.decision)
    target.reviews.append(review)
    apply_review(target, draft)
    target.version += 1
    mark_changed(actor, indicator, "reviewed a target", decision=review.decision)


def apply_review(target: IndicatorTarget, draft: ReviewDraft) -> None:
    if draft.decision is ReviewDecision.END:
        target.ended_at = clock.now()
        return
    target.review_on = require_found(draft.review_on)
    if draft.decision is ReviewDecision.CHANGE:
        target.hundredths = require_found(draft.hundredths)
        target.due = require_found(draft.due)


# Data gaps


def note_gap(actor: Actor, indicator: BoardIndicator, draft: GapDraft) -> None:
    require(policies.can_keep_indicators(actor))
    rules.check_gap(draft)
    gap = IndicatorGap(missing=draft.missing, plan=draft.plan, owner=draft.owner)
    gap.due = require_found(draft.due)
    indicator.gaps.append(gap)
    mark_changed(actor, indicator, "noted a data gap")


def close_gap(actor: Actor, indicator: BoardIndicator, gap: IndicatorGap, words: str) -> None:
    require(policies.can_keep_indicators(actor))
    if not words:
        raise RuleBrokenError(N_("Say what came of it"), field="closed_words")
    rules.check_text("closed_words", words)
    gap.closed_on, gap.closed_words = clock.today(), words
    mark_changed(actor, indicator, "closed a data gap")


# What means to move it


def link_activity(actor: Actor, indicator: BoardIndicator, activity: Activity, why: str) -> None:
    """Say that an activity means to move an indicator, and how. It never says that it did."""
    require(policies.can_link(actor, activity))
    if not why:
        raise RuleBrokenError(N_("Say how it could move this number"), field="why")
    rules.check_text("why", why)
    if activity.id in {each.activity_id for each in queries.list_links(indicator)}:
        raise RuleBrokenError(N_("This activity is linked already"), field="activity")
    link = IndicatorActivity(indicator_id=indicator.id, activity_id=activity.id, why=why)
    link.person_id = actor.require_id()
    session.add(link)
    mark_changed(actor, indicator, "linked an activity to an indicator", activity=activity.title)


def unlink_activity(actor: Actor, indicator: BoardIndicator, link_id: int) -> None:
    links = queries.list_links(indicator)
    link = require_found(next((each for each in links if each.id == link_id), None))
    require(policies.can_link(actor, link.activity))
    session.delete(link)
    mark_changed(actor, indicator, "unlinked an activity from an indicator")


def choose_pots(actor: Actor, indicator: BoardIndicator, pot_ids: Sequence[int]) -> None:
    """Say which pots of money mean to move an indicator."""
    require(policies.can_keep_indicators(actor))
    known = {key for key, _name in queries.list_pot_choices()}
    require(set(pot_ids) <= known)
    for each in queries.list_pot_links(indicator):
        session.delete(each)
    session.flush()
    session.add_all(IndicatorPot(indicator_id=indicator.id, pot_id=key) for key in set(pot_ids))
    mark_changed(actor, indicator, "changed an indicator")
