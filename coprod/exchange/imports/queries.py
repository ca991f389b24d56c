"""Imports, what was found in their rows, and what is in the register already."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload

from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.spreadsheets.schemas import read_first_lines, read_lines
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.exchange.imports import rules
from coprod.exchange.imports.enums import (
    IMPORTABLE_VERDICTS,
    NEEDS_ITS_FILE,
    PROBLEM_VERDICTS,
    RowSelection,
    RowState,
    TableRow,
    TermsByName,
    Verdict,
)
from coprod.exchange.imports.models import SheetImport, SheetMapping, SheetRow
from coprod.exchange.imports.policies import can_import
from coprod.exchange.imports.rules import name_headings
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import map_names_to_terms
from coprod.register.activities.enums import Audience
from coprod.register.activities.models import Activity, Fact, Source
from coprod.register.activities.queries import WHOLE_ACTIVITY

LATEST_IMPORTS = 50
ROWS_PER_PAGE = 25
SAMPLES_PER_COLUMN = 3
UPLOAD_NAME = "upload"
"""What the file is called in its folder: never by the name it came with."""


def check_can_see_imports(actor: Actor) -> None:
    if not can_import(actor):
        raise NotFoundError


# Imports and their rows


def list_imports(actor: Actor) -> Sequence[SheetImport]:
    """Return the latest imports, the newest first."""
    check_can_see_imports(actor)
    wanted = select(SheetImport).options(joinedload(SheetImport.person))
    return session.scalars(wanted.order_by(SheetImport.id.desc()).limit(LATEST_IMPORTS)).all()


def get_import(actor: Actor, import_id: int, *, to_change: bool = False) -> SheetImport:
    check_can_see_imports(actor)
    wanted = select(SheetImport).where(SheetImport.id == import_id)
    wanted = wanted.options(joinedload(SheetImport.person))
    if to_change:
        wanted = wanted.with_for_update(of=SheetImport)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def list_rows(sheet_import: SheetImport, verdict: Verdict | None, page: int) -> Sequence[SheetRow]:
    """Return a page of rows, and one more if there is another page."""
    wanted = select(SheetRow).where(SheetRow.import_id == sheet_import.id)
    if verdict:
        wanted = wanted.where(SheetRow.verdict == verdict)
    wanted = (
        wanted.order_by(SheetRow.number).limit(ROWS_PER_PAGE + 1).offset((page - 1) * ROWS_PER_PAGE)
    )
    return session.scalars(wanted).all()


def list_rows_by_id(ids: Sequence[int]) -> Sequence[SheetRow]:
    return session.scalars(select(SheetRow).where(SheetRow.id.in_(ids)).order_by(SheetRow.id)).all()


def count_verdicts(sheet_import: SheetImport) -> dict[Verdict, int]:
    """Count the rows of each verdict."""
    wanted = select(SheetRow.verdict, func.count()).where(SheetRow.import_id == sheet_import.id)
    found = session.execute(wanted.group_by(SheetRow.verdict)).all()
    return {**dict.fromkeys(Verdict, 0), **dict(found)}


def count_row_states(sheet_import: SheetImport) -> dict[RowState, int]:
    wanted = select(SheetRow.became, func.count()).where(SheetRow.import_id == sheet_import.id)
    found = session.execute(wanted.group_by(SheetRow.became)).all()
    return {**dict.fromkeys(RowState, 0), **dict(found)}


def count_taken_rows(sheet_import: SheetImport) -> int:
    return count_row_states(sheet_import)[RowState.TAKEN]


def list_created_activities(sheet_import: SheetImport) -> Sequence[Activity]:
    """Return some of the entries that were made, the first ones first."""
    wanted = select(Activity).join(SheetRow, SheetRow.activity_id == Activity.id)
    wanted = wanted.where(SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.TAKEN)
    return session.scalars(wanted.order_by(SheetRow.number).limit(ROWS_PER_PAGE)).all()


def list_left_rows(sheet_import: SheetImport) -> Sequence[tuple[SheetRow, Activity | None]]:
    """Return the entries that were left when the import was undone, with their rows."""
    wanted = select(SheetRow, Activity).outerjoin(Activity, Activity.id == SheetRow.activity_id)
    wanted = wanted.where(SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.LEFT)
    return [(row, entry) for row, entry in session.execute(wanted.order_by(SheetRow.number))]


def is_not_taken_in(sheet_import: SheetImport) -> ColumnElement[bool]:
    """Pick the rows that were not taken in for a reason that somebody should read."""
    not_wanted = IMPORTABLE_VERDICTS - get_selected_verdicts(sheet_import.take)
    ours = and_(SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.NOTHING)
    return and_(ours, SheetRow.verdict.in_(PROBLEM_VERDICTS | not_wanted))


def get_selected_verdicts(selection: RowSelection) -> frozenset[Verdict]:
    return (
        frozenset({Verdict.GOOD})
        if selection is RowSelection.WITHOUT_WARNINGS
        else IMPORTABLE_VERDICTS
    )


def list_rows_not_taken_in(sheet_import: SheetImport) -> Sequence[SheetRow]:
    return session.scalars(
        select(SheetRow).where(is_not_taken_in(sheet_import)).order_by(SheetRow.number)
    ).all()


def count_rows_not_taken_in(sheet_import: SheetImport) -> int:
    return session.scalar(select(func.count()).where(is_not_taken_in(sheet_import))) or 0


# Mappings that were remembered


def list_mappings(headings: Sequence[str]) -> Sequence[SheetMapping]:
    """Return the remembered mappings for tables with just these headings, the latest first."""
    wanted = select(SheetMapping).order_by(SheetMapping.changed_at.desc(), SheetMapping.id)
    return [each for each in session.scalars(wanted) if each.headings == list(headings)]


def find_mapping(name: str) -> SheetMapping | None:
    return session.scalars(select(SheetMapping).where(SheetMapping.name == name)).first()


# What is in the register already


def get_terms_by_list() -> dict[ListKind, TermsByName]:
    return {
        listing: {name: (term.id, term.label) for name, term in map_names_to_terms(listing).items()}
        for listing in ListKind
    }


def get_imported_keys(source: str) -> set[str]:
    """Return the keys of the rows of this source that were taken in before."""
    return set(session.scalars(select(Source.key).where(Source.name == source)))


def get_imported_activities(source: str, keys: Sequence[str]) -> dict[str, Activity]:
    """Return the entries that came from this source under these keys, whole."""
    wanted = select(Activity, Source.key).join(Source, Source.activity_id == Activity.id)
    wanted = wanted.where(Source.name == source, Source.key.in_(keys)).options(*WHOLE_ACTIVITY)
    return {key: entry for entry, key in session.execute(wanted).unique()}


def lock_activities(ids: Sequence[int]) -> dict[int, Activity]:
    """Return whole entries by id, held until the end of the transaction."""
    wanted = select(Activity).where(Activity.id.in_(ids)).options(*WHOLE_ACTIVITY)
    found = session.scalars(wanted.with_for_update(of=Activity)).unique()
    return {entry.id: entry for entry in found}


def get_last_event_ids(ids: Sequence[int]) -> dict[int, int]:
    """Return the number of the last step in the life of each entry."""
    wanted = select(Event.subject_id, func.max(Event.id)).where(
        Event.subject_kind == Activity.__tablename__, Event.subject_id.in_(ids)
    )
    return dict(session.execute(wanted.group_by(Event.subject_id)).all())


# Columns of which not everybody sees what they say


@dataclass(frozen=True)
class RestrictedColumn:
    """A column of which not everybody sees what it says, with some of it for a curator to judge."""

    source: str
    label: str
    audience: Audience
    entries: int
    values: list[str]


def list_restricted_columns(actor: Actor) -> list[RestrictedColumn]:
    """Return the columns of all sources that only curators see, first those to be asked about."""
    check_can_see_imports(actor)
    columns = (Source.name, Fact.label, Fact.audience)
    groups = select_restricted_facts(*columns, func.count()).group_by(*columns)
    ordered = groups.order_by(Fact.audience.desc(), Source.name, Fact.label)
    values = get_sample_values()
    return [
        RestrictedColumn(source, label, audience, number, values[source, label])
        for source, label, audience, number in session.execute(ordered)
    ]


def check_is_restricted(actor: Actor, source: str, label: str) -> None:
    check_can_see_imports(actor)
    its = select_restricted_facts(Fact.id).where(Source.name == source, Fact.label == label)
    if session.scalar(its.limit(1)) is None:
        raise NotFoundError


def select_restricted_facts(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Select columns of the facts that only curators see, beside where they came from."""
    wanted = select(*columns).select_from(Source)
    wanted = wanted.join(Fact, Fact.activity_id == Source.activity_id)
    return wanted.where(Fact.audience != Audience.EVERYBODY)


