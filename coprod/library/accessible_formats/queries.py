"""Reading formats: those of entries that the reader was given, and that the reader may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.library.accessible_formats import policies
from coprod.library.accessible_formats.enums import FormatKind
from coprod.library.accessible_formats.models import EasyReadLine, FormatVersion
from coprod.library.accessible_formats.rules import compute_content_hash
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage, is_public_activity
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.sections.queries import read_sections
from coprod.register.sections.rules import ActivitySections


@dataclass(frozen=True)
class FormatStatus:
    """A format, and whether the entry has changed since it was checked."""

    version: FormatVersion
    is_out_of_date: bool


@dataclass(frozen=True)
class PicturedLine:
    """A line of easy read, with its picture where this reader may see the file."""

    line: EasyReadLine
    picture: StoredFile | None


def list_formats(actor: Actor, activity: Activity) -> list[FormatStatus]:
    """Return the formats of an entry that the reader may see. Without any it costs one query."""
    statement = select(FormatVersion).where(FormatVersion.activity_id == activity.id)
    statement = statement.options(selectinload(FormatVersion.lines))
    versions = session.scalars(statement.order_by(FormatVersion.id)).all()
    return list_readable_formats(actor, activity, versions, lambda: read_sections(activity))


def list_readable_formats(
    actor: Actor,
    activity: Activity,
    versions: Sequence[FormatVersion],
    load_content: Callable[[], ActivitySections],
) -> list[FormatStatus]:
    """Return of these versions what the reader may see; asks what the entry tells if there are."""
    readable = [each for each in versions if policies.can_see(actor, activity, each)]
    current_hash = compute_content_hash(load_content()) if readable else ""
    return [FormatStatus(each, each.mark != current_hash) for each in readable]


def get_format(
    actor: Actor, activity: Activity, kind: FormatKind, language: str = ""
) -> FormatStatus:
    """Return one format of an entry."""
    for each in list_formats(actor, activity):
        if (each.version.kind, each.version.language) == (kind, language):
            return each
    raise NotFoundError


def find_version(activity: Activity, kind: FormatKind, language: str) -> FormatVersion | None:
    statement = select(FormatVersion).where(
        FormatVersion.activity_id == activity.id,
        FormatVersion.kind == kind,
        FormatVersion.language == language,
    )
    with_activity = joinedload(FormatVersion.activity)
    return session.scalars(
        statement.options(with_activity, selectinload(FormatVersion.lines))
    ).one_or_none()


def list_lines(actor: Actor, activity: Activity, version: FormatVersion) -> list[PicturedLine]:
    pictures = {each.id: each for each in list_pictures(actor, activity)}
    return [PicturedLine(each, pictures.get(each.file_id or 0)) for each in version.lines]


def list_pictures(actor: Actor, activity: Activity) -> list[StoredFile]:
    return [each for each in list_files(actor, activity) if each.kind.is_picture]


def get_version(actor: Actor, activity: Activity, version_id: int) -> FormatVersion:
    """Return a format for those who look after it."""
    require(can_manage(actor, activity))
    statement = select(FormatVersion).where(
        FormatVersion.id == version_id, FormatVersion.activity_id == activity.id
    )
    statement = statement.options(
        joinedload(FormatVersion.activity), selectinload(FormatVersion.lines)
    )
    return require_found(session.scalars(statement).one_or_none())


@content_version.cached
def count_activities_by_kind() -> dict[FormatKind, int]:
    """Count the entries that have each kind of format, as readers find them."""
    count = func.count(func.distinct(FormatVersion.activity_id))
    statement = select(FormatVersion.kind, count).join(FormatVersion.activity)
    statement = statement.where(~FormatVersion.waits, is_public_activity()).group_by(
        FormatVersion.kind
    )
    counts = dict(session.execute(statement).all())
    return {kind: counts.get(kind, 0) for kind in FormatKind}
