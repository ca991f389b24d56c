"""Asking for the files of the library, noting how far they are, and throwing them away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import update

from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import session
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import require
from coprod.exchange.library_export import policies, queries
from coprod.exchange.library_export.enums import CURATORS_FILE_LASTS, JOB_NAME, ExportKind
from coprod.exchange.library_export.models import LibraryExport, LibraryExportFile
from coprod.register.files.actions import remove_when_committed


@dataclass(frozen=True)
class MadeFile:
    """A file that lies in the store: its name for people, its key, its size and its rows."""

    name: str
    key: str
    size: int
    rows: int | None = None


def request_export(actor: Actor, kind: ExportKind) -> LibraryExport:
    """Let the worker make the files of the library anew. Asking twice asks once."""
    require(policies.can_request(actor))
    acquire_write_lock()
    export = queries.find_waiting(kind) or add_export(kind)
    record_event(actor, "asked for a library file", export)
    queue_when_committed(JOB_NAME)
    return export


def add_export(kind: ExportKind) -> LibraryExport:
    export = LibraryExport(kind=kind)
    session.add(export)
    session.flush()
    return export


def request_if_changed(stored_keys: Iterable[str]) -> None:
    """Ask for what everybody may take, if readers see something else since, or a file is lost."""
    acquire_write_lock()
    made = queries.find_made(VISITOR, ExportKind.PUBLIC)
    is_whole = made is not None and {each.key for each in made.files} <= set(stored_keys)
    is_current = made is not None and made.content_version == queries.format_content_version()
    if not (is_whole and is_current) and not queries.find_waiting(ExportKind.PUBLIC):
        add_export(ExportKind.PUBLIC)


def note_content_version(export_id: int) -> None:
    """Note what readers see as the work begins: what changes after that calls for the next."""
    statement = update(LibraryExport).where(LibraryExport.id == export_id)
    session.execute(statement.values(content_version=queries.format_content_version()))


def record_progress(export_id: int, rows: int) -> None:
    """Note how many rows are written, for whoever waits."""
    statement = update(LibraryExport).where(LibraryExport.id == export_id)
    session.execute(statement.values(rows_done=rows))


def finish_export(export_id: int, files: Sequence[MadeFile]) -> bool:
    """Put new files in the place of the old ones, unless they were thrown away meanwhile.

    That happens when something was taken out for good: what was being made may still hold it.
    """
    acquire_write_lock()
    export = session.get(LibraryExport, export_id, populate_existing=True)
    if export is None:
        return False
    export.made_at = clock.now()
    session.add_all(LibraryExportFile(export_id=export_id, **vars(each)) for each in files)
    remove_exports(
        queries.list_exports(LibraryExport.kind == export.kind, LibraryExport.id < export_id)
    )
    session.flush()
    return True


def remove_old_exports() -> None:
    """Throw away files for curators when their day is over."""
    is_over = LibraryExport.made_at < clock.now() - CURATORS_FILE_LASTS
    remove_exports(queries.list_exports(LibraryExport.kind == ExportKind.CURATORS, is_over))


def remove_all_exports() -> None:
    """Throw away every file, also what is being made, and let the worker make new ones."""
    remove_exports(queries.list_exports())
    queue_when_committed(JOB_NAME)


def remove_exports(exports: Iterable[LibraryExport]) -> None:
    for export in exports:
        remove_when_committed(each.key for each in export.files)
        session.delete(export)
    session.flush()
