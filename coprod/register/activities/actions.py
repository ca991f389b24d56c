"""What can be done to an activity. A page, an import and a command all come through here.

An activity is written in parts. Each part is a small frozen value and has one function that writes
it, so that a step of the form, a row of a spreadsheet and a command share every rule.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select

from coprod.accounts.autosave.actions import move_drafts
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import derive_slug, find_free_slug, generate_slug, hash_slug, slugify
from coprod.core.values.text import fold
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import policies, queries, rules
from coprod.register.activities.enums import Audience, Rung, Status
from coprod.register.activities.models import (
    Activity,
    ActivityText,
    CoOwner,
    Fact,
    FormerAddress,
    PendingPart,
    PromisedRung,
    Source,
)
from coprod.register.activities.queries import (
    get_working_parts,
    list_pending_parts,
    read_first_parts,
)
from coprod.register.activities.rules import (
    About,
    Behalf,
    Leading,
    Naming,
    Part,
    Placing,
    PromiseStatement,
    Sourcing,
    Story,
    Telling,
    Timing,
    pack,
)

# Logging, changing and discarding an activity


def log_activity(actor: Actor, *parts: Part) -> Activity:
    """Start a new activity, as a draft that only its owner and the curators see."""
    return log_activities(actor, [parts])[0]


def log_activities(actor: Actor, parts_of_each: Iterable[tuple[Part, ...]]) -> list[Activity]:
    """Start several activities, all or none: far faster than one by one."""
    require(policies.can_log(actor))
    actor_id = actor.require_id()
    activities: list[Activity] = []
    for parts in parts_of_each:
        activity = new_activity(actor_id, actor.organisation_id)
        write_first_parts(activity, parts)
        activity.slug = generate_slug()
        activities.append(activity)
    session.add_all(activities)
    flush_or_conflict()
    for activity in activities:
        record_event(actor, "logged", activity)
    return activities


def begin_activity(actor: Actor, start: str, naming: Naming, *others: Part) -> Activity:
    """Start an activity from the page that does so, whose ``start`` is a digest of its own.

    The page sent again with another name, after Back, names the same draft anew; another tab with
    the same name goes on with the draft that has no more than that.
    """
    require(policies.can_log(actor))
    slug = derive_slug(start)
    draft = queries.find_same_draft(actor, slug, naming.title)
    if draft:
        write_first_parts(draft, (naming,))
        flush_or_conflict()
        return draft
    activity = log_activity(actor, naming, *others)
    if slug not in queries.list_slugs_like(slug):
        activity.slug = slug
        flush_or_conflict()
    return activity


def new_activity(owner_id: int, organisation_id: int | None) -> Activity:
    return Activity(
        owner_id=owner_id,
        organisation_id=organisation_id,
        title="",
        summary="",
        led_by_name="",
        place_words="",
        reported_by="",
        typed_by="",
        consent="",
        checked_by="",
        status=Status.DRAFT,
        is_closed_to_organisation=False,
        terms=[],
        promises=[],
        facts=[],
        co_owners=[],
        text=ActivityText(body="", learned="", search_words="", more_words=""),
        source=None,
        led_by=None,
    )


def change_activity(actor: Actor, activity: Activity, *parts: Part, seen: str) -> None:
    """Change some parts of an activity, all or none of them.

    ``seen`` is the fingerprint of those parts as the writer saw them. When somebody has changed
    them since, ``ConflictError`` is raised and nothing is changed. A published activity stays as it
    is: what its team writes waits beside it until a curator has approved it.
    """
    require(policies.can_write_parts(actor, activity, map(type, parts)))
    actor_id = actor.require_id()
    require(
        seen == compute_fingerprint(get_working_parts(activity, *(type(part) for part in parts))),
        ConflictError,
    )
    if policies.can_propose(actor, activity):
        record_past_owner(actor, activity)
        propose(actor_id, activity, parts)
    else:
        write_first_parts(activity, parts)
    flush_or_conflict()


def record_past_owner(actor: Actor, activity: Activity) -> None:
    """Remember that somebody of the leading organisation did something to an activity.

    They do not look after it, so they stand among those who have left: nobody decides about an
    activity that they had a hand in (domain.md 3.6: having done so, not being allowed to).
    """
    if actor.id is not None and not policies.was_ever_owner(actor, activity):
        now = clock.now()
        activity.co_owners.append(CoOwner(person_id=actor.id, since=now, left_at=now))


def propose(person_id: int, activity: Activity, parts: tuple[Part, ...]) -> None:
    """Save parts for approval. What could not be published is not saved either."""
    write_first_parts(new_activity(person_id, None), parts)  # only to see whether a rule is broken
    for part in parts:
        published = read_first_parts(activity, type(part))
        save_pending_part(
            activity.id,
            person_id,
            part,
            published=published[0],
            fingerprint=compute_fingerprint(published),
        )
    update_changes_since(activity)


def save_pending_part(
    activity_id: int, person_id: int, part: object, *, published: object, fingerprint: str
) -> None:
    """Save a part until a curator has approved it; one equal to the published part is deleted.

    ``fingerprint`` is that of the published part. A part that is pending already keeps the one that
    its author started from.
    """
    kind = type(part).__name__
    pending_part = next(
        (each for each in list_pending_parts(activity_id) if each.kind == kind), None
    )
    if part == published:
        if pending_part:
            session.delete(pending_part)
        return
    if pending_part is None:
        pending_part = PendingPart(activity_id=activity_id, kind=kind, based_on=fingerprint)
        session.add(pending_part)
    pending_part.content, pending_part.person_id = pack(part), person_id
    pending_part.at, pending_part.sent_at = clock.now(), None


def delete_pending_part(pending_part: PendingPart) -> None:
    session.delete(pending_part)


def update_changes_since(activity: Activity) -> None:
    """Say on the activity itself since when changes to it have been with the curators."""
    session.flush()
    sent = [each.sent_at for each in list_pending_parts(activity.id) if each.sent_at]
    activity.changes_since = min(sent, default=None)


def discard_activity(actor: Actor, activity: Activity) -> None:
    require(policies.can_discard(actor, activity))
    record_event(actor, "discarded", activity)
    session.delete(activity)
    session.flush()


def build_first_answers(activity: Activity) -> rules.FirstAnswers:
    """Tell which of the six first questions have an answer."""
    return rules.FirstAnswers(
        title=bool(activity.title),
        summary=bool(activity.summary),
        leader=bool(activity.led_by_id or activity.led_by_name),
        place=bool(activity.place_words or activity.get_terms(ListKind.LOCALITY)),
        time=activity.started is not None,
        promise=bool(activity.promises) or activity.nothing_promised,
    )


# Writing its parts


def write_first_parts(activity: Activity, parts: tuple[Part, ...]) -> None:
    for part in parts:
        FIRST_PART_WRITERS[type(part)](activity, part)
    activity.text.search_words = build_search_words(activity)


def write_name(activity: Activity, part: Naming) -> None:
    rules.check_title(part.title)
    record_change_of_words(activity, activity.title, part.title)
    activity.title = part.title


def write_summary(activity: Activity, part: Telling) -> None:
    record_change_of_words(activity, activity.summary, part.summary)
    activity.summary = part.summary


def record_change_of_words(activity: Activity, before: str, after: str) -> None:
    """Say on the activity when the words last changed that named groups are asked about."""
    if before != after:
        activity.words_changed_on = clock.today()


def write_leader(activity: Activity, part: Leading) -> None:
    leaders = get_terms((part.led_by_id,) if part.led_by_id else (), ListKind.ORGANISATION)
    activity.led_by = leaders[0] if leaders else None
    activity.led_by_name = part.led_by_name


def write_place(activity: Activity, part: Placing) -> None:
    write_terms(activity, ListKind.LOCALITY, part.locality_ids)
    activity.place_words = part.place_words


def write_time(activity: Activity, part: Timing) -> None:
    rules.check_timing(part, clock.today())
    activity.started, activity.ended = part.started, part.ended
    activity.is_ongoing = part.is_ongoing


def write_promise(activity: Activity, part: PromiseStatement) -> None:
    rules.check_promise(part.rungs, nothing=part.nothing)
    words = part.words or {Rung(each.rung): each.words for each in activity.promises}
    stay = {promise.rung: promise for promise in activity.promises if promise.rung in part.rungs}
    activity.promises = [
        stay.get(rung) or PromisedRung(rung=rung, words=words.get(rung, ""))
        for rung in sorted(set(part.rungs))
    ]
    activity.nothing_promised = part.nothing


def write_terms(activity: Activity, listing: ListKind, ids: tuple[int, ...]) -> None:
    others = [term for term in activity.terms if term.listing is not listing]
    activity.terms = [*others, *get_terms(ids, listing)]


def write_about(activity: Activity, part: About) -> None:
    for listing, ids in part.listed:
        write_terms(activity, listing, ids)


def write_story(activity: Activity, part: Story) -> None:
    activity.text.body, activity.text.learned = part.body, part.learned


def write_behalf(activity: Activity, part: Behalf) -> None:
    rules.check_behalf(part)
    activity.reported_by, activity.typed_by = part.reported_by, part.typed_by
    activity.consent = part.consent


def write_source(activity: Activity, part: Sourcing) -> None:
    activity.source = Source(
        name=part.name,
        key=part.key,
        address=part.address,
        licence=part.licence,
        taken_on=clock.today(),
    )
    audiences = dict(part.audiences)
    activity.facts = [
        Fact(label=label, value=value, note=why, audience=audiences.get(label, Audience.EVERYBODY))
        for label, value, why in part.facts
    ]


FIRST_PART_WRITERS: dict[type[Part], Callable[[Activity, Any], None]] = {
    Naming: write_name,
    Telling: write_summary,
    Leading: write_leader,
    Placing: write_place,
    Timing: write_time,
    PromiseStatement: write_promise,
    About: write_about,
    Behalf: write_behalf,
    Story: write_story,
    Sourcing: write_source,
}


def get_terms(ids: tuple[int, ...], listing: ListKind) -> list[Term]:
    """Return terms of one list; an id that is not on that list is refused."""
    if not ids:
        return []
    statement = select(Term).where(Term.id.in_(ids), Term.listing == listing)
    terms = list(session.scalars(statement.order_by(Term.position, Term.id)))
    if len(terms) != len(set(ids)):
        raise RuleBrokenError(N_("Choose from the list"))
    return terms


def build_search_words(activity: Activity) -> str:
    """Every word of the activity that its readers may see, made fit to search."""
    labels = [term.label for term in activity.terms]
    leader = activity.led_by.label if activity.led_by else activity.led_by_name
    texts = [activity.title, activity.summary, leader, activity.place_words, *labels]
    text = activity.text
    return fold(" ".join([*texts, text.body, text.learned, text.more_words]))


# Its address


def set_public_address(activity: Activity) -> None:
    """Give a draft that becomes public its lasting address. The one that it had leads on."""
    move_to_slug(activity, get_lasting_slug(activity), is_gone=False)


def get_lasting_slug(activity: Activity) -> str:
    """Return the address that an activity has once it is public, made of its title.

    A title that may tell of somebody gives it none of its words: a curator can.
    """
    is_telling = rules.may_tell_of_somebody(activity.title)
    return activity.slug if is_telling else choose_free_slug(activity)


def choose_free_slug(activity: Activity) -> str:
    """Return an address of the title that no other activity has, nor had before."""
    stem = slugify(activity.title)
    like = {*queries.list_slugs_like(stem)} - {activity.slug}
    return find_free_slug(stem, lambda slug: slug in like or not is_free(activity, slug))


def is_free(activity: Activity, slug: str) -> bool:
    former = queries.find_former_address(slug)
    return slug not in rules.RESERVED and (former is None or former.activity_id == activity.id)


def change_address(actor: Actor, activity: Activity, words: str, *, is_gone: bool) -> None:
    """Give an activity another address. The old one redirects, or is gone to protect somebody."""
    require(policies.can_change_address(actor))
    slug = slugify(words) if words else generate_slug()
    is_taken = slug != activity.slug and slug in queries.list_slugs_like(slug)
    if is_taken or not is_free(activity, slug):
        raise RuleBrokenError(
            N_("Another activity has this address. Choose a different one"), field="address"
        )
    move_to_slug(activity, slug, is_gone=is_gone)
    record_event(actor, "changed the address", activity)


def move_to_slug(activity: Activity, slug: str, *, is_gone: bool) -> None:
    if slug == activity.slug:
        return
    former = queries.find_former_address(slug)
    if former:
        session.delete(former)
    old, hashed = activity.slug, hash_slug(activity.slug)
    session.add(FormerAddress(activity_id=activity.id, slug_hash=hashed, is_gone=is_gone))
    activity.slug = slug
    flush_or_conflict()
    move_drafts(old, slug)
