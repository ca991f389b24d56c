from datetime import timedelta
from typing import Any

import pytest

from coprod.board.indicators import actions, queries
from coprod.board.indicators.enums import Counted, Measure, ReviewDecision
from coprod.board.indicators.rules import GapDraft, TargetDraft, ValueDraft
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make
from tests.board.indicators import make as indicators
from tests.board.indicators.make import Q1, Q2


def test_nobody_but_curators_keeps_indicators(session: Any) -> None:
    made, member = indicators.indicator(), make.person(role=Role.TEAM_MEMBER).actor
    day = clock.today()
    for refused in (
        lambda: actions.add_indicator(member, indicators.draft()),
        lambda: actions.change_indicator(member, made, indicators.draft(), seen=1),
        lambda: actions.add_values(member, made, [ValueDraft(Q1, 10, 20)]),
        lambda: actions.set_target(member, made, TargetDraft(100, day, day)),
        lambda: actions.note_gap(member, made, GapDraft("x", "y", "z", day)),
        lambda: actions.choose_pots(member, made, []),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_what_is_counted_stays_once_there_are_numbers(session: Any) -> None:
    made = indicators.indicator()
    things = indicators.draft(counted=Counted.THINGS)
    actions.change_indicator(make.curator(), made, things, seen=1)
    with pytest.raises(ConflictError):
        actions.change_indicator(make.curator(), made, things, seen=1)
    made = indicators.counted(indicators.indicator())
    with pytest.raises(RuleBrokenError):
        actions.change_indicator(make.curator(), made, things, seen=made.version)


def test_all_rows_are_saved_or_none(session: Any) -> None:
    made = indicators.indicator()
    wrong = [ValueDraft(Q1, 10, 20, row=2), ValueDraft(Q2, 30, 20, row=3)]
    assert [each.row for each, _why in actions.find_problems(made, wrong)] == [3]
    with pytest.raises(RuleBrokenError):
        actions.add_values(make.curator(), made, wrong)
    assert made.values == []
    twice = [ValueDraft(Q1, 10, 20), ValueDraft(Q1, 11, 20)]
    assert len(actions.find_problems(made, twice)) == 1
    overlapping = [ValueDraft(Q1, 10, 20), ValueDraft((Q1[0], Q2[1]), 11, 20)]
    assert len(actions.find_problems(made, overlapping)) == 1


def test_a_correction_keeps_what_was_there(session: Any) -> None:
    made = indicators.counted(indicators.indicator(), 870)
    made = indicators.counted(made, 500)
    old, new = made.values
    assert old.replaced_at
    assert not new.replaced_at
    assert queries.disclose_values(made)[new.id].numerator == 500
    actions.remove_value(make.curator(), made, new.id)
    with pytest.raises(NotFoundError):
        actions.remove_value(make.curator(), made, new.id)
    with pytest.raises(RuleBrokenError):
        indicators.counted(made, 100, period=(Q1[0], Q2[1]))


def test_a_place_needs_the_whole_area_and_is_on_the_list(session: Any) -> None:
    made, bow = indicators.indicator(), make.term(label="Bow")
    with pytest.raises(RuleBrokenError):
        indicators.counted(made, place_id=bow.id)
    made = indicators.counted(made)
    made = indicators.counted(made, 300, 400, place_id=bow.id)
    assert len(made.values) == 2
    board = make.term(ListKind.BOARD)
    with pytest.raises(NotFoundError):
        indicators.counted(made, 30, 40, place_id=board.id)


def test_a_place_has_its_target_below_that_of_the_whole_area(session: Any) -> None:
    made, bow = indicators.indicator(), make.term(label="Bow")
    with pytest.raises(RuleBrokenError):
        indicators.target(made, place_id=bow.id)
    indicators.target(made)
    assert indicators.target(made, 80, place_id=bow.id).place_id == bow.id
    with pytest.raises(RuleBrokenError):
        indicators.target(made, 85)


def test_a_review_keeps_what_the_target_was(session: Any) -> None:
    made = indicators.indicator()
    aim = indicators.target(made)
    later, due = clock.today() + timedelta(days=300), aim.due
    change = {"hundredths": 8500, "due": later, "review_on": later}
    made = indicators.review(made, aim, decision=ReviewDecision.CHANGE, **change)
    aim = made.targets[0]
    assert (aim.hundredths, aim.due) == (8500, later)
    assert (aim.reviews[0].old_hundredths, aim.reviews[0].old_due) == (9000, due)
    made = indicators.review(made, aim, decision=ReviewDecision.END)
    assert made.partnership_target is None
    assert made.targets[0].ended_at


def test_what_is_late_is_found(session: Any) -> None:
    aim, made = indicators.late_review(), indicators.late_gap(title="Falls")
    indicators.target(indicators.indicator(title="In time"))
    assert [each.id for each in queries.list_late_reviews(clock.today())] == [aim.id]
    assert [each.id for each in queries.list_late_gaps(clock.today())] == [made.gaps[0].id]
    with pytest.raises(RuleBrokenError):
        actions.close_gap(make.curator(), made, made.gaps[0], "")
    actions.close_gap(make.curator(), made, made.gaps[0], "The hospital sends them now")
    session.flush()
    assert queries.list_late_gaps(clock.today()) == []


def test_only_public_activities_are_linked_and_read(session: Any) -> None:
    made = indicators.indicator(measure=Measure.NUMBER)
    public, draft = make.activity(status=Status.PUBLISHED), make.activity()
    indicators.link(made, public)
    assert [each.activity_id for each in queries.list_links(made)] == [public.id]
    with pytest.raises(RuleBrokenError):
        indicators.link(made, public)
    assert queries.find_public_activity(draft.id) is None
    with pytest.raises(NotAllowedError):
        indicators.link(made, draft)
    other = make.person(role=Role.TEAM_MEMBER).actor
    link = queries.list_links(made)[0]
    with pytest.raises(NotAllowedError):
        actions.unlink_activity(other, made, link.id)
    make.withdraw(public)
    assert queries.list_links(made) == []
