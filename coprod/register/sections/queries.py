"""Reading everything an entry tells. Whoever asks has the entry from ``activities.queries``."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, literal, or_, select
from sqlalchemy.orm import QueryableAttribute, aliased, joinedload
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from coprod.core.database import cache_statement, load_together, session
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.queries import labels
from coprod.register.activities import policies
from coprod.register.activities import queries as register
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import pending
from coprod.register.activities.rules import unpack, withheld, without_exact_numbers
from coprod.register.sections import rules
from coprod.register.sections.models import ActivityCost, ActivityDetail, ActivitySession
from coprod.register.sections.rules import (
    FIRST_PARTS,
    Basics,
    CostLine,
    Costs,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    People,
    Pledge,
    Resourcing,
    Session,
    Sessions,
    Told,
    Working,
    Worth,
)

P = TypeVar("P")
FEW = 10
LOADED: dict[type[Any], QueryableAttribute[Any]] = {
    Sessions: ActivityDetail.sessions,
    Evidence: ActivityDetail.links,
    Costs: ActivityDetail.costs,
}
"""What must be loaded beside the row for the parts that have rows of their own."""
SHARED = {
    CycleStage.CO_PLANNING: "shared_planning",
    CycleStage.CO_DECISION: "shared_decision",
    CycleStage.CO_DELIVERY: "shared_delivery",
    CycleStage.CO_EVALUATION: "shared_evaluation",
}
"""The column that keeps each stage of the work that was shared."""
OF_ROWS = {ListKind.SUPPORT, ListKind.ORGANISATION}
"""Lists that rows name terms of. The other terms are the entry's own."""


def kept(activity: Activity) -> ActivityDetail | None:
    """Return the row beside an entry, if one of its sections was ever saved."""
    return details([activity.id]).get(activity.id)


def details(ids: Sequence[int]) -> Mapping[int, ActivityDetail]:
    """Return the rows beside several entries, in the same few queries however many they are."""
    return loaded(ids, People, *LOADED)


def loaded(ids: Sequence[int], *kinds: type[Any]) -> Mapping[int, ActivityDetail]:
    """Return the rows beside entries with what is needed to tell these parts, and no more."""
    wanted = select(ActivityDetail).where(ActivityDetail.activity_id.in_(ids))
    if People in kinds:
        wanted = wanted.options(joinedload(ActivityDetail.groups))
    found = session.scalars(wanted).unique().all()
    beside = [LOADED[kind] for kind in kinds if kind in LOADED]
    with_supports = [joinedload(ActivitySession.supports)] if Sessions in kinds else []
    load_together(found, beside, with_supports)
    return {each.activity_id: each for each in found}


def blank() -> ActivityDetail:
    """Return the row of an entry whose sections are all empty. It is never kept."""
    columns = ActivityDetail.__table__.columns
    usual = {
        c.name: c.default.arg for c in columns if isinstance(c.default, ScalarElementColumnDefault)
    }
    return ActivityDetail(**usual, groups=[], sessions=[], links=[], costs=[])


def told(activity: Activity, kind: type[P]) -> P:
    """Return what an entry tells now in one of its parts, whichever package the part is of."""
    if kind in FIRST_PARTS:
        return told_by(activity, None, kind)
    return told_by(activity, loaded([activity.id], kind).get(activity.id), kind)


def as_written(activity: Activity, kind: type[P]) -> P:
    """Return a part as its team sees it: what waits for approval comes before what is public."""
    waiting = pending(activity.id) if activity.status is Status.PUBLISHED else ()
    kept = next((each.told for each in waiting if each.kind == kind.__name__), None)
    if kept is None:
        return told(activity, kind)
    part: P = unpack(kind, kept)
    return part


def as_shown(actor: Actor, activity: Activity, kind: type[P]) -> P:
    """Return a part as its forms show it: exact numbers of people are not for everybody."""
    part = as_written(activity, kind)
    is_exact = policies.can_see_exact_numbers(actor, activity)
    return part if is_exact else without_exact_numbers(part)


