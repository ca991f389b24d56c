"""Finding groups by language, place and whom they reach, and what public stories say of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.participation.directory import policies
from coprod.participation.directory.enums import ContactState
from coprod.participation.directory.models import Connector, ConnectorChange, ConnectorTerm
from coprod.participation.directory.rules import (
    REMIND_BEFORE,
    ConnectorFilter,
    list_names,
    list_telling_stems,
)
from coprod.participation.groups.enums import Stance
from coprod.participation.groups.models import GroupStatement
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityDetail, NamedGroup

AT_ONCE = 400
"""So many names are looked up in one question: SQLite takes no more than 500."""


@dataclass(frozen=True)
class NamedIn:
    """A public story that names a group, and what the group says of that: plain values."""

    slug: str
    title: str
    stand: Stance | None
    was_contacted: bool


def list_connectors(actor: Actor, chosen: ConnectorFilter) -> Sequence[Connector]:
    """Return the groups that fit. One without a place works everywhere here."""
    statement = select(Connector).where(policies.visible_to(actor), *list_conditions(chosen))
    statement = statement.options(selectinload(Connector.terms))
    return session.scalars(statement.order_by(Connector.name, Connector.id)).all()


def filter_by_stems(
    connectors: Sequence[Connector], stems: frozenset[str]
) -> tuple[Sequence[Connector], bool]:
    """Return those that have all stems, else those that have some; and whether they have all."""
    found = {each: stems & list_telling_stems(" ".join(list_texts(each))) for each in connectors}
    whole = [each for each in connectors if found[each] == stems]
    return (whole, True) if whole else ([each for each in connectors if found[each]], False)


def list_texts(connector: Connector) -> Iterator[str]:
    yield from (connector.name, *connector.other_names, connector.about)
    for term in connector.terms:
        yield from (term.label, *term.aliases)


def list_conditions(chosen: ConnectorFilter) -> Iterator[ColumnElement[bool]]:
    for term_id in (chosen.language, chosen.reach):
        if term_id:
            yield has_term(Term.in_use_id == term_id)
    if chosen.place:
        anywhere = ~has_term(Term.listing == ListKind.LOCALITY)
        yield or_(has_term(Term.in_use_id == chosen.place), anywhere)


def has_term(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        ConnectorTerm.connector_id == Connector.id, Term.id == ConnectorTerm.term_id, condition
    )


def get_connector(actor: Actor, slug: str, *, to_change: bool = False) -> Connector:
    statement = select(Connector).where(policies.visible_to(actor), Connector.slug == slug)
    return require_found(find_connector(statement, to_change=to_change))


def get_by_token(token: str, *, to_change: bool = False) -> Connector:
    """Return the group that a mailed link is for, while it is shown and the link holds."""
    today = clock.today()
    statement = select(Connector).where(
        Connector.token_hash == hash_token(token),
        Connector.link_until >= today,
        policies.is_listed(today),
    )
    return require_found(find_connector(statement, to_change=to_change))


def find_connector(statement: Select[Connector], *, to_change: bool) -> Connector | None:
    whole = statement.options(selectinload(Connector.terms))
    locked = whole.with_for_update(of=Connector) if to_change else whole
    return session.scalars(locked).one_or_none()


def find_change(connector: Connector) -> ConnectorChange | None:
    """Return what a group sent and nobody has decided about."""
    statement = select(ConnectorChange).where(ConnectorChange.connector_id == connector.id)
    statement = statement.options(joinedload(ConnectorChange.connector))
    return session.scalars(statement).one_or_none()


def list_ending_between(first: date, last: date) -> Sequence[Connector]:
    """Return the groups whose consent ends between two days."""
    statement = select(Connector).where(
        Connector.taken_off_on.is_(None), Connector.consent_until.between(first, last)
    )
    return session.scalars(statement.order_by(Connector.consent_until, Connector.id)).all()


def lock_ending_soon(today: date) -> Sequence[Connector]:
    """Return those of whose end no curator was reminded yet, locked for a change."""
    statement = select(Connector).where(
        policies.is_listed(today),
        Connector.consent_until <= today + REMIND_BEFORE,
        Connector.reminded_on.is_(None),
    )
    return session.scalars(statement.order_by(Connector.id).with_for_update()).all()


# What public stories say


@content_version.cached
def load_stories_by_connector() -> Mapping[int, Sequence[NamedIn]]:
    """Return the public stories that name each group. One that asks not to be named is left out."""
    names = {
        each.id: list_names(each.name, each.other_names)
        for each in session.scalars(select(Connector))
    }
    stories = find_stories({name for each in names.values() for name in each})
    return {
        key: list(dict.fromkeys(story for name in each for story in stories[name]))
        for key, each in names.items()
    }


def find_stories(names: Iterable[str]) -> Mapping[str, Sequence[NamedIn]]:
    says = and_(GroupStatement.activity_id == Activity.id, GroupStatement.name == NamedGroup.name)
    statement = (
        select(
            NamedGroup.name,
            Activity.slug,
            Activity.title,
            GroupStatement.stand,
            GroupStatement.first_contacted_at,
        )
        .join(ActivityDetail, ActivityDetail.id == NamedGroup.detail_id)
        .join(Activity, Activity.id == ActivityDetail.activity_id)
        .outerjoin(GroupStatement, says)
        .where(is_public_activity())
        .where(or_(GroupStatement.stand.is_(None), GroupStatement.stand != Stance.UNNAMED))
        .order_by(Activity.published_at.desc(), Activity.id.desc())
    )
    stories: dict[str, list[NamedIn]] = defaultdict(list)
    ordered = sorted(names)
    for first in range(0, len(ordered), AT_ONCE):
        is_one = NamedGroup.name.in_(ordered[first : first + AT_ONCE])
        for name, slug, title, stand, contacted_at in session.execute(statement.where(is_one)):
            stories[name].append(NamedIn(slug, title, stand, contacted_at is not None))
    return stories


def get_contact_state(stories: Sequence[NamedIn]) -> ContactState:
    if any(each.stand for each in stories):
        return ContactState.HEARD
    if any(each.was_contacted for each in stories):
        return ContactState.ASKED
    return ContactState.INVOLVED if stories else ContactState.NEVER
