"""The track of a comment: which steps apply, how far each is, what is late."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coprod.core.values.dates import PartialDate
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.receipts.enums import Progress, StepKind
from coprod.engagement.receipts.rules import (
    CommentFacts,
    PromiseFacts,
    TodayInPlace,
    TrackStep,
    build_track,
)

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
NEXT_MONDAY, NEXT_TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
SENT = CommentFacts(CommentState.WAITING, sent_on=MONDAY, read_by=TUESDAY)
PUBLIC = replace(SENT, state=CommentState.PUBLISHED, decided_on=TUESDAY, published_on=TUESDAY)
ASKED = replace(PUBLIC, asks_for_answer=True, answer_by=FRIDAY)
PROMISE = PromiseFacts(
    1, "We will", CommitmentState.PLANNED, PartialDate(2026, 4), made_on=FRIDAY, moved_on=FRIDAY
)


def track(facts: CommentFacts, today: date = TUESDAY) -> list[tuple[str, str]]:
    return [(step.kind.value, step.progress.value) for step in steps(facts, today)]


def steps(facts: CommentFacts, today: date = TUESDAY) -> list[TrackStep]:
    return list(build_track(facts, TodayInPlace(today)))


def step(kind: StepKind, facts: CommentFacts, today: date) -> TrackStep:
    return next(each for each in steps(facts, today) if each.kind is kind)


def test_a_new_comment_waits_to_be_read_and_knows_its_way() -> None:
    assert track(SENT) == [("sent", "done"), ("read", "now"), ("published", "not_yet")]
    question = replace(SENT, asks_for_answer=True)
    assert track(question)[-1] == ("answered", "not_yet")


@pytest.mark.parametrize("state", [CommentState.DECLINED, CommentState.PASSED_ON])
def test_what_is_not_public_ends_where_it_was_read(state: CommentState) -> None:
    facts = replace(ASKED, state=state, promises=(PROMISE,), changed_on=FRIDAY)

    assert track(facts) == [("sent", "done"), ("read", "done")]


def test_what_nobody_read_first_leaves_that_step_out() -> None:
    assert track(replace(PUBLIC, decided_on=None)) == [("sent", "done"), ("published", "done")]


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({"state": CommentState.REWORD, "decided_on": TUESDAY}, ("published", "now")),
        ({"state": CommentState.HELD}, ("published", "not_yet")),
    ],
)
def test_words_that_go_back_or_are_looked_into(facts: Any, last: tuple[str, str]) -> None:
    assert track(replace(SENT, **facts))[-1] == last


def test_a_thank_you_is_owed_no_answer() -> None:
    assert track(PUBLIC)[-1] == ("published", "done")


def test_an_answer_is_late_by_working_days_until_it_is_written() -> None:
    late = step(StepKind.ANSWERED, ASKED, NEXT_TUESDAY)
    assert (late.progress, late.days_late, late.is_chased) == (Progress.NOW, 2, False)
    assert step(StepKind.ANSWERED, replace(ASKED, is_chased=True), NEXT_TUESDAY).is_chased
    assert step(StepKind.ANSWERED, ASKED, FRIDAY).days_late == 0
    written = replace(ASKED, is_answer_written=True, is_chased=True)
    unread = step(StepKind.ANSWERED, written, NEXT_TUESDAY)
    assert (unread.progress, unread.days_late, unread.is_chased) == (Progress.NOW, 0, False)


def test_an_answer_that_came_late_says_so_and_is_done() -> None:
    answered = replace(ASKED, answered_on=NEXT_MONDAY)

    assert step(StepKind.ANSWERED, answered, NEXT_TUESDAY).days_late == 1
    assert track(answered)[-1] == ("answered", "done")


def test_an_answer_is_on_time_only_where_a_day_was_named() -> None:
    answered = replace(ASKED, answered_on=FRIDAY)

    assert step(StepKind.ANSWERED, answered, NEXT_TUESDAY).is_on_time
    assert not step(StepKind.ANSWERED, replace(answered, answer_by=None), FRIDAY).is_on_time


def test_whoever_asks_again_waits_for_a_second_answer() -> None:
    again = replace(ASKED, answered_on=FRIDAY, has_second_request=True, answer_by=NEXT_MONDAY)

    assert track(again)[-2:] == [("answered", "done"), ("answered_again", "now")]
    assert step(StepKind.ANSWERED_AGAIN, again, NEXT_TUESDAY).days_late == 1
    assert not step(StepKind.ANSWERED, again, NEXT_TUESDAY).is_on_time
    answered = replace(again, answered_again_on=NEXT_MONDAY)
    assert track(answered)[-1] == ("answered_again", "done")


def test_a_promise_is_followed_by_what_changed() -> None:
    assert track(replace(ASKED, answered_on=FRIDAY, promises=(PROMISE,)))[-2:] == [
        ("promised", "now"),
        ("changed", "not_yet"),
    ]
    done = replace(PROMISE, state=CommitmentState.MADE, moved_on=NEXT_MONDAY)
    facts = replace(PUBLIC, promises=(done,))
    assert track(facts)[-2:] == [("promised", "done"), ("changed", "done")]
    assert steps(facts)[-1].day == NEXT_MONDAY


def test_a_promise_for_a_month_is_late_when_the_month_is_over() -> None:
    facts = replace(PUBLIC, promises=(replace(PROMISE, is_chased=True),))

    assert step(StepKind.PROMISED, facts, date(2026, 4, 30)).days_late == 0
    late = step(StepKind.PROMISED, facts, date(2026, 5, 5))
    assert (late.days_late, late.is_chased) == (3, True)


def test_a_change_without_a_promise_stands_alone() -> None:
    assert track(replace(PUBLIC, changed_on=FRIDAY))[-1] == ("changed", "done")