def get_sample_values() -> dict[tuple[str, str], list[str]]:
    """Return a few different values of each column that only curators see, in one query."""
    columns = (Source.name, Fact.label, Fact.value)
    rank = func.row_number().over(partition_by=columns[:2], order_by=Fact.value)
    ranked = select_restricted_facts(*columns, rank.label("rank")).group_by(*columns).subquery()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    few = select(ranked).where(ranked.c.rank <= SAMPLES_PER_COLUMN).order_by(ranked.c.rank)
    for source, label, value, _rank in session.execute(few):
        found[source, label].append(value)
    return found


def select_facts(source: str, label: str) -> Select[Fact]:
    wanted = select(Fact).join(Source, Source.activity_id == Fact.activity_id)
    return wanted.where(Source.name == source, Fact.label == label)


# The uploaded file


@dataclass(frozen=True)
class UploadedTable:
    """The chosen sheet of an uploaded file, read row by row as often as is asked."""

    path: Path
    sheet: int
    header_row: int

    def read_headings(self) -> list[str]:
        above = read_first_lines(self.path, self.sheet, self.header_row)
        return name_headings(above[-1]) if len(above) == self.header_row else []

    def read_rows(self) -> Iterator[TableRow]:
        return rules.read_rows(
            self.read_headings(), read_lines(self.path, self.sheet), self.header_row
        )

    def read_top(self, limit: int) -> list[list[str]]:
        """Return the first lines as they stand, headings or not."""
        return read_first_lines(self.path, self.sheet, limit)


def open_table(
    folder: Path, sheet_import: SheetImport, *, sheet: int | None = None
) -> UploadedTable:
    check_upload_exists(exists=get_upload_path(folder, sheet_import).exists())
    return UploadedTable(
        get_upload_path(folder, sheet_import),
        sheet_import.sheet if sheet is None else sheet,
        sheet_import.header_row,
    )


def get_upload_path(folder: Path, sheet_import: SheetImport) -> Path:
    return folder / sheet_import.token / UPLOAD_NAME


def check_upload_exists(*, exists: bool) -> None:
    """Refuse to go on with a file that was thrown away with what stood in it."""
    if not exists:
        raise RuleBrokenError(N_("The file itself is no longer here. Bring it again"))


def get_upload_tokens() -> tuple[set[str], set[str]]:
    """Return the folders whose files are still needed, and all that were ever made."""
    found = session.execute(select(SheetImport.token, SheetImport.state)).all()
    needed = {token for token, state in found if state in NEEDS_ITS_FILE}
    return needed, {token for token, _state in found}
