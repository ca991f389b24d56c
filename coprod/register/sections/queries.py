"""Reading the sections of an activity. The caller has the activity from ``activities.queries``."""

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
from coprod.reference.lists.queries import get_labels
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import (
    FIRST_PART_READERS,
    get_choices,
    list_pending_parts,
    select_visible_activities,
)
from coprod.register.activities.rules import clear_exact_numbers, get_withheld_fields, unpack
from coprod.register.sections import rules
from coprod.register.sections.models import ActivityCost, ActivityDetail, ActivitySession
from coprod.register.sections.rules import (
    FIRST_PARTS,
    ActivitySections,
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
    Working,
    Worth,
)

P = TypeVar("P")
MOST_CANDIDATES = 10
ROW_RELATIONSHIPS: dict[type[Any], QueryableAttribute[Any]] = {
    Sessions: ActivityDetail.sessions,
    Evidence: ActivityDetail.links,
    Costs: ActivityDetail.costs,
}
"""What must be loaded with the detail for the parts that have rows of their own."""
SHARED_COLUMNS = {
    CycleStage.CO_PLANNING: "shared_planning",
    CycleStage.CO_DECISION: "shared_decision",
    CycleStage.CO_DELIVERY: "shared_delivery",
    CycleStage.CO_EVALUATION: "shared_evaluation",
}
"""The column for each stage of the work that was shared."""
ROW_LISTS = {ListKind.SUPPORT, ListKind.ORGANISATION}
"""Lists that rows name terms of. The other terms are the activity's own."""


def find_detail(activity: Activity) -> ActivityDetail | None:
    """Return the detail of an activity, if one of its sections was ever saved."""
    return load_details([activity.id]).get(activity.id)


def load_details(ids: Sequence[int]) -> Mapping[int, ActivityDetail]:
    """Return the details of activities, in the same few queries however many they are."""
    return load_details_with(ids, People, *ROW_RELATIONSHIPS)


def load_details_with(ids: Sequence[int], *kinds: type[Any]) -> Mapping[int, ActivityDetail]:
    """Return the details of activities with the relationships that these parts need."""
    statement = select(ActivityDetail).where(ActivityDetail.activity_id.in_(ids))
    if People in kinds:
        statement = statement.options(joinedload(ActivityDetail.groups))
    details = session.scalars(statement).unique().all()
    relationships = [ROW_RELATIONSHIPS[kind] for kind in kinds if kind in ROW_RELATIONSHIPS]
    with_supports = [joinedload(ActivitySession.supports)] if Sessions in kinds else []
    load_together(details, relationships, with_supports)
    return {each.activity_id: each for each in details}


def new_blank_detail() -> ActivityDetail:
    """Return the detail of an activity whose sections are all empty. It is never saved."""
    columns = ActivityDetail.__table__.columns
    defaults = {
        c.name: c.default.arg for c in columns if isinstance(c.default, ScalarElementColumnDefault)
    }
    return ActivityDetail(**defaults, groups=[], sessions=[], links=[], costs=[])


def read_part(activity: Activity, kind: type[P]) -> P:
    """Return one part of an activity, a first part or a section, as it is in the database."""
    if kind in FIRST_PARTS:
        return read_part_with(activity, None, kind)
    return read_part_with(activity, load_details_with([activity.id], kind).get(activity.id), kind)


def get_working_part(activity: Activity, kind: type[P], pending: dict[str, Any] | None = None) -> P:
    """Return a part as its team sees it: a pending part comes before the public one.

    Whoever reads several parts gives what ``load_pending`` returned, to read it once.
    """
    packed = (load_pending(activity) if pending is None else pending).get(kind.__name__)
    if packed is None:
        return read_part(activity, kind)
    part: P = unpack(kind, packed)
    return part


def load_pending(activity: Activity) -> dict[str, Any]:
    """Return the contents of the pending parts of a public activity by kind."""
    waiting = list_pending_parts(activity.id) if activity.status is Status.PUBLISHED else ()
    return {each.kind: each.content for each in waiting}


def get_part_for_form(actor: Actor, activity: Activity, kind: type[P]) -> P:
    """Return a part as its forms show it: exact numbers of people are not for everybody."""
    part = get_working_part(activity, kind)
    is_exact = policies.can_see_exact_numbers(actor, activity)
    return part if is_exact else clear_exact_numbers(part)


