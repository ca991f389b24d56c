"""What the page of one's own comment is given: its track, and where it is in one sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import KINDS_THAT_ASK_FOR_ANSWER, CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import get_comment_settings, list_edits
from coprod.engagement.comments.queries import load_subjects
from coprod.engagement.comments.rules import CommentSettings
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.receipts.enums import (
    HEADINGS,
    OPEN_HEADINGS,
    PROGRESS_TEXTS,
    Progress,
    StepKind,
)
from coprod.engagement.receipts.queries import Consequences, load_consequences
from coprod.engagement.receipts.rules import (
    CommentFacts,
    PromiseFacts,
    TodayInPlace,
    TrackStep,
    build_track,
)
from coprod.web import mailer
from coprod.web.access import actor
from coprod.web.filters import say_date


@dataclass(frozen=True)
class StepRow:
    """One step of the track, in words."""

    step: TrackStep
    heading: Message
    day: Message | str
    late: Message | None
    answer: Comment | None
    promise: Commitment | None

    @property
    def kind(self) -> StepKind:
        return self.step.kind

    @property
    def progress(self) -> Progress:
        return self.step.progress

    @property
    def progress_text(self) -> Message:
        return PROGRESS_TEXTS[self.step.progress]


def build_receipt_page(comment: Comment, token: str) -> dict[str, object]:
    """Return what every page about one's own comment shows."""
    key, settings = (comment.subject_kind, comment.subject_id), get_comment_settings()
    return {
        "comment": comment,
        "subject": load_subjects([key]).get(key),
        "at": {"token": token} if token else {"comment_id": comment.id},
        "link": mailer.build_address("engagement.receipts.receipt", token=token) if token else "",
        "may_change": policies.may_change(comment),
        "edits": list_edits(comment),
        "can_appeal": policies.can_appeal(comment),
        "is_gone": comment.state is CommentState.TAKEN_BACK,
        "can_ask_for_letters": bool(token) and policies.can_ask_for_letters(comment),
        "can_claim": bool(token and actor().id and comment.person_id is None),
        **build_track_page(comment, settings),
    }


def build_track_page(comment: Comment, settings: CommentSettings) -> dict[str, object]:
    consequences = load_consequences(comment)
    facts = gather_facts(comment, consequences, settings)
    track = build_track(facts, TodayInPlace(clock.today(), settings.days_off))
    return {
        "track": build_rows(track, consequences),
        "summary": summarise(facts, track),
        "can_rate": consequences.answer is not None and policies.can_rate_answer(comment),
    }


def gather_facts(
    comment: Comment, consequences: Consequences, settings: CommentSettings
) -> CommentFacts:
    answer, second = consequences.answer, consequences.second_answer
    is_asked = comment.wants_answer or comment.kind in KINDS_THAT_ASK_FOR_ANSWER
    return CommentFacts(
        state=comment.state,
        sent_on=clock.to_day(comment.sent_at),
        read_by=settings.read_by(comment.sent_at),
        decided_on=clock.to_day(comment.decided_at) if comment.decided_at else None,
        published_on=clock.to_day(comment.published_at) if comment.published_at else None,
        asks_for_answer=is_asked and comment.parent_id is None and not comment.is_official,
        answer_by=comment.answer_by,
        is_answer_written=comment.answer_sent_at is not None,
        is_chased=comment.chased_on is not None,
        answered_on=clock.to_day(answer.published_at or answer.sent_at) if answer else None,
        has_second_request=comment.is_answer_enough is False,
        answered_again_on=clock.to_day(second.published_at or second.sent_at) if second else None,
        changed_on=clock.to_day(comment.led_to.at) if comment.led_to else None,
        promises=tuple(gather_promise_facts(each) for each in consequences.promises),
    )


def gather_promise_facts(promise: Commitment) -> PromiseFacts:
    return PromiseFacts(
        id=promise.id,
        words=promise.words,
        state=promise.state,
        due=promise.due,
        made_on=clock.to_day(promise.published_at or promise.made_at),
        moved_on=clock.to_day(promise.last.read_at or promise.last.at),
        is_chased=promise.reminded_on is not None,
    )


def build_rows(track: Sequence[TrackStep], consequences: Consequences) -> list[StepRow]:
    answers = {
        StepKind.ANSWERED: consequences.answer,
        StepKind.ANSWERED_AGAIN: consequences.second_answer,
    }
    promises = {promise.id: promise for promise in consequences.promises}
    return [build_row(step, answers.get(step.kind), promises) for step in track]


