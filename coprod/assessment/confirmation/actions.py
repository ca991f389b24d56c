"""Confirming a rung: one side proposes, the other answers, and both stay on record."""

from sqlalchemy.exc import IntegrityError

from coprod.assessment.answer_review.actions import challenge_answer
from coprod.assessment.answer_review.queries import challenged
from coprod.assessment.confirmation import policies, queries, rules
from coprod.assessment.confirmation.enums import Side, Verdict
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.rules import Answering, Proposing, Reading
from coprod.assessment.self_assessment.actions import check_evidence
from coprod.assessment.self_assessment.models import Rating
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity


def propose_rung(actor: Actor, activity: Activity, details: Proposing) -> Proposal:
    """Say which rung an assessment bears out. It counts once the other side agrees."""
    side = check_may_propose(actor, activity)
    of = rating_to_confirm(activity, details)
    rules.check_reason(details.reason)
    made = Proposal(
        activity_id=activity.id,
        rating_id=of.id,
        person_id=actor.id,
        side=side,
        rung=details.rung,
        reason=details.reason,
    )
    session.add(made)
    session.flush()
    read_evidence(actor, of, details.reading)
    record_event(
        actor, "proposed a level", activity, rung=details.rung.key, rating=details.rating_id
    )
    return made


def rating_to_confirm(activity: Activity, details: Proposing) -> Rating:
    """Return the assessment that is meant. Evidence is read of the latest alone."""
    latest, *earlier = queries.rated(activity)
    if details.reading and details.rating_id in {each.id for each in earlier}:
        said = N_("You read the evidence of the latest assessment. Choose that one")
        raise RuleBrokenError(said, field="rating")
    found = next((each for each in (latest, *earlier) if each.id == details.rating_id), None)
    if found is None:
        raise RuleBrokenError(N_("Choose one of the team’s assessments"), field="rating")
    return found


def read_evidence(actor: Actor, of: Rating, reading: Reading) -> None:
    """Agree with what stands beside some answers, and ask the team about others."""
    rules.check_reading(reading)
    rules.check_agreed(reading, challenged(of))
    if reading.agreed:
        check_evidence(actor, of, reading.agreed)
    for about, words in reading.questions.items():
        challenge_answer(actor, of, about, words)


def read_evidence_first(actor: Actor, of: Rating, reading: Reading) -> None:
    """Read the evidence, and leave the level for later."""
    if not reading:
        message = N_("Agree with an answer or ask about one, or choose a level")
        raise RuleBrokenError(message, field="rung")
    read_evidence(actor, of, reading)


def check_may_propose(actor: Actor, activity: Activity) -> Side:
    """Return for which side they propose, where an assessment is there and none waits already."""
    side = policies.side_of(actor)
    if side is None or not policies.can_propose(actor, activity):
        raise NotAllowedError
    rated = queries.rated(activity)
    if not rated or policies.gave_answers(actor, rated):
        raise NotAllowedError
    if queries.open_proposal(activity):
        raise ConflictError
    return side


def check_may_answer(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    may = policies.can_answer(actor, activity, proposal)
    if not may or policies.gave_answers(actor, [queries.rating(proposal)]):
        raise NotAllowedError


def answer_proposal(
    actor: Actor, activity: Activity, proposal: Proposal, details: Answering
) -> None:
    """Agree or not. What both agree to is confirmed, and is never changed afterwards."""
    check_may_answer(actor, activity, proposal)
    rules.check_answer(details)
    keep_answer(actor, proposal, details)
    read_evidence(actor, queries.rating(proposal), details.reading)
    if details.verdict is Verdict.AGREES:
        record_event(actor, "confirmed a level", activity, reason=proposal.reason, is_public=True)
    else:
        record_event(actor, "did not agree to a level", activity, proposal=proposal.id)


def take_back_proposal(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    if not policies.can_take_back(actor, proposal):
        raise NotAllowedError
    keep_answer(actor, proposal, Answering(Verdict.TAKEN_BACK, ""))
    record_event(actor, "took back a level", activity, proposal=proposal.id)


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
