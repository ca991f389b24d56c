"""Who used what, as far as the reader may see: what is hidden leaves no trace in tree or count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from coprod.assessment.answer_review.queries import get_rung_statuses
from coprod.assessment.confirmation.queries import get_confirmed_proposals
from coprod.core.database import is_in, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.learning.adoption.enums import RungSource
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import AttributedRung, is_due
from coprod.register.activities.enums import GONE, Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import select_visible_activities

MOST_ADOPTIONS = 200
CHILD = aliased(Activity, name="child")
BOTH_ENDS = (joinedload(Adoption.parent), joinedload(Adoption.child))


@dataclass(frozen=True)
class AdoptionCount:
    """How many public activities of other teams adopted one, and how many tell what changed."""

    used: int = 0
    with_changes: int = 0


def count_adoptions(_actor: Actor, ids: Sequence[int]) -> Mapping[int, AdoptionCount]:
    """Return, by one query, who used each of these activities. Only what is public counts.

    The owner of the source is looked up and not joined: a database that has not counted its rows
    yet would pair each activity with each other one.
    """
    child, parent = aliased(Activity), aliased(Activity)
    with_changes = func.count(Adoption.id).filter(Adoption.changed != "")
    own = select(parent.owner_id).where(parent.id == Adoption.parent_id).scalar_subquery()
    rows = session.execute(
        select(Adoption.parent_id, func.count(Adoption.id), with_changes)
        .join(child, child.id == Adoption.child_id)
        .where(Adoption.parent_id.in_(ids), is_public_activity(child))
        .where(child.owner_id != own)
        .group_by(Adoption.parent_id)
    )
    counts = {key: AdoptionCount(used, changed) for key, used, changed in rows}
    return {key: counts.get(key, AdoptionCount()) for key in ids}


def is_adopted(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that another team's public activity was made from an ``Activity``."""
    child = and_(CHILD.id == Adoption.child_id, is_public_activity(CHILD))
    by_others = and_(Adoption.parent_id == Activity.id, CHILD.owner_id != Activity.owner_id)
    return exists().where(child, by_others, *conditions)


def get_rungs(actor: Actor, ids: Sequence[int]) -> dict[int, AttributedRung]:
    """Return the rung that activities are compared by, the confirmed one first, and whose it is."""
    team, agreed = get_rung_statuses(ids), get_confirmed_proposals(actor, ids)
    rungs = {key: AttributedRung(e.rung, RungSource.TEAM, e.evidence) for key, e in team.items()}
    for key, proposals in agreed.items():
        rungs[key] = AttributedRung(Rung(proposals[-1].rung), RungSource.CONFIRMED)
    return rungs


def get_adoption(actor: Actor, slug: str, *, to_change: bool = False) -> Adoption:
    """Return how an activity that the actor may see was made from another."""
    seen = (
        select_visible_activities(actor).with_only_columns(Activity.id).where(Activity.slug == slug)
    )
    statement = select(Adoption).where(Adoption.child_id.in_(seen)).options(*BOTH_ENDS)
    if to_change:
        statement = statement.with_for_update(of=Adoption)
    return require_found(session.scalars(statement).one_or_none())


def find_source_adoption(activity: Activity) -> Adoption | None:
    """Return what an activity, which the caller knows may be seen, says it kept of another."""
    return session.scalars(select(Adoption).where(Adoption.child_id == activity.id)).one_or_none()


def list_adjacent_adoptions(actor: Actor, activity: Activity) -> Sequence[Adoption]:
    """Return the adoption an activity came from and those made from it, with both ends visible."""
    touches = or_(Adoption.parent_id == activity.id, Adoption.child_id == activity.id)
    return list_visible_adoptions(actor, Adoption.id.in_(select(Adoption.id).where(touches)))


def list_visible_adoptions(actor: Actor, condition: object) -> Sequence[Adoption]:
    ids = (
        select_visible_activities(actor)
        .with_only_columns(Activity.id)
        .where(Activity.status.not_in(GONE))
    )
    seen = and_(is_in(Adoption.parent_id, ids), is_in(Adoption.child_id, ids))
    statement = select(Adoption).where(seen, condition).options(*BOTH_ENDS)  # type: ignore[arg-type]
    return session.scalars(statement.order_by(Adoption.id).limit(MOST_ADOPTIONS)).all()


def list_lineage(actor: Actor, activity: Activity) -> Sequence[Adoption]:
    """Return every adoption linked to an activity through activities that the actor may see."""
    first = select(Activity.id.label("entry")).where(Activity.id == activity.id)
    family = first.cte("family", recursive=True)
    touches = or_(Adoption.parent_id == family.c.entry, Adoption.child_id == family.c.entry)
    is_down = Adoption.parent_id == family.c.entry
    other_end = case((is_down, Adoption.child_id), else_=Adoption.parent_id)
    family = family.union(select(other_end).join(family, touches))
    adoptions = list_visible_adoptions(actor, Adoption.parent_id.in_(select(family.c.entry)))
    return filter_connected(activity.id, adoptions)


def filter_connected(activity_id: int, adoptions: Sequence[Adoption]) -> list[Adoption]:
    """Leave out what hangs together with an activity only through one that is hidden."""
    near, size = {activity_id}, 0
    while size != len(near):
        size = len(near)
        touching = [a for a in adoptions if near & {a.parent_id, a.child_id}]
        near |= {key for a in touching for key in (a.parent_id, a.child_id)}
    return [a for a in adoptions if a.parent_id in near]


def list_due_for_question(today: date, months: int) -> Sequence[Adoption]:
    """Return those whose teams are asked today how it went, held until that is done."""
    live = select(Activity.id).where(is_public_activity())
    statement = select(Adoption).where(Adoption.became.is_(None), Adoption.child_id.in_(live))
    statement = statement.options(*BOTH_ENDS).with_for_update(of=Adoption).order_by(Adoption.id)
    adoptions = session.scalars(statement).all()
    return [a for a in adoptions if is_due(a.started_on, a.reminded_on, today, months)]
