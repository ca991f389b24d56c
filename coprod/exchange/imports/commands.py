"""The command ``coprod exchange import FILE --as EMAIL``, and the job that does imports."""

import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import structlog
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale
from sqlalchemy import or_, select, update

from coprod.accounts.users.queries import find_by_email
from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.disclosure.enums import ColumnAnswer, ColumnSign
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import CoprodError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.exchange.imports import actions, forms, queries, rules, schemas, tasks
from coprod.exchange.imports.enums import WORKING_STATES, ColumnMapping, ImportState, RowOutcome
from coprod.exchange.imports.models import SheetImport

exchange_group = AppGroup("exchange")
log = structlog.get_logger()


# Importing a whole file


EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@exchange_group.command("import")
@click.argument("file", type=EXISTING_FILE)
@click.option("--as", "email", required=True, help="The e-mail address of the curator who does it.")
@click.option("--mapping", type=EXISTING_FILE, help="A YAML file that says which column is which.")
@click.option("--sheet", default="", help="The sheet of a workbook, if it is not the first.")
@click.option("--header-row", type=click.IntRange(1, 30), help="The row with the headings.")
@click.option("--strict", is_flag=True, help="Take in nothing when any row is refused.")
@click.option("--report", type=NEW_FILE, help="Where to write the report: a .csv or .md file.")
def import_command(
    file: Path, email: str, mapping: Path | None, sheet: str, **options: Any
) -> None:
    """Take in the entries of a CSV file or a workbook: every good row, or nothing at all."""
    actor = get_curator(email)
    schemas.check_is_table(file)
    column_mapping = schemas.read_mapping(mapping, file)
    header_row = options["header_row"] or (
        column_mapping.header_row if mapping else schemas.TableFile(file, sheet).guess_header_row()
    )
    table = schemas.TableFile(file, sheet, header_row)
    personal_columns = rules.find_personal_columns(column_mapping, table.read_rows())
    column_mapping = rules.restrict_unanswered(column_mapping, table.read_rows())
    with force_locale("en"):
        report = check_rows(column_mapping, table)
        is_stopped = bool(options["strict"] and report.count(RowOutcome.REFUSED))
        good_rows = () if is_stopped else read_good_rows(column_mapping, table)
        taken = actions.import_activities(actor, good_rows, publish=column_mapping.publish)
    if options["report"]:
        schemas.write_report(report, options["report"])
    session.commit()
    print_report(report, taken)
    print_restricted_columns(column_mapping, personal_columns)


def get_curator(email: str) -> Actor:
    person = find_by_email(email)
    if person is None:
        raise RuleBrokenError(N_("Nobody here has the e-mail address %(email)s", email=email))
    actions.check_can_import(person.actor)
    return person.actor


def build_examiner(mapping: ColumnMapping) -> forms.RowExaminer:
    return forms.RowExaminer(
        mapping, queries.get_terms_by_list(), queries.get_imported_keys(mapping.source.name)
    )


def check_rows(mapping: ColumnMapping, table: schemas.TableFile) -> schemas.ImportReport:
    """Check every row before anything is imported."""
    report = schemas.ImportReport(table.read_headings())
    for row, _good_row in build_examiner(mapping).examine_rows(table.read_rows()):
        report.add(row)
    return report


def read_good_rows(mapping: ColumnMapping, table: schemas.TableFile) -> Iterator[actions.GoodRow]:
    """Read the file again for its good rows, so that no long file has to fit into memory."""
    for _report, good_row in build_examiner(mapping).examine_rows(table.read_rows()):
        if good_row is not None:
            yield good_row


def print_report(report: schemas.ImportReport, taken: int) -> None:
    for name, outcome, target, times, why in report.list_columns():
        click.echo("  ".join(filter(None, [name, str(outcome), target, str(times), why])))
    for row in report.rows:
        if row.why and row.outcome is not RowOutcome.HERE:
            click.echo(f"Row {row.number} ({row.key}): {row.outcome.value}. {row.why}")
    here, refused = report.count(RowOutcome.HERE), report.count(RowOutcome.REFUSED)
    click.echo(f"{taken} taken in, {here} here already, {refused} refused.")


