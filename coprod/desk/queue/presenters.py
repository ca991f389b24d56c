"""The desk as a page is given it: what waits first, and what does not wait in one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod.assessment.answer_review import queries as scrutiny
from coprod.assessment.resident_rating import presenters as residents
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.decisions.records.queries import for_curators
from coprod.desk.queue.enums import Elsewhere, Waits
from coprod.desk.queue.queries import entries_that_wait, waiting_elsewhere

LEADS_TO = {
    Waits.READING: "register.review.review",
    Waits.CHANGES: "register.revisions.changes",
    Waits.FILES: "register.files.files",
    Waits.MESSAGES: "register.review.conversation",
    Waits.EVIDENCE: "assessment.confirmation.confirm",
    Waits.LEVELS: "assessment.confirmation.confirm",
    Waits.TALKS: "library.stories.activity",
    Waits.TALKS_BY_TEAM: "library.stories.activity",
    Waits.CHECKING: "library.stories.activity",
}


@dataclass(frozen=True)
class Queue:
    """One list of the desk with something in it."""

    why: Waits
    things: Sequence[Any]

    @property
    def leads_to(self) -> str:
        return LEADS_TO.get(self.why, "")


@dataclass(frozen=True)
class Desk:
    """``elsewhere``: pages of their own with how much waits there, those with something first."""

    queues: Sequence[Queue]
    empty: Sequence[Message]
    elsewhere: Sequence[tuple[Elsewhere, int]]


def desk(actor: Actor) -> Desk:
    found = everything(actor)
    return Desk(
        queues=[Queue(why, found[why]) for why in Waits if found[why]],
        empty=[why.short for why in Waits if not found[why]],
        elsewhere=sorted(waiting_elsewhere(actor).items(), key=lambda waits: not waits[1]),
    )


def everything(actor: Actor) -> Mapping[Waits, Sequence[Any]]:
    answers = scrutiny.get_waiting_ratings(actor)
    overdue, to_hold = for_curators(actor)
    return {
        **entries_that_wait(actor, clock.today()),
        Waits.RULINGS: answers.to_rule_on,
        Waits.REPLIES: answers.to_close,
        Waits.NOTES: answers.to_read,
        Waits.ROUNDS: residents.list_rounds_to_release(actor),
        Waits.HOLDS: to_hold,
        Waits.DECISIONS: overdue,
    }
