"""Writing any part of an activity. ``write_parts`` is the one door for all of them."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any, TypeVar

from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_labels
from coprod.register.activities import policies
from coprod.register.activities.actions import (
    get_terms,
    new_activity,
    record_past_owner,
    save_pending_part,
    update_changes_since,
    write_first_parts,
    write_terms,
)
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import select_visible_activities
from coprod.register.activities.rules import is_private, restore_exact_numbers
from coprod.register.sections import queries, rules
from coprod.register.sections.models import (
    ActivityCost,
    ActivityDetail,
    ActivityLink,
    ActivitySession,
    NamedGroup,
    SessionSupport,
)
from coprod.register.sections.rules import (
    LINKS,
    ActivitySections,
    Basics,
    Costs,
    CuratorNotes,
    Evidence,
    Outcome,
    PaymentCounts,
    People,
    Pledge,
    Resourcing,
    Session,
    Sessions,
    Working,
    Worth,
    check_resourcing,
    check_worth,
)

R = TypeVar("R", Sessions, Evidence, Costs)


def change_parts(actor: Actor, activity: Activity, *parts: Any, seen: str) -> None:
    """Change some parts of an activity, all or none, as ``change_activity`` does for one."""
    check_can_change(actor, activity, *map(type, parts))
    require(
        seen
        == compute_fingerprint(
            tuple(queries.get_part_for_form(actor, activity, type(p)) for p in parts)
        ),
        ConflictError,
    )
    current = [queries.get_working_part(activity, type(part)) for part in parts]
    write_or_propose(
        actor,
        activity,
        tuple(map(partial(restore_hidden_numbers, actor, activity), parts, current)),
    )


def change_row(actor: Actor, activity: Activity, kind: type[R], new: Any, *, seen: str) -> None:
    """Add a session or a link, or change one. ``seen`` is the fingerprint of that row alone."""
    check_can_change(actor, activity)
    check_row_unchanged(actor, activity, kind, new.number, seen)
    current = queries.get_working_part(activity, kind)
    if new.number:
        new = restore_hidden_numbers(actor, activity, new, rules.find_row(current, new.number))
    rules.check_row(new)
    write_or_propose(actor, activity, (rules.put_row(current, new),))


def remove_row(actor: Actor, activity: Activity, kind: type[R], number: int, *, seen: str) -> None:
    check_can_change(actor, activity)
    check_row_unchanged(actor, activity, kind, number, seen)
    current = queries.get_working_part(activity, kind)
    write_or_propose(actor, activity, (rules.drop_row(current, number),))


def restore_hidden_numbers(actor: Actor, activity: Activity, new: Any, before: Any) -> Any:
    """Return a new part or row with the numbers of before that its writer was not shown."""
    is_exact = policies.can_see_exact_numbers(actor, activity)
    return new if is_exact else restore_exact_numbers(new, before)


def check_row_unchanged(
    actor: Actor, activity: Activity, kind: type[R], number: int, seen: str
) -> None:
    if not number:
        return
    row = require_found(rules.find_row(queries.get_part_for_form(actor, activity, kind), number))
    require(queries.can_change_row(actor, activity, kind, number))
    require(seen == compute_fingerprint((row,)), ConflictError)


def check_can_change(actor: Actor, activity: Activity, *kinds: type[Any]) -> None:
    require(policies.can_write_parts(actor, activity, kinds))


def write_or_propose(actor: Actor, activity: Activity, parts: tuple[Any, ...]) -> None:
    for part in parts:
        if isinstance(part, Basics) and part.programme_id is not None:
            check_programme(actor, activity, part.programme_id)
    must_wait = policies.can_propose(actor, activity)
    waiting = tuple(part for part in parts if must_wait and not is_private(type(part)))
    if waiting:
        record_past_owner(actor, activity)
    propose(actor, activity, waiting)
    write_parts(activity, tuple(part for part in parts if part not in waiting))
    flush_or_conflict()


def propose(actor: Actor, activity: Activity, parts: tuple[Any, ...]) -> None:
    """Keep parts of a published activity until a curator has approved them.

    They are written to an activity that is thrown away, to see whether a rule is broken.
    """
    for part in parts:
        PART_WRITERS[type(part)](
            new_activity(activity.owner_id, None), queries.new_blank_detail(), part
        )
        published = queries.read_part(activity, type(part))
        save_pending_part(
            activity.id,
            actor.id or 0,
            part,
            published=published,
            fingerprint=compute_fingerprint((published,)),
        )
    if parts:
        update_changes_since(activity)


def check_programme(actor: Actor, activity: Activity, programme_id: int) -> None:
    """A programme is another activity that the writer may see, and not a strand of this one."""
    statement = select_visible_activities(actor).where(Activity.id == programme_id)
    if session.scalar(statement) is None:
        raise RuleBrokenError(N_("There is no such activity"), field="programme")
    if activity.id in {programme_id, *queries.list_programmes_above(programme_id)}:
        message = N_("An activity cannot be part of itself, or of one of its own parts")
        raise RuleBrokenError(message, field="programme")


def write_parts(activity: Activity, parts: tuple[Any, ...]) -> None:
    """Write parts of any package by their rules, and make their words fit to search."""
    own_parts = tuple(part for part in parts if type(part) in PART_WRITERS)
    first_parts = tuple(part for part in parts if type(part) not in PART_WRITERS)
    if own_parts:
        detail = queries.find_detail(activity) or new_detail(activity)
        for part in own_parts:
            PART_WRITERS[type(part)](activity, detail, part)
        session.flush()
        activity.text.more_words = build_search_words(queries.build_sections(activity, detail))
        activity.changed_at = clock.now()
    write_first_parts(activity, first_parts)


def build_search_words(sections: ActivitySections) -> str:
    """Return the words of these sections that every reader may see."""
    parts = [sections[kind] for kind in rules.PARTS if rules.is_public(kind)]
    public = [part.for_readers() if isinstance(part, Costs) else part for part in parts]
    supports = {key for row in sections[Sessions].rows for key in (*row.offered_ids, *row.used_ids)}
    return fold(" ".join([*iterate_texts(tuple(public)), *get_labels(supports).values()]))


def iterate_texts(value: Any) -> Iterator[str]:
    """Yield the texts that people wrote in a part, however deep; not the names of fixed answers."""
    within = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        within = tuple(getattr(value, f.name) for f in fields(value) if not is_link(f.name))
    for item in within:
        yield from iterate_texts(item)
    if type(value) is str:
        yield value


def is_link(name: str) -> bool:
    return name == "address" or name.endswith("_link")


def new_detail(activity: Activity) -> ActivityDetail:
    detail = queries.new_blank_detail()
    detail.activity_id = activity.id
    session.add(detail)
    return detail


def write_basics(activity: Activity, detail: ActivityDetail, part: Basics) -> None:
    rules.check_names(part.partner_names, "partner_names")
    write_terms(activity, ListKind.ORGANISATION, part.partner_ids)
    detail.level, detail.stage = part.level, part.stage
    detail.partner_names = "\n".join(part.partner_names)
    detail.programme_id = part.programme_id


def write_pledge(activity: Activity, detail: ActivityDetail, part: Pledge) -> None:
    write_terms(activity, ListKind.BOARD, part.board_ids)
    copy_fields(part, detail, but={"board_ids"})


def write_people(_activity: Activity, detail: ActivityDetail, part: People) -> None:
    rules.check_names(part.groups, "groups")
    detail.took_part_how = part.took_part.sureness if part.took_part else None
    detail.took_part_number = part.took_part.number if part.took_part else None
    detail.found, detail.missing, detail.roles = part.found, part.missing, part.roles
    stay = {group.name: group for group in detail.groups}
    names = list(dict.fromkeys(part.groups))
    detail.groups = [stay.get(name) or NamedGroup(name=name) for name in names]
    for position, group in enumerate(detail.groups):
        group.position = position


def write_working(_activity: Activity, detail: ActivityDetail, part: Working) -> None:
    for stage, column in queries.SHARED_COLUMNS.items():
        setattr(detail, column, stage in part.shared)
    copy_fields(part, detail, but={"shared"})


def write_sessions(_activity: Activity, detail: ActivityDetail, part: Sessions) -> None:
    rules.check_rows(part)
    for row in part.rows:
        get_terms(row.offered_ids, ListKind.SUPPORT)
        get_terms(row.used_ids, ListKind.SUPPORT)
    stay = {each.number: each for each in detail.sessions}
    detail.sessions = [
        fill_session(stay.get(row.number) or ActivitySession(number=row.number, supports=[]), row)
        for row in sorted(part.rows, key=lambda each: each.number)
    ]


def fill_session(stored: ActivitySession, row: Session) -> ActivitySession:
    copy_fields(row, stored, but={"took_part", "offered_ids", "used_ids"})
    stored.took_part_how = row.took_part.sureness if row.took_part else None
    stored.took_part_number = row.took_part.number if row.took_part else None
    stay = {each.term_id: each for each in stored.supports}
    ids = sorted({*row.offered_ids, *row.used_ids})
    stored.supports = [stay.get(term_id) or SessionSupport(term_id=term_id) for term_id in ids]
    for support in stored.supports:
        support.is_offered = support.term_id in row.offered_ids
        support.is_used = support.term_id in row.used_ids
    return stored


def write_evidence(_activity: Activity, detail: ActivityDetail, part: Evidence) -> None:
    rules.check_rows(part)
    stay = {each.number: each for each in detail.links}
    detail.links = [
        stay.get(row.number) or ActivityLink(number=row.number)
        for row in sorted(part.rows, key=lambda each: each.number)
    ]
    rows = {row.number: row for row in part.rows}
    for link in detail.links:
        copy_fields(rows[link.number], link)


def write_resourcing(_activity: Activity, detail: ActivityDetail, part: Resourcing) -> None:
    check_resourcing(part)
    rules.check_addresses(part, ("deciding_link",))
    detail.unresourced_why = part.why
    copy_fields(part, detail, but={"why"})


def write_costs(_activity: Activity, detail: ActivityDetail, part: Costs) -> None:
    rules.check_rows(part)
    givers = {row.given_by_id for row in part.rows if row.given_by_id is not None}
    get_terms(tuple(sorted(givers)), ListKind.ORGANISATION)
    stay = {each.number: each for each in detail.costs}
    rows = sorted(part.rows, key=lambda each: each.number)
    detail.costs = [stay.get(row.number) or ActivityCost(number=row.number) for row in rows]
    for stored, row in zip(detail.costs, rows, strict=True):
        copy_fields(row, stored, but={"amount", "paid"})
        copy_fields(row.paid or PaymentCounts(), stored)
        stored.unit = row.amount.unit if row.amount else None
        stored.hundredths = row.amount.hundredths if row.amount else None


def write_outcome(_activity: Activity, detail: ActivityDetail, part: Outcome) -> None:
    rules.check_outcome(part)
    copy_fields(part, detail)


def write_worth(_activity: Activity, detail: ActivityDetail, part: Worth) -> None:
    check_worth(part)
    rules.check_addresses(part, LINKS)
    copy_fields(part, detail)


def write_notes(_activity: Activity, detail: ActivityDetail, part: CuratorNotes) -> None:
    detail.curator_notes = part.text


def copy_fields(part: Any, row: Any, but: AbstractSet[str] = frozenset()) -> None:
    """Copy the fields of a part into the columns of the same names."""
    for field in fields(part):
        if field.name not in but:
            setattr(row, field.name, getattr(part, field.name))


PART_WRITERS: dict[type[Any], Callable[[Activity, ActivityDetail, Any], None]] = {
    Basics: write_basics,
    Pledge: write_pledge,
    People: write_people,
    Working: write_working,
    Sessions: write_sessions,
    Resourcing: write_resourcing,
    Costs: write_costs,
    Outcome: write_outcome,
    Worth: write_worth,
    Evidence: write_evidence,
    CuratorNotes: write_notes,
}
