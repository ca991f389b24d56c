"""Reading formats: those of entries that the reader was given, and that the reader may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.library.accessible_formats import policies
from coprod.library.accessible_formats.enums import Kind
from coprod.library.accessible_formats.models import EasyLine, FormatRequest, FormatVersion
from coprod.library.accessible_formats.rules import mark
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.sections.queries import read_sections
from coprod.register.sections.rules import ActivitySections


@dataclass(frozen=True)
class Shown:
    """A format, and whether the entry has changed since it was checked."""

    version: FormatVersion
    is_out_of_date: bool


@dataclass(frozen=True)
class Line:
    """A line of easy read, with its picture where this reader may see the file."""

    line: EasyLine
    picture: StoredFile | None


def formats(actor: Actor, activity: Activity) -> list[Shown]:
    """Return the formats of an entry that the reader may see. Without any it costs one query."""
    wanted = select(FormatVersion).where(FormatVersion.activity_id == activity.id)
    wanted = wanted.options(selectinload(FormatVersion.lines))
    found = session.scalars(wanted.order_by(FormatVersion.id)).all()
    return shown_of(actor, activity, found, lambda: read_sections(activity))


def shown_of(
    actor: Actor,
    activity: Activity,
    versions: Sequence[FormatVersion],
    tell: Callable[[], ActivitySections],
) -> list[Shown]:
    """Return of these versions what the reader may see; asks what the entry tells if there are."""
    seen = [each for each in versions if policies.can_see(actor, activity, each)]
    now = mark(tell()) if seen else ""
    return [Shown(each, each.mark != now) for each in seen]


def shown(actor: Actor, activity: Activity, kind: Kind, language: str = "") -> Shown:
    """Return one format of an entry."""
    for each in formats(actor, activity):
        if (each.version.kind, each.version.language) == (kind, language):
            return each
    raise NotFoundError


def kept(activity: Activity, kind: Kind, language: str) -> FormatVersion | None:
    wanted = select(FormatVersion).where(
        FormatVersion.activity_id == activity.id,
        FormatVersion.kind == kind,
        FormatVersion.language == language,
    )
    of = joinedload(FormatVersion.activity)
    return session.scalars(wanted.options(of, selectinload(FormatVersion.lines))).one_or_none()


def lines(actor: Actor, activity: Activity, version: FormatVersion) -> list[Line]:
    pictures = {each.id: each for each in pictures_of(actor, activity)}
    return [Line(each, pictures.get(each.file_id or 0)) for each in version.lines]


def pictures_of(actor: Actor, activity: Activity) -> list[StoredFile]:
    return [each for each in list_files(actor, activity) if each.kind.is_picture]


def version(actor: Actor, activity: Activity, version_id: int) -> FormatVersion:
    """Return a format for those who look after it."""
    if not policies.can_manage(actor, activity):
        raise NotAllowedError
    wanted = select(FormatVersion).where(
        FormatVersion.id == version_id, FormatVersion.activity_id == activity.id
    )
    wanted = wanted.options(joinedload(FormatVersion.activity), selectinload(FormatVersion.lines))
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


@content_version.cached
def entries_with() -> dict[Kind, int]:
    """Count the entries that have each kind of format, as readers find them."""
    entries = func.count(func.distinct(FormatVersion.activity_id))
    wanted = select(FormatVersion.kind, entries).join(FormatVersion.activity)
    wanted = wanted.where(~FormatVersion.waits, is_public_activity()).group_by(FormatVersion.kind)
    found = dict(session.execute(wanted).all())
    return {kind: found.get(kind, 0) for kind in Kind}


def unread() -> Select[FormatVersion]:
    wanted = select(FormatVersion).join(FormatVersion.activity)
    return wanted.where(FormatVersion.waits, Activity.status.not_in(GONE))


def not_done() -> Select[FormatRequest]:
    return select(FormatRequest).where(FormatRequest.done_at.is_(None))


def waiting_versions(actor: Actor) -> Sequence[FormatVersion]:
    """Return formats that this curator may read for readers."""
    wanted = unread().options(joinedload(FormatVersion.activity).selectinload(Activity.co_owners))
    found = session.scalars(wanted.order_by(FormatVersion.id)).all()
    return [each for each in found if policies.can_approve(actor, each.activity, each)]


def requests(actor: Actor) -> Sequence[FormatRequest]:
    """Return what was asked for and is not done, the longest wait first."""
    if not actor.is_at_least(Role.CURATOR):
        raise NotAllowedError
    wanted = not_done().options(joinedload(FormatRequest.activity))
    return session.scalars(wanted.order_by(FormatRequest.at, FormatRequest.id)).all()


def request(actor: Actor, request_id: int) -> FormatRequest:
    for each in requests(actor):
        if each.id == request_id:
            return each
    raise NotFoundError
