"""The statements in use, older versions, and the activities that have to do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.outcomes.i_statements import policies
from coprod.outcomes.i_statements.enums import LinkKind
from coprod.outcomes.i_statements.models import (
    DRAFT,
    Indicator,
    OutcomeLink,
    Statement,
    StatementVersion,
)
from coprod.outcomes.i_statements.rules import get_sort_key
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity


@dataclass(frozen=True)
class StatementSet:
    """One version with all that it says. Choice and control comes first."""

    version: StatementVersion
    statements: Sequence[Statement]
    indicators: Sequence[Indicator]

    def get_statement(self, key: str) -> Statement | None:
        return next((each for each in self.statements if each.key == key), None)

    def list_indicators(self, domain_key: str) -> list[Indicator]:
        return [each for each in self.indicators if each.domain_key == domain_key]


def get_current_set() -> StatementSet | None:
    """Return the version that is in use today, or None before a place has any."""
    query = select(StatementVersion).where(StatementVersion.effective_from <= clock.today())
    version = session.scalars(query.order_by(StatementVersion.number.desc()).limit(1)).first()
    return load_set(version) if version else None


def load_set(version: StatementVersion) -> StatementSet:
    statements = session.scalars(select(Statement).where(Statement.version_id == version.id)).all()
    indicators = session.scalars(select(Indicator).where(Indicator.version_id == version.id)).all()
    return StatementSet(
        version, sort_statements(statements), sorted(indicators, key=lambda i: (i.position, i.id))
    )


def sort_statements(statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (*get_sort_key(s.domain_key, s.position), s.id))


def list_versions(actor: Actor) -> Sequence[StatementVersion]:
    """Return the versions, the newest first. The draft is for those who word it."""
    query = select(StatementVersion).order_by(StatementVersion.number.desc())
    if not policies.can_word_statements(actor):
        query = query.where(StatementVersion.effective_from.is_not(None))
    return session.scalars(query).all()


def get_version(actor: Actor, number: int) -> StatementSet:
    version = require_found(
        next((each for each in list_versions(actor) if each.number == number), None)
    )
    return load_set(version)


def get_draft(*, to_change: bool = False) -> StatementSet:
    """Return the draft version. ``to_change`` locks its row."""
    query = select(StatementVersion).where(StatementVersion.draft_of == DRAFT)
    locked = query.with_for_update() if to_change else query
    version = require_found(session.scalars(locked).one_or_none())
    return load_set(version)


def list_wordings(key: str) -> Sequence[Statement]:
    """Return every wording that a statement had while it was in use, the newest first."""
    query = (
        select(Statement)
        .join(Statement.version)
        .options(contains_eager(Statement.version))
        .where(Statement.key == key, StatementVersion.effective_from <= clock.today())
    )
    return session.scalars(query.order_by(StatementVersion.number.desc())).all()


# What activities say


def select_readable_links(actor: Actor) -> Select[OutcomeLink]:
    return (
        select(OutcomeLink)
        .join(OutcomeLink.activity)
        .options(contains_eager(OutcomeLink.activity), joinedload(OutcomeLink.statement))
        .where(policies.readable_by(actor))
    )


def list_links(actor: Actor, activity: Activity) -> Sequence[OutcomeLink]:
    """Return what one activity has to do with statements, choice and control first."""
    links = session.scalars(
        select_readable_links(actor).where(OutcomeLink.activity_id == activity.id)
    ).all()
    return sorted(links, key=get_rank)


def get_rank(link: OutcomeLink) -> tuple[bool, int, int, int]:
    statement = link.statement
    return (
        *get_sort_key(statement.domain_key, statement.position),
        list(LinkKind).index(link.kind),
        link.id,
    )


def get_link(actor: Actor, activity: Activity, link_id: int) -> OutcomeLink:
    query = select_readable_links(actor).where(
        OutcomeLink.activity_id == activity.id, OutcomeLink.id == link_id
    )
    return require_found(session.scalars(query).one_or_none())


def get_links_by_statement(keys: Sequence[str]) -> dict[str, list[OutcomeLink]]:
    """Return which public activities have to do with each statement: the same for every reader."""
    query = (
        select(OutcomeLink)
        .join(OutcomeLink.activity)
        .options(contains_eager(OutcomeLink.activity))
        .where(policies.is_public(), OutcomeLink.key.in_(keys))
        .order_by(Activity.title, OutcomeLink.id)
    )
    links: dict[str, list[OutcomeLink]] = {key: [] for key in keys}
    for link in session.scalars(query):
        links[link.key].append(link)
    return links


@dataclass(frozen=True)
class LinkFacts:
    """What an activity says in public of its statements, for the fourth challenge."""

    linked: bool = False
    baseline: bool = False
    before_and_after: bool = False
    helped: bool = False


def get_link_facts(ids: Sequence[int]) -> Mapping[int, LinkFacts]:
    """Return, by one query, what each of these activities says in public."""
    query = select(OutcomeLink.activity_id, OutcomeLink.kind).join(OutcomeLink.activity)
    kinds: dict[int, set[LinkKind]] = {key: set() for key in ids}
    for key, kind in session.execute(
        query.where(policies.is_public(), OutcomeLink.activity_id.in_(ids))
    ):
        kinds[key].add(kind)
    return {
        key: LinkFacts(
            linked=bool(found_kinds),
            baseline=bool(found_kinds & {LinkKind.BASELINE_ONLY, LinkKind.BEFORE_AND_AFTER}),
            before_and_after=LinkKind.BEFORE_AND_AFTER in found_kinds,
            helped=LinkKind.RESIDENTS_SAY_IT_HELPED in found_kinds,
        )
        for key, found_kinds in kinds.items()
    }


def is_linked(*kinds: LinkKind) -> ColumnElement[bool]:
    """Return the condition that an activity says one of these in public; any, if none is named."""
    public_link = exists().where(OutcomeLink.activity_id == Activity.id, policies.is_public())
    return public_link.where(OutcomeLink.kind.in_(kinds)) if kinds else public_link


def list_unread_links(activity: Activity) -> Sequence[OutcomeLink]:
    """Return what an activity says that readers do not see yet, though they see the activity."""
    query = (
        select(OutcomeLink).join(OutcomeLink.activity).where(OutcomeLink.activity_id == activity.id)
    )
    return session.scalars(query.where(is_public_activity(), ~policies.is_read())).all()
