"""Imports, the verdicts on their rows, and what is in the register already."""

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
from coprod.core.values.errors import NotFoundError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.exchange.imports import rules
from coprod.exchange.imports.enums import (
    IMPORTABLE_VERDICTS,
    PROBLEM_VERDICTS,
    STATES_WITH_FILE,
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
UPLOADS_FOLDER = "imports"
UPLOAD_NAME = "upload"
"""What the file is called in its folder: never by the name it came with."""


def check_can_see_imports(actor: Actor) -> None:
    require(can_import(actor), NotFoundError)


# Imports and their rows


def list_imports(actor: Actor) -> Sequence[SheetImport]:
    """Return the latest imports, the newest first."""
    check_can_see_imports(actor)
    statement = select(SheetImport).options(joinedload(SheetImport.person))
    return session.scalars(statement.order_by(SheetImport.id.desc()).limit(LATEST_IMPORTS)).all()


def get_import(actor: Actor, import_id: int, *, to_change: bool = False) -> SheetImport:
    check_can_see_imports(actor)
    statement = select(SheetImport).where(SheetImport.id == import_id)
    statement = statement.options(joinedload(SheetImport.person))
    if to_change:
        statement = statement.with_for_update(of=SheetImport)
    return require_found(session.scalars(statement).one_or_none())


def list_rows(sheet_import: SheetImport, verdict: Verdict | None, page: int) -> Sequence[SheetRow]:
    """Return a page of rows, and one more if there is another page."""
    statement = select(SheetRow).where(SheetRow.import_id == sheet_import.id)
    if verdict:
        statement = statement.where(SheetRow.verdict == verdict)
    statement = (
        statement.order_by(SheetRow.number)
        .limit(ROWS_PER_PAGE + 1)
        .offset((page - 1) * ROWS_PER_PAGE)
    )
    return session.scalars(statement).all()


def list_rows_by_id(ids: Sequence[int]) -> Sequence[SheetRow]:
    return session.scalars(select(SheetRow).where(SheetRow.id.in_(ids)).order_by(SheetRow.id)).all()


def count_verdicts(sheet_import: SheetImport) -> dict[Verdict, int]:
    """Count the rows of each verdict."""
    statement = select(SheetRow.verdict, func.count()).where(SheetRow.import_id == sheet_import.id)
    counts = session.execute(statement.group_by(SheetRow.verdict)).all()
    return {**dict.fromkeys(Verdict, 0), **dict(counts)}


def count_row_states(sheet_import: SheetImport) -> dict[RowState, int]:
    statement = select(SheetRow.became, func.count()).where(SheetRow.import_id == sheet_import.id)
    counts = session.execute(statement.group_by(SheetRow.became)).all()
    return {**dict.fromkeys(RowState, 0), **dict(counts)}


def count_taken_rows(sheet_import: SheetImport) -> int:
    return count_row_states(sheet_import)[RowState.TAKEN]


def list_created_activities(sheet_import: SheetImport) -> Sequence[Activity]:
    """Return the first activities that the import created."""
    statement = select(Activity).join(SheetRow, SheetRow.activity_id == Activity.id)
    statement = statement.where(
        SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.TAKEN
    )
    return session.scalars(statement.order_by(SheetRow.number).limit(ROWS_PER_PAGE)).all()


def list_left_rows(sheet_import: SheetImport) -> Sequence[tuple[SheetRow, Activity | None]]:
    """Return the activities that were left when the import was undone, with their rows."""
    statement = select(SheetRow, Activity).outerjoin(Activity, Activity.id == SheetRow.activity_id)
    statement = statement.where(
        SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.LEFT
    )
    return [
        (row, activity) for row, activity in session.execute(statement.order_by(SheetRow.number))
    ]


def is_rejected(sheet_import: SheetImport) -> ColumnElement[bool]:
    """Select the rows that were not imported for a reason that somebody should read."""
    not_selected = IMPORTABLE_VERDICTS - get_selected_verdicts(sheet_import.take)
    is_untouched = and_(SheetRow.import_id == sheet_import.id, SheetRow.became == RowState.NOTHING)
    return and_(is_untouched, SheetRow.verdict.in_(PROBLEM_VERDICTS | not_selected))


def get_selected_verdicts(selection: RowSelection) -> frozenset[Verdict]:
    return (
        frozenset({Verdict.GOOD})
        if selection is RowSelection.WITHOUT_WARNINGS
        else IMPORTABLE_VERDICTS
    )


def list_rejected_rows(sheet_import: SheetImport) -> Sequence[SheetRow]:
    return session.scalars(
        select(SheetRow).where(is_rejected(sheet_import)).order_by(SheetRow.number)
    ).all()


def count_rejected_rows(sheet_import: SheetImport) -> int:
    return session.scalar(select(func.count()).where(is_rejected(sheet_import))) or 0


# Choices that can be used again


def find_earlier_import(sheet_import: SheetImport, headings: Sequence[str]) -> SheetImport | None:
    """Return the latest other import whose columns were chosen, if its headings are just these."""
    statement = select(SheetImport).where(SheetImport.id != sheet_import.id)
    latest = session.scalars(statement.order_by(SheetImport.id.desc()).limit(LATEST_IMPORTS))
    return next((i for i in latest if list(i.chosen.get("columns", ())) == list(headings)), None)


def list_mappings(headings: Sequence[str]) -> Sequence[SheetMapping]:
    """Return the saved mappings for tables with just these headings, the latest first."""
    statement = select(SheetMapping).order_by(SheetMapping.changed_at.desc(), SheetMapping.id)
    return [mapping for mapping in session.scalars(statement) if mapping.headings == list(headings)]


def find_mapping(name: str) -> SheetMapping | None:
    return session.scalars(select(SheetMapping).where(SheetMapping.name == name)).first()


# What is in the register already


def get_terms_by_list() -> dict[ListKind, TermsByName]:
    return {
        listing: {name: (term.id, term.label) for name, term in map_names_to_terms(listing).items()}
        for listing in ListKind
    }


def get_imported_keys(source: str) -> set[str]:
    """Return the keys of this source that were imported before."""
    return set(session.scalars(select(Source.key).where(Source.name == source)))


def get_imported_activities(source: str, keys: Sequence[str]) -> dict[str, Activity]:
    """Return the activities that came from this source under these keys, with all their parts."""
    statement = select(Activity, Source.key).join(Source, Source.activity_id == Activity.id)
    statement = statement.where(Source.name == source, Source.key.in_(keys)).options(
        *WHOLE_ACTIVITY
    )
    return {key: activity for activity, key in session.execute(statement).unique()}


def lock_activities(ids: Sequence[int]) -> dict[int, Activity]:
    """Return activities by id with all their parts, locked until the end of the transaction."""
    statement = select(Activity).where(Activity.id.in_(ids)).options(*WHOLE_ACTIVITY)
    activities = session.scalars(statement.with_for_update(of=Activity)).unique()
    return {activity.id: activity for activity in activities}


def get_last_event_ids(ids: Sequence[int]) -> dict[int, int]:
    """Return the id of the last audit event of each activity."""
    statement = select(Event.subject_id, func.max(Event.id)).where(
        Event.subject_kind == Activity.__tablename__, Event.subject_id.in_(ids)
    )
    return dict(session.execute(statement.group_by(Event.subject_id)).all())


# Columns that only curators see


@dataclass(frozen=True)
class RestrictedColumn:
    """A column that only curators see, with sample values by which they decide who may see it."""

    source: str
    label: str
    audience: Audience
    entries: int
    values: list[str]


def list_restricted_columns(actor: Actor) -> list[RestrictedColumn]:
    """Return the restricted columns of all sources, first those that nobody decided about."""
    check_can_see_imports(actor)
    columns = (Source.name, Fact.label, Fact.audience)
    statement = select_restricted_facts(*columns, func.count()).group_by(*columns)
    statement_in_order = statement.order_by(Fact.audience.desc(), Source.name, Fact.label)
    samples = get_sample_values()
    return [
        RestrictedColumn(source, label, audience, number, samples[source, label])
        for source, label, audience, number in session.execute(statement_in_order)
    ]


def check_is_restricted(actor: Actor, source: str, label: str) -> None:
    check_can_see_imports(actor)
    statement = select_restricted_facts(Fact.id).where(Source.name == source, Fact.label == label)
    if session.scalar(statement.limit(1)) is None:
        raise NotFoundError


def select_restricted_facts(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Select from the facts that only curators see, joined with their sources."""
    statement = select(*columns).select_from(Source)
    statement = statement.join(Fact, Fact.activity_id == Source.activity_id)
    return statement.where(Fact.audience != Audience.EVERYBODY)


def get_sample_values() -> dict[tuple[str, str], list[str]]:
    """Return a few distinct values of each restricted column, in one query."""
    columns = (Source.name, Fact.label, Fact.value)
    rank = func.row_number().over(partition_by=columns[:2], order_by=Fact.value)
    ranked = select_restricted_facts(*columns, rank.label("rank")).group_by(*columns).subquery()
    samples: dict[tuple[str, str], list[str]] = defaultdict(list)
    statement = select(ranked).where(ranked.c.rank <= SAMPLES_PER_COLUMN).order_by(ranked.c.rank)
    for source, label, value, _rank in session.execute(statement):
        samples[source, label].append(value)
    return samples


def select_facts(source: str, label: str) -> Select[Fact]:
    statement = select(Fact).join(Source, Source.activity_id == Fact.activity_id)
    return statement.where(Source.name == source, Fact.label == label)


# The uploaded file


@dataclass(frozen=True)
class UploadedTable:
    """The chosen sheet of an uploaded file; each call reads it anew, row by row."""

    path: Path
    sheet: int
    header_row: int

    def read_headings(self) -> list[str]:
        lines_to_header = read_first_lines(self.path, self.sheet, self.header_row)
        return name_headings(lines_to_header[-1]) if len(lines_to_header) == self.header_row else []

    def read_rows(self) -> Iterator[TableRow]:
        return rules.read_rows(
            self.read_headings(), read_lines(self.path, self.sheet), self.header_row
        )

    def read_first_lines(self, limit: int) -> list[list[str]]:
        """Return the first lines unchanged, headings or not."""
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
        raise RuleBrokenError(N_("The file itself is no longer here. Upload it again"))


def get_upload_tokens() -> tuple[set[str], set[str]]:
    """Return the folders whose files are still needed, and all that were ever made."""
    rows = session.execute(select(SheetImport.token, SheetImport.state)).all()
    needed = {token for token, state in rows if state in STATES_WITH_FILE}
    return needed, {token for token, _state in rows}