def can_change_row(actor: Actor, activity: Activity, kind: type[Any], number: int) -> bool:
    """Tell whether nothing of a row is withheld from the writer.

    Who cannot see a sum must not change beside how many people it was paid: it could be read then.
    """
    if policies.can_see_exact_numbers(actor, activity):
        return True
    parts = (get_working_part(activity, kind), read_part(activity, kind))
    return not any(get_withheld_fields(rules.find_row(part, number)) for part in parts)


def get_part_kinds() -> dict[str, type[Any]]:
    """Return the kinds of all parts, by the names that they are stored under."""
    return {kind.__name__: kind for kind in PART_READERS}


def read_sections(activity: Activity) -> ActivitySections:
    """Return the sections of an activity."""
    return build_sections(activity, find_detail(activity))


def build_sections(activity: Activity, detail: ActivityDetail | None) -> ActivitySections:
    """Return the sections of an activity whose detail is loaded already."""
    row = detail or new_blank_detail()
    return ActivitySections({kind: read_part_with(activity, row, kind) for kind in PART_READERS})


def read_part_with(activity: Activity, detail: ActivityDetail | None, kind: type[P]) -> P:
    part: P = PART_READERS[kind](activity, detail or new_blank_detail())
    return part


def has_detail(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the detail of an ``Activity`` fulfils others."""
    return exists().where(ActivityDetail.activity_id == Activity.id, *conditions)


def has_row(row: type[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` has such a row of one of its sections."""
    return has_detail(row.detail_id == ActivityDetail.id, *conditions)


def has_strands() -> ColumnElement[bool]:
    strand = aliased(Activity)
    below = ActivityDetail.programme_id == Activity.id, ActivityDetail.activity_id == strand.id
    return exists().where(*below, policies.is_public_activity(strand))


def has_shared_stages() -> ColumnElement[bool]:
    """Return the condition that two stages of the work of an ``Activity`` were shared, or more."""
    shared = (case((getattr(ActivityDetail, name), 1), else_=0) for name in SHARED_COLUMNS.values())
    number: ColumnElement[int] = sum(shared, literal(0))
    return has_detail(number >= 2)


def read_basics(activity: Activity, detail: ActivityDetail) -> Basics:
    partners = tuple(term.id for term in activity.get_terms(ListKind.ORGANISATION))
    return Basics(
        detail.level,
        detail.stage,
        partners,
        tuple(detail.partner_names.splitlines()),
        detail.programme_id,
    )


def read_pledge(activity: Activity, detail: ActivityDetail) -> Pledge:
    return Pledge(
        open_to_change=detail.open_to_change,
        not_open=detail.not_open,
        pledge=detail.pledge,
        hear_back=detail.hear_back,
        decided_by=detail.decided_by,
        budget_say=detail.budget_say,
        board_ids=tuple(term.id for term in activity.get_terms(ListKind.BOARD)),
    )


def read_people(_activity: Activity, detail: ActivityDetail) -> People:
    names = tuple(group.name for group in detail.groups)
    return People(detail.took_part, detail.found, detail.missing, detail.roles, names)


def read_working(_activity: Activity, detail: ActivityDetail) -> Working:
    shared = tuple(stage for stage, column in SHARED_COLUMNS.items() if getattr(detail, column))
    return Working(shared, detail.under_18s, detail.safeguarding_role, detail.consent_route)


def read_session(stored: ActivitySession) -> Session:
    return Session(
        number=stored.number,
        held=stored.held,
        meeting=stored.meeting,
        place=stored.place,
        took_part=stored.took_part,
        run_by=stored.run_by,
        independent=stored.independent,
        trained=stored.trained,
        offered_ids=tuple(each.term_id for each in stored.supports if each.is_offered),
        used_ids=tuple(each.term_id for each in stored.supports if each.is_used),
    )


def read_costs(_activity: Activity, detail: ActivityDetail) -> Costs:
    return Costs(tuple(read_cost(each) for each in detail.costs))


def read_cost(stored: ActivityCost) -> CostLine:
    return CostLine(**copy_values(CostLine, stored))


def copy_values(kind: type[Any], stored: object) -> dict[str, Any]:
    """Return the columns that have the names of the fields of a part or a row."""
    return {field.name: getattr(stored, field.name) for field in fields(kind)}


def read_outcome(_activity: Activity, detail: ActivityDetail) -> Outcome:
    return Outcome(detail.asked, detail.said, detail.did, detail.not_doing, detail.why_not)


def read_resourcing(_activity: Activity, detail: ActivityDetail) -> Resourcing:
    deciding = (detail.deciding, detail.deciding_who, detail.deciding_link)
    return Resourcing(detail.unresourced, detail.unresourced_why, *deciding)


def build_first_reader(kind: type[Any]) -> Callable[[Activity, ActivityDetail], Any]:
    return lambda activity, _detail: FIRST_PART_READERS[kind](activity)


PART_READERS: dict[type[Any], Callable[[Activity, ActivityDetail], Any]] = {
    **{kind: build_first_reader(kind) for kind in FIRST_PARTS},
    Basics: read_basics,
    Pledge: read_pledge,
    People: read_people,
    Working: read_working,
    Sessions: lambda _, detail: Sessions(tuple(read_session(row) for row in detail.sessions)),
    Resourcing: read_resourcing,
    Costs: read_costs,
    Outcome: read_outcome,
    Worth: lambda _activity, detail: Worth(**copy_values(Worth, detail)),
    Evidence: lambda _, detail: Evidence(
        tuple(Link(**copy_values(Link, row)) for row in detail.links)
    ),
    CuratorNotes: lambda _activity, detail: CuratorNotes(detail.curator_notes),
}


def list_family(actor: Actor, activity: Activity, programme_id: int | None) -> Sequence[Activity]:
    """Return the programme and the strands of an activity, as far as the actor may see them."""
    parameters = {"entry": activity.id, "programme": programme_id}
    return session.scalars(select_relatives(actor), parameters).all()


@cache_statement
def select_relatives(actor: Actor) -> Select[Activity]:
    strand_of = ActivityDetail.programme_id
    strands = select(ActivityDetail.activity_id).where(strand_of == bindparam("entry"))
    related = strands.union_all(select(bindparam("programme", type_=strand_of.type)))
    statement = select_visible_activities(actor).where(
        Activity.id.in_(related), Activity.status.not_in(GONE)
    )
    return statement.order_by(Activity.title, Activity.id)


def list_programmes_above(activity_id: int) -> list[int]:
    """Return the programme of an activity, the programme of that one, and so on to the top."""
    programme_ids: list[int] = []
    above: int | None = activity_id
    while above is not None and above not in programme_ids:
        programme_ids.append(above)
        statement = select(ActivityDetail.programme_id).where(ActivityDetail.activity_id == above)
        above = session.scalar(statement)
    return programme_ids[1:]


def get_public_titles(ids: Set[int]) -> dict[int, str]:
    """Return what published activities are called, by their keys; none that is not public."""
    if not ids:
        return {}
    statement = select(Activity.id, Activity.title)
    rows = session.execute(statement.where(Activity.id.in_(ids), policies.is_public_activity()))
    return dict(rows.all())


def get_public_title(activity_id: int) -> str:
    """Return what a published activity is called; nothing for one that is not public."""
    return get_public_titles({activity_id}).get(activity_id, "")


def find_programme(actor: Actor, text: str, field: str = "programme") -> int:
    """Return the key of the activity that goes by a name, or stands at an address, given here.

    ``field`` is the box in which it was typed.
    """
    slug = text.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    goes_by = or_(
        Activity.slug == slug, Activity.title == text, func.lower(Activity.title) == text.lower()
    )
    statement = select_visible_activities(actor).where(goes_by, Activity.status.not_in(GONE))
    activities = session.scalars(statement.order_by(Activity.id).limit(MOST_CANDIDATES)).all()
    exact = [entry.id for entry in activities if entry.slug == slug]
    if not activities:
        message = N_("There is no activity with that name. Copy its name or its address exactly")
        raise RuleBrokenError(message, field=field)
    if len(activities) > 1 and not exact:
        message = N_("More than one activity has that name. Copy the address of the right one")
        raise RuleBrokenError(message, field=field)
    return exact[0] if exact else activities[0].id


def get_visible_title(actor: Actor, activity_id: int | None) -> str:
    """Return what an activity is called, as far as the actor may see it."""
    statement = select_visible_activities(actor).where(Activity.id == activity_id)
    activity = session.scalars(statement).first()
    return activity.title if activity else ""


def get_choices_with(activity: Activity, ids: set[int]) -> Choices:
    """Offer today's lists, and what this row holds under an older name."""
    offered_today = get_choices(activity)

    def list_choices(listing: ListKind) -> list[tuple[int, str]]:
        offered = offered_today(listing)
        older = ids - {key for key, _label in offered} if listing in ROW_LISTS else set()
        return [*offered, *get_labels(older).items()]

    return list_choices
