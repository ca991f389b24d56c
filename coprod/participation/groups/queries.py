"""Reading what groups say and what people agreed to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import contains_eager

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.participation.groups import policies
from coprod.participation.groups.enums import ConsentSubject
from coprod.participation.groups.models import Consent, GroupStatement
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.activities.queries import get_activity
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.sections.queries import get_working_part, read_part
from coprod.register.sections.rules import People

LockedT = TypeVar("LockedT", GroupStatement, Consent)


def get_statements(activity: Activity) -> Mapping[str, GroupStatement]:
    """Return what groups of an activity that the reader was given say, by the name of the group."""
    statement = select(GroupStatement).where(GroupStatement.activity_id == activity.id)
    return {row.name: row for row in session.scalars(statement.order_by(GroupStatement.id))}


def list_named_groups(activity: Activity) -> tuple[str, ...]:
    """Return the groups that readers see named."""
    return read_part(activity, People).groups


def list_groups_named_by_team(activity: Activity) -> tuple[str, ...]:
    """Return the groups that the team names, in changes that wait too."""
    return tuple(
        dict.fromkeys((*get_working_part(activity, People).groups, *list_named_groups(activity)))
    )


def get_statement_by_token(token: str, *, to_change: bool = False) -> GroupStatement:
    """Return the question that a link leads to, while its activity is not gone."""
    query = (
        select(GroupStatement)
        .join(GroupStatement.activity)
        .where(GroupStatement.token_hash == hash_token(token), Activity.status.not_in(GONE))
        .options(contains_eager(GroupStatement.activity))
    )
    return require_found(
        session.scalars(lock_rows(query, GroupStatement) if to_change else query).one_or_none()
    )


def lock_rows(statement: Select[LockedT], model: type[LockedT]) -> Select[LockedT]:
    """Lock the rows, so that two writers change them one after the other."""
    return statement.with_for_update(of=model)


# Consents


def list_consents(actor: Actor, activity: Activity) -> Sequence[Consent]:
    require(can_manage(actor, activity))
    statement = select(Consent).where(Consent.activity_id == activity.id)
    return session.scalars(statement.order_by(Consent.ended_at.is_not(None), Consent.id)).all()


def get_consent(actor: Actor, activity: Activity, consent_id: int) -> Consent:
    require(can_manage(actor, activity))
    statement = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    statement = statement.where(Consent.id == consent_id, Consent.activity_id == activity.id)
    return require_found(session.scalars(lock_rows(statement, Consent)).one_or_none())


def get_consent_by_key(key: str, *, to_change: bool = False) -> Consent:
    """Return the consent that a private link is for, whatever became of its activity."""
    statement = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    statement = statement.where(Consent.key == key)
    return require_found(
        session.scalars(lock_rows(statement, Consent) if to_change else statement).one_or_none()
    )


def lock_expired_consents(today: date) -> Sequence[Consent]:
    """Return consents whose last day has passed, locked until the transaction ends."""
    statement = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    statement = statement.where(Consent.ended.is_(None), Consent.until < today)
    return session.scalars(lock_rows(statement.order_by(Consent.id), Consent)).all()


def get_last_day(consent: Consent) -> date | None:
    """Return the last day on which all consents to the same words, or the same file, hold."""
    covers_same = and_(Consent.activity_id == consent.activity_id, Consent.covers == consent.covers)
    if consent.covers is ConsentSubject.FILE:
        covers_same = and_(covers_same, Consent.file_id == consent.file_id)
    return session.scalar(
        select(func.min(Consent.until)).where(Consent.ended.is_(None), covers_same)
    )


def get_stored_file(consent: Consent) -> StoredFile | None:
    """Return the file that a consent is about, unless it was taken away."""
    return session.get(StoredFile, consent.file_id) if consent.file_id is not None else None


def find_file(actor: Actor, activity: Activity, file_id: int | None) -> StoredFile | None:
    """Return a file of this activity, by its key; another activity’s is none."""
    return next((file for file in list_files(actor, activity) if file.id == file_id), None)


# What may be shared outside this place. ``policies.is_shareable`` decides, for all of these


@content_version.cached
def list_confined_activity_ids() -> frozenset[int]:
    """Return the ids of the activities of which nothing may be shared outside this place."""
    statement = select(Consent.activity_id).where(policies.is_confined())
    return frozenset(session.scalars(statement))


def is_activity_shareable(activity: Activity) -> bool:
    return activity.id not in list_confined_activity_ids()


def get_shareable_activity(slug: str) -> Activity:
    """Return a public activity for readers elsewhere, whoever asks."""
    activity = get_activity(VISITOR, slug)
    require(activity.is_public and is_activity_shareable(activity), NotFoundError)
    return activity
