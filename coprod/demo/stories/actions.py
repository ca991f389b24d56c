"""Replaying the stories of made-up activities, each step on its day, by the actions people use."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coprod.assessment.answer_review import actions as scrutiny
from coprod.assessment.confirmation.actions import answer_proposal, propose_rung
from coprod.assessment.confirmation.rules import ProposalDetails
from coprod.assessment.perception_gap.actions import record_conversation
from coprod.assessment.resident_rating import actions as residents
from coprod.assessment.resident_rating.enums import QUESTION_NAMES, list_answer_values
from coprod.assessment.resident_rating.models import ResidentRemark, ResidentRound
from coprod.assessment.resident_rating.rules import CodeIssue, ResidentReply
from coprod.assessment.self_assessment.queries import find_latest_rating, get_submitted_rating
from coprod.core.database import session
from coprod.core.keyring import create_private_link
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import require_found
from coprod.demo.examples.actions import assess, pretend_day
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import Cast
from coprod.demo.stories.rules import (
    AnswerQueryStep,
    AssessmentStep,
    CommentStep,
    CommitmentStep,
    ConversationStep,
    ProposalStep,
    ResidentRoundStep,
    StageGateStep,
    Story,
)
from coprod.engagement.comments.actions import (
    CommentDraft,
    Submission,
    answer_comment,
    write_comment,
)
from coprod.engagement.comments.enums import ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.commitments import actions as promises
from coprod.engagement.moderation.enums import Outcome
from coprod.learning.stage_gates import actions as gates
from coprod.learning.stage_gates.rules import NewGateDecision
from coprod.register.activities.models import Activity
from coprod.reviews.actions import decide_subject
from coprod.reviews.rules import Verdict


def tell_stories(cast: Cast, stories: Iterable[Story]) -> None:
    """Replay the stories of activities that have just been loaded."""
    for story in stories:
        activity = get_example_activity(story.key)
        for step in story.list_steps():
            with pretend_day(step.day):
                ACTIONS_BY_STEP[type(step)](cast, activity, step)


def assess_again(cast: Cast, activity: Activity, step: AssessmentStep) -> None:
    assess(cast.team, cast.curator, activity, step.answers)


def collect_resident_answers(cast: Cast, activity: Activity, step: ResidentRoundStep) -> None:
    """Ask residents. They answer on one day after the other, as people do."""
    resident_round = residents.open_round(
        cast.team, activity, residents.RoundOpening(step.round, step.closes_on)
    )
    codes = issue_round_codes(cast, resident_round, step)
    submissions = zip_longest(step.replies, step.remarks, codes[: len(step.replies)])
    for days, (reply, remark, code) in enumerate(submissions):
        with pretend_day(step.day + timedelta(days=days)):
            submission = residents.AnswerSubmission(token_urlsafe(), code=code or "")
            residents.answer_round(
                VISITOR,
                resident_round,
                ResidentReply(build_values(reply), remark or ""),
                submission,
            )
    if step.released_on:
        with pretend_day(step.released_on):
            residents.end_round(resident_round)
            decide_subject(cast.curator, resident_round, Verdict("release"))
            for words in session.scalars(select_remarks(resident_round)):
                decide_subject(cast.curator, words, Verdict("publish"))


def issue_round_codes(
    cast: Cast, resident_round: ResidentRound, step: ResidentRoundStep
) -> list[str]:
    if not step.collector:
        return []
    issue = CodeIssue(step.collector, step.session, len(step.replies))
    return residents.issue_codes(cast.curator, resident_round, issue, None).codes


def select_remarks(resident_round: ResidentRound) -> Select[ResidentRemark]:
    statement = select(ResidentRemark).where(ResidentRemark.round_id == resident_round.id)
    return statement.options(joinedload(ResidentRemark.round)).order_by(ResidentRemark.id)


def build_values(reply: list[int | None]) -> dict[str, str]:
    choices = zip(QUESTION_NAMES, reply, strict=True)
    return {name: list_answer_values(name)[n] for name, n in choices if n is not None}


def talk_about_gap(cast: Cast, activity: Activity, step: ConversationStep) -> None:
    record_conversation(cast.team, activity, step.talk)


def query_answer(cast: Cast, activity: Activity, step: AnswerQueryStep) -> None:
    rating = get_submitted_rating(cast.curator, activity.slug, get_latest_rating_id(cast, activity))
    answer_query = scrutiny.query_answer(cast.curator, rating, step.subject, step.words)
    with pretend_day(step.replied_on or step.day):
        if step.reply:
            scrutiny.reply_to_query(cast.team, answer_query, step.reply)
        if step.closing:
            scrutiny.close_query(cast.curator, answer_query, step.closing)


def propose_and_answer(cast: Cast, activity: Activity, step: ProposalStep) -> None:
    details = ProposalDetails(
        get_latest_rating_id(cast, activity), step.level, step.reason, step.reading
    )
    proposal = propose_rung(cast.curator, activity, details)
    if step.answer:
        answer_proposal(cast.lay_member, activity, proposal, step.answer)


def get_latest_rating_id(cast: Cast, activity: Activity) -> int:
    rating = require_found(find_latest_rating(cast.curator, activity))
    return rating.id


def decide_stage(cast: Cast, activity: Activity, step: StageGateStep) -> None:
    draft = NewGateDecision(step.outcome, step.post, step.day, step.reason)
    decision = gates.decide(cast.team, activity, step.stage, draft)
    gates.show_decision(cast.curator, decision, activity)


def add_comment(cast: Cast, activity: Activity, step: CommentStep) -> None:
    subject = ACTIVITY_SUBJECTS.build_subject(activity)
    actor = cast.resident if step.in_account else VISITOR
    submission = Submission(create_private_link())
    draft = CommentDraft(step.kind, step.words, step.name)
    comment = write_comment(actor, subject, draft, submission).comment
    if step.declined:
        reasons = tuple(step.declined)
        decide_comment(cast, comment, Outcome.DECLINE, step.message_to_author, reasons)
    if step.is_public:
        decide_comment(cast, comment, Outcome.PUBLISH)
    if step.answer:
        answer = answer_comment(cast.team, subject, comment, step.answer)
        decide_comment(cast, answer, Outcome.PUBLISH)
    for promise in step.promises:
        with pretend_day(promise.day):
            from_comment = replace(promise.draft, comment_id=comment.id)
            make_commitment(cast, activity, replace(promise, draft=from_comment))


def make_commitment(cast: Cast, activity: Activity, step: CommitmentStep) -> None:
    commitment = promises.make_promise(cast.team, activity, step.draft)
    if step.is_read:
        decide_subject(cast.curator, commitment.newest, Verdict("show"))
    for progress in step.progress:
        with pretend_day(progress.day):
            promises.move_promise(cast.team, commitment, progress.step, seen=commitment.newest.id)
            decide_subject(cast.curator, commitment.newest, Verdict("show"))


def decide_comment(
    cast: Cast,
    comment: Comment,
    outcome: Outcome,
    message: str = "",
    reasons: tuple[ModerationReason, ...] = (),
) -> None:
    as_it_is = {"body": comment.words, "route": None}
    decide_subject(cast.curator, comment, Verdict(outcome, message, reasons, extra=as_it_is))


ACTIONS_BY_STEP: dict[type[Any], Callable[[Cast, Activity, Any], None]] = {
    AssessmentStep: assess_again,
    ResidentRoundStep: collect_resident_answers,
    ConversationStep: talk_about_gap,
    AnswerQueryStep: query_answer,
    ProposalStep: propose_and_answer,
    StageGateStep: decide_stage,
    CommentStep: add_comment,
    CommitmentStep: make_commitment,
}
