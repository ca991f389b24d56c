"""What must be true of a review: how soon it is due, whose turn it is, what a decision needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.reviews.enums import Risk, Urgency

CLAIM_LASTS = timedelta(minutes=20)
"""So long a review that somebody opened stays theirs; others can read it meanwhile."""
LONGEST_MESSAGE = 2_000
LONGEST_REASON = 1_000
LONGEST_STAND_IN = timedelta(days=366)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Decision:
    """One thing that can be decided about a kind of review.

    ``flash`` is said to whoever decided. ``needs_message``: the other side must read why.
    """

    name: str
    label: Message
    flash: Message
    needs_message: bool = False
    needs_reason: bool = False


@dataclass(frozen=True)
class Verdict:
    """What somebody decided, as the form says it. ``extra`` holds what only this kind asks."""

    decision: str
    message: str = ""
    reasons: tuple[str, ...] = ()
    passage: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class QueueItem:
    """One line of the queue, and where it is decided."""

    kind: str
    label: Message
    title: Message
    endpoint: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    why: Message | None = None
    sent_at: datetime | None = None
    due_on: date | None = None
    was_late_when_sent: bool = False
    risk: Risk = Risk.NORMAL
    may_decide: bool = True
    taken_at: datetime | None = None
    """Since when somebody else is at it."""
    is_mine: bool = False
    is_parked: bool = False
    is_new: bool = False
    """It came since whoever looks was last at work here."""
    is_assigned: bool = False
    """Somebody was asked by name to decide it."""
    topic_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class StandInDraft:
    """Who stands in, for which kinds (none: all of them), from which day until which, and why."""

    person_id: int
    starts_on: date | None
    ends_on: date | None
    why: str
    kinds: tuple[str, ...] = ()


def check_stand_in_days(draft: StandInDraft, today: date) -> tuple[date, date]:
    """Return the first and the last day of a stand-in: there is always an end to it."""
    if draft.starts_on is None:
        raise RuleBrokenError(N_("Enter the whole first day"), field="starts")
    if draft.ends_on is None:
        raise RuleBrokenError(N_("Enter the whole last day"), field="ends")
    if draft.ends_on < max(draft.starts_on, today):
        message = N_("The last day cannot be before the first, or before today")
        raise RuleBrokenError(message, field="ends")
    if draft.ends_on - draft.starts_on > LONGEST_STAND_IN:
        raise RuleBrokenError(N_("Choose a last day within a year of the first"), field="ends")
    return draft.starts_on, draft.ends_on


def check_verdict(verdict: Verdict, decisions: Iterable[Decision]) -> Decision:
    """Return the decision that was chosen, with all that it needs."""
    decision = next((each for each in decisions if each.name == verdict.decision), None)
    if decision is None:
        raise RuleBrokenError(N_("Choose one"), field="decision")
    if decision.needs_reason and not verdict.reasons:
        raise RuleBrokenError(N_("Tick why"), field="reasons")
    if decision.needs_message and not verdict.message:
        raise RuleBrokenError(N_("Say why, so that the other side understands"), field="message")
    return decision


def describe_reasons(verdict: Verdict, labels: Mapping[str, Message]) -> str:
    """Return what was ticked, the words that it is about, and what was written, as one text."""
    ticked = [label.plain for name, label in labels.items() if name in verdict.reasons]
    passage = [f"“{verdict.passage}”"] if verdict.passage else []
    return "\n".join([*ticked, *passage, *([verdict.message] if verdict.message else [])])


def check_words(words: str, link: str) -> None:
    if not words:
        raise RuleBrokenError(N_("Write a message"), field="words")
    if link and not is_ours_or_whole(link):
        message = N_("Enter a whole address, such as https://www.example.org/notes")
        raise RuleBrokenError(message, field="link")


def is_ours_or_whole(link: str) -> bool:
    """Tell whether a link is a whole address, or a page of ours."""
    return is_safe_link(link) or (link.startswith("/") and not link.startswith(("//", "/\\")))


def find_urgency(risk: Risk, due_on: date, today: date) -> Urgency:
    """Return the group of the queue in which a review stands today."""
    if risk is Risk.HARM:
        return Urgency.READ_FIRST
    if due_on < today:
        return Urgency.LATE
    if due_on == today:
        return Urgency.TODAY
    last_of_week = today + timedelta(days=DAYS_OF_A_WEEK - 1 - today.weekday())
    return Urgency.THIS_WEEK if due_on <= last_of_week else Urgency.LATER


def is_claim_valid(claimed_at: datetime | None, now: datetime) -> bool:
    return claimed_at is not None and now - claimed_at < CLAIM_LASTS


def get_noon(day: date) -> datetime:
    """Return a time for what keeps the day alone, so that a review tells no more than that."""
    return datetime.combine(day, time(12), LONDON)
