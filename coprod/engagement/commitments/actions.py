"""Making a promise, saying how it stands, reading that, and residents saying if it was kept."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.engagement.commitments import policies, queries, rules
from coprod.engagement.commitments.enums import State
from coprod.engagement.commitments.models import Commitment, CommitmentAnswer, CommitmentStep
from coprod.engagement.commitments.rules import Saying, Step
from coprod.register.activities.models import Activity


def make_promise(actor: Actor, activity: Activity, said: Saying) -> Commitment:
    """Say “we will”. Readers see it when a curator with no hand in the entry has read it."""
    if not policies.can_promise(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_saying(said)
    made = Commitment(activity=activity, due=said.due, source_key=said.source_key)
    write(made, said)
    made.steps = [
        CommitmentStep(person_id=actor.id, post=said.post, state=State.PLANNED, due=said.due)
    ]
    session.add(made)
    session.flush()
    record_event(actor, "wrote down a promise", activity, promise=made.id)
    show_if_read(actor, made)
    return made


def write(promise: Commitment, said: Saying) -> None:
    promise.words, promise.asked = said.words, said.asked
    promise.source, promise.source_words = said.source, said.source_words


def reword_promise(actor: Actor, promise: Commitment, said: Saying, *, seen: int) -> None:
    """Put a promise in other words that no reader has seen."""
    check_may_write(actor, promise, seen)
    if promise.shown_at:
        raise NotAllowedError
    rules.check_saying(said)
    write(promise, said)
    promise.due = said.due or promise.due
    first = promise.newest
    first.post, first.due, first.sent_back, first.at = said.post, promise.due, "", clock.now()
    session.flush()
    record_event(actor, "wrote down a promise", promise.activity, promise=promise.id)


def move_promise(actor: Actor, promise: Commitment, step: Step, *, seen: int) -> CommitmentStep:
    """Say how a promise stands now. ``seen`` is the step that the writer had before their eyes.

    What the team said and nobody has read gives way to what it says now.
    """
    check_may_write(actor, promise, seen)
    if promise.shown_at is None or actor.id is None:
        raise NotAllowedError
    rules.check_step(step, promise.due)
    if promise.unread:
        promise.steps.remove(promise.unread)
    promise.steps.append(kept := step_of(actor.id, promise, step))
    session.flush()
    record_event(actor, "said how a promise stands", promise.activity, promise=promise.id)
    show_if_read(actor, promise)
    return kept


def check_may_write(actor: Actor, promise: Commitment, seen: int) -> None:
    if not policies.can_promise(actor, promise.activity):
        raise NotAllowedError
    if promise.newest.id != seen:
        raise ConflictError
    if promise.newest.waits and policies.can_read(actor, promise.activity):
        raise RuleBrokenError(N_("Read first what the team says, and show it or send it back"))


def step_of(person_id: int, promise: Commitment, step: Step) -> CommitmentStep:
    is_made = step.state is State.MADE
    due = step.due if step.state is State.PLANNED and step.due else promise.due
    return CommitmentStep(
        person_id=person_id,
        post=step.post,
        state=step.state,
        due=due,
        reason=step.reason,
        proof=step.proof if is_made else "",
        proof_link=step.proof_link if is_made else "",
    )


# Reading, before readers do


def show_if_read(actor: Actor, promise: Commitment) -> None:
    """What a curator types of a team that they have no hand in has been read: by them."""
    if policies.can_read(actor, promise.activity):
        show(actor, promise)


def show_step(actor: Actor, promise: Commitment, *, seen: int) -> None:
    """Let readers see what the team says, as it is."""
    check_may_read(actor, promise, seen)
    show(actor, promise)


def show(actor: Actor, promise: Commitment) -> None:
    step, is_new = promise.newest, promise.shown_at is None
    step.read_at, step.sent_back = clock.now(), ""
    promise.state, promise.due = step.state, step.due
    promise.shown_at = promise.shown_at or step.read_at
    session.flush()
    verb = "promised" if is_new else "moved a promise"
    record_event(actor, verb, promise.activity, is_public=True, promise=promise.id)


def send_back_step(actor: Actor, promise: Commitment, why: str, *, seen: int) -> None:
    """Ask the team to say it in other words. Theirs stay for them as they are."""
    check_may_read(actor, promise, seen)
    rules.check_why(why)
    promise.newest.sent_back = why
    session.flush()
    record_event(actor, "sent back a promise", promise.activity, promise=promise.id)


def check_may_read(actor: Actor, promise: Commitment, seen: int) -> None:
    if not policies.can_read(actor, promise.activity):
        raise NotAllowedError
    if promise.newest.id != seen or not promise.newest.waits:
        raise ConflictError


# What residents say


def answer(actor: Actor, promise: Commitment, *, happened: bool, once: str) -> bool:
    """Take in what a resident says of the last step; False when they have said it before.

    No note is kept of it: that would say who answered, or when somebody did.
    """
    if not policies.can_answer(actor, promise):
        raise NotAllowedError
    step = promise.last
    if not add_if_absent(CommitmentAnswer(step_id=step.id, happened=happened, once=once)):
        return False
    show_when_due(step)
    return True


def show_when_due(step: CommitmentStep) -> None:
    """Let out a new count as soon as enough people answered since the last, and not before."""
    found = queries.answered(step)
    if rules.may_show(sum(found.values()), step.shown_yes + step.shown_not_yet):
        step.shown_yes, step.shown_not_yet = found.get(True, 0), found.get(False, 0)


def was_chased(promise: Commitment, today: date) -> None:
    promise.reminded_on = today
