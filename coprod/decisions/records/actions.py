"""Writing a decision record, signing it off, and adding to it afterwards."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from itertools import chain, count
from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import slugify
from coprod.decisions.guide import rules as guide
from coprod.decisions.records import policies, queries, rules
from coprod.decisions.records.enums import HoldState, Later, Part
from coprod.decisions.records.models import (
    FINAL,
    DecisionAnswer,
    DecisionEntry,
    DecisionHold,
    DecisionLater,
    DecisionRecord,
    DecisionSaid,
)
from coprod.decisions.records.rules import (
    About,
    Addition,
    AlreadySaid,
    Choosing,
    Means,
    Naming,
    Openness,
    Promising,
    Reply,
    Said,
    Signing,
)
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.queries import current_version
from coprod.register.activities import actions as register
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import compute_fingerprint


def begin_decision(actor: Actor, naming: Naming) -> DecisionRecord:
    """Start a record, as a draft that the side that makes it and the curators see."""
    if not policies.can_begin(actor) or actor.id is None:
        raise NotAllowedError
    rules.check_title(naming.title)
    rules.check_lengths(naming)
    decision = DecisionRecord(
        slug=free_slug(naming.title),
        title=naming.title,
        person_id=actor.id,
        organisation_id=actor.organisation_id,
        framework_version=current_version(Kind.GUIDE),
        **{name: [] for name in ("answers", "said", "terms", "holds", "later", "links")},
    )
    session.add(decision)
    register.flush()
    record_event(actor, "began a decision", decision)
    return decision


def free_slug(title: str) -> str:
    stem = slugify(title)
    taken = {*queries.slugs_like(stem), *rules.RESERVED}
    numbered = (f"{stem}-{n}" for n in count(2))
    return next(slug for slug in chain([stem], numbered) if slug not in taken)


# Writing the parts of a draft


def change_part(actor: Actor, decision: DecisionRecord, part: Any, *, seen: str) -> None:
    """Write one part of a draft. ``seen`` is the fingerprint of that part as its writer saw it."""
    check_open(actor, decision)
    if seen != compute_fingerprint((queries.told(decision, type(part)),)):
        raise ConflictError
    rules.check_lengths(part)
    if isinstance(part, AlreadySaid):
        check_entries(actor, part)
    WRITERS[type(part)](decision, part)
    decision.changed_at = clock.now()
    register.flush()


def answer_question(actor: Actor, decision: DecisionRecord, reply: Reply, *, seen: str) -> None:
    check_open(actor, decision)
    if seen != compute_fingerprint((queries.replies(decision).get(reply.question),)):
        raise ConflictError
    guide.check_answer(reply.question, reply.answer)
    rules.check_lengths(reply)
    rules.check_reply(reply)
    kept = next((a for a in decision.answers if a.question is reply.question), None)
    if kept is None:
        kept = DecisionAnswer(question=reply.question)
        decision.answers.append(kept)
    kept.answer, kept.note = reply.answer, reply.note
    decision.changed_at = clock.now()
    register.flush()


def check_open(actor: Actor, decision: DecisionRecord) -> None:
    if decision.is_signed:
        raise RuleBrokenError(FINAL)
    if not policies.can_write(actor, decision):
        raise NotAllowedError


def check_entries(actor: Actor, part: AlreadySaid) -> None:
    """A link into the register leads to an entry that its writer may read."""
    known = queries.titles(actor, [row.entry for row in part.rows if row.entry])
    for number, row in enumerate(part.rows, 1):
        if row.entry and row.entry not in known:
            raise RuleBrokenError(N_("There is no such entry"), field=f"address_{number}")


def write_columns(decision: DecisionRecord, part: Any) -> None:
    for field in fields(part):
        setattr(decision, field.name, getattr(part, field.name))


def write_name(decision: DecisionRecord, part: Naming) -> None:
    rules.check_title(part.title)
    decision.title = part.title


def write_about(decision: DecisionRecord, part: About) -> None:
    listed = [
        register.get_terms(getattr(part, name), listing) for name, listing in queries.TERMS.items()
    ]
    decision.terms = [term for terms in listed for term in terms]


def write_said(decision: DecisionRecord, part: AlreadySaid) -> None:
    """Rows are written over in their order, so that no two ever hold one number."""
    rules.check_said(part)
    stay = {each.number: each for each in decision.said}
    decision.said = [
        filled(stay.get(number) or DecisionSaid(number=number), row)
        for number, row in enumerate(part.rows, 1)
    ]


def filled(kept: DecisionSaid, row: Said) -> DecisionSaid:
    kept.words, kept.address = row.words, row.address
    return kept


WRITERS: dict[type[Any], Callable[[DecisionRecord, Any], None]] = {
    Naming: write_name,
    Openness: write_columns,
    Means: write_columns,
    Choosing: write_columns,
    Promising: write_columns,
    About: write_about,
    AlreadySaid: write_said,
}


# Signing it off


def sign_off(actor: Actor, decision: DecisionRecord, signing: Signing, *, seen: str) -> None:
    """Sign a record in the name of a post. From now on it is public and stays as it is."""
    check_open(actor, decision)
    if seen != queries.fingerprint_of_all(decision):
        raise ConflictError
    guidance = guide.guide(queries.answers(decision))
    choosing = queries.told(decision, Choosing)
    rules.check_choosing(choosing, guidance, clock.today())
    for gap in queries.gaps(decision):
        raise RuleBrokenError(gap.said)
    rules.check_signing(signing)
    if not guidance.is_mismatch:
        decision.way_out, decision.way_out_words = None, ""
    decision.recommended, decision.stretch = guidance.recommended, guidance.stretch
    decision.is_mismatch = guidance.is_mismatch
    decision.is_below = rules.is_below(choosing, guidance)
    promise = queries.told(decision, Promising)
    decision.check_by = rules.check_by(promise, choosing.review_on)
    decision.signed_post, decision.signed_organisation = signing.post, signing.organisation
    decision.signed_at = clock.now()
    register.flush()
    record_event(
        actor, "signed off", decision, is_public=True, chosen=choosing.chosen, post=signing.post
    )


def discard_decision(actor: Actor, decision: DecisionRecord) -> None:
    check_open(actor, decision)
    record_event(actor, "discarded", decision)
    session.delete(decision)
    session.flush()


def begin_new_version(actor: Actor, decision: DecisionRecord) -> DecisionRecord:
    """Start a draft that says the same and takes the place of this one when it is signed off."""
    if not policies.can_renew(actor, decision):
        raise NotAllowedError
    if queries.newer(decision):
        raise RuleBrokenError(N_("There is a newer version already. Begin from that one"))
    new = begin_decision(actor, queries.told(decision, Naming))
    new.replaces_id, new.organisation_id = decision.id, decision.organisation_id
    for kind in queries.READERS:
        WRITERS[kind](new, queries.told(decision, kind))
    new.review_on = None
    for reply in queries.replies(decision).values():
        kept = DecisionAnswer(question=reply.question, answer=reply.answer, note=reply.note)
        new.answers.append(kept)
    new.holds = [
        DecisionHold(part=each.part, reason=each.reason, state=each.state)
        for each in decision.holds
    ]
    new.links = [
        DecisionEntry(activity_id=each.activity_id, activity=each.activity)
        for each in decision.links
    ]
    register.flush()
    return new


# Holding parts back


def hold_back(actor: Actor, decision: DecisionRecord, parts: tuple[Part, ...], reason: str) -> None:
    """Keep parts from readers. A curator decides; the team asks, and until then they are kept."""
    decides = policies.can_decide_hold(actor, decision)
    if not (decides or policies.can_ask_to_hold(actor, decision)):
        raise NotAllowedError
    if not parts:
        raise RuleBrokenError(N_("Tick what should be held back"), field="parts")
    if not reason:
        raise RuleBrokenError(N_("Say why. Everybody can read the reason"), field="reason")
    state = HoldState.HELD if decides else HoldState.ASKED
    kept = {each.part: each for each in decision.holds}
    for part in parts:
        hold = kept.get(part) or DecisionHold(part=part)
        if hold not in decision.holds:
            decision.holds.append(hold)
        hold.reason, hold.state = reason, state
    register.flush()
    verb = "held back" if decides else "asked to hold back"
    record_event(
        actor, verb, decision, reason=reason, is_public=decides, parts=[p.value for p in parts]
    )


def decide_hold(actor: Actor, decision: DecisionRecord, part: Part, *, is_held: bool) -> None:
    """Agree that a part is held back, or show it again."""
    if not policies.can_decide_hold(actor, decision):
        raise NotAllowedError
    hold = next((each for each in decision.holds if each.part is part), None)
    if hold is None:
        raise NotFoundError
    hold.state = HoldState.HELD if is_held else HoldState.SHOWN
    verb = "held back" if is_held else "showed again"
    record_event(actor, verb, decision, reason=hold.reason, is_public=True, parts=[part.value])


# After it was signed off


def link_entry(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    """Say that an entry came of this decision. Nobody links what others look after."""
    if not policies.can_link_entry(actor, decision, activity):
        raise NotAllowedError
    if activity.status in GONE:
        raise RuleBrokenError(N_("This entry is no longer public"), field="entry")
    if any(link.activity_id == activity.id for link in decision.links):
        return
    decision.links.append(DecisionEntry(activity_id=activity.id, activity=activity))
    register.flush()
    record_event(actor, "linked an entry", decision, entry=activity.slug)


def unlink_entry(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    if not policies.can_link(actor, decision):
        raise NotAllowedError
    decision.links = [each for each in decision.links if each.activity_id != activity.id]
    record_event(actor, "unlinked an entry", decision, entry=activity.slug)


def add_later(actor: Actor, decision: DecisionRecord, addition: Addition) -> None:
    """Add a note, a review or the check of the promise. The record itself stays as it is."""
    if not policies.can_add(actor, decision) or actor.id is None:
        raise NotAllowedError
    rules.check_lengths(addition)
    rules.check_addition(addition, clock.today())
    row = DecisionLater(person_id=actor.id, **vars(addition))
    decision.later.append(row)
    decision.reminded_on = None
    register.flush()
    record_event(actor, VERBS[addition.kind], decision, is_public=True, kept=addition.kept)


VERBS = {
    Later.NOTE: "added a note",
    Later.REVIEW: "looked at again",
    Later.CHECK: "checked the promise",
}


def was_reminded(decision: DecisionRecord, today: date) -> None:
    decision.reminded_on = today
