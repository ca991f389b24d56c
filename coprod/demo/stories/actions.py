"""Letting the story of made-up entries happen, by the actions that people use, each on its day."""

from collections.abc import Callable, Iterable
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
from coprod.core.values.errors import NotFoundError
from coprod.demo.examples.actions import assess, on
from coprod.demo.examples.queries import by_key
from coprod.demo.examples.rules import Cast
from coprod.demo.stories.rules import (
    Asked,
    Assessed,
    Doubted,
    Gated,
    Promised,
    Proposed,
    Said,
    Story,
    Talked,
)
from coprod.engagement.comments.actions import (
    CommentDraft,
    Submission,
    answer_comment,
    write_comment,
)
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.comments.rules import CommentSettings, Subject
from coprod.engagement.commitments import actions as promises
from coprod.engagement.moderation import actions as moderation
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.queries import fingerprint_comment
from coprod.engagement.moderation.rules import Verdict
from coprod.learning.stage_gates import actions as gates
from coprod.learning.stage_gates.rules import NewGateDecision
from coprod.register.activities.models import Activity


def tell_stories(cast: Cast, stories: Iterable[Story]) -> None:
    """Let everything happen that the stories tell, to entries that have just been loaded."""
    for story in stories:
        activity = by_key(story.key)
        for step in story.steps():
            with on(step.day):
                TELLERS[type(step)](cast, activity, step)


def assessed(cast: Cast, activity: Activity, step: Assessed) -> None:
    assess(cast.team, cast.curator, activity, step.answers)


def collect_resident_answers(cast: Cast, activity: Activity, step: Asked) -> None:
    """Ask residents. They answer on one day after the other, as people do."""
    asking = residents.open_round(
        cast.team, activity, residents.RoundOpening(step.round, step.closes_on)
    )
    codes = issued(cast, asking, step)
    told = zip_longest(step.replies, step.remarks, codes[: len(step.replies)])
    for days, (reply, remark, code) in enumerate(told):
        with on(step.day + timedelta(days=days)):
            slip = residents.AnswerSubmission(token_urlsafe(), code=code or "")
            residents.answer_round(
                VISITOR, asking, ResidentReply(values(reply), remark or ""), slip
            )
    for words in session.scalars(remarks(asking)):
        residents.publish_remark(cast.curator, words)
    if step.released_on:
        with on(step.released_on):
            residents.release_round(cast.curator, asking)


def issued(cast: Cast, asking: ResidentRound, step: Asked) -> list[str]:
    if not step.collector:
        return []
    issue = CodeIssue(step.collector, step.session, len(step.replies))
    return residents.issue_codes(cast.curator, asking, issue, None).codes


def remarks(asking: ResidentRound) -> Select[ResidentRemark]:
    wanted = select(ResidentRemark).where(ResidentRemark.round_id == asking.id)
    return wanted.options(joinedload(ResidentRemark.round)).order_by(ResidentRemark.id)


def values(reply: list[int | None]) -> dict[str, str]:
    given = zip(QUESTION_NAMES, reply, strict=True)
    return {name: list_answer_values(name)[n] for name, n in given if n is not None}


def talked(cast: Cast, activity: Activity, step: Talked) -> None:
    record_conversation(cast.team, activity, step.talk)


def doubted(cast: Cast, activity: Activity, step: Doubted) -> None:
    found = get_submitted_rating(cast.curator, activity.slug, last_rating(cast, activity))
    challenge = scrutiny.query_answer(cast.curator, found, step.about, step.words)
    with on(step.replied_on or step.day):
        if step.reply:
            scrutiny.reply_to_query(cast.team, challenge, step.reply)
        if step.closing:
            scrutiny.close_query(cast.curator, challenge, step.closing)


def proposed(cast: Cast, activity: Activity, step: Proposed) -> None:
    details = ProposalDetails(last_rating(cast, activity), step.level, step.reason, step.reading)
    proposal = propose_rung(cast.curator, activity, details)
    if step.answering:
        answer_proposal(cast.lay_member, activity, proposal, step.answering)


def last_rating(cast: Cast, activity: Activity) -> int:
    found = find_latest_rating(cast.curator, activity)
    if found is None:
        raise NotFoundError
    return found.id


def gated(cast: Cast, activity: Activity, step: Gated) -> None:
    deciding = NewGateDecision(step.going, step.post, step.day, step.reason)
    decision = gates.decide(cast.team, activity, step.stage, deciding)
    gates.show_decision(cast.curator, decision, activity)


def publish_comment(cast: Cast, activity: Activity, step: Said) -> None:
    about = ACTIVITY_SUBJECTS.build_subject(activity)
    actor = cast.resident if step.in_account else VISITOR
    sending = Submission(create_private_link())
    words = CommentDraft(step.kind, step.words, step.name)
    comment = write_comment(actor, about, words, sending).comment
    if step.declined:
        verdict = Verdict(Outcome.DECLINE, step.words, tuple(step.declined), step.told)
        decide(cast, about, comment, verdict)
    if step.is_public:
        decide(cast, about, comment, Verdict(Outcome.PUBLISH, step.words))
    if step.answer:
        answer = answer_comment(cast.team, about, comment, step.answer)
        decide(cast, about, answer, Verdict(Outcome.PUBLISH, step.answer))


def promised(cast: Cast, activity: Activity, step: Promised) -> None:
    made = promises.make_promise(cast.team, activity, step.saying)
    if step.is_read:
        promises.publish_step(cast.curator, made, seen=made.newest.id)
    for each in step.came:
        with on(each.day):
            promises.move_promise(cast.team, made, each.step, seen=made.newest.id)
            promises.publish_step(cast.curator, made, seen=made.newest.id)


def decide(cast: Cast, about: Subject, comment: Comment, verdict: Verdict) -> None:
    reading = moderation.CommentAsSeen(comment, about, fingerprint_comment(comment))
    moderation.decide_comment(cast.curator, reading, verdict, CommentSettings())


TELLERS: dict[type[Any], Callable[[Cast, Activity, Any], None]] = {
    Assessed: assessed,
    Asked: collect_resident_answers,
    Talked: talked,
    Doubted: doubted,
    Proposed: proposed,
    Gated: gated,
    Said: publish_comment,
    Promised: promised,
}