def build_row(
    step: TrackStep, answer: Comment | None, promises: Mapping[int, Commitment]
) -> StepRow:
    headings = HEADINGS if step.progress is Progress.DONE else OPEN_HEADINGS
    return StepRow(
        step=step,
        heading=headings[step.kind],
        day=describe_day(step),
        late=describe_delay(step),
        answer=answer,
        promise=promises.get(step.promise.id) if step.promise else None,
    )


def describe_day(step: TrackStep) -> Message | str:
    if step.day is None:
        return PROGRESS_TEXTS[step.progress] if step.progress is Progress.NOT_YET else ""
    if step.progress is not Progress.DONE:
        return N_("By %(day)s", day=say_date(step.day))
    if step.is_on_time:
        return N_("%(day)s, on time", day=say_date(step.day))
    return say_date(step.day)


def describe_delay(step: TrackStep) -> Message | None:
    """Say how late something is that is not done yet, and that somebody was reminded."""
    if not step.days_late or step.progress is Progress.DONE:
        return None
    late = N_("Working days late: %(number)s.", number=step.days_late)
    if step.is_chased:
        return N_("Working days late: %(number)s. We have chased them.", number=step.days_late)
    return late


# Where it is now, in one sentence

ENDED: Mapping[CommentState, Message] = {
    CommentState.HELD: N_("It is not public: we are looking into it with care."),
    CommentState.REWORD: N_("It is your turn: please put something in other words."),
    CommentState.DECLINED: N_("A person read it. It is not public. You can read here why."),
    CommentState.PASSED_ON: N_("A person read it. Another place is better for it: see below."),
    CommentState.TAKEN_BACK: N_("You deleted it."),
}


def summarise(facts: CommentFacts, track: Sequence[TrackStep]) -> Message:
    """Say where a comment is, in one sentence."""
    if facts.state in ENDED:
        return ENDED[facts.state]
    step = next((each for each in track if each.progress is Progress.NOW), track[-1])
    return SUMMARIES[step.kind, step.progress](facts, step)


def say_read_by(facts: CommentFacts, _step: TrackStep) -> Message:
    return N_("We have it. A person reads it by %(day)s.", day=say_date(facts.read_by))


def say_answer_by(facts: CommentFacts, step: TrackStep) -> Message:
    if facts.is_answer_written:
        return N_("It is on the page. The team has written an answer, and a person reads it first.")
    if step.days_late or step.day is None:
        return N_("It is on the page. The answer is late.")
    return N_("It is on the page. The team answers by %(day)s.", day=say_date(step.day))


def say_second_answer_by(facts: CommentFacts, step: TrackStep) -> Message:
    if facts.is_answer_written:
        return N_("The team has written a second answer, and a person reads it first.")
    if step.days_late or step.day is None:
        return N_("You said that the answer was not enough. The second one is late.")
    return N_(
        "You said that the answer was not enough. The team answers again by %(day)s.",
        day=say_date(step.day),
    )


def say_promise_by(facts: CommentFacts, step: TrackStep) -> Message:
    day = say_date(step.day)
    if step.days_late:
        return N_("A promise was made from it. It was due by %(day)s and is late.", day=day)
    if facts.answered_on:
        return N_("You have an answer. Next: a promise, due by %(day)s.", day=day)
    return N_("A promise was made from it, due by %(day)s.", day=day)


def say_what_changed(_facts: CommentFacts, step: TrackStep) -> Message:
    if step.promise and step.promise.state is CommitmentState.NOT_DOING:
        return N_("They promised something, are not doing it, and say why.")
    return N_("Something changed because of what you said.")


def say_plain(message: Message) -> Callable[[CommentFacts, TrackStep], Message]:
    return lambda _facts, _step: message


SUMMARIES: Mapping[tuple[StepKind, Progress], Callable[[CommentFacts, TrackStep], Message]] = {
    (StepKind.READ, Progress.NOW): say_read_by,
    (StepKind.PUBLISHED, Progress.DONE): say_plain(N_("It is on the page.")),
    (StepKind.ANSWERED, Progress.NOW): say_answer_by,
    (StepKind.ANSWERED, Progress.DONE): say_plain(N_("You have an answer.")),
    (StepKind.ANSWERED_AGAIN, Progress.NOW): say_second_answer_by,
    (StepKind.ANSWERED_AGAIN, Progress.DONE): say_plain(N_("You have a second answer.")),
    (StepKind.PROMISED, Progress.NOW): say_promise_by,
    (StepKind.CHANGED, Progress.DONE): say_what_changed,
}
"""What is said of the step that a comment is at: the first that is not done, else the last."""


def get_receipt_address(comment: Comment, token: str) -> str:
    values: dict[str, str | int] = {"token": token} if token else {"comment_id": comment.id}
    return url_for("engagement.receipts.receipt", **values)  # type: ignore[arg-type]
