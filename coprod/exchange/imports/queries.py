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
    CAN_BE_TAKEN,
    NEEDS_ITS_FILE,
    SET_ASIDE,
    Known,
    Row,
    RowState,
    Take,
    Verdict,
)
from coprod.exchange.imports.models import SheetImport, SheetMapping, SheetRow
from coprod.exchange.imports.policies import can_import
from coprod.exchange.imports.rules import named
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import map_names_to_terms
from coprod.register.activities.enums import Audience
from coprod.register.activities.models import Activity, Fact, Source
from coprod.register.activities.queries import WHOLE_ACTIVITY

LATEST = 50
A_PAGE = 25
A_FEW = 3
UPLOAD = "upload"
"""What the file is called in its folder: never by the name it came with."""


def check_may(actor: Actor) -> None:
    if not can_import(actor):
        raise NotFoundError


# Imports and their rows


def imports(actor: Actor) -> Sequence[SheetImport]:
    """Return the latest imports, the newest first."""
    check_may(actor)
    wanted = select(SheetImport).options(joinedload(SheetImport.person))
    return session.scalars(wanted.order_by(SheetImport.id.desc()).limit(LATEST)).all()


def sheet_import(actor: Actor, import_id: int, *, to_change: bool = False) -> SheetImport:
    check_may(actor)
    wanted = select(SheetImport).where(SheetImport.id == import_id)
    wanted = wanted.options(joinedload(SheetImport.person))
    if to_change:
        wanted = wanted.with_for_update(of=SheetImport)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def rows(of: SheetImport, verdict: Verdict | None, page: int) -> Sequence[SheetRow]:
    """Return a page of rows, and one more if there is another page."""
    wanted = select(SheetRow).where(SheetRow.import_id == of.id)
    if verdict:
        wanted = wanted.where(SheetRow.verdict == verdict)
    wanted = wanted.order_by(SheetRow.number).limit(A_PAGE + 1).offset((page - 1) * A_PAGE)
    return session.scalars(wanted).all()


def by_id(ids: Sequence[int]) -> Sequence[SheetRow]:
    return session.scalars(select(SheetRow).where(SheetRow.id.in_(ids)).order_by(SheetRow.id)).all()


def verdicts(of: SheetImport) -> dict[Verdict, int]:
    """Count the rows of each verdict."""
    wanted = select(SheetRow.verdict, func.count()).where(SheetRow.import_id == of.id)
    found = session.execute(wanted.group_by(SheetRow.verdict)).all()
    return {**dict.fromkeys(Verdict, 0), **dict(found)}


def outcomes(of: SheetImport) -> dict[RowState, int]:
    wanted = select(SheetRow.became, func.count()).where(SheetRow.import_id == of.id)
    found = session.execute(wanted.group_by(SheetRow.became)).all()
    return {**dict.fromkeys(RowState, 0), **dict(found)}


def taken(of: SheetImport) -> int:
    return outcomes(of)[RowState.TAKEN]


def made(of: SheetImport) -> Sequence[Activity]:
    """Return some of the entries that were made, the first ones first."""
    wanted = select(Activity).join(SheetRow, SheetRow.activity_id == Activity.id)
    wanted = wanted.where(SheetRow.import_id == of.id, SheetRow.became == RowState.TAKEN)
    return session.scalars(wanted.order_by(SheetRow.number).limit(A_PAGE)).all()


def left(of: SheetImport) -> Sequence[tuple[SheetRow, Activity | None]]:
    """Return the entries that were left when the import was undone, with their rows."""
    wanted = select(SheetRow, Activity).outerjoin(Activity, Activity.id == SheetRow.activity_id)
    wanted = wanted.where(SheetRow.import_id == of.id, SheetRow.became == RowState.LEFT)
    return [(row, entry) for row, entry in session.execute(wanted.order_by(SheetRow.number))]


def aside(of: SheetImport) -> ColumnElement[bool]:
    """Pick the rows that were not taken in for a reason that somebody should read."""
    not_wanted = CAN_BE_TAKEN - wanted_by(of.take)
    ours = and_(SheetRow.import_id == of.id, SheetRow.became == RowState.NOTHING)
    return and_(ours, SheetRow.verdict.in_(SET_ASIDE | not_wanted))


def wanted_by(take: Take) -> frozenset[Verdict]:
    return frozenset({Verdict.GOOD}) if take is Take.WITHOUT_WARNINGS else CAN_BE_TAKEN


def set_aside(of: SheetImport) -> Sequence[SheetRow]:
    return session.scalars(select(SheetRow).where(aside(of)).order_by(SheetRow.number)).all()


def count_set_aside(of: SheetImport) -> int:
    return session.scalar(select(func.count()).where(aside(of))) or 0


# Mappings that were remembered


def mappings(headings: Sequence[str]) -> Sequence[SheetMapping]:
    """Return the remembered mappings for tables with just these headings, the latest first."""
    wanted = select(SheetMapping).order_by(SheetMapping.changed_at.desc(), SheetMapping.id)
    return [each for each in session.scalars(wanted) if each.headings == list(headings)]


def mapping(name: str) -> SheetMapping | None:
    return session.scalars(select(SheetMapping).where(SheetMapping.name == name)).first()


