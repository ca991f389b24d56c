"""What a promise must say, when it is overdue, and when it is chased."""

from dataclasses import replace
from datetime import date

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.engagement.commitments import rules
from coprod.engagement.commitments.enums import CommitmentProgress, CommitmentState
from coprod.engagement.commitments.rules import PublicStep, StepDraft
from tests.engagement.commitments.make import SAID

JUNE = PartialDate(2026, 6)


@pytest.mark.parametrize("field", ["words", "source_words", "post"])
def test_a_promise_says_what_which_and_whose(field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_draft(replace(SAID, **{field: ""}))  # type: ignore[arg-type]

    assert broken.value.field == field


def test_a_promise_has_a_day_by_which_it_is_due() -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_draft(replace(SAID, due=None))


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (StepDraft(CommitmentState.MADE, "Head of care"), "proof"),
        (StepDraft(CommitmentState.NOT_DOING, "Head of care"), "reason"),
        (StepDraft(CommitmentState.PLANNED, "Head of care", due=PartialDate(2027)), "reason"),
        (StepDraft(CommitmentState.PLANNED, "Head of care", reason="Late"), "due"),
        (StepDraft(CommitmentState.MADE, "", proof="There it stands"), "post"),
        (
            StepDraft(CommitmentState.MADE, "Head of care", proof_link="javascript:alert(1)"),
            "proof_link",
        ),
    ],
)
def test_a_step_without_what_readers_need_is_refused(step: StepDraft, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_step(step, JUNE)

    assert broken.value.field == field


def test_done_needs_words_or_a_link() -> None:
    rules.check_step(StepDraft(CommitmentState.MADE, "Head of care", proof="There it stands"), JUNE)
    rules.check_step(
        StepDraft(CommitmentState.MADE, "Head of care", proof_link="https://example.org/a"), JUNE
    )


def test_a_month_is_over_on_its_last_day() -> None:
    assert not rules.is_overdue(CommitmentState.PLANNED, JUNE, date(2026, 6, 30))
    assert rules.is_overdue(CommitmentState.PLANNED, JUNE, date(2026, 7, 1))
    assert not rules.is_overdue(CommitmentState.MADE, JUNE, date(2026, 7, 1))


def test_an_overdue_promise_is_chased_once_in_each_period() -> None:
    day = date(2026, 7, 1)

    assert rules.is_reminder_due(JUNE, None, day)
    assert not rules.is_reminder_due(JUNE, day, date(2026, 7, 20))
    assert rules.is_reminder_due(JUNE, day, date(2026, 8, 1))
    assert not rules.is_reminder_due(PartialDate(2026, 12), None, day)
    assert rules.is_reminder_due(JUNE, date(2026, 5, 1), day), "reminded of an earlier day"


@pytest.mark.parametrize(
    ("due", "words"), [(JUNE, "Say what changed"), (PartialDate(2026, 7), "the old day stays")]
)
def test_a_plan_that_changes_asks_for_what_changed_in_it(due: PartialDate, words: str) -> None:
    step = StepDraft(CommitmentState.PLANNED, "Head of care", due=due)

    with pytest.raises(RuleBrokenError, match=words) as broken:
        rules.check_step(step, JUNE)
    assert broken.value.field == "reason"
    rules.check_step(replace(step, reason="The lease ends"), JUNE)


def test_promises_kept_on_time_are_a_share_of_those_that_were_due() -> None:
    progress = [
        CommitmentProgress.ON_TIME,
        CommitmentProgress.LATE,
        CommitmentProgress.OVERDUE,
        CommitmentProgress.NOT_DOING,
        CommitmentProgress.TO_COME,
    ]
    assert rules.count_kept(progress) == rules.KeptShare(kept=1, due=4)
    assert rules.count_kept([]).due == 0


def step(state: CommitmentState, on: date) -> PublicStep:
    return PublicStep(state, JUNE, on)


@pytest.mark.parametrize(
    ("state", "on", "progress"),
    [
        (CommitmentState.MADE, date(2026, 6, 30), CommitmentProgress.ON_TIME),
        (CommitmentState.MADE, date(2026, 7, 1), CommitmentProgress.LATE),
        (CommitmentState.NOT_DOING, date(2026, 5, 1), CommitmentProgress.NOT_DOING),
    ],
)
def test_a_promise_is_judged_by_the_day_that_was_promised_first(
    state: CommitmentState, on: date, progress: CommitmentProgress
) -> None:
    steps = [step(CommitmentState.PLANNED, date(2026, 1, 1)), step(state, on)]
    assert rules.judge_progress(state, steps, date(2026, 8, 1)) == (date(2026, 6, 30), progress)


@pytest.mark.parametrize(
    ("today", "progress"),
    [
        (date(2026, 6, 30), CommitmentProgress.TO_COME),
        (date(2026, 7, 1), CommitmentProgress.OVERDUE),
    ],
)
def test_a_planned_promise_is_overdue_after_its_day(
    today: date, progress: CommitmentProgress
) -> None:
    steps = [step(CommitmentState.PLANNED, date(2026, 1, 1))]
    assert rules.judge_progress(CommitmentState.PLANNED, steps, today)[1] is progress
