"""Making the files of the library: by the worker, where something changed or somebody asked."""

import tempfile
from pathlib import Path

from flask import current_app

from coprod.core import storage
from coprod.core.database import session
from coprod.core.jobs.rules import Job
from coprod.core.jobs.tasks import Outcome, run_by_hand
from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.exchange.library_export import actions, presenters, queries
from coprod.exchange.library_export.enums import FOLDER, JOB_NAME, ExportKind
from coprod.exchange.library_export.schemas import TABLES
from coprod.exchange.library_export.tasks import LibraryFiles, remove_stray_files

LABEL = N_("Make the files of the library")


class ExportError(Exception):
    """The files of the library could not be made. The state of the job says why."""


def make_library_files() -> int:
    """Make what is missing, one worker at a time, and count it."""
    job = Job(f"{JOB_NAME}-making", LABEL, make_waiting_exports)
    outcome = run_by_hand(job)
    if outcome is Outcome.FAILED:
        raise ExportError
    return int(outcome is Outcome.DONE)


def make_waiting_exports() -> int:
    actions.request_if_changed(storage.list_stored(FOLDER))
    actions.remove_old_exports()
    session.commit()
    waiting = [each for kind in ExportKind if (each := queries.find_waiting(kind))]
    made = sum(make_export(each.id, each.kind) for each in waiting)
    remove_stray_files(queries.list_file_keys())
    return made


def make_export(export_id: int, kind: ExportKind) -> bool:
    """Write all tables into a folder, then into the store, and put them in the place of the old."""
    actions.note_content_version(export_id)
    session.commit()
    with tempfile.TemporaryDirectory() as folder:
        files = LibraryFiles(Path(folder))
        with current_app.test_request_context():
            write_tables(files, export_id, kind)
        made = files.put_in_store()
    is_in_force = actions.finish_export(export_id, made)
    session.commit()
    return is_in_force


def write_tables(files: LibraryFiles, export_id: int, kind: ExportKind) -> None:
    rows_before = 0
    for table in TABLES:
        rows = 0
        for rows in files.write_table(table.name, presenters.list_rows(table, kind)):
            actions.record_progress(export_id, rows_before + rows)
            session.commit()
        rows_before += rows
    codebook = [list(presenters.list_codebook_rows(TABLES, kind))]
    for _rows in files.write_table("codebook", codebook):
        pass
    files.write_text("readme.txt", presenters.build_readme(kind, clock.today()))
    files.pack()
