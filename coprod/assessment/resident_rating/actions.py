"""Asking residents, saving their answers, and releasing the results in steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from coprod.assessment.resident_rating import policies, queries, rules
from coprod.assessment.resident_rating.enums import AnswerChannel, RemarkStatus
from coprod.assessment.resident_rating.models import (
    CodeSheet,
    Release,
    ResidentAnswer,
    ResidentRemark,
    ResidentRound,
    SetAside,
    new_key,
)
from coprod.assessment.resident_rating.rules import Behalf, CodeIssue, ResidentReply
from coprod.assessment.self_assessment.enums import Round
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class RoundOpening:
    round: Round
    closes_on: date


@dataclass(frozen=True)
class AnswerSubmission:
    """What comes with an answer: the hash that makes it unique, and if it was quick.

    With a ``code``, its hash takes the place of ``once``.
    """

    once: str
    is_quick: bool = False
    code: str = ""


def open_round(actor: Actor, activity: Activity, details: RoundOpening) -> ResidentRound:
    """Begin to ask residents. One round is open at a time."""
    require(policies.can_ask(actor, activity))
    actor_id = actor.require_id()
    rules.check_closing(details.closes_on, clock.today())
    close_finished_round(activity)
    resident_round = ResidentRound(
        activity=activity,
        open_activity_id=activity.id,
        round=details.round,
        by_id=actor_id,
        closes_on=details.closes_on,
        framework_version=get_current_version(FrameworkKind.RESIDENTS),
    )
    session.add(resident_round)
    flush_or_conflict()
    record_event(actor, "asked residents", activity, is_public=True, round=details.round)
    return resident_round


def close_finished_round(activity: Activity) -> None:
    before = queries.find_open_round(activity)
    if before and not before.is_over:
        raise RuleBrokenError(N_("A round is open. Close it first"), field="round")
    if before:
        end_round(before)
        session.flush()


def end_round(resident_round: ResidentRound) -> None:
    """Let a round be over: from now on it waits for a curator to release it."""
    resident_round.open_activity_id = None


def close_finished_rounds() -> int:
    """Close what is over, and return how many rounds that was: they wait for their release."""
    rounds = queries.list_finished_rounds(clock.today())
    for resident_round in rounds:
        end_round(resident_round)
    return len(rounds)


def close_round(actor: Actor, resident_round: ResidentRound) -> None:
    require(policies.can_manage(actor, resident_round.activity))
    end_round(resident_round)
    resident_round.closes_on = min(resident_round.closes_on, clock.today())
    record_event(actor, "stopped asking residents", resident_round.activity, is_public=True)


def answer_round(
    actor: Actor, resident_round: ResidentRound, reply: ResidentReply, submission: AnswerSubmission
) -> bool:
    """Take in a resident's answer; False when they have answered before.

    It writes no audit event: that would reveal who answered, or when.
    """
    require(policies.can_answer(actor, resident_round.activity))
    check_open(resident_round)
    if not submission.code:
        return save_answer(
            resident_round, reply, submission, ResidentAnswer(given=AnswerChannel.LINK)
        )
    coded_submission = AnswerSubmission(
        use_code(resident_round, rules.normalise_code(submission.code)), submission.is_quick
    )
    return save_answer(
        resident_round,
        reply,
        coded_submission,
        ResidentAnswer(given=AnswerChannel.CODE, is_independent=True),
    )


def check_open(resident_round: ResidentRound) -> None:
    if not resident_round.is_open:
        raise RuleBrokenError(N_("This round has closed"))


def use_code(resident_round: ResidentRound, code: str) -> str:
    """Return the hash of a code of this round that nobody has used."""
    if code not in queries.list_codes(resident_round):
        message = N_("We do not know this code. Look at it again, or leave the box empty")
        raise RuleBrokenError(message, field="slip_code")
    once_mark = rules.hash_code(resident_round.key, code)
    if queries.has_answered(resident_round, once_mark):
        message = N_(
            "Somebody has used this code. If that was you, we have your answers. If not, ask for "
            "another code"
        )
        raise RuleBrokenError(message, field="slip_code")
    return once_mark


def issue_codes(
    actor: Actor, resident_round: ResidentRound, issue: CodeIssue, holder: Actor | None
) -> CodeSheet:
    """Issue one code for each person at a session, to somebody without a hand in the activity."""
    require(policies.can_review_answers(actor, resident_round.activity))
    actor_id = actor.require_id()
    check_open(resident_round)
    rules.check_issue(issue, [each.session for each in queries.list_sheets(resident_round)])
    if holder and not policies.can_answer(holder, resident_round.activity):
        message = N_("They look after this activity, or did. Choose somebody else")
        raise RuleBrokenError(message, field="email")
    code_sheet = CodeSheet(
        round_id=resident_round.id,
        by_id=actor_id,
        holder=issue.holder,
        holder_id=holder and holder.id,
        session=issue.session,
        people=issue.people,
        codes=[new_key(rules.CODE_LENGTH) for _ in range(rules.count_codes(issue.people or 0))],
    )
    session.add(code_sheet)
    session.flush()
    record_event(actor, "issued codes", resident_round, number=len(code_sheet.codes))
    return code_sheet


def type_in(
    actor: Actor,
    resident_round: ResidentRound,
    reply: ResidentReply,
    behalf: Behalf,
    submission: AnswerSubmission,
) -> bool:
    """Type in what a resident answered on paper, by phone or in person."""
    holders = queries.list_holders(resident_round)
    require(policies.can_type_in(actor, resident_round, holders))
    check_open(resident_round)
    rules.check_behalf(behalf)
    typed_answer = ResidentAnswer(
        given=behalf.given,
        given_note=behalf.note,
        typed_by_id=actor.id,
        is_independent=policies.is_independent(actor, resident_round, holders),
    )
    is_new = save_answer(resident_round, reply, submission, typed_answer)
    if is_new:
        record_event(actor, "typed in an answer", resident_round, given=behalf.given)
    return is_new


def save_answer(
    resident_round: ResidentRound,
    reply: ResidentReply,
    submission: AnswerSubmission,
    answer: ResidentAnswer,
) -> bool:
    rules.check_reply(reply)
    answer.round_id, answer.once, answer.is_quick = (
        resident_round.id,
        submission.once,
        submission.is_quick,
    )
    answer.values, answer.at = dict(reply.values), rules.truncate_to_minute(clock.now())
    if not add_if_absent(answer):
        return False
    if reply.remark:
        session.add(ResidentRemark(round_id=resident_round.id, body=reply.remark))
    session.flush()
    return True


def release_round(actor: Actor, resident_round: ResidentRound) -> None:
    """Let readers see what came of a round that has closed, if enough people answered.

    Whatever links answers to a browser or an account is deleted, and so are the codes.
    """
    require(policies.can_review_answers(actor, resident_round.activity))
    if not resident_round.is_over:
        raise RuleBrokenError(N_("This round is still open. It can be released when it has closed"))
    require(not resident_round.is_released, ConflictError)
    resident_round.released_at, resident_round.released_by_id = clock.now(), actor.id
    for kind, cleared in ((ResidentAnswer, {"once": None}), (CodeSheet, {"codes": []})):
        session.execute(update(kind).where(kind.round_id == resident_round.id).values(**cleared))
    for remark in queries.list_held_remarks(resident_round):
        remark.status = RemarkStatus.WAITS
    release_result(resident_round)
    about: dict[str, Any] = {"round": resident_round.round, "resident_round": resident_round.id}
    record_event(
        actor, "released a residents’ round", resident_round.activity, is_public=True, **about
    )


def release_result(resident_round: ResidentRound) -> None:
    """Show a result of a released round if enough has changed since every earlier one."""
    if not resident_round.is_released:
        return
    before = queries.list_releases(resident_round)
    results = [queries.build_result(release) for release in before]
    result = rules.find_result_to_release(queries.get_counted_answers(resident_round), results)
    stands = before and not before[-1].is_ended
    if result is None or (stands and result.answer_ids == results[-1].answer_ids):
        return
    release = Release(
        round_id=resident_round.id,
        number=len(before) + 1,
        of=sorted(result.answer_ids),
        rung=result.rung,
        figures={
            n: {"value": f.value, "of": sorted(f.answer_ids)} for n, f in result.figures.items()
        },
        collected=result.collected,
        needed=result.needed,
    )
    session.add(release)
    notices = update(SetAside).where(SetAside.round_id == resident_round.id)
    session.execute(notices.values(is_published=True))
    session.flush()


def set_answers_aside(
    actor: Actor, resident_round: ResidentRound, ids: Sequence[int], reason: str
) -> SetAside:
    """Let answers count no longer, for a reason that everybody reads.

    A result that held one of them is taken down until another is far enough from it to be shown.
    """
    chosen = [each for each in queries.list_answers(actor, resident_round) if each.id in set(ids)]
    chosen = [each for each in chosen if each.set_aside_id is None]
    if not chosen or actor.id is None:
        raise RuleBrokenError(N_("Choose the answers that are not to count"), field="chosen")
    rules.check_reason(reason)
    notice = SetAside(round_id=resident_round.id, by_id=actor.id, reason=reason, number=len(chosen))
    notice.is_published = end_releases(resident_round, {each.id for each in chosen})
    session.add(notice)
    session.flush()
    for answer in chosen:
        answer.set_aside_id = notice.id
    session.flush()
    release_result(resident_round)
    record_event(actor, "set answers aside", resident_round, reason=reason, number=len(chosen))
    return notice


def end_releases(resident_round: ResidentRound, gone: set[int]) -> bool:
    """Take down the last result if it held one of these answers, and tell whether it did."""
    last = next(iter(reversed(queries.list_releases(resident_round))), None)
    if last is None or not gone & set(last.of):
        return False
    last.is_ended = True
    return True


def publish_remark(actor: Actor, remark: ResidentRemark) -> None:
    decide_remark(actor, remark, RemarkStatus.PUBLISHED, "")


def decline_remark(actor: Actor, remark: ResidentRemark, reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Say why. It is kept with the words"), field="reason")
    rules.check_length("reason", reason)
    decide_remark(actor, remark, RemarkStatus.DECLINED, reason)


def decide_remark(actor: Actor, remark: ResidentRemark, status: RemarkStatus, reason: str) -> None:
    require(policies.can_review_answers(actor, remark.round.activity))
    require(remark.status is RemarkStatus.WAITS, ConflictError)
    remark.status, remark.reason, remark.decided_by_id = status, reason, actor.id
    record_event(actor, f"{status} a remark", remark.round, reason=reason, remark=remark.id)
