"""Writing any part of an entry. ``write_parts`` is the one door for all of them."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any, TypeVar

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import labels
from coprod.register.activities import actions as register
from coprod.register.activities import policies
from coprod.register.activities.actions import keep
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import fingerprint, visible
from coprod.register.activities.rules import is_private, with_exact_numbers
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
    Basics,
    Costs,
    CuratorNotes,
    Evidence,
    Outcome,
    Paid,
    People,
    Pledge,
    Resourcing,
    Session,
    Sessions,
    Told,
    Working,
    Worth,
    check_resourcing,
    check_worth,
)

R = TypeVar("R", Sessions, Evidence, Costs)


def change_parts(actor: Actor, activity: Activity, *parts: Any, seen: str) -> None:
    """Change some parts of an entry, all or none, as ``change_activity`` does for one."""
    check_may_change(actor, activity, *map(type, parts))
    if seen != fingerprint(tuple(queries.as_shown(actor, activity, type(p)) for p in parts)):
        raise ConflictError
    now = [queries.as_written(activity, type(part)) for part in parts]
    write(actor, activity, tuple(map(partial(keep_hidden_numbers, actor, activity), parts, now)))


def change_row(actor: Actor, activity: Activity, kind: type[R], new: Any, *, seen: str) -> None:
    """Add a session or a link, or change one. ``seen`` is the fingerprint of that row alone."""
    check_may_change(actor, activity)
    check_row_unchanged(actor, activity, kind, new.number, seen)
    now = queries.as_written(activity, kind)
    if new.number:
        new = keep_hidden_numbers(actor, activity, new, rules.row(now, new.number))
    rules.check_row(new)
    write(actor, activity, (rules.with_row(now, new),))


def remove_row(actor: Actor, activity: Activity, kind: type[R], number: int, *, seen: str) -> None:
    check_may_change(actor, activity)
    check_row_unchanged(actor, activity, kind, number, seen)
    now = queries.as_written(activity, kind)
    write(actor, activity, (rules.without_row(now, number),))


def keep_hidden_numbers(actor: Actor, activity: Activity, new: Any, before: Any) -> Any:
    """Return a new part or row with the numbers of before that its writer was not shown."""
    is_exact = policies.can_see_exact_numbers(actor, activity)
    return new if is_exact else with_exact_numbers(new, before)


def check_row_unchanged(
    actor: Actor, activity: Activity, kind: type[R], number: int, seen: str
) -> None:
    if not number:
        return
    row = rules.row(queries.as_shown(actor, activity, kind), number)
    if row is None:
        raise NotFoundError
    if not queries.can_change_row(actor, activity, kind, number):
        raise NotAllowedError
    if seen != fingerprint((row,)):
        raise ConflictError


def check_may_change(actor: Actor, activity: Activity, *kinds: type[Any]) -> None:
    if not policies.can_write_parts(actor, activity, kinds):
        raise NotAllowedError


def write(actor: Actor, activity: Activity, parts: tuple[Any, ...]) -> None:
    for part in parts:
        if isinstance(part, Basics) and part.programme_id is not None:
            check_programme(actor, activity, part.programme_id)
    must_wait = policies.can_propose(actor, activity)
    waiting = tuple(part for part in parts if must_wait and not is_private(type(part)))
    if waiting:
        register.remember_hand(actor, activity)
    propose(actor, activity, waiting)
    write_parts(activity, tuple(part for part in parts if part not in waiting))
    register.flush()


def propose(actor: Actor, activity: Activity, parts: tuple[Any, ...]) -> None:
    """Keep parts of a published entry until a curator has approved them.

    They are written to an entry that is thrown away, to see whether a rule is broken.
    """
    for part in parts:
        WRITERS[type(part)](register.begun(activity.owner_id, None), queries.blank(), part)
        now = queries.told(activity, type(part))
        keep(activity.id, actor.id or 0, part, published=now, mark=fingerprint((now,)))


def check_programme(actor: Actor, activity: Activity, programme_id: int) -> None:
    """A programme is another entry that the writer may see, and not a strand of this one."""
    wanted = visible(actor).where(Activity.id == programme_id)
    if session.scalar(wanted) is None:
        raise RuleBrokenError(N_("There is no such entry"), field="programme")
    if activity.id in {programme_id, *queries.programmes_above(programme_id)}:
        said = N_("An entry cannot be part of itself, nor of one of its own strands")
        raise RuleBrokenError(said, field="programme")


def write_parts(activity: Activity, parts: tuple[Any, ...]) -> None:
    """Write parts of any package by their rules, and make their words fit to search."""
    own = tuple(part for part in parts if type(part) in WRITERS)
    others = tuple(part for part in parts if type(part) not in WRITERS)
    if own:
        detail = queries.kept(activity) or begun(activity)
        for part in own:
            WRITERS[type(part)](activity, detail, part)
        session.flush()
        activity.text.more_words = words(queries.told_with(activity, detail))
        activity.changed_at = clock.now()
    register.write(activity, others)


def words(told: Told) -> str:
    """Return the words of these sections that every reader may see."""
    parts = [told[kind] for kind in rules.PARTS if rules.is_public(kind)]
    public = [part.for_readers() if isinstance(part, Costs) else part for part in parts]
    supports = {key for row in told[Sessions].rows for key in (*row.offered_ids, *row.used_ids)}
    return fold(" ".join([*texts(tuple(public)), *labels(supports).values()]))


def texts(value: Any) -> Iterator[str]:
    """Yield what people wrote in a part, however deep it stands; not the names of fixed answers."""
    within = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        within = tuple(getattr(value, f.name) for f in fields(value) if not is_link(f.name))
    for each in within:
        yield from texts(each)
    if type(value) is str:
        yield value


def is_link(name: str) -> bool:
    return name == "address" or name.endswith("_link")


def begun(activity: Activity) -> ActivityDetail:
    detail = queries.blank()
    detail.activity_id = activity.id
    session.add(detail)
    return detail


def write_basics(activity: Activity, detail: ActivityDetail, part: Basics) -> None:
    rules.check_names(part.partner_names, "partner_names")
    register.write_terms(activity, ListKind.ORGANISATION, part.partner_ids)
    detail.level, detail.stage = part.level, part.stage
    detail.partner_names = "\n".join(part.partner_names)
    detail.programme_id = part.programme_id


def write_pledge(activity: Activity, detail: ActivityDetail, part: Pledge) -> None:
    register.write_terms(activity, ListKind.BOARD, part.board_ids)
    copy(part, detail, but={"board_ids"})


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
    for stage, column in queries.SHARED.items():
        setattr(detail, column, stage in part.shared)
    copy(part, detail, but={"shared"})


def write_sessions(_activity: Activity, detail: ActivityDetail, part: Sessions) -> None:
    rules.check_rows(part)
    for row in part.rows:
        register.terms(row.offered_ids, ListKind.SUPPORT)
        register.terms(row.used_ids, ListKind.SUPPORT)
    stay = {each.number: each for each in detail.sessions}
    detail.sessions = [
        filled(stay.get(row.number) or ActivitySession(number=row.number, supports=[]), row)
        for row in sorted(part.rows, key=lambda each: each.number)
    ]


def filled(kept: ActivitySession, row: Session) -> ActivitySession:
    copy(row, kept, but={"took_part", "offered_ids", "used_ids"})
    kept.took_part_how = row.took_part.sureness if row.took_part else None
    kept.took_part_number = row.took_part.number if row.took_part else None
    stay = {each.term_id: each for each in kept.supports}
    ids = sorted({*row.offered_ids, *row.used_ids})
    kept.supports = [stay.get(term_id) or SessionSupport(term_id=term_id) for term_id in ids]
    for each in kept.supports:
        each.is_offered = each.term_id in row.offered_ids
        each.is_used = each.term_id in row.used_ids
    return kept


def write_evidence(_activity: Activity, detail: ActivityDetail, part: Evidence) -> None:
    rules.check_rows(part)
    stay = {each.number: each for each in detail.links}
    detail.links = [
        stay.get(row.number) or ActivityLink(number=row.number)
        for row in sorted(part.rows, key=lambda each: each.number)
    ]
    told = {row.number: row for row in part.rows}
    for link in detail.links:
        copy(told[link.number], link)


def write_resourcing(_activity: Activity, detail: ActivityDetail, part: Resourcing) -> None:
    check_resourcing(part)
    rules.check_addresses(part, ("deciding_link",))
    detail.unresourced_why = part.why
    copy(part, detail, but={"why"})


def write_costs(_activity: Activity, detail: ActivityDetail, part: Costs) -> None:
    rules.check_rows(part)
    givers = {row.given_by_id for row in part.rows if row.given_by_id is not None}
    register.terms(tuple(sorted(givers)), ListKind.ORGANISATION)
    stay = {each.number: each for each in detail.costs}
    told = sorted(part.rows, key=lambda each: each.number)
    detail.costs = [stay.get(row.number) or ActivityCost(number=row.number) for row in told]
    for kept, row in zip(detail.costs, told, strict=True):
        copy(row, kept, but={"amount", "paid"})
        copy(row.paid or Paid(), kept)
        kept.unit = row.amount.unit if row.amount else None
        kept.hundredths = row.amount.hundredths if row.amount else None


def write_outcome(_activity: Activity, detail: ActivityDetail, part: Outcome) -> None:
    rules.check_outcome(part)
    copy(part, detail)


def write_worth(_activity: Activity, detail: ActivityDetail, part: Worth) -> None:
    check_worth(part)
    rules.check_addresses(part, LINKS)
    copy(part, detail)


def write_notes(_activity: Activity, detail: ActivityDetail, part: CuratorNotes) -> None:
    detail.curator_notes = part.text


def copy(part: Any, row: Any, but: AbstractSet[str] = frozenset()) -> None:
    """Put what a part tells into the columns of the same names."""
    for field in fields(part):
        if field.name not in but:
            setattr(row, field.name, getattr(part, field.name))


WRITERS: dict[type[Any], Callable[[Activity, ActivityDetail, Any], None]] = {
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
