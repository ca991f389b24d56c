"""Reading what groups say and what people agreed to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import contains_eager

from coprod.accounts.users.queries import hash_token
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.participation.groups import policies
from coprod.participation.groups.enums import Covers
from coprod.participation.groups.models import Consent, GroupClaim, GroupStatement
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import get_activity as whole_entry
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.sections.queries import get_working_part, read_part
from coprod.register.sections.rules import People

T = TypeVar("T", GroupStatement, Consent)


def voices(activity: Activity) -> Mapping[str, GroupStatement]:
    """Return what groups of an entry that the reader was given say, by the name of the group."""
    wanted = select(GroupStatement).where(GroupStatement.activity_id == activity.id)
    return {each.name: each for each in session.scalars(wanted.order_by(GroupStatement.id))}


def named(activity: Activity) -> tuple[str, ...]:
    """Return the groups that readers see named."""
    return read_part(activity, People).groups


def named_by_team(activity: Activity) -> tuple[str, ...]:
    """Return the groups that the team names, in changes that wait too."""
    return tuple(dict.fromkeys((*get_working_part(activity, People).groups, *named(activity))))


def by_link(token: str, *, to_change: bool = False) -> GroupStatement:
    """Return the question that a link leads to, while its entry is not gone."""
    wanted = (
        select(GroupStatement)
        .join(GroupStatement.activity)
        .where(GroupStatement.token_hash == hash_token(token), Activity.status.not_in(GONE))
        .options(contains_eager(GroupStatement.activity))
    )
    found = session.scalars(held(wanted, GroupStatement) if to_change else wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def held(wanted: Select[T], of: type[T]) -> Select[T]:
    """Let two writers come in turn."""
    return wanted.with_for_update(of=of)


def open_claims() -> Select[GroupClaim]:
    return select(GroupClaim).join(GroupClaim.activity).where(is_public_activity())


def unread_voices() -> Select[GroupStatement]:
    """Select words of groups that nobody has read yet."""
    unread = (GroupStatement.words != "", GroupStatement.is_read.is_(False))
    return (
        select(GroupStatement)
        .join(GroupStatement.activity)
        .where(*unread, Activity.status.not_in(GONE))
    )


def waiting_claims(actor: Actor) -> Sequence[GroupClaim]:
    """Return claims of public entries in which this curator had no hand."""
    wanted = open_claims().options(contains_eager(GroupClaim.activity))
    found = session.scalars(wanted.order_by(GroupClaim.id)).all()
    return [each for each in found if policies.can_decide(actor, each.activity)]


def claim(actor: Actor, claim_id: int) -> GroupClaim:
    wanted = select(GroupClaim).join(GroupClaim.activity).where(GroupClaim.id == claim_id)
    found = session.scalars(wanted.options(contains_eager(GroupClaim.activity))).one_or_none()
    if found is None or not policies.can_decide(actor, found.activity):
        raise NotFoundError
    return found


def waiting_voices(actor: Actor) -> Sequence[GroupStatement]:
    wanted = unread_voices().options(contains_eager(GroupStatement.activity))
    found = session.scalars(wanted.order_by(GroupStatement.id)).all()
    return [each for each in found if policies.can_decide(actor, each.activity)]


def voice(actor: Actor, voice_id: int) -> GroupStatement:
    wanted = (
        select(GroupStatement).join(GroupStatement.activity).where(GroupStatement.id == voice_id)
    )
    found = session.scalars(wanted.options(contains_eager(GroupStatement.activity))).one_or_none()
    if found is None or not policies.can_decide(actor, found.activity):
        raise NotFoundError
    return found


# Consents


def consents(actor: Actor, activity: Activity) -> Sequence[Consent]:
    if not policies.can_manage(actor, activity):
        raise NotAllowedError
    wanted = select(Consent).where(Consent.activity_id == activity.id)
    return session.scalars(wanted.order_by(Consent.ended_at.is_not(None), Consent.id)).all()


def consent(actor: Actor, activity: Activity, consent_id: int) -> Consent:
    if not policies.can_manage(actor, activity):
        raise NotAllowedError
    wanted = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    wanted = wanted.where(Consent.id == consent_id, Consent.activity_id == activity.id)
    found = session.scalars(held(wanted, Consent)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def consent_by_link(key: str, *, to_change: bool = False) -> Consent:
    """Return the consent that a private link is for, whatever became of its entry."""
    wanted = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    wanted = wanted.where(Consent.key == key)
    found = session.scalars(held(wanted, Consent) if to_change else wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def run_out(today: date) -> Sequence[Consent]:
    """Return consents whose last day has passed. Held until they have been ended."""
    wanted = select(Consent).join(Consent.activity).options(contains_eager(Consent.activity))
    wanted = wanted.where(Consent.ended.is_(None), Consent.until < today)
    return session.scalars(held(wanted.order_by(Consent.id), Consent)).all()


def last_day(consent: Consent) -> date | None:
    """Return the last day on which all consents to the same words, or the same file, hold."""
    same = and_(Consent.activity_id == consent.activity_id, Consent.covers == consent.covers)
    if consent.covers is Covers.FILE:
        same = and_(same, Consent.file_id == consent.file_id)
    return session.scalar(select(func.min(Consent.until)).where(Consent.ended.is_(None), same))


def stored_file(consent: Consent) -> StoredFile | None:
    """Return the file that a consent is about, unless it was taken away."""
    return session.get(StoredFile, consent.file_id) if consent.file_id is not None else None


def file_of(actor: Actor, activity: Activity, file_id: int | None) -> StoredFile | None:
    """Return a file of this entry, by its key; another entry’s is none."""
    return next((each for each in list_files(actor, activity) if each.id == file_id), None)


# What may leave this place. ``policies.may_leave`` decides, for all of these


@content_version.cached
def staying() -> frozenset[int]:
    """Return the entries of which nothing may be shared outside this place."""
    wanted = select(Consent.activity_id).where(policies.is_for_here_alone())
    return frozenset(session.scalars(wanted))


def may_leave(activity: Activity) -> bool:
    return activity.id not in staying()


def leaving_entry(slug: str) -> Activity:
    """Return a public entry for readers elsewhere, whoever asks."""
    found = whole_entry(VISITOR, slug)
    if not found.is_public or not may_leave(found):
        raise NotFoundError
    return found