# What is in the register already


def lists() -> dict[ListKind, Known]:
    return {
        listing: {name: (term.id, term.label) for name, term in map_names_to_terms(listing).items()}
        for listing in ListKind
    }


def keys_from(source: str) -> set[str]:
    """Return the keys of the rows of this source that were taken in before."""
    return set(session.scalars(select(Source.key).where(Source.name == source)))


def here(source: str, keys: Sequence[str]) -> dict[str, Activity]:
    """Return the entries that came from this source under these keys, whole."""
    wanted = select(Activity, Source.key).join(Source, Source.activity_id == Activity.id)
    wanted = wanted.where(Source.name == source, Source.key.in_(keys)).options(*WHOLE_ACTIVITY)
    return {key: entry for entry, key in session.execute(wanted).unique()}


def entries(ids: Sequence[int]) -> dict[int, Activity]:
    """Return whole entries by id, held until the end of the transaction."""
    wanted = select(Activity).where(Activity.id.in_(ids)).options(*WHOLE_ACTIVITY)
    found = session.scalars(wanted.with_for_update(of=Activity)).unique()
    return {entry.id: entry for entry in found}


def last_notes(ids: Sequence[int]) -> dict[int, int]:
    """Return the number of the last step in the life of each entry."""
    wanted = select(Event.subject_id, func.max(Event.id)).where(
        Event.subject_kind == Activity.__tablename__, Event.subject_id.in_(ids)
    )
    return dict(session.execute(wanted.group_by(Event.subject_id)).all())


# Columns of which not everybody sees what they say


@dataclass(frozen=True)
class KeptBack:
    """A column of which not everybody sees what it says, with some of it for a curator to judge."""

    source: str
    label: str
    audience: Audience
    entries: int
    values: list[str]


def kept_back(actor: Actor) -> list[KeptBack]:
    """Return the columns of all sources that only curators see, first those to be asked about."""
    check_may(actor)
    columns = (Source.name, Fact.label, Fact.audience)
    groups = hidden_facts(*columns, func.count()).group_by(*columns)
    ordered = groups.order_by(Fact.audience.desc(), Source.name, Fact.label)
    values = sample_values()
    return [
        KeptBack(source, label, audience, number, values[source, label])
        for source, label, audience, number in session.execute(ordered)
    ]


def check_kept_back(actor: Actor, source: str, label: str) -> None:
    check_may(actor)
    its = hidden_facts(Fact.id).where(Source.name == source, Fact.label == label)
    if session.scalar(its.limit(1)) is None:
        raise NotFoundError


def hidden_facts(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Select columns of the facts that only curators see, beside where they came from."""
    wanted = select(*columns).select_from(Source)
    wanted = wanted.join(Fact, Fact.activity_id == Source.activity_id)
    return wanted.where(Fact.audience != Audience.EVERYBODY)


def sample_values() -> dict[tuple[str, str], list[str]]:
    """Return a few different values of each column that only curators see, in one query."""
    columns = (Source.name, Fact.label, Fact.value)
    rank = func.row_number().over(partition_by=columns[:2], order_by=Fact.value)
    ranked = hidden_facts(*columns, rank.label("rank")).group_by(*columns).subquery()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    few = select(ranked).where(ranked.c.rank <= A_FEW).order_by(ranked.c.rank)
    for source, label, value, _rank in session.execute(few):
        found[source, label].append(value)
    return found


def facts_of(source: str, label: str) -> Select[Fact]:
    wanted = select(Fact).join(Source, Source.activity_id == Fact.activity_id)
    return wanted.where(Source.name == source, Fact.label == label)


# The uploaded file


@dataclass(frozen=True)
class Table:
    """The chosen sheet of an uploaded file, read row by row as often as is asked."""

    path: Path
    sheet: int
    header_row: int

    def headings(self) -> list[str]:
        above = read_first_lines(self.path, self.sheet, self.header_row)
        return named(above[-1]) if len(above) == self.header_row else []

    def rows(self) -> Iterator[Row]:
        return rules.rows(self.headings(), read_lines(self.path, self.sheet), self.header_row)

    def top(self, most: int) -> list[list[str]]:
        """Return the first lines as they stand, headings or not."""
        return read_first_lines(self.path, self.sheet, most)


def table(folder: Path, of: SheetImport, *, sheet: int | None = None) -> Table:
    check_is_here(is_here=file_of(folder, of).exists())
    return Table(file_of(folder, of), of.sheet if sheet is None else sheet, of.header_row)


def file_of(folder: Path, of: SheetImport) -> Path:
    return folder / of.token / UPLOAD


def check_is_here(*, is_here: bool) -> None:
    """Refuse to go on with a file that was thrown away with what stood in it."""
    if not is_here:
        raise RuleBrokenError(N_("The file itself is no longer here. Bring it again"))


def tokens() -> tuple[set[str], set[str]]:
    """Return the folders whose files are still needed, and all that were ever made."""
    found = session.execute(select(SheetImport.token, SheetImport.state)).all()
    needed = {token for token, state in found if state in NEEDS_ITS_FILE}
    return needed, {token for token, _state in found}
