"""Confirming a rung: one side proposes, the other answers, and both stay on record."""

from sqlalchemy.exc import IntegrityError

from coprod.assessment.actions import let_notes_be_read
from coprod.confirmation import policies, queries, rules
from coprod.confirmation.models import Proposal, ProposalAnswer
from coprod.confirmation.rules import Answering, Proposing
from coprod.confirmation.words import Side, Verdict
from coprod.db import session
from coprod.history.actions import note
from coprod.kit.actor import Actor
from coprod.kit.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.register.models import Activity


def propose_rung(actor: Actor, activity: Activity, details: Proposing) -> Proposal:
    """Say which rung an assessment bears out. It counts once the other side agrees."""
    side = check_may_propose(actor, activity)
    if details.rating_id not in {rating.id for rating in queries.rated(activity)}:
        raise RuleBrokenError(N_("Choose one of the team’s assessments"), field="rating")
    rules.check_reason(details.reason)
    made = Proposal(
        activity_id=activity.id,
        rating_id=details.rating_id,
        person_id=actor.id,
        side=side,
        rung=details.rung,
        reason=details.reason,
    )
    session.add(made)
    session.flush()
    note(actor, "proposed a level", activity, rung=details.rung.key, rating=details.rating_id)
    return made


def check_may_propose(actor: Actor, activity: Activity) -> Side:
    """Return for which side they propose, where an assessment is there and none waits already."""
    side = policies.side_of(actor)
    if side is None or not policies.can_propose(actor, activity) or not queries.rated(activity):
        raise NotAllowedError
    if queries.open_proposal(activity):
        raise ConflictError
    return side


def check_may_answer(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    if not policies.can_answer(actor, activity, proposal):
        raise NotAllowedError


def answer_proposal(
    actor: Actor, activity: Activity, proposal: Proposal, details: Answering
) -> None:
    """Agree or not. What both agree to is confirmed, and is never changed afterwards."""
    check_may_answer(actor, activity, proposal)
    rules.check_answer(details)
    keep_answer(actor, proposal, details)
    if details.verdict is Verdict.AGREES:
        note(actor, "confirmed a level", activity, reason=proposal.reason, is_public=True)
        let_notes_be_read(actor, activity, queries.rating(proposal))
    else:
        note(actor, "did not agree to a level", activity, proposal=proposal.id)


def take_back_proposal(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    if not policies.can_take_back(actor, proposal):
        raise NotAllowedError
    keep_answer(actor, proposal, Answering(Verdict.TAKEN_BACK, ""))
    note(actor, "took back a level", activity, proposal=proposal.id)


def keep_answer(actor: Actor, proposal: Proposal, details: Answering) -> None:
    """The second of two who answer at once is told."""
    kept = ProposalAnswer(
        proposal_id=proposal.id,
        person_id=actor.id,
        verdict=details.verdict,
        words=details.words,
    )
    session.add(kept)
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
