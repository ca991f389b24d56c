"""Writing a decision record, signing it off, and adding to it afterwards."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import find_free_slug, slugify
from coprod.decisions.guide.rules import check_answer, compute_guidance
from coprod.decisions.records import policies, queries, rules
from coprod.decisions.records.enums import AdditionKind, HoldablePart, HoldState
from coprod.decisions.records.models import (
    SIGNED_IS_FINAL,
    DecisionActivity,
    DecisionAddition,
    DecisionAnswer,
    DecisionHold,
    DecisionPriorFeedback,
    DecisionRecord,
)
from coprod.decisions.records.rules import (
    Addition,
    DecisionScope,
    DecisionTitle,
    LevelChoice,
    Means,
    Openness,
    PriorFeedback,
    PriorFeedbackList,
    PromiseStatement,
    Reply,
    Signature,
)
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.actions import get_terms
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity


def create_decision(actor: Actor, title: DecisionTitle) -> DecisionRecord:
    """Start a record, as a draft that the side that makes it and the curators see."""
    require(policies.can_begin(actor))
    actor_id = actor.require_id()
    rules.check_title(title.title)
    rules.check_lengths(title)
    decision = DecisionRecord(
        slug=choose_free_slug(title.title),
        title=title.title,
        person_id=actor_id,
        organisation_id=actor.organisation_id,
        framework_version=get_current_version(FrameworkKind.GUIDE),
        **{
            name: []
            for name in ("answers", "prior_feedback", "terms", "holds", "additions", "links")
        },
    )
    session.add(decision)
    flush_or_conflict()
    record_event(actor, "began a decision", decision)
    return decision


def choose_free_slug(title: str) -> str:
    stem = slugify(title)
    taken = {*queries.list_slugs_like(stem), *rules.RESERVED_SLUGS}
    return find_free_slug(stem, taken.__contains__)


# Writing the parts of a draft


def change_part(actor: Actor, decision: DecisionRecord, part: Any, *, seen: str) -> None:
    """Write one part of a draft. ``seen`` is the fingerprint of that part as its writer saw it."""
    check_can_write(actor, decision)
    require(
        seen == compute_fingerprint((queries.get_record_part(decision, type(part)),)), ConflictError
    )
    rules.check_lengths(part)
    if isinstance(part, PriorFeedbackList):
        check_linked_activities(actor, part)
    PART_WRITERS[type(part)](decision, part)
    decision.changed_at = clock.now()
    flush_or_conflict()


def answer_question(actor: Actor, decision: DecisionRecord, reply: Reply, *, seen: str) -> None:
    check_can_write(actor, decision)
    require(
        seen == compute_fingerprint((queries.get_replies(decision).get(reply.question),)),
        ConflictError,
    )
    check_answer(reply.question, reply.answer)
    rules.check_lengths(reply)
    rules.check_reply(reply)
    row = next((a for a in decision.answers if a.question is reply.question), None)
    if row is None:
        row = DecisionAnswer(question=reply.question)
        decision.answers.append(row)
    row.answer, row.note = reply.answer, reply.note
    decision.changed_at = clock.now()
    flush_or_conflict()


def check_can_write(actor: Actor, decision: DecisionRecord) -> None:
    if decision.is_signed:
        raise RuleBrokenError(SIGNED_IS_FINAL)
    require(policies.can_write(actor, decision))


def check_linked_activities(actor: Actor, part: PriorFeedbackList) -> None:
    """A link into the register leads to an activity that its writer may read."""
    known = queries.get_activity_titles(
        actor, [row.activity_slug for row in part.rows if row.activity_slug]
    )
    for number, row in enumerate(part.rows, 1):
        if row.activity_slug and row.activity_slug not in known:
            raise RuleBrokenError(N_("There is no such activity"), field=f"address_{number}")


def write_columns(decision: DecisionRecord, part: Any) -> None:
    for field in fields(part):
        setattr(decision, field.name, getattr(part, field.name))


def write_title(decision: DecisionRecord, part: DecisionTitle) -> None:
    rules.check_title(part.title)
    decision.title = part.title


def write_scope(decision: DecisionRecord, part: DecisionScope) -> None:
    term_lists = [
        get_terms(getattr(part, name), listing) for name, listing in queries.SCOPE_LISTS.items()
    ]
    decision.terms = [term for terms in term_lists for term in terms]


def write_prior_feedback(decision: DecisionRecord, part: PriorFeedbackList) -> None:
    """Rows are written over in their order, so that no two ever hold one number."""
    rules.check_prior_feedback(part)
    rows = {row.number: row for row in decision.prior_feedback}
    decision.prior_feedback = [
        fill_row(rows.get(number) or DecisionPriorFeedback(number=number), row)
        for number, row in enumerate(part.rows, 1)
    ]


def fill_row(row: DecisionPriorFeedback, feedback: PriorFeedback) -> DecisionPriorFeedback:
    row.words, row.address = feedback.words, feedback.address
    return row


PART_WRITERS: dict[type[Any], Callable[[DecisionRecord, Any], None]] = {
    DecisionTitle: write_title,
    Openness: write_columns,
    Means: write_columns,
    LevelChoice: write_columns,
    PromiseStatement: write_columns,
    DecisionScope: write_scope,
    PriorFeedbackList: write_prior_feedback,
}


# Signing it off


def sign_off(actor: Actor, decision: DecisionRecord, signature: Signature, *, seen: str) -> None:
    """Sign a record in the name of a post. From now on it is public and stays as it is."""
    check_can_write(actor, decision)
    require(seen == queries.compute_record_fingerprint(decision), ConflictError)
    guidance = compute_guidance(queries.get_answers(decision))
    choice = queries.get_record_part(decision, LevelChoice)
    rules.check_choice(choice, guidance, clock.today())
    for gap in queries.list_gaps(decision):
        raise RuleBrokenError(gap.message)
    rules.check_signature(signature)
    if not guidance.is_mismatch:
        decision.way_out, decision.way_out_words = None, ""
    decision.recommended, decision.stretch = guidance.recommended, guidance.stretch
    decision.is_mismatch = guidance.is_mismatch
    decision.is_below = rules.is_below(choice, guidance)
    promise = queries.get_record_part(decision, PromiseStatement)
    decision.check_by = rules.get_check_deadline(promise, choice.review_on)
    decision.signed_post, decision.signed_organisation = signature.post, signature.organisation
    decision.signed_at = clock.now()
    flush_or_conflict()
    record_event(
        actor, "signed off", decision, is_public=True, chosen=choice.chosen, post=signature.post
    )


def discard_decision(actor: Actor, decision: DecisionRecord) -> None:
    check_can_write(actor, decision)
    record_event(actor, "discarded", decision)
    session.delete(decision)
    session.flush()


def create_new_version(actor: Actor, decision: DecisionRecord) -> DecisionRecord:
    """Start a draft that says the same and takes the place of this one when it is signed off."""
    require(policies.can_renew(actor, decision))
    if queries.find_newer_version(decision):
        raise RuleBrokenError(N_("There is a newer version already. Begin from that one"))
    successor = create_decision(actor, queries.get_record_part(decision, DecisionTitle))
    successor.replaces_id, successor.organisation_id = decision.id, decision.organisation_id
    for kind in queries.PART_READERS:
        PART_WRITERS[kind](successor, queries.get_record_part(decision, kind))
    successor.review_on = None
    for reply in queries.get_replies(decision).values():
        answer = DecisionAnswer(question=reply.question, answer=reply.answer, note=reply.note)
        successor.answers.append(answer)
    successor.holds = [
        DecisionHold(part=hold.part, reason=hold.reason, state=hold.state)
        for hold in decision.holds
    ]
    successor.links = [
        DecisionActivity(activity_id=link.activity_id, activity=link.activity)
        for link in decision.links
    ]
    flush_or_conflict()
    return successor


# Holding parts back


def hold_back(
    actor: Actor, decision: DecisionRecord, parts: tuple[HoldablePart, ...], reason: str
) -> None:
    """Hide parts from readers: when the team asks, until a curator has decided."""
    is_decision = policies.can_decide_hold(actor, decision)
    require(is_decision or policies.can_ask_to_hold(actor, decision))
    if not parts:
        raise RuleBrokenError(N_("Tick what should be held back"), field="parts")
    if not reason:
        raise RuleBrokenError(N_("Say why. Everybody can read the reason"), field="reason")
    state = HoldState.HELD if is_decision else HoldState.ASKED
    holds = {hold.part: hold for hold in decision.holds}
    for part in parts:
        hold = holds.get(part) or DecisionHold(part=part)
        if hold not in decision.holds:
            decision.holds.append(hold)
        hold.reason, hold.state = reason, state
    flush_or_conflict()
    verb = "held back" if is_decision else "asked to hold back"
    record_event(
        actor, verb, decision, reason=reason, is_public=is_decision, parts=[p.value for p in parts]
    )


def decide_hold(
    actor: Actor, decision: DecisionRecord, part: HoldablePart, *, is_held: bool
) -> None:
    """Agree that a part is held back, or show it again."""
    require(policies.can_decide_hold(actor, decision))
    hold = require_found(next((hold for hold in decision.holds if hold.part is part), None))
    hold.state = HoldState.HELD if is_held else HoldState.SHOWN
    verb = "held back" if is_held else "showed again"
    record_event(actor, verb, decision, reason=hold.reason, is_public=True, parts=[part.value])


# After it was signed off


def link_activity(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    """Say that an activity came of this decision. Nobody links what others look after."""
    require(policies.can_link_activity(actor, decision, activity))
    if activity.status in GONE:
        raise RuleBrokenError(N_("This activity is no longer public"), field="entry")
    if any(link.activity_id == activity.id for link in decision.links):
        return
    decision.links.append(DecisionActivity(activity_id=activity.id, activity=activity))
    flush_or_conflict()
    record_event(actor, "linked an entry", decision, entry=activity.slug)


def unlink_activity(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    require(policies.can_link(actor, decision))
    decision.links = [link for link in decision.links if link.activity_id != activity.id]
    record_event(actor, "unlinked an entry", decision, entry=activity.slug)


def record_addition(actor: Actor, decision: DecisionRecord, addition: Addition) -> None:
    """Add a note, a review or the check of the promise. The record itself stays as it is."""
    require(policies.can_add(actor, decision))
    actor_id = actor.require_id()
    rules.check_lengths(addition)
    rules.check_addition(addition, clock.today())
    row = DecisionAddition(person_id=actor_id, **vars(addition))
    decision.additions.append(row)
    decision.reminded_on = None
    flush_or_conflict()
    record_event(
        actor, ADDITION_VERBS[addition.kind], decision, is_public=True, verdict=addition.verdict
    )


ADDITION_VERBS = {
    AdditionKind.NOTE: "added a note",
    AdditionKind.REVIEW: "looked at again",
    AdditionKind.CHECK: "checked the promise",
}


def mark_reminded(decision: DecisionRecord, today: date) -> None:
    decision.reminded_on = today