def print_restricted_columns(
    mapping: ColumnMapping, personal_columns: Mapping[str, ColumnSign]
) -> None:
    """Print the columns that only curators see, until one decides who may."""
    for column in sorted(personal_columns.keys() - mapping.columns.keys()):
        sign = personal_columns[column].label.plain
        click.echo(
            f"{column}: kept back. {sign} Say under “columns” in the mapping "
            f"who may see it ({', '.join(ColumnAnswer)}), or on the page “Columns kept back”."
        )


# The job: checks, imports and undoes in the background what curators queued on the pages


MOST_TRIES = 3
KEEP_UNKNOWN_SECONDS = 3600
RETRY_AFTER = timedelta(seconds=30)


def work_on_imports() -> int:
    """Do all that waits: the job of this name."""
    settings: Settings = current_app.extensions["settings"]
    return run_waiting_jobs(settings.data_folder / "imports")


def run_waiting_jobs(folder: Path) -> int:
    """Run all waiting jobs, remove old files, and return how many jobs were run."""
    jobs_done = 0
    while job := claim_job(folder):
        run_job(job)
        jobs_done += 1
    remove_old_files(folder)
    return jobs_done


def claim_job(folder: Path) -> tasks.ImportJob | None:
    """Claim the next import that waits. Two workers never claim the same one."""
    now = clock.now()
    is_free = or_(SheetImport.claimed_until.is_(None), SheetImport.claimed_until <= now)
    waiting = select(SheetImport).where(SheetImport.state.in_(WORKING_STATES), is_free)
    sheet_import = session.scalars(waiting.order_by(SheetImport.id).limit(1)).first()
    if sheet_import is None:
        session.rollback()
        return None
    name = secrets.token_urlsafe(12)
    is_unchanged = (SheetImport.id == sheet_import.id, SheetImport.claim == sheet_import.claim)
    statement = update(SheetImport).where(*is_unchanged, SheetImport.state == sheet_import.state)
    until = now + tasks.CLAIM_LASTS
    result: Any = session.execute(
        statement.values(claim=name, claimed_until=until, tries=SheetImport.tries + 1)
    )
    session.commit()
    job = tasks.ImportJob(sheet_import.id, sheet_import.state, name, folder)
    return job if result.rowcount == 1 else claim_job(folder)


def run_job(job: tasks.ImportJob) -> None:
    """Run one import to its end, and commit each step as it is done."""
    try:
        with force_locale("en"):
            for _step in tasks.run_steps(job):
                session.commit()
    except tasks.ClaimLostError:
        session.rollback()
    except Exception as error:
        session.rollback()
        log.warning("sheet_failed", sheet_import=job.id, kind=type(error).__name__)
        retry_later(job, error)


def retry_later(job: tasks.ImportJob, error: Exception) -> None:
    """Try again later, or fail the import after the third try, or when a rule was broken."""
    sheet_import = session.get_one(SheetImport, job.id)
    session.refresh(sheet_import)
    if sheet_import.claim != job.claim or sheet_import.state is not job.state:
        return
    sheet_import.claim, sheet_import.claimed_until = "", clock.now() + RETRY_AFTER
    if isinstance(error, CoprodError) or sheet_import.tries >= MOST_TRIES:
        fail_import(sheet_import, str(error) or type(error).__name__)
    session.commit()


def fail_import(sheet_import: SheetImport, why: str) -> None:
    """End an import that cannot go on. What it had imported is undone."""
    sheet_import.why = why
    sheet_import.state = (
        ImportState.UNDOING if sheet_import.state is ImportState.TAKING else ImportState.FAILED
    )
    sheet_import.rows_all = queries.count_taken_rows(sheet_import)
    sheet_import.rows_done, sheet_import.tries = 0, 0
    sheet_import.claimed_until = None


def remove_old_files(folder: Path) -> None:
    """Remove the files of finished imports, and those that belong to no import."""
    if not folder.is_dir():
        return
    needed, known = queries.get_upload_tokens()
    session.rollback()
    for upload_folder in folder.iterdir():
        is_young = time.time() - upload_folder.stat().st_mtime < KEEP_UNKNOWN_SECONDS
        if upload_folder.name not in needed and not (is_young and upload_folder.name not in known):
            shutil.rmtree(upload_folder, ignore_errors=True)
