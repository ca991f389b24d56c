"""The conversation about an activity as it is shown.

Letters name the activity, lead to it, and tell nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.models import Event
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message, quote
from coprod.register.review.models import ReviewMessage
from coprod.register.review.policies import can_change_plan
from coprod.register.review.queries import list_planned
from coprod.reviews.rules import QueueItem

MESSAGE_VERB = "wrote a message"


@dataclass(frozen=True)
class Moment:
    """One step or one message. People are shown by the part they play, not by name."""

    at: datetime
    what: Message
    text: str
    anchor: str
    is_message: bool = False
    is_mine: bool = False


def build_timeline(
    actor: Actor, notes: Sequence[Event], messages: Sequence[ReviewMessage]
) -> list[Moment]:
    """Return what was done and said about an activity, in the order in which it happened."""
    steps = [
        Moment(
            n.at, get_verb_text(n.verb), n.reason, f"step-{n.id}", is_mine=n.person_id == actor.id
        )
        for n in notes
        if n.verb != MESSAGE_VERB
    ]
    spoken = [
        Moment(
            m.at,
            m.voice.label,
            m.body,
            f"message-{m.id}",
            is_message=True,
            is_mine=m.person_id == actor.id,
        )
        for m in messages
    ]
    return sorted([*steps, *spoken], key=lambda moment: moment.at)


def list_planned_items(actor: Actor) -> list[QueueItem]:
    """Return what is approved for a day, for the curators who may still change that."""
    return [
        QueueItem(
            kind="planned",
            label=N_("Approved for a day"),
            title=quote(each.title),
            endpoint="register.review.publication",
            values={"slug": each.slug},
            due_on=each.publish_on,
            is_parked=True,
        )
        for each in list_planned(actor)
        if can_change_plan(actor, each)
    ]
