"""Asking residents, taking in what they answer, and showing what came of it in steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from coprod.assessment.resident_rating import policies, queries, rules
from coprod.assessment.resident_rating.enums import Given, Standing
from coprod.assessment.resident_rating.models import (
    CodeSheet,
    Release,
    ResidentAnswer,
    ResidentRemark,
    ResidentRound,
    SetAside,
    new_key,
)
from coprod.assessment.resident_rating.rules import Behalf, Issue, Reply
from coprod.assessment.self_assessment.enums import Round
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.queries import current_version
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class Opening:
    round: Round
    closes_on: date


@dataclass(frozen=True)
class Slip:
    """What comes with an answer: the mark by which a second one is known, and if it was quick.

    A ``code`` takes the place of the mark.
    """

    once: str
    is_quick: bool = False
    code: str = ""


def open_round(actor: Actor, activity: Activity, details: Opening) -> ResidentRound:
    """Begin to ask residents. One round is open at a time."""
    if not policies.can_ask(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_closing(details.closes_on, clock.today())
    make_room(activity)
    made = ResidentRound(
        activity=activity,
        open_activity_id=activity.id,
        round=details.round,
        by_id=actor.id,
        closes_on=details.closes_on,
        framework_version=current_version(Kind.RESIDENTS),
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
    record_event(actor, "asked residents", activity, is_public=True, round=details.round)
    return made


def make_room(activity: Activity) -> None:
    before = queries.has_open(activity)
    if before and not before.is_over:
        raise RuleBrokenError(N_("A round is open. Close it first"), field="round")
    if before:
        before.open_activity_id = None
        session.flush()


def close_round(actor: Actor, asking: ResidentRound) -> None:
    if not policies.can_manage(actor, asking.activity):
        raise NotAllowedError
    asking.open_activity_id = None
    asking.closes_on = min(asking.closes_on, clock.today())
    record_event(actor, "stopped asking residents", asking.activity, is_public=True)


def answer(actor: Actor, asking: ResidentRound, reply: Reply, slip: Slip) -> bool:
    """Take in a resident's answer; False when they have answered before.

    No note is kept of it: that would say who answered, or when somebody did.
    """
    if not policies.can_answer(actor, asking.activity):
        raise NotAllowedError
    check_open(asking)
    if not slip.code:
        return take_in(asking, reply, slip, ResidentAnswer(given=Given.LINK))
    mark = Slip(use_code(asking, rules.plain_code(slip.code)), slip.is_quick)
    return take_in(asking, reply, mark, ResidentAnswer(given=Given.CODE, is_independent=True))


def check_open(asking: ResidentRound) -> None:
    if not asking.is_open:
        raise RuleBrokenError(N_("This round has closed"))


def use_code(asking: ResidentRound, code: str) -> str:
    """Return the mark of a code of this round that nobody has used."""
    if code not in queries.codes(asking):
        message = N_("We do not know this code. Look at it again, or leave the box empty")
        raise RuleBrokenError(message, field="slip_code")
    mark = rules.mark_of_code(asking.key, code)
    if queries.has_answered(asking, mark):
        message = N_(
            "Somebody has used this code. If that was you, we have your answers. If not, ask for "
            "another code"
        )
        raise RuleBrokenError(message, field="slip_code")
    return mark


def issue_codes(
    actor: Actor, asking: ResidentRound, issue: Issue, holder: Actor | None
) -> CodeSheet:
    """Issue codes to somebody who never had a hand in the entry, by how many were at a session."""
    if not policies.can_look(actor, asking.activity) or actor.id is None:
        raise NotAllowedError
    check_open(asking)
    rules.check_issue(issue, [each.session for each in queries.sheets(asking)])
    if holder and not policies.can_answer(holder, asking.activity):
        message = N_("They look after this entry, or did. Choose somebody else")
        raise RuleBrokenError(message, field="email")
    made = CodeSheet(
        asking_id=asking.id,
        by_id=actor.id,
        holder=issue.holder,
        holder_id=holder and holder.id,
        session=issue.session,
        people=issue.people,
        codes=[new_key(rules.CODE_LENGTH) for _ in range(rules.codes_for(issue.people or 0))],
    )
    session.add(made)
    session.flush()
    record_event(actor, "issued codes", asking, number=len(made.codes))
    return made


def type_in(actor: Actor, asking: ResidentRound, reply: Reply, behalf: Behalf, slip: Slip) -> bool:
    """Type in what a resident answered on paper, by phone or in person."""
    holders = queries.holders(asking)
    if not policies.can_type_in(actor, asking, holders):
        raise NotAllowedError
    check_open(asking)
    rules.check_behalf(behalf)
    made = ResidentAnswer(
        given=behalf.given,
        given_note=behalf.note,
        typed_by_id=actor.id,
        is_independent=policies.is_independent(actor, asking, holders),
    )
    is_new = take_in(asking, reply, slip, made)
    if is_new:
        record_event(actor, "typed in an answer", asking, given=behalf.given)
    return is_new


def take_in(asking: ResidentRound, reply: Reply, slip: Slip, made: ResidentAnswer) -> bool:
    rules.check_reply(reply)
    made.asking_id, made.once, made.is_quick = asking.id, slip.once, slip.is_quick
    made.values, made.at = dict(reply.values), rules.to_the_minute(clock.now())
    if not add_if_absent(made):
        return False
    if reply.remark:
        session.add(ResidentRemark(asking_id=asking.id, body=reply.remark))
    session.flush()
    return True


def release_round(actor: Actor, asking: ResidentRound) -> None:
    """Let readers see what came of a round that has closed, if enough people answered.

    What told answers of one browser or one account apart is thrown away, and so are the codes.
    """
    if not policies.can_look(actor, asking.activity):
        raise NotAllowedError
    if not asking.is_over:
        raise RuleBrokenError(N_("This round is still open. It can be released when it has closed"))
    if asking.is_released:
        raise ConflictError
    asking.released_at, asking.released_by_id = clock.now(), actor.id
    for kind, marks in ((ResidentAnswer, {"once": None}), (CodeSheet, {"codes": []})):
        session.execute(update(kind).where(kind.asking_id == asking.id).values(**marks))
    release_result(asking)
    about: dict[str, Any] = {"round": asking.round, "asking": asking.id}
    record_event(actor, "released a residents’ round", asking.activity, is_public=True, **about)


def release_result(asking: ResidentRound) -> None:
    """Show a result of a released round if enough has changed since every earlier one."""
    if not asking.is_released:
        return
    before = queries.releases(asking)
    known = [queries.as_result(release) for release in before]
    found = rules.result_to_release(queries.counted(asking), known)
    stands = before and not before[-1].is_ended
    if found is None or (stands and found.of == known[-1].of):
        return
    made = Release(
        asking_id=asking.id,
        number=len(before) + 1,
        of=sorted(found.of),
        rung=found.rung,
        figures={n: {"value": f.value, "of": sorted(f.of)} for n, f in found.figures.items()},
        collected=found.collected,
        needed=found.needed,
    )
    session.add(made)
    for kind, waits in ((ResidentRemark, {"is_ripe": True}), (SetAside, {"is_shown": True})):
        session.execute(update(kind).where(kind.asking_id == asking.id).values(**waits))
    session.flush()


def set_aside(actor: Actor, asking: ResidentRound, ids: Sequence[int], reason: str) -> SetAside:
    """Let answers count no longer, for a reason that everybody reads.

    A result that held one of them is taken down until another is far enough from it to be shown.
    """
    chosen = [each for each in queries.answers(actor, asking) if each.id in set(ids)]
    chosen = [each for each in chosen if each.set_aside_id is None]
    if not chosen or actor.id is None:
        raise RuleBrokenError(N_("Choose the answers that are not to count"), field="chosen")
    rules.check_reason(reason)
    made = SetAside(asking_id=asking.id, by_id=actor.id, reason=reason, number=len(chosen))
    made.is_shown = end_releases(asking, {each.id for each in chosen})
    session.add(made)
    session.flush()
    for each in chosen:
        each.set_aside_id = made.id
    session.flush()
    release_result(asking)
    record_event(actor, "set answers aside", asking, reason=reason, number=len(chosen))
    return made


def end_releases(asking: ResidentRound, gone: set[int]) -> bool:
    """Take down the last result if it held one of these answers, and tell whether it did."""
    last = next(iter(reversed(queries.releases(asking))), None)
    if last is None or not gone & set(last.of):
        return False
    last.is_ended = True
    return True


def publish_remark(actor: Actor, remark: ResidentRemark) -> None:
    decide(actor, remark, Standing.PUBLISHED, "")


def decline_remark(actor: Actor, remark: ResidentRemark, reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Say why. It is kept with the words"), field="reason")
    rules.check_length("reason", reason)
    decide(actor, remark, Standing.DECLINED, reason)


def decide(actor: Actor, remark: ResidentRemark, standing: Standing, reason: str) -> None:
    if not policies.can_look(actor, remark.asking.activity):
        raise NotAllowedError
    if remark.standing is not Standing.WAITS:
        raise ConflictError
    remark.standing, remark.reason, remark.decided_by_id = standing, reason, actor.id
    record_event(actor, f"{standing} a remark", remark.asking, reason=reason, remark=remark.id)
