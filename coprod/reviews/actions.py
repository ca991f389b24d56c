"""Taking a review, deciding it, talking about it, and asking somebody else to decide."""

from dataclasses import dataclass
from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import Base, session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import (
    ConflictError,
    DecidedError,
    NotFoundError,
    RuleBrokenError,
    require,
)
from coprod.core.values.phrases import N_, Message
from coprod.reviews import policies, queries, rules
from coprod.reviews.enums import LineKind, ReviewState
from coprod.reviews.kinds import KINDS, get_kind, list_kinds_of
from coprod.reviews.models import Review, ReviewMessage, StandIn
from coprod.reviews.rules import Decision, StandInDraft, Verdict


@dataclass(frozen=True)
class MessageDraft:
    words: str
    quote: str = ""
    link: str = ""


def check_open(review: Review) -> None:
    """Refuse to decide twice, and say who was first."""
    if not review.is_open:
        at = review.closed_at or review.sent_at
        raise DecidedError(review.decided_by_id, at, describe_decision(review))


def describe_decision(review: Review) -> Message:
    if review.state is ReviewState.WITHDRAWN:
        return N_("It is no longer waiting")
    decisions = get_kind(review.kind).decisions
    labels = (each.label for each in decisions if each.name == review.decision)
    return next(labels, Message(review.decision.capitalize()))


def check_may_decide(actor: Actor, review: Review, subject: Any) -> None:
    """Refuse whoever does not decide about this subject now, also where it is gone."""
    check_open(review)
    kind = get_kind(review.kind)
    require(subject is not None and policies.can_decide(actor, kind, review, subject))


def check_may_write(actor: Actor, review: Review) -> None:
    kind, subject = get_kind(review.kind), queries.find_subject(review)
    require(subject is not None and policies.can_write(actor, kind, review, subject))


def check_may_ask(actor: Actor, review: Review) -> Any:
    """Return the subject of a review to a curator who may not decide it, so that another does."""
    check_open(review)
    kind, subject = get_kind(review.kind), queries.find_subject(review)
    require(subject is not None and not policies.can_decide(actor, kind, review, subject))
    require(policies.can_open_queue(actor))
    return subject


def decide_review(
    actor: Actor, review: Review, subject: Any, verdict: Verdict, seen: str
) -> Decision:
    """Decide, and let the area of the subject do what follows from it."""
    check_may_decide(actor, review, subject)
    kind = get_kind(review.kind)
    require(seen == kind.get_fingerprint(subject), ConflictError)
    decision = rules.check_verdict(verdict, kind.get_decisions(subject))
    # the area asks again who may: a lay member who stands in is a curator there, this once
    decider = actor if kind.can_decide(actor, subject) else policies.lend_role(actor)
    with session.begin_nested():  # a rule of the area may refuse: then nothing was decided
        close_review(actor, review, verdict)
        kind.apply(decider, subject, verdict)
        session.flush()
    return decision


def decide_subject(actor: Actor, subject: Base, verdict: Verdict) -> Decision:
    """Decide about what waits, found by its subject: for who has not come from its page."""
    session.flush()
    for kind in list_kinds_of(subject):
        review = queries.find_review_of(kind.name, subject.id)
        if review is not None:
            found = queries.find_subject(review)
            return decide_review(actor, review, found, verdict, kind.get_fingerprint(found))
    raise NotFoundError


def close_review(actor: Actor, review: Review, verdict: Verdict) -> None:
    """Write down the decision first: what the subject does next may open another review."""
    review.state, review.closed_at = ReviewState.DECIDED, clock.now()
    review.decided_by_id, review.decision = actor.id, verdict.decision
    review.reasons, review.passage = list(verdict.reasons), verdict.passage
    review.message = verdict.message if get_kind(review.kind).keeps_message else ""
    session.flush()


def claim_review(actor: Actor, review: Review, subject: Any) -> None:
    """Take a review for a while. Others can still read it, and see that it is taken."""
    check_may_decide(actor, review, subject)
    review.claimed_by_id, review.claimed_at = actor.id, clock.now()


