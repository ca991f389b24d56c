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
    Known,
    Map,
    Outcome,
    Row,
    RowReport,
    RowState,
    State,
    Verdict,
)
from coprod.exchange.imports.forms import EntryForm, Examiner
from coprod.exchange.imports.models import SheetImport, SheetRow
from coprod.exchange.imports.queries import Table, keys_from, lists
from coprod.exchange.imports.rules import Reading, Tidier, hold_back_unanswered, read
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from coprod.register.review.actions import import_activities
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.queries import read_sections

T = TypeVar("T")
CLAIM_LASTS = timedelta(minutes=2)
CHECKED_AT_ONCE, TAKEN_AT_ONCE, UNDONE_AT_ONCE = 200, 50, 50
LONGEST_KEPT = 500


class LostError(Exception):
    """Somebody else has the import in their hands now, or stopped it: drop the last step."""


@dataclass(frozen=True)
class Job:
    """An import in the hands of one worker."""

    id: int
    state: State
    claim: str
    folder: Path


def steps(job: Job) -> Iterator[None]:
    """Do what the state of an import asks for. Keep what was done at each ``yield``."""
    work: dict[State, Callable[[Job], Iterator[None]]] = {
        State.CHECKING: check,
        State.TAKING: import_rows,
        State.UNDOING: take_back,
    }
    yield from work[job.state](job)


def advance(job: Job, done: int, **values: object) -> None:
    """Note how far it is, if the import is still in our hands. Ends every step."""
    ours = (SheetImport.id == job.id, SheetImport.claim == job.claim)
    claimed = clock.now() + CLAIM_LASTS
    far = update(SheetImport).where(*ours, SheetImport.state == job.state)
    usual = {"rows_done": done, "claimed_until": claimed, "tries": 0}
    changed: Any = session.execute(far.values({**usual, **values}))
    if changed.rowcount != 1:
        raise LostError
    session.flush()
    session.expunge_all()