def can_change_row(actor: Actor, activity: Activity, kind: type[Any], number: int) -> bool:
    """Tell whether a row keeps nothing from the writer.

    Who cannot see a sum must not change beside how many people it was paid: it could be read then.
    """
    if policies.can_see_exact_numbers(actor, activity):
        return True
    parts = (as_written(activity, kind), told(activity, kind))
    return not any(withheld(rules.row(part, number)) for part in parts)


def kinds() -> dict[str, type[Any]]:
    """Return every part that an entry is told in, by the name under which it is kept."""
    return {kind.__name__: kind for kind in READERS}


def told_all(activity: Activity) -> Told:
    """Return everything that an entry tells."""
    return told_with(activity, kept(activity))


def told_with(activity: Activity, detail: ActivityDetail | None) -> Told:
    """Return everything that an entry tells, its detail being at hand."""
    row = detail or blank()
    return Told({kind: told_by(activity, row, kind) for kind in READERS})


def told_by(activity: Activity, detail: ActivityDetail | None, kind: type[P]) -> P:
    part: P = READERS[kind](activity, detail or blank())
    return part


def tells(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` tells something in one of its sections."""
    return exists().where(ActivityDetail.activity_id == Activity.id, *conditions)


def has_row(row: type[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` has such a row of one of its sections."""
    return tells(row.detail_id == ActivityDetail.id, *conditions)


def has_strands() -> ColumnElement[bool]:
    strand = aliased(Activity)
    below = ActivityDetail.programme_id == Activity.id, ActivityDetail.activity_id == strand.id
    return exists().where(*below, policies.published(strand))


def shares_parts() -> ColumnElement[bool]:
    """Return the condition that two stages of the work of an ``Activity`` were shared, or more."""
    shared = (case((getattr(ActivityDetail, name), 1), else_=0) for name in SHARED.values())
    number: ColumnElement[int] = sum(shared, literal(0))
    return tells(number >= 2)


def basics(activity: Activity, detail: ActivityDetail) -> Basics:
    partners = tuple(term.id for term in activity.listed(ListKind.ORGANISATION))
    return Basics(
        detail.level,
        detail.stage,
        partners,
        tuple(detail.partner_names.splitlines()),
        detail.programme_id,
    )


def pledge(activity: Activity, detail: ActivityDetail) -> Pledge:
    return Pledge(
        open_to_change=detail.open_to_change,
        not_open=detail.not_open,
        pledge=detail.pledge,
        hear_back=detail.hear_back,
        decided_by=detail.decided_by,
        budget_say=detail.budget_say,
        board_ids=tuple(term.id for term in activity.listed(ListKind.BOARD)),
    )


def people(_activity: Activity, detail: ActivityDetail) -> People:
    names = tuple(group.name for group in detail.groups)
    return People(detail.took_part, detail.found, detail.missing, detail.roles, names)


def working(_activity: Activity, detail: ActivityDetail) -> Working:
    shared = tuple(stage for stage, column in SHARED.items() if getattr(detail, column))
    return Working(shared, detail.under_18s, detail.safeguarding_role, detail.consent_route)


def one_session(kept: ActivitySession) -> Session:
    return Session(
        number=kept.number,
        held=kept.held,
        meeting=kept.meeting,
        place=kept.place,
        took_part=kept.took_part,
        run_by=kept.run_by,
        independent=kept.independent,
        trained=kept.trained,
        offered_ids=tuple(each.term_id for each in kept.supports if each.is_offered),
        used_ids=tuple(each.term_id for each in kept.supports if each.is_used),
    )


def costs(_activity: Activity, detail: ActivityDetail) -> Costs:
    return Costs(tuple(one_cost(each) for each in detail.costs))


def one_cost(kept: ActivityCost) -> CostLine:
    return CostLine(**alike(CostLine, kept))


def alike(kind: type[Any], kept: object) -> dict[str, Any]:
    """Return what is kept in columns that are called as what a part or a row tells."""
    return {field.name: getattr(kept, field.name) for field in fields(kind)}


def outcome(_activity: Activity, detail: ActivityDetail) -> Outcome:
    return Outcome(detail.asked, detail.said, detail.did, detail.not_doing, detail.why_not)


def resourcing(_activity: Activity, detail: ActivityDetail) -> Resourcing:
    deciding = (detail.deciding, detail.deciding_who, detail.deciding_link)
    return Resourcing(detail.unresourced, detail.unresourced_why, *deciding)


def first(kind: type[Any]) -> Callable[[Activity, ActivityDetail], Any]:
    return lambda activity, _detail: register.READERS[kind](activity)


READERS: dict[type[Any], Callable[[Activity, ActivityDetail], Any]] = {
    **{kind: first(kind) for kind in FIRST_PARTS},
    Basics: basics,
    Pledge: pledge,
    People: people,
    Working: working,
    Sessions: lambda _, kept: Sessions(tuple(one_session(each) for each in kept.sessions)),
    Resourcing: resourcing,
    Costs: costs,
    Outcome: outcome,
    Worth: lambda _activity, detail: Worth(**alike(Worth, detail)),
    Evidence: lambda _, kept: Evidence(tuple(Link(**alike(Link, each)) for each in kept.links)),
    CuratorNotes: lambda _activity, detail: CuratorNotes(detail.curator_notes),
}


def family(actor: Actor, activity: Activity, programme_id: int | None) -> Sequence[Activity]:
    """Return the programme that an entry is part of and its own strands: those the actor sees."""
    given = {"entry": activity.id, "programme": programme_id}
    return session.scalars(relatives(actor), given).all()


@cache_statement
def relatives(actor: Actor) -> Select[Activity]:
    strand_of = ActivityDetail.programme_id
    strands = select(ActivityDetail.activity_id).where(strand_of == bindparam("entry"))
    related = strands.union_all(select(bindparam("programme", type_=strand_of.type)))
    wanted = register.visible(actor).where(Activity.id.in_(related), Activity.status.not_in(GONE))
    return wanted.order_by(Activity.title, Activity.id)


def programmes_above(activity_id: int) -> list[int]:
    """Return the programme of an entry, the programme of that one, and so on to the top."""
    found: list[int] = []
    above: int | None = activity_id
    while above is not None and above not in found:
        found.append(above)
        wanted = select(ActivityDetail.programme_id).where(ActivityDetail.activity_id == above)
        above = session.scalar(wanted)
    return found[1:]


def public_titles(ids: Set[int]) -> dict[int, str]:
    """Return what published entries are called, by their keys; none that is not public."""
    if not ids:
        return {}
    wanted = select(Activity.id, Activity.title)
    rows = session.execute(wanted.where(Activity.id.in_(ids), policies.published()))
    return dict(rows.all())


def public_title(activity_id: int) -> str:
    """Return what a published entry is called; nothing for one that is not public."""
    return public_titles({activity_id}).get(activity_id, "")


def programme(actor: Actor, text: str) -> int:
    """Return the key of the entry that goes by a name, or stands at an address, given here."""
    slug = text.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    goes_by = or_(
        Activity.slug == slug, Activity.title == text, func.lower(Activity.title) == text.lower()
    )
    wanted = register.visible(actor).where(goes_by, Activity.status.not_in(GONE))
    found = session.scalars(wanted.order_by(Activity.id).limit(FEW)).all()
    exact = [entry.id for entry in found if entry.slug == slug]
    if not found:
        said = N_("There is no entry of that name. Copy its name or its address exactly")
        raise RuleBrokenError(said, field="programme")
    if len(found) > 1 and not exact:
        said = N_("More than one entry has that name. Copy the address of the right one")
        raise RuleBrokenError(said, field="programme")
    return exact[0] if exact else found[0].id


def title(actor: Actor, activity_id: int | None) -> str:
    """Return what an entry is called, as far as the actor may see it."""
    wanted = register.visible(actor).where(Activity.id == activity_id)
    found = session.scalars(wanted).first()
    return found.title if found else ""


def choices_with(activity: Activity, ids: set[int]) -> Choices:
    """Offer today's lists, and what this row holds under an older name."""
    usual = register.choices_for(activity)

    def choices(listing: ListKind) -> list[tuple[int, str]]:
        offered = usual(listing)
        older = ids - {key for key, _label in offered} if listing in OF_ROWS else set()
        return [*offered, *labels(older).items()]

    return choices
