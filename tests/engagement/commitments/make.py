"""Promises to test with."""

from dataclasses import replace
from itertools import count

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.dates import PartialDate
from coprod.engagement.commitments import actions
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import get_commitment as found
from coprod.engagement.commitments.rules import CommitmentDraft, StepDraft
from coprod.register.activities.models import Activity
from tests import make

SAID = CommitmentDraft(
    words="We will put a bench outside the surgery",
    source=CommitmentSource.SESSION,
    source_words="The meeting on 3 May",
    post="Head of community care",
    due=PartialDate(2026, 6),
    request="Somewhere to sit",
)
number = count(1)


def promise(activity: Activity, **given: object) -> Commitment:
    """Promise something as the owner of an entry does, and let a curator show it."""
    return read(unread(activity, **given))


def unread(activity: Activity, **given: object) -> Commitment:
    said = replace(SAID, **given)  # type: ignore[arg-type]  # any field of it
    return make.keep(actions.make_promise(make.owner(activity), activity, said))


def read(promise: Commitment) -> Commitment:
    """Let a curator with no hand in it show what the team said last."""
    curator = make.person(role=Role.CURATOR).actor
    actions.publish_step(curator, promise, seen=promise.newest.id)
    return make.keep(promise)


def moved(promise: Commitment, state: CommitmentState, **given: object) -> Commitment:
    by = make.owner(promise.activity)
    usual = {"post": "Head of community care", "reason": "No money", "proof": "It stands there"}
    step = StepDraft(state, **{"due": promise.due, **usual, **given})  # type: ignore[arg-type]
    actions.move_promise(by, promise, step, seen=promise.newest.id)
    return read(promise)


def answers(promise: Commitment, *, yes: int = 0, not_yet: int = 0) -> Commitment:
    """Let residents say whether it happened."""
    promise = found(VISITOR, promise.id)
    for happened in [True] * yes + [False] * not_yet:
        actions.save_answer(VISITOR, promise, happened=happened, once=f"slip {next(number)}")
    return make.keep(promise)
