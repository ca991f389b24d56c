"""Finding files. Whoever may see an activity sees its files; nobody, once it is gone."""

from collections.abc import Callable, Sequence

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import cache_statement, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.register.activities.models import Activity
from coprod.register.files import policies
from coprod.register.files.models import StoredFile, list_stored_keys


def select_visible_files(actor: Actor) -> Select[StoredFile]:
    return (
        select(StoredFile)
        .join(StoredFile.activity)
        .options(contains_eager(StoredFile.activity))
        .where(policies.is_visible_to(actor))
    )


def list_files(actor: Actor, activity: Activity) -> Sequence[StoredFile]:
    """Return the files of an activity in the order in which they were added."""
    return session.scalars(select_files(actor), {"entry": activity.id}).all()


@cache_statement
def select_files(actor: Actor) -> Select[StoredFile]:
    statement = select_visible_files(actor).where(StoredFile.activity_id == bindparam("entry"))
    return statement.order_by(StoredFile.id)


def get_file(actor: Actor, key: str) -> StoredFile:
    return require_found(
        session.scalars(select_visible_files(actor).where(StoredFile.key == key)).first()
    )


def find_cover(files: Sequence[StoredFile]) -> StoredFile | None:
    """Return which of an activity's files is its cover: the chosen picture, or else the first."""
    pictures = [each for each in files if each.kind.is_picture and not each.waits]
    return min(pictures, key=lambda each: (not each.is_cover, each.id), default=None)


def list_activity_file_keys() -> set[str]:
    rows = session.execute(select(StoredFile.key, StoredFile.ending))
    return {name for key, ending in rows for name in list_stored_keys(key, ending)}


KEY_SOURCES: list[Callable[[], set[str]]] = [list_activity_file_keys]
"""Who knows of files in the store. An area above adds what it puts there."""


def get_all_keys() -> set[str]:
    """Return the keys of all that the store should hold, for comparing them with what it holds."""
    return {key for list_keys in KEY_SOURCES for key in list_keys()}
