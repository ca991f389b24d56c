"""What the worker does with an import, batch by batch: check it, import its rows, undo them.

Each of these is a list of steps. The worker (``commands``) commits each step before it runs the
next one, so that others can write in between and see the progress. A step is committed with the
record of what it created. When a worker dies, the next one goes on after the last committed step.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import delete, insert, select, update

from coprod.accounts.users.queries import find_person
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import analyze_tables, session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import NotAllowedError, require
from coprod.exchange.imports import actions, queries, rules
from coprod.exchange.imports.enums import (
    ColumnMapping,
    ImportState,
    RowOutcome,
    RowReport,
    RowState,
    TableRow,
    TermsByName,
    Verdict,
)
from coprod.exchange.imports.forms import ActivityRowForm, RowExaminer
from coprod.exchange.imports.models import SheetImport, SheetRow
from coprod.exchange.imports.queries import UploadedTable, get_imported_keys, get_terms_by_list
from coprod.exchange.imports.rules import RowCleaner, RowReading, read_row, restrict_unanswered
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from coprod.register.review.actions import import_activities
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.queries import read_sections

T = TypeVar("T")
CLAIM_LASTS = timedelta(minutes=2)
CHECK_BATCH, IMPORT_BATCH, UNDO_BATCH = 200, 50, 50
LONGEST_KEY = 500


class ClaimLostError(Exception):
    """Another worker has claimed the import, or it was stopped: roll back the last step."""


@dataclass(frozen=True)
class ImportJob:
    """An import that one worker has claimed."""

    id: int
    state: ImportState
    claim: str
    folder: Path


def run_steps(job: ImportJob) -> Iterator[None]:
    """Do what the state of an import calls for. The caller commits at each ``yield``."""
    steps_by_state: dict[ImportState, Callable[[ImportJob], Iterator[None]]] = {
        ImportState.CHECKING: check_rows,
        ImportState.TAKING: import_rows,
        ImportState.UNDOING: undo_rows,
    }
    yield from steps_by_state[job.state](job)


def record_progress(job: ImportJob, rows_done: int, **values: object) -> None:
    """Store how many rows are done, if this worker still has the claim. Ends every step."""
    has_claim = (SheetImport.id == job.id, SheetImport.claim == job.claim)
    claimed_until = clock.now() + CLAIM_LASTS
    statement = update(SheetImport).where(*has_claim, SheetImport.state == job.state)
    progress_values = {"rows_done": rows_done, "claimed_until": claimed_until, "tries": 0}
    result: Any = session.execute(statement.values({**progress_values, **values}))
    if result.rowcount != 1:
        raise ClaimLostError
    session.flush()
    session.expunge_all()


def split_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(things)
    while batch := list(islice(remaining, size)):
        yield batch


def load_import(job: ImportJob) -> tuple[SheetImport, Actor]:
    """Return the import, and who started the job, if they still may."""
    sheet_import = session.get_one(SheetImport, job.id)
    requester = find_person(sheet_import.requested_by_id)
    if requester is None or not requester.active:
        raise NotAllowedError
    queries.check_can_see_imports(requester.actor)
    return sheet_import, requester.actor


# Checking


def check_rows(job: ImportJob) -> Iterator[None]:
    """Check every row before anything is imported, and store the verdicts."""
    sheet_import, _actor = load_import(job)
    reader = TableReader.build(sheet_import, job.folder)
    checker = TableChecker.build(reader)
    session.execute(delete(SheetRow).where(SheetRow.import_id == job.id))
    record_progress(job, 0)
    yield
    rows_done = 0
    for batch in split_batches(checker.check_rows(), CHECK_BATCH):
        activities = checker.get_imported_activities(batch)
        rows = [checker.build_values(checked, activities) for checked in batch]
        session.execute(insert(SheetRow), [add_usual_values(job, values) for values in rows])
        rows_done += len(batch)
        record_progress(job, rows_done)
        yield
    blanked = dict(reader.cleaner.blanked.most_common(20))
    record_progress(job, rows_done, state=ImportState.CHECKED, rows_all=rows_done, emptied=blanked)
    yield


def add_usual_values(job: ImportJob, values: dict[str, object]) -> dict[str, object]:
    usual = {"became": RowState.NOTHING, "mark": "", "last_note": 0, "left_why": ""}
    return {**usual, **values, "import_id": job.id}


# Importing


def import_rows(job: ImportJob) -> Iterator[None]:
    """Import the selected rows that are not in the register yet, in batches."""
    sheet_import, actor = load_import(job)
    reader = TableReader.build(sheet_import, job.folder)
    row_ids, rows_done = get_rows_to_import(sheet_import), queries.count_taken_rows(sheet_import)
    record_progress(job, rows_done)
    yield
    selected_rows = (row for row in reader.table.read_rows() if row.number in row_ids)
    for batch in split_batches(selected_rows, IMPORT_BATCH):
        parts_by_row = [reader.build_parts(row) for row in batch]
        activities = import_activities(actor, parts_by_row, publish=reader.mapping.publish)
        batch_row_ids = [row_ids[row.number] for row in batch]
        actions.record_created_activities(
            {row: activity.id for row, activity in zip(batch_row_ids, activities, strict=True)}
        )
        rows_done += len(batch)
        record_progress(job, rows_done)
        yield
    record_event(actor, "took in spreadsheet", session.get_one(SheetImport, job.id), rows=rows_done)
    analyze_tables()
    record_progress(job, rows_done, state=ImportState.DONE)
    yield


def get_rows_to_import(sheet_import: SheetImport) -> dict[int, int]:
    """Return the ids of the rows that are still to be imported, by their number in the table."""
    statement = select(SheetRow.number, SheetRow.id).where(SheetRow.import_id == sheet_import.id)
    statement = statement.where(
        SheetRow.verdict.in_(queries.get_selected_verdicts(sheet_import.take))
    )
    statement = statement.where(SheetRow.became == RowState.NOTHING)
    return dict(session.execute(statement).all())


# Undoing


def undo_rows(job: ImportJob) -> Iterator[None]:
    """Remove the activities that the import created, except those that were changed since."""
    sheet_import = session.get_one(SheetImport, job.id)
    actor = SYSTEM if sheet_import.why else load_import(job)[1]
    end_state = ImportState.FAILED if sheet_import.why else ImportState.UNDONE
    statement = select(SheetRow.id).where(
        SheetRow.import_id == job.id, SheetRow.became == RowState.TAKEN
    )
    row_ids = session.scalars(statement.order_by(SheetRow.id)).all()
    rows_done = sheet_import.rows_all - len(row_ids)
    for batch in split_batches(row_ids, UNDO_BATCH):
        actions.remove_unchanged_activities(actor, batch)
        rows_done += len(batch)
        record_progress(job, rows_done)
        yield
    record_event(actor, "undid import", session.get_one(SheetImport, job.id))
    record_progress(job, rows_done, state=end_state)
    yield


# Reading


@dataclass
class TableReader:
    """Reads the rows of a table as its curator chose."""

    mapping: ColumnMapping
    terms_by_list: Mapping[ListKind, TermsByName]
    table: UploadedTable
    cleaner: RowCleaner

    @classmethod
    def build(cls, sheet_import: SheetImport, folder: Path) -> Self:
        choices, table = sheet_import.choices, queries.open_table(folder, sheet_import)
        if choices is None:
            raise NotAllowedError
        cleaner = RowCleaner(choices, rules.find_grouped_columns(table.read_rows(), choices))
        mapping = restrict_unanswered(
            rules.build_mapping(choices, sheet_import.source), table.read_rows()
        )
        return cls(mapping, get_terms_by_list(), table, cleaner)

    def read(self, row: TableRow) -> tuple[RowReading, list[str]]:
        cleaned, warnings = self.cleaner.clean_row(row)
        return read_row(self.mapping, self.terms_by_list, cleaned), warnings

    def build_parts(self, row: TableRow) -> tuple[ImportedPart, ...]:
        reading, _warnings = self.read(row)
        form = ActivityRowForm.build(reading)
        require(not form.list_mistakes())
        return form.build_parts(reading)


@dataclass(frozen=True)
class CheckedRow:
    """A row, and what was found by checking it alone."""

    row: TableRow
    reading: RowReading
    report: RowReport
    warnings: list[str]


@dataclass
class TableChecker:
    """Checks each row alone, against rows with the same identifier, and against the register."""

    reader: TableReader
    examiner: RowExaminer
    numbers_by_key: Mapping[str, list[int]]
    first_rows_by_key: Mapping[str, TableRow]

    @classmethod
    def build(cls, reader: TableReader) -> Self:
        """Read the table once, for the identifiers that several rows have."""
        numbers_by_key: dict[str, list[int]] = {}
        for row in reader.table.read_rows():
            numbers_by_key.setdefault(reader.cleaner.get_key(row), []).append(row.number)
        repeated_keys = {
            key: numbers for key, numbers in numbers_by_key.items() if key and len(numbers) > 1
        }
        first_numbers = {numbers[0] for numbers in repeated_keys.values()}
        first_rows = (row for row in reader.table.read_rows() if row.number in first_numbers)
        first_rows_by_number = {row.number: row for row in first_rows}
        imported_keys = get_imported_keys(reader.mapping.source.name)
        first_rows_by_key = {
            key: first_rows_by_number[numbers[0]] for key, numbers in repeated_keys.items()
        }
        return cls(
            reader,
            RowExaminer(reader.mapping, reader.terms_by_list, imported_keys),
            repeated_keys,
            first_rows_by_key,
        )

    def check_rows(self) -> Iterator[CheckedRow]:
        for row in self.reader.table.read_rows():
            reading, warnings = self.reader.read(row)
            report, _good_row = self.examiner.examine_reading(reading)
            yield CheckedRow(row, reading, report, warnings)

    def get_imported_activities(self, batch: Sequence[CheckedRow]) -> dict[str, Activity]:
        keys = [
            checked.report.key for checked in batch if checked.report.outcome is RowOutcome.HERE
        ]
        return (
            queries.get_imported_activities(self.reader.mapping.source.name, keys) if keys else {}
        )

    def build_values(
        self, checked: CheckedRow, activities: Mapping[str, Activity]
    ) -> dict[str, object]:
        """Return the values of the ``SheetRow`` for a row."""
        verdict, warnings = self.find_verdict(checked, activities)
        cells = [[name, text] for name, text in checked.row.cells.items()]
        return {
            "number": checked.row.number,
            "key": checked.report.key[:LONGEST_KEY],
            "title": checked.report.title,
            "verdict": verdict,
            "problems": warnings,
            "cells": cells if verdict is not Verdict.HERE else [],
        }

    def find_verdict(
        self, checked: CheckedRow, activities: Mapping[str, Activity]
    ) -> tuple[Verdict, list[str]]:
        first_row = self.first_rows_by_key.get(checked.report.key)
        if first_row and first_row.number != checked.row.number:
            return rules.compare_with_first(first_row, checked.row, checked.report.why)
        if checked.report.outcome is RowOutcome.REFUSED:
            return Verdict.REFUSED, [checked.report.why]
        if checked.report.outcome is RowOutcome.HERE:
            return compare_with_activity(checked.reading, activities.get(checked.report.key))
        warnings = [
            *checked.warnings,
            *rules.list_warnings(checked.report, self.reader.cleaner.choices.date_columns),
        ]
        other_numbers = self.numbers_by_key.get(checked.report.key, [])[1:]
        warnings += [rules.describe_repeated_rows(other_numbers)] if other_numbers else []
        return (Verdict.WARNED if warnings else Verdict.GOOD), warnings


def compare_with_activity(
    reading: RowReading, activity: Activity | None
) -> tuple[Verdict, list[str]]:
    """Compare a row with the activity that has its source and identifier."""
    if activity is None:
        return Verdict.HERE, []
    parts = ActivityRowForm.build(reading).build_parts(reading)
    parts_now = read_sections(activity).parts
    facts = [(fact.label, fact.value) for fact in activity.facts]
    differences = rules.describe_differences(parts, parts_now, facts)
    if not differences:
        return Verdict.HERE, []
    return Verdict.DIFFERS, [f"The activity in the register says something else: {differences}."]