def pieces(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while piece := list(islice(rest, size)):
        yield piece


def begun(job: Job) -> tuple[SheetImport, Actor]:
    """Return the import, and who asked for it: who may no longer be allowed to."""
    found = session.get_one(SheetImport, job.id)
    asked_by = find_person(found.requested_by_id)
    if asked_by is None or not asked_by.active:
        raise NotAllowedError
    queries.check_may(asked_by.actor)
    return found, asked_by.actor


# Checking


def check(job: Job) -> Iterator[None]:
    """Look at every row before anything is kept, and write down what is found."""
    of, _actor = begun(job)
    reader = Reader.build(of, job.folder)
    checker = Checker.build(reader)
    session.execute(delete(SheetRow).where(SheetRow.import_id == job.id))
    advance(job, 0)
    yield
    done = 0
    for piece in pieces(checker.rows(), CHECKED_AT_ONCE):
        met = checker.met(piece)
        found = [checker.found(each, met) for each in piece]
        session.execute(insert(SheetRow), [row_values(job, each) for each in found])
        done += len(piece)
        advance(job, done)
        yield
    emptied = dict(reader.tidier.emptied.most_common(20))
    advance(job, done, state=State.CHECKED, rows_all=done, emptied=emptied)
    yield


def row_values(job: Job, found: dict[str, object]) -> dict[str, object]:
    usual = {"became": RowState.NOTHING, "mark": "", "last_note": 0, "left_why": ""}
    return {**usual, **found, "import_id": job.id}


# Taking in


def import_rows(job: Job) -> Iterator[None]:
    """Take in the rows that were asked for and are not in yet, some at a time."""
    of, actor = begun(job)
    reader = Reader.build(of, job.folder)
    wanted, done = rows_to_take(of), queries.taken(of)
    advance(job, done)
    yield
    asked_for = (row for row in reader.table.rows() if row.number in wanted)
    for piece in pieces(asked_for, TAKEN_AT_ONCE):
        told_by_rows = [reader.parts(row) for row in piece]
        made = import_activities(actor, told_by_rows, publish=reader.map.publish)
        rows = [wanted[row.number] for row in piece]
        actions.write_down({row: entry.id for row, entry in zip(rows, made, strict=True)})
        done += len(piece)
        advance(job, done)
        yield
    record_event(actor, "took in spreadsheet", session.get_one(SheetImport, job.id), rows=done)
    analyze_tables()
    advance(job, done, state=State.DONE)
    yield


def rows_to_take(of: SheetImport) -> dict[int, int]:
    """Return the rows that are still to be taken in: their number in the table, and their own."""
    wanted = select(SheetRow.number, SheetRow.id).where(SheetRow.import_id == of.id)
    wanted = wanted.where(SheetRow.verdict.in_(queries.wanted_by(of.take)))
    wanted = wanted.where(SheetRow.became == RowState.NOTHING)
    return dict(session.execute(wanted).all())


# Taking back


def take_back(job: Job) -> Iterator[None]:
    """Remove what the import made, but leave whatever somebody has changed since."""
    of = session.get_one(SheetImport, job.id)
    actor = SYSTEM if of.why else begun(job)[1]
    end = State.FAILED if of.why else State.UNDONE
    wanted = select(SheetRow.id).where(
        SheetRow.import_id == job.id, SheetRow.became == RowState.TAKEN
    )
    ids = session.scalars(wanted.order_by(SheetRow.id)).all()
    done = of.rows_all - len(ids)
    for piece in pieces(ids, UNDONE_AT_ONCE):
        actions.take_back_rows(actor, piece)
        done += len(piece)
        advance(job, done)
        yield
    record_event(actor, "undid import", session.get_one(SheetImport, job.id))
    advance(job, done, state=end)
    yield


# Reading


@dataclass
class Reader:
    """Reads the rows of a table as its curator chose."""

    map: Map
    lists: Mapping[ListKind, Known]
    table: Table
    tidier: Tidier

    @classmethod
    def build(cls, of: SheetImport, folder: Path) -> Self:
        choices, table = of.choices, queries.table(folder, of)
        if choices is None:
            raise NotAllowedError
        tidier = Tidier(choices, rules.grouped_columns(table.rows(), choices))
        chosen = hold_back_unanswered(rules.to_map(choices, of.source), table.rows())
        return cls(chosen, lists(), table, tidier)

    def look(self, row: Row) -> tuple[Reading, list[str]]:
        tidied, warnings = self.tidier.tidied(row)
        return read(self.map, self.lists, tidied), warnings

    def parts(self, row: Row) -> tuple[ImportedPart, ...]:
        reading, _warnings = self.look(row)
        form = EntryForm.build(reading)
        if form.mistakes():
            raise NotAllowedError
        return form.parts(reading)


@dataclass(frozen=True)
class Seen:
    """A row, and what was found by looking at it alone."""

    row: Row
    reading: Reading
    line: RowReport
    warnings: list[str]


@dataclass
class Checker:
    """Looks at every row, at the rows with the same identifier, and at what is here already."""

    reader: Reader
    examiner: Examiner
    twins: Mapping[str, list[int]]
    firsts: Mapping[str, Row]

    @classmethod
    def build(cls, reader: Reader) -> Self:
        """Begin to check. Reads the table once for identifiers that stand in several rows."""
        keys: dict[str, list[int]] = {}
        for row in reader.table.rows():
            keys.setdefault(reader.tidier.key(row), []).append(row.number)
        twins = {key: numbers for key, numbers in keys.items() if key and len(numbers) > 1}
        first = {numbers[0] for numbers in twins.values()}
        found = (row for row in reader.table.rows() if row.number in first)
        firsts = {row.number: row for row in found}
        here = keys_from(reader.map.source.name)
        by_key = {key: firsts[numbers[0]] for key, numbers in twins.items()}
        return cls(reader, Examiner(reader.map, reader.lists, here), twins, by_key)

    def rows(self) -> Iterator[Seen]:
        for row in self.reader.table.rows():
            reading, warnings = self.reader.look(row)
            line, _entry = self.examiner.look(reading)
            yield Seen(row, reading, line, warnings)

    def met(self, piece: Sequence[Seen]) -> dict[str, Activity]:
        keys = [seen.line.key for seen in piece if seen.line.outcome is Outcome.HERE]
        return queries.here(self.reader.map.source.name, keys) if keys else {}

    def found(self, seen: Seen, met: Mapping[str, Activity]) -> dict[str, object]:
        """Return what is to be written down about a row."""
        verdict, said = self.verdict(seen, met)
        kept = [[name, text] for name, text in seen.row.cells.items()]
        return {
            "number": seen.row.number,
            "key": seen.line.key[:LONGEST_KEPT],
            "title": seen.line.title,
            "verdict": verdict,
            "told": said,
            "cells": kept if verdict is not Verdict.HERE else [],
        }

    def verdict(self, seen: Seen, met: Mapping[str, Activity]) -> tuple[Verdict, list[str]]:
        first = self.firsts.get(seen.line.key)
        if first and first.number != seen.row.number:
            return rules.second_of(first, seen.row, seen.line.why)
        if seen.line.outcome is Outcome.REFUSED:
            return Verdict.REFUSED, [seen.line.why]
        if seen.line.outcome is Outcome.HERE:
            return differs(seen.reading, met.get(seen.line.key))
        said = [*seen.warnings, *rules.warnings(seen.line, self.reader.tidier.choices.dates)]
        others = self.twins.get(seen.line.key, [])[1:]
        said += [rules.has_twins(others)] if others else []
        return (Verdict.WARNED if said else Verdict.GOOD), said


def differs(reading: Reading, entry: Activity | None) -> tuple[Verdict, list[str]]:
    """Compare a row with the entry that its source and identifier belong to."""
    if entry is None:
        return Verdict.HERE, []
    parts = EntryForm.build(reading).parts(reading)
    now = read_sections(entry).parts
    facts = [(fact.label, fact.value) for fact in entry.facts]
    found = rules.differences(parts, now, facts)
    if not found:
        return Verdict.HERE, []
    return Verdict.DIFFERS, [f"The entry in the register says something else: {found}."]
