"""Which steps a comment goes through, how far it is, and what is late.

A step that does not apply is left out, never listed as failed: nobody is promised an answer to a
thank-you, and words that are not public go no further than to the person who read them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.values import workdays
from coprod.core.values.dates import PartialDate
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.receipts.enums import Progress, StepKind

ON_THE_WAY = frozenset(
    {CommentState.WAITING, CommentState.HELD, CommentState.REWORD, CommentState.PUBLISHED}
)
"""States from which a comment is, or may still be, on the page."""


@dataclass(frozen=True)
class PromiseFacts:
    """A promise that was made from a comment, as readers see it. ``made_on`` is when they did."""

    id: int
    words: str
    state: CommitmentState
    due: PartialDate
    made_on: date
    moved_on: date
    is_chased: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is CommitmentState.PLANNED


@dataclass(frozen=True)
class CommentFacts:
    """What is known of a comment and of what followed from it.

    ``is_answer_written``: the team has sent an answer, which a curator may still have to read.
    ``has_second_request``: its author said that the first answer was not enough.
    ``changed_on`` is the day of the change that the team says it led to.
    """

    state: CommentState
    sent_on: date
    read_by: date
    decided_on: date | None = None
    published_on: date | None = None
    asks_for_answer: bool = False
    answer_by: date | None = None
    is_answer_written: bool = False
    is_chased: bool = False
    answered_on: date | None = None
    has_second_request: bool = False
    answered_again_on: date | None = None
    changed_on: date | None = None
    promises: tuple[PromiseFacts, ...] = ()


@dataclass(frozen=True)
class TrackStep:
    """One step of the track: ``day`` is when it was done, or by when it is to be."""

    kind: StepKind
    progress: Progress
    day: date | PartialDate | None = None
    days_late: int = 0
    is_chased: bool = False
    is_on_time: bool = False
    promise: PromiseFacts | None = None


@dataclass(frozen=True)
class TodayInPlace:
    """Today, and the days on which nobody works."""

    today: date
    days_off: workdays.DaysOff = frozenset()

    def count_days_late(self, due: date | None) -> int:
        if due is None or due >= self.today:
            return 0
        return workdays.count_workdays(due, self.today, self.days_off)


def build_track(facts: CommentFacts, now: TodayInPlace) -> Sequence[TrackStep]:
    """Return the steps that apply to a comment, in their order."""
    steps = [TrackStep(StepKind.SENT, Progress.DONE, facts.sent_on), *list_reading(facts, now)]
    if facts.state in ON_THE_WAY:
        steps += [build_publication(facts), *list_answering(facts, now)]
    if facts.state is CommentState.PUBLISHED:
        steps += list_promises(facts, now)
    return steps


def list_reading(facts: CommentFacts, now: TodayInPlace) -> Iterator[TrackStep]:
    """Words of somebody who is trusted are read by nobody first: then the step is left out."""
    if facts.state is CommentState.HELD:
        yield TrackStep(StepKind.READ, Progress.NOW)
    elif facts.state is CommentState.WAITING:
        late = now.count_days_late(facts.read_by)
        yield TrackStep(StepKind.READ, Progress.NOW, facts.read_by, late)
    elif facts.decided_on:
        yield TrackStep(StepKind.READ, Progress.DONE, facts.decided_on)


def build_publication(facts: CommentFacts) -> TrackStep:
    if facts.state is CommentState.PUBLISHED:
        return TrackStep(StepKind.PUBLISHED, Progress.DONE, facts.published_on)
    is_authors_turn = facts.state is CommentState.REWORD
    return TrackStep(StepKind.PUBLISHED, Progress.NOW if is_authors_turn else Progress.NOT_YET)


def list_answering(facts: CommentFacts, now: TodayInPlace) -> Iterator[TrackStep]:
    if facts.answered_on:
        yield build_answered(facts, facts.answered_on, now)
        yield from list_second_answer(facts, now)
    elif facts.asks_for_answer or facts.answer_by or facts.is_answer_written:
        is_due = facts.state is CommentState.PUBLISHED
        unanswered = build_unanswered(StepKind.ANSWERED, facts, now)
        yield unanswered if is_due else TrackStep(StepKind.ANSWERED, Progress.NOT_YET)


def build_answered(facts: CommentFacts, day: date, now: TodayInPlace) -> TrackStep:
    """Of whoever was asked again, the day by which they answer is that of the second answer."""
    due = None if facts.has_second_request else facts.answer_by
    late = count_days_between(due, day, now.days_off)
    is_on_time = due is not None and not late
    return TrackStep(StepKind.ANSWERED, Progress.DONE, day, late, is_on_time=is_on_time)


def build_unanswered(kind: StepKind, facts: CommentFacts, now: TodayInPlace) -> TrackStep:
    late = 0 if facts.is_answer_written else now.count_days_late(facts.answer_by)
    is_chased = facts.is_chased and late > 0
    return TrackStep(kind, Progress.NOW, facts.answer_by, late, is_chased=is_chased)


def list_second_answer(facts: CommentFacts, now: TodayInPlace) -> Iterator[TrackStep]:
    if facts.answered_again_on:
        yield TrackStep(StepKind.ANSWERED_AGAIN, Progress.DONE, facts.answered_again_on)
    elif facts.has_second_request:
        yield build_unanswered(StepKind.ANSWERED_AGAIN, facts, now)


def count_days_between(due: date | None, done: date, days_off: workdays.DaysOff) -> int:
    return TodayInPlace(done, days_off).count_days_late(due)


def list_promises(facts: CommentFacts, now: TodayInPlace) -> Iterator[TrackStep]:
    """Where a promise was made, something is to change. The team may also name a change alone."""
    for promise in facts.promises:
        yield build_promise(promise, now)
        yield build_change(promise)
    if facts.changed_on:
        yield TrackStep(StepKind.CHANGED, Progress.DONE, facts.changed_on)


def build_promise(promise: PromiseFacts, now: TodayInPlace) -> TrackStep:
    if not promise.is_open:
        return TrackStep(StepKind.PROMISED, Progress.DONE, promise.made_on, promise=promise)
    late = now.count_days_late(promise.due.latest)
    return TrackStep(
        StepKind.PROMISED,
        Progress.NOW,
        promise.due,
        late,
        is_chased=promise.is_chased and late > 0,
        promise=promise,
    )


def build_change(promise: PromiseFacts) -> TrackStep:
    if promise.is_open:
        return TrackStep(StepKind.CHANGED, Progress.NOT_YET, promise=promise)
    return TrackStep(StepKind.CHANGED, Progress.DONE, promise.moved_on, promise=promise)