def release_review(actor: Actor, review: Review) -> None:
    require(review.claimed_by_id == actor.id)
    review.claimed_by_id, review.claimed_at = None, None


# The conversation


def write_message(actor: Actor, review: Review, draft: MessageDraft) -> ReviewMessage:
    check_may_write(actor, review)
    rules.check_words(draft.words, draft.link)
    line = add_line(actor, review, LineKind.MESSAGE)
    line.words, line.quote, line.link = draft.words, draft.quote, draft.link
    session.flush()
    record_event(actor, "wrote about a review", review)
    return line


def add_line(actor: Actor, review: Review, kind: LineKind) -> ReviewMessage:
    line = ReviewMessage(review_id=review.id, person_id=actor.id, kind=kind)
    session.add(line)
    return line


def set_lock(actor: Actor, review: Review, *, is_locked: bool) -> None:
    """Close the conversation, or open it again. A line in it says who did."""
    kind, subject = get_kind(review.kind), queries.find_subject(review)
    require(subject is not None and policies.can_lock(actor, kind, subject))
    require(review.is_locked is not is_locked, ConflictError)
    review.is_locked = is_locked
    add_line(actor, review, LineKind.LOCKED if is_locked else LineKind.UNLOCKED)
    verb = "closed a conversation" if is_locked else "opened a conversation again"
    record_event(actor, verb, review)


def ask_to_decide(actor: Actor, review: Review, person_id: int) -> Any:
    """Ask somebody by name to decide, such as where a curator had a hand in it."""
    subject = check_may_ask(actor, review)
    people = queries.list_deciders(actor, get_kind(review.kind), subject)
    person = next((each for each in people if each.id == person_id), None)
    if person is None:
        raise RuleBrokenError(N_("Choose somebody who may decide"), field="person")
    give_review(review, person, queries.find_stand_in(get_kind(review.kind), person))
    add_line(actor, review, LineKind.ASKED)
    record_event(actor, "asked another to decide", review, person=person.id)
    return person


def give_review(review: Review, person: Person, stand_in: StandIn | None) -> None:
    review.assignee_id, review.assigned_at = person.id, clock.now()
    review.stand_in = stand_in


# Stand-ins


def name_stand_in(actor: Actor, draft: StandInDraft) -> StandIn:
    """Let somebody decide, for a time, what a curator had a hand in."""
    require(policies.can_name_stand_ins(actor))
    if draft.person_id not in {each.id for each in queries.list_candidates(actor)}:
        raise RuleBrokenError(N_("Choose a lay member or another curator"), field="person")
    starts_on, ends_on = rules.check_stand_in_days(draft, clock.today())
    if not draft.why:
        raise RuleBrokenError(N_("Say why this person stands in"), field="why")
    stand_in = StandIn(
        person_id=draft.person_id,
        kinds=[name for name in draft.kinds if name in KINDS],
        starts_on=starts_on,
        ends_on=ends_on,
        why=draft.why,
        named_by_id=actor.id,
    )
    session.add(stand_in)
    session.flush()
    record_event(actor, "named a stand-in", stand_in, person=draft.person_id)
    return stand_in


def end_stand_in(actor: Actor, stand_in: StandIn) -> None:
    """End it at once: what a lay member was given and did not decide goes to somebody else."""
    require(policies.can_name_stand_ins(actor))
    require(stand_in.ended_at is None, ConflictError)
    stand_in.ended_at = clock.now()
    record_event(actor, "ended a stand-in", stand_in, person=stand_in.person_id)


def route_review(review: Review, stand_in: StandIn, person: Person) -> None:
    """Give to a stand-in what a curator had a hand in. A line of the conversation says so."""
    give_review(review, person, stand_in)
    session.add(ReviewMessage(review_id=review.id, person_id=person.id, kind=LineKind.ROUTED))
    record_event(SYSTEM, "gave a review to a stand-in", review, person=person.id)
