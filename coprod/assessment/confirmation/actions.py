"""Confirming a rung: one side proposes, the other answers, and both stay on record."""

from coprod.assessment.answer_review.actions import query_answer
from coprod.assessment.answer_review.queries import list_queried_names
from coprod.assessment.confirmation import policies, queries, rules
from coprod.assessment.confirmation.enums import ProposalVerdict, Side
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.rules import AnswerDetails, EvidenceReading, ProposalDetails
from coprod.assessment.self_assessment.actions import agree_with_evidence
from coprod.assessment.self_assessment.models import Rating
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity


def propose_rung(actor: Actor, activity: Activity, details: ProposalDetails) -> Proposal:
    """Say which rung an assessment bears out. It counts once the other side agrees."""
    side = check_may_propose(actor, activity)
    rating = get_rating_to_confirm(activity, details)
    rules.check_reason(details.reason)
    proposal = Proposal(
        activity_id=activity.id,
        rating_id=rating.id,
        person_id=actor.id,
        side=side,
        rung=details.rung,
        reason=details.reason,
    )
    session.add(proposal)
    session.flush()
    read_evidence(actor, rating, details.reading)
    record_event(
        actor, "proposed a level", activity, rung=details.rung.key, rating=details.rating_id
    )
    return proposal


def get_rating_to_confirm(activity: Activity, details: ProposalDetails) -> Rating:
    """Return the assessment that is meant. Evidence is read of the latest alone."""
    latest, *earlier = queries.list_confirmable_ratings(activity)
    if details.reading and details.rating_id in {each.id for each in earlier}:
        message = N_("You read the evidence of the latest assessment. Choose that one")
        raise RuleBrokenError(message, field="rating")
    rating = next((each for each in (latest, *earlier) if each.id == details.rating_id), None)
    if rating is None:
        raise RuleBrokenError(N_("Choose one of the team’s assessments"), field="rating")
    return rating


def read_evidence(actor: Actor, rating: Rating, reading: EvidenceReading) -> None:
    """Agree with what stands beside some answers, and ask the team about others."""
    rules.check_reading(reading)
    rules.check_agreed(reading, list_queried_names(rating))
    if reading.agreed:
        agree_with_evidence(actor, rating, reading.agreed)
    for about, words in reading.questions.items():
        query_answer(actor, rating, about, words)


def read_evidence_first(actor: Actor, rating: Rating, reading: EvidenceReading) -> None:
    """Read the evidence, and leave the level for later."""
    if not reading:
        message = N_("Agree with an answer or ask about one, or choose a level")
        raise RuleBrokenError(message, field="rung")
    read_evidence(actor, rating, reading)


def check_may_propose(actor: Actor, activity: Activity) -> Side:
    """Return for which side they propose, where an assessment is there and none waits already."""
    side = policies.get_side(actor)
    if side is None or not policies.can_propose(actor, activity):
        raise NotAllowedError
    rated = queries.list_confirmable_ratings(activity)
    require(rated and not policies.has_given_answers(actor, rated))
    require(not queries.find_open_proposal(activity), ConflictError)
    return side


def check_may_answer(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    may = policies.can_answer(actor, activity, proposal)
    require(may and not policies.has_given_answers(actor, [queries.get_rating(proposal)]))


def answer_proposal(
    actor: Actor, activity: Activity, proposal: Proposal, details: AnswerDetails
) -> None:
    """Agree or not. What both agree to is confirmed, and is never changed afterwards."""
    check_may_answer(actor, activity, proposal)
    rules.check_answer(details)
    save_answer(actor, proposal, details)
    read_evidence(actor, queries.get_rating(proposal), details.reading)
    if details.verdict is ProposalVerdict.AGREES:
        record_event(actor, "confirmed a level", activity, reason=proposal.reason, is_public=True)
    else:
        record_event(actor, "did not agree to a level", activity, proposal=proposal.id)


def take_back_proposal(actor: Actor, activity: Activity, proposal: Proposal) -> None:
    require(policies.can_take_back(actor, proposal))
    save_answer(actor, proposal, AnswerDetails(ProposalVerdict.TAKEN_BACK, ""))
    record_event(actor, "took back a level", activity, proposal=proposal.id)


def save_answer(actor: Actor, proposal: Proposal, details: AnswerDetails) -> None:
    """Store the answer. Of two at once, the second gets a ``ConflictError``."""
    if proposal.answered_at is not None:
        raise ConflictError
    answer = ProposalAnswer(
        proposal_id=proposal.id,
        person_id=actor.id,
        verdict=details.verdict,
        words=details.words,
    )
    session.add(answer)
    proposal.answered_at = clock.now()
    flush_or_conflict()
