"""Making a promise, saying how it stands, and residents saying whether it was kept."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from coprod.db import session
from coprod.history.actions import note
from coprod.kit.actor import Actor
from coprod.kit.errors import ConflictError, NotAllowedError
from coprod.promises import policies, queries, rules
from coprod.promises.models import Commitment, CommitmentAnswer, CommitmentStep
from coprod.promises.rules import Saying, Step
from coprod.promises.words import State
from coprod.register.models import Activity


def make_promise(actor: Actor, activity: Activity, said: Saying) -> Commitment:
    """Say “we will”. Readers of the entry see it at once."""
    if not policies.can_promise(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_saying(said)
    made = Commitment(
        activity=activity,
        words=said.words,
        asked=said.asked,
        source=said.source,
        source_words=said.source_words,
        source_key=said.source_key,
        due=said.due,
    )
    made.steps = [
        CommitmentStep(person_id=actor.id, post=said.post, state=State.PLANNED, due=made.due)
    ]
    session.add(made)
    session.flush()
    note(actor, "promised", activity, is_public=True, promise=made.id)
    return made


def move_promise(actor: Actor, promise: Commitment, step: Step, *, seen: int) -> CommitmentStep:
    """Say how a promise stands now. ``seen`` is the step that the writer had before their eyes."""
    if not policies.can_promise(actor, promise.activity) or actor.id is None:
        raise NotAllowedError
    if promise.last.id != seen:
        raise ConflictError
    rules.check_step(step, promise.due)
    due = step.due if step.state is State.PLANNED and step.due else promise.due
    kept = CommitmentStep(
        person_id=actor.id,
        post=step.post,
        state=step.state,
        due=due,
        reason=step.reason,
        proof=step.proof if step.state is State.MADE else "",
        proof_link=step.proof_link if step.state is State.MADE else "",
    )
    promise.steps.append(kept)
    promise.state, promise.due = step.state, due
    session.flush()
    note(actor, "moved a promise", promise.activity, is_public=True, promise=promise.id)
    return kept


def answer(actor: Actor, promise: Commitment, *, happened: bool, once: str) -> bool:
    """Take in what a resident says of the last step; False when they have said it before.

    No note is kept of it: that would say who answered, or when somebody did.
    """
    if not policies.can_answer(actor, promise):
        raise NotAllowedError
    step = promise.last
    if queries.has_answered(step, once):
        return False
    session.add(CommitmentAnswer(step_id=step.id, happened=happened, once=once))
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
    show_when_due(step)
    return True


def show_when_due(step: CommitmentStep) -> None:
    """Let out a new count as soon as enough people answered since the last, and not before."""
    found = queries.answered(step)
    if rules.may_show(sum(found.values()), step.shown_yes + step.shown_not_yet):
        step.shown_yes, step.shown_not_yet = found.get(True, 0), found.get(False, 0)


def was_chased(promise: Commitment, today: date) -> None:
    promise.reminded_on = today
