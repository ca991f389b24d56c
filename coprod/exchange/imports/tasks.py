"""What the worker does with an import, piece by piece: check it, take it in, take it back.

Each of these is a list of steps. The worker (``commands``) keeps what each step did before it asks
for the next one, so that others can write in between and see how far it is. A step is kept with the
record of what it made. When a worker dies, the next one goes on after the last step that was kept.
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
from coprod.core.values.errors import NotAllowedError
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
from coprod.exchange.imports.rules import RowCleaner, RowReading, hold_back_unanswered, read_row
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
    """Somebody else has the import in their hands now, or stopped it: drop the last step."""


@dataclass(frozen=True)
class ImportJob:
    """An import in the hands of one worker."""

    id: int
    state: ImportState
    claim: str
    folder: Path


def run_steps(job: ImportJob) -> Iterator[None]:
    """Do what the state of an import asks for. Keep what was done at each ``yield``."""
    work: dict[ImportState, Callable[[ImportJob], Iterator[None]]] = {
        ImportState.CHECKING: check_rows,
        ImportState.TAKING: import_rows,
        ImportState.UNDOING: undo_rows,
    }
    yield from work[job.state](job)


def record_progress(job: ImportJob, rows_done: int, **values: object) -> None:
    """Note how far it is, if the import is still in our hands. Ends every step."""
    ours = (SheetImport.id == job.id, SheetImport.claim == job.claim)
    claimed = clock.now() + CLAIM_LASTS
    far = update(SheetImport).where(*ours, SheetImport.state == job.state)
    usual = {"rows_done": rows_done, "claimed_until": claimed, "tries": 0}
    changed: Any = session.execute(far.values({**usual, **values}))
    if changed.rowcount != 1:
        raise ClaimLostError
    session.flush()
    session.expunge_all()


def split_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while piece := list(islice(rest, size)):
        yield piece


def load_import(job: ImportJob) -> tuple[SheetImport, Actor]:
    """Return the import, and who asked for it: who may no longer be allowed to."""
    found = session.get_one(SheetImport, job.id)
    asked_by = find_person(found.requested_by_id)
    if asked_by is None or not asked_by.active:
        raise NotAllowedError
    queries.check_can_see_imports(asked_by.actor)
    return found, asked_by.actor


# Checking


def check_rows(job: ImportJob) -> Iterator[None]:
    """Look at every row before anything is kept, and write down what is found."""
    of, _actor = load_import(job)
    reader = TableReader.build(of, job.folder)
    checker = TableChecker.build(reader)
    session.execute(delete(SheetRow).where(SheetRow.import_id == job.id))
    record_progress(job, 0)
    yield
    done = 0
    for piece in split_batches(checker.check_rows(), CHECK_BATCH):
        met = checker.get_imported_activities(piece)
        found = [checker.build_values(each, met) for each in piece]
        session.execute(insert(SheetRow), [add_usual_values(job, each) for each in found])
        done += len(piece)
        record_progress(job, done)
        yield
    emptied = dict(reader.cleaner.blanked.most_common(20))
    record_progress(job, done, state=ImportState.CHECKED, rows_all=done, emptied=emptied)
    yield


def add_usual_values(job: ImportJob, values: dict[str, object]) -> dict[str, object]:
    usual = {"became": RowState.NOTHING, "mark": "", "last_note": 0, "left_why": ""}
    return {**usual, **values, "import_id": job.id}


# Taking in


def import_rows(job: ImportJob) -> Iterator[None]:
    """Take in the rows that were asked for and are not in yet, some at a time."""
    of, actor = load_import(job)
    reader = TableReader.build(of, job.folder)
    wanted, done = get_rows_to_import(of), queries.count_taken_rows(of)
    record_progress(job, done)
    yield
    asked_for = (row for row in reader.table.read_rows() if row.number in wanted)
    for piece in split_batches(asked_for, IMPORT_BATCH):
        told_by_rows = [reader.build_parts(row) for row in piece]
        made = import_activities(actor, told_by_rows, publish=reader.mapping.publish)
        rows = [wanted[row.number] for row in piece]
        actions.record_created_activities(
            {row: entry.id for row, entry in zip(rows, made, strict=True)}
        )
        done += len(piece)
        record_progress(job, done)
        yield
    record_event(actor, "took in spreadsheet", session.get_one(SheetImport, job.id), rows=done)
    analyze_tables()
    record_progress(job, done, state=ImportState.DONE)
    yield


def get_rows_to_import(sheet_import: SheetImport) -> dict[int, int]:
    """Return the rows that are still to be taken in: their number in the table, and their own."""
    wanted = select(SheetRow.number, SheetRow.id).where(SheetRow.import_id == sheet_import.id)
    wanted = wanted.where(SheetRow.verdict.in_(queries.get_selected_verdicts(sheet_import.take)))
    wanted = wanted.where(SheetRow.became == RowState.NOTHING)
    return dict(session.execute(wanted).all())


# Taking back


def undo_rows(job: ImportJob) -> Iterator[None]:
    """Remove what the import made, but leave whatever somebody has changed since."""
    of = session.get_one(SheetImport, job.id)
    actor = SYSTEM if of.why else load_import(job)[1]
    end = ImportState.FAILED if of.why else ImportState.UNDONE
    wanted = select(SheetRow.id).where(
        SheetRow.import_id == job.id, SheetRow.became == RowState.TAKEN
    )
    ids = session.scalars(wanted.order_by(SheetRow.id)).all()
    done = of.rows_all - len(ids)
    for piece in split_batches(ids, UNDO_BATCH):
        actions.remove_unchanged_activities(actor, piece)
        done += len(piece)
        record_progress(job, done)
        yield
    record_event(actor, "undid import", session.get_one(SheetImport, job.id))
    record_progress(job, done, state=end)
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
    def build(cls, of: SheetImport, folder: Path) -> Self:
        choices, table = of.choices, queries.open_table(folder, of)
        if choices is None:
            raise NotAllowedError
        tidier = RowCleaner(choices, rules.find_grouped_columns(table.read_rows(), choices))
        chosen = hold_back_unanswered(rules.build_mapping(choices, of.source), table.read_rows())
        return cls(chosen, get_terms_by_list(), table, tidier)

    def read(self, row: TableRow) -> tuple[RowReading, list[str]]:
        tidied, warnings = self.cleaner.clean_row(row)
        return read_row(self.mapping, self.terms_by_list, tidied), warnings

    def build_parts(self, row: TableRow) -> tuple[ImportedPart, ...]:
        reading, _warnings = self.read(row)
        form = ActivityRowForm.build(reading)
        if form.list_mistakes():
            raise NotAllowedError
        return form.build_parts(reading)


@dataclass(frozen=True)
class CheckedRow:
    """A row, and what was found by looking at it alone."""

    row: TableRow
    reading: RowReading
    report: RowReport
    warnings: list[str]


@dataclass
class TableChecker:
    """Looks at every row, at the rows with the same identifier, and at what is here already."""

    reader: TableReader
    examiner: RowExaminer
    numbers_by_key: Mapping[str, list[int]]
    first_rows_by_key: Mapping[str, TableRow]

    @classmethod
    def build(cls, reader: TableReader) -> Self:
        """Begin to check. Reads the table once for identifiers that stand in several rows."""
        keys: dict[str, list[int]] = {}
        for row in reader.table.read_rows():
            keys.setdefault(reader.cleaner.get_key(row), []).append(row.number)
        twins = {key: numbers for key, numbers in keys.items() if key and len(numbers) > 1}
        first = {numbers[0] for numbers in twins.values()}
        found = (row for row in reader.table.read_rows() if row.number in first)
        firsts = {row.number: row for row in found}
        here = get_imported_keys(reader.mapping.source.name)
        by_key = {key: firsts[numbers[0]] for key, numbers in twins.items()}
        return cls(reader, RowExaminer(reader.mapping, reader.terms_by_list, here), twins, by_key)

    def check_rows(self) -> Iterator[CheckedRow]:
        for row in self.reader.table.read_rows():
            reading, warnings = self.reader.read(row)
            line, _entry = self.examiner.examine_reading(reading)
            yield CheckedRow(row, reading, line, warnings)

    def get_imported_activities(self, batch: Sequence[CheckedRow]) -> dict[str, Activity]:
        keys = [seen.report.key for seen in batch if seen.report.outcome is RowOutcome.HERE]
        return (
            queries.get_imported_activities(self.reader.mapping.source.name, keys) if keys else {}
        )

    def build_values(
        self, checked: CheckedRow, activities: Mapping[str, Activity]
    ) -> dict[str, object]:
        """Return what is to be written down about a row."""
        verdict, said = self.find_verdict(checked, activities)
        kept = [[name, text] for name, text in checked.row.cells.items()]
        return {
            "number": checked.row.number,
            "key": checked.report.key[:LONGEST_KEY],
            "title": checked.report.title,
            "verdict": verdict,
            "told": said,
            "cells": kept if verdict is not Verdict.HERE else [],
        }

    def find_verdict(
        self, checked: CheckedRow, activities: Mapping[str, Activity]
    ) -> tuple[Verdict, list[str]]:
        first = self.first_rows_by_key.get(checked.report.key)
        if first and first.number != checked.row.number:
            return rules.compare_with_first(first, checked.row, checked.report.why)
        if checked.report.outcome is RowOutcome.REFUSED:
            return Verdict.REFUSED, [checked.report.why]
        if checked.report.outcome is RowOutcome.HERE:
            return compare_with_activity(checked.reading, activities.get(checked.report.key))
        said = [
            *checked.warnings,
            *rules.list_warnings(checked.report, self.reader.cleaner.choices.date_columns),
        ]
        others = self.numbers_by_key.get(checked.report.key, [])[1:]
        said += [rules.describe_twins(others)] if others else []
        return (Verdict.WARNED if said else Verdict.GOOD), said


def compare_with_activity(
    reading: RowReading, activity: Activity | None
) -> tuple[Verdict, list[str]]:
    """Compare a row with the entry that its source and identifier belong to."""
    if activity is None:
        return Verdict.HERE, []
    parts = ActivityRowForm.build(reading).build_parts(reading)
    now = read_sections(activity).parts
    facts = [(fact.label, fact.value) for fact in activity.facts]
    found = rules.describe_differences(parts, now, facts)
    if not found:
        return Verdict.HERE, []
    return Verdict.DIFFERS, [f"The entry in the register says something else: {found}."]
