"""Making a promise, saying how it stands, reading that, and residents saying if it was kept."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.engagement.commitments import policies, queries, rules
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentAnswer, CommitmentStep
from coprod.engagement.commitments.rules import CommitmentDraft, StepDraft
from coprod.engagement.resident_answers.actions import save_resident_answer
from coprod.register.activities.models import Activity


def make_promise(actor: Actor, activity: Activity, draft: CommitmentDraft) -> Commitment:
    """Say “we will”. Readers see it when a curator with no hand in the activity has read it."""
    require(policies.can_promise(actor, activity))
    actor_id = actor.require_id()
    rules.check_draft(draft)
    source = queries.find_source_comment(activity, draft.comment_id)
    commitment = Commitment(
        activity=activity, due=draft.due, comment_id=source.id if source else None
    )
    copy_draft(commitment, draft)
    commitment.steps = [
        CommitmentStep(
            person_id=actor_id, post=draft.post, state=CommitmentState.PLANNED, due=draft.due
        )
    ]
    session.add(commitment)
    session.flush()
    record_event(actor, "wrote down a promise", activity, promise=commitment.id)
    publish_if_read(actor, commitment)
    return commitment


def copy_draft(commitment: Commitment, draft: CommitmentDraft) -> None:
    commitment.words, commitment.request = draft.words, draft.request
    commitment.source, commitment.source_words = draft.source, draft.source_words


def reword_promise(
    actor: Actor, commitment: Commitment, draft: CommitmentDraft, *, seen: int
) -> None:
    """Put a promise in other words that no reader has seen."""
    check_can_write(actor, commitment, seen)
    require(not commitment.published_at)
    rules.check_draft(draft)
    copy_draft(commitment, draft)
    commitment.due = draft.due or commitment.due
    first_step = commitment.newest
    first_step.post, first_step.due = draft.post, commitment.due
    first_step.sent_back, first_step.at = "", clock.now()
    session.flush()
    record_event(actor, "wrote down a promise", commitment.activity, promise=commitment.id)


def move_promise(
    actor: Actor, commitment: Commitment, draft: StepDraft, *, seen: int
) -> CommitmentStep:
    """Say how a promise stands now. ``seen`` is the step that the writer had before their eyes.

    What the team said and nobody has read gives way to what it says now.
    """
    check_can_write(actor, commitment, seen)
    if commitment.published_at is None or actor.id is None:
        raise NotAllowedError
    rules.check_step(draft, commitment.due)
    if commitment.unread:
        commitment.steps.remove(commitment.unread)
    commitment.steps.append(step := new_step(actor.id, commitment, draft))
    session.flush()
    record_event(actor, "said how a promise stands", commitment.activity, promise=commitment.id)
    publish_if_read(actor, commitment)
    return step


def check_can_write(actor: Actor, commitment: Commitment, seen: int) -> None:
    require(policies.can_promise(actor, commitment.activity))
    require(commitment.newest.id == seen, ConflictError)
    if commitment.newest.waits and policies.can_read(actor, commitment.activity):
        raise RuleBrokenError(N_("Read first what the team says, and show it or send it back"))


def new_step(person_id: int, commitment: Commitment, draft: StepDraft) -> CommitmentStep:
    is_made = draft.state is CommitmentState.MADE
    due = draft.due if draft.state is CommitmentState.PLANNED and draft.due else commitment.due
    return CommitmentStep(
        person_id=person_id,
        post=draft.post,
        state=draft.state,
        due=due,
        reason=draft.reason,
        proof=draft.proof if is_made else "",
        proof_link=draft.proof_link if is_made else "",
    )


# Reading, before readers do


def publish_if_read(actor: Actor, commitment: Commitment) -> None:
    """What a curator types of a team that they have no hand in has been read: by them."""
    if policies.can_read(actor, commitment.activity):
        publish_newest_step(actor, commitment)


def publish_step(actor: Actor, commitment: Commitment, *, seen: int) -> None:
    """Let readers see what the team says, as it is."""
    check_can_read(actor, commitment, seen)
    publish_newest_step(actor, commitment)


def publish_newest_step(actor: Actor, commitment: Commitment) -> None:
    step, is_new = commitment.newest, commitment.published_at is None
    step.read_at, step.sent_back = clock.now(), ""
    commitment.state, commitment.due = step.state, step.due
    commitment.published_at = commitment.published_at or step.read_at
    session.flush()
    verb = "promised" if is_new else "moved a promise"
    record_event(actor, verb, commitment.activity, is_public=True, promise=commitment.id)


def send_back_step(actor: Actor, commitment: Commitment, why: str, *, seen: int) -> None:
    """Ask the team to say it in other words. Theirs stay for them as they are."""
    check_can_read(actor, commitment, seen)
    rules.check_why(why)
    commitment.newest.sent_back = why
    session.flush()
    record_event(actor, "sent back a promise", commitment.activity, promise=commitment.id)


def check_can_read(actor: Actor, commitment: Commitment, seen: int) -> None:
    require(policies.can_read(actor, commitment.activity))
    require(commitment.newest.id == seen and commitment.newest.waits, ConflictError)


# What residents say


def save_answer(actor: Actor, commitment: Commitment, *, happened: bool, once: str) -> bool:
    """Take in what a resident says of the last step; False when they have said it before."""
    require(policies.can_answer(actor, commitment))
    return save_resident_answer(CommitmentAnswer, commitment.last, happened=happened, once=once)


def mark_as_chased(commitment: Commitment, today: date) -> None:
    commitment.reminded_on = today
