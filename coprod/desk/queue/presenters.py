"""What waits without a review yet, as the desk is given it; what does not wait takes one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod.assessment.answer_review.queries import list_ratings_to_close
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.desk.queue.enums import DeskQueue
from coprod.desk.queue.queries import load_waiting_activities

QUEUE_ENDPOINTS = {
    DeskQueue.EVIDENCE: "assessment.confirmation.confirm",
    DeskQueue.TALKS: "library.stories.activity",
    DeskQueue.TALKS_BY_TEAM: "library.stories.activity",
}


@dataclass(frozen=True)
class FilledQueue:
    """One list of the desk with something in it."""

    kind: DeskQueue
    items: Sequence[Any]

    @property
    def leads_to(self) -> str:
        return QUEUE_ENDPOINTS.get(self.kind, "")


@dataclass(frozen=True)
class Desk:
    queues: Sequence[FilledQueue]
    empty: Sequence[Message]


def build_desk(actor: Actor) -> Desk:
    items_by_queue = load_items_by_queue(actor)
    return Desk(
        queues=[
            FilledQueue(queue, items_by_queue[queue])
            for queue in DeskQueue
            if items_by_queue[queue]
        ],
        empty=[queue.short for queue in DeskQueue if not items_by_queue[queue]],
    )


def load_items_by_queue(actor: Actor) -> Mapping[DeskQueue, Sequence[Any]]:
    return {
        **load_waiting_activities(actor),
        DeskQueue.TO_CLOSE: list_ratings_to_close(actor),
    }
