"""The statements in use, older versions, and the entries that have to do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.outcomes.i_statements import policies
from coprod.outcomes.i_statements.enums import Kind
from coprod.outcomes.i_statements.models import (
    DRAFT,
    Indicator,
    OutcomeLink,
    Statement,
    StatementVersion,
)
from coprod.outcomes.i_statements.rules import place_of
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import published


@dataclass(frozen=True)
class StatementSet:
    """One version with all that it says. Choice and control comes first."""

    version: StatementVersion
    statements: Sequence[Statement]
    indicators: Sequence[Indicator]

    def of(self, key: str) -> Statement | None:
        return next((each for each in self.statements if each.key == key), None)

    def beside(self, domain_key: str) -> list[Indicator]:
        return [each for each in self.indicators if each.domain_key == domain_key]


def current() -> StatementSet | None:
    """Return the version that is in use today, or None before a place has any."""
    wanted = select(StatementVersion).where(StatementVersion.effective_from <= clock.today())
    found = session.scalars(wanted.order_by(StatementVersion.number.desc()).limit(1)).first()
    return whole(found) if found else None


def whole(version: StatementVersion) -> StatementSet:
    said = session.scalars(select(Statement).where(Statement.version_id == version.id)).all()
    numbers = session.scalars(select(Indicator).where(Indicator.version_id == version.id)).all()
    return StatementSet(version, in_order(said), sorted(numbers, key=lambda i: (i.position, i.id)))


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (*place_of(s.domain_key, s.position), s.id))


def versions(actor: Actor) -> Sequence[StatementVersion]:
    """Return the versions, the newest first. The draft is for those who word it."""
    wanted = select(StatementVersion).order_by(StatementVersion.number.desc())
    if not policies.can_word(actor):
        wanted = wanted.where(StatementVersion.effective_from.is_not(None))
    return session.scalars(wanted).all()


def version(actor: Actor, number: int) -> StatementSet:
    found = next((each for each in versions(actor) if each.number == number), None)
    if found is None:
        raise NotFoundError
    return whole(found)


def draft(*, to_change: bool = False) -> StatementSet:
    """Return what is being written, held so that two writers come in turn."""
    wanted = select(StatementVersion).where(StatementVersion.draft_of == DRAFT)
    held = wanted.with_for_update() if to_change else wanted
    found = session.scalars(held).one_or_none()
    if found is None:
        raise NotFoundError
    return whole(found)


def wordings(key: str) -> Sequence[Statement]:
    """Return every wording that a statement had while it was in use, the newest first."""
    wanted = (
        select(Statement)
        .join(Statement.version)
        .options(contains_eager(Statement.version))
        .where(Statement.key == key, StatementVersion.effective_from <= clock.today())
    )
    return session.scalars(wanted.order_by(StatementVersion.number.desc())).all()


# What entries say


def readable(actor: Actor) -> Select[OutcomeLink]:
    return (
        select(OutcomeLink)
        .join(OutcomeLink.activity)
        .options(contains_eager(OutcomeLink.activity), joinedload(OutcomeLink.statement))
        .where(policies.readable_by(actor))
    )


def aims(actor: Actor, activity: Activity) -> Sequence[OutcomeLink]:
    """Return what one entry has to do with statements, choice and control first."""
    found = session.scalars(readable(actor).where(OutcomeLink.activity_id == activity.id)).all()
    return sorted(found, key=rank)


def rank(aim: OutcomeLink) -> tuple[bool, int, int, int]:
    said = aim.statement
    return (*place_of(said.domain_key, said.position), list(Kind).index(aim.kind), aim.id)


def aim(actor: Actor, activity: Activity, aim_id: int) -> OutcomeLink:
    wanted = readable(actor).where(OutcomeLink.activity_id == activity.id, OutcomeLink.id == aim_id)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def of_statements(keys: Sequence[str]) -> dict[str, list[OutcomeLink]]:
    """Return which public entries have to do with each statement: the same for every reader."""
    wanted = (
        select(OutcomeLink)
        .join(OutcomeLink.activity)
        .options(contains_eager(OutcomeLink.activity))
        .where(policies.is_public(), OutcomeLink.key.in_(keys))
        .order_by(Activity.title, OutcomeLink.id)
    )
    found: dict[str, list[OutcomeLink]] = {key: [] for key in keys}
    for each in session.scalars(wanted):
        found[each.key].append(each)
    return found


def unread(actor: Actor) -> Select[OutcomeLink]:
    """Select what was said on public entries since a curator read them."""
    return readable(actor).where(published(), ~policies.is_read())


def waiting(actor: Actor) -> Sequence[OutcomeLink]:
    found = session.scalars(unread(actor).order_by(OutcomeLink.id)).all()
    return [each for each in found if policies.can_let_be_read(actor, each.activity)]


@dataclass(frozen=True)
class Facts:
    """What an entry says in public of its statements, for the fourth challenge."""

    linked: bool = False
    baseline: bool = False
    before_and_after: bool = False
    helped: bool = False


def facts(ids: Sequence[int]) -> Mapping[int, Facts]:
    """Return, by one query, what each of these entries says in public."""
    wanted = select(OutcomeLink.activity_id, OutcomeLink.kind).join(OutcomeLink.activity)
    kinds: dict[int, set[Kind]] = {key: set() for key in ids}
    for key, kind in session.execute(
        wanted.where(policies.is_public(), OutcomeLink.activity_id.in_(ids))
    ):
        kinds[key].add(kind)
    return {
        key: Facts(
            linked=bool(found),
            baseline=bool(found & {Kind.BASELINE_ONLY, Kind.BEFORE_AND_AFTER}),
            before_and_after=Kind.BEFORE_AND_AFTER in found,
            helped=Kind.RESIDENTS_SAY_IT_HELPED in found,
        )
        for key, found in kinds.items()
    }


def is_linked(*kinds: Kind) -> ColumnElement[bool]:
    """Return the condition that an entry says one of these in public; any, if none is named."""
    said = exists().where(OutcomeLink.activity_id == Activity.id, policies.is_public())
    return said.where(OutcomeLink.kind.in_(kinds)) if kinds else said


def waits_of(activity: Activity) -> Sequence[OutcomeLink]:
    """Return what an entry says that readers do not see yet, though they see the entry."""
    said = (
        select(OutcomeLink).join(OutcomeLink.activity).where(OutcomeLink.activity_id == activity.id)
    )
    return session.scalars(said.where(published(), ~policies.is_read())).all()
