"""Finding every place of the database where a passage or a number stands."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Enum, String, Table, UniqueConstraint, select
from sqlalchemy.orm import Mapper

from coprod.core import ledger
from coprod.core.database import Base, session
from coprod.core.storage import get_settings
from coprod.core.values.errors import require_found
from coprod.decisions.records.models import DecisionRecord
from coprod.desk.redaction.enums import (
    FOLDER_LABELS,
    TABLES_WITHOUT_CONTEXT,
    RemovalKind,
    RemovalSubject,
)
from coprod.desk.redaction.models import Removal
from coprod.desk.redaction.rules import (
    Finder,
    FoundPlace,
    JsonPath,
    Passage,
    Place,
    Span,
    iterate_counts,
    iterate_numbers,
    iterate_strings,
    quote_span,
)
from coprod.engagement.comments.models import Comment
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records.models import LearningRecord
from coprod.outcomes.results.models import Wave
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile

BATCH_SIZE = 500
LARGEST_ARCHIVED_FILE = 50 * 1024 * 1024
MOST_EXCERPTS = 3
SUBJECT_MODELS: dict[RemovalSubject, type[Any]] = {
    RemovalSubject.ACTIVITY: Activity,
    RemovalSubject.RECORD: LearningRecord,
    RemovalSubject.DECISION: DecisionRecord,
    RemovalSubject.COMMENT: Comment,
    RemovalSubject.INSIGHT: Insight,
    RemovalSubject.WAVE: Wave,
}
TABLES_BY_COMMENT_SUBJECT = {
    "entry": "activity",
    "lesson": "learning_record",
    "insight": "insight_summary",
}
"""What subjects of comments are called, where that is not the name of their table."""


def get_subject(kind: RemovalSubject, number: int) -> Any:
    return require_found(session.get(SUBJECT_MODELS[kind], number))


def get_removal(removal_id: int) -> Removal:
    return require_found(session.get(Removal, removal_id))


def list_removals() -> Sequence[Removal]:
    return session.scalars(select(Removal).order_by(Removal.id)).all()


def list_unknown_removals() -> list[dict[str, Any]]:
    """Return the removals of the ledger in the data folder that this database lacks."""
    listed = ledger.read_lines()
    known_uids = {removal.uid for removal in list_removals()} if listed else set()
    return [line for line in listed if line["uid"] not in known_uids]


# Columns


def list_models() -> Iterator[type[Base]]:
    """Yield every table that the app knows."""
    for mapper in sorted(Base.registry.mappers, key=lambda each: str(get_table(each).name)):
        yield mapper.class_


def get_table(mapper: Mapper[Any]) -> Table:
    table: Table = mapper.local_table  # type: ignore[assignment]
    return table


def list_text_columns(model: type[Base]) -> list[str]:
    """Return the columns that could hold what people wrote: text of no fixed form, and JSON."""
    columns = model.__table__.columns
    fits = (c for c in columns if isinstance(c.type, (JSON, String)))
    return [c.name for c in fits if not isinstance(c.type, Enum)]


def list_searched_columns(model: type[Base]) -> list[str]:
    """Return the columns in which words are looked for: all but those that never hold any."""
    return [name for name in list_text_columns(model) if name not in model.holds_no_words]


def list_unique_columns(table: Table) -> set[str]:
    unique = (c for c in table.constraints if isinstance(c, UniqueConstraint))
    named = {column.name for each in unique for column in each.columns}
    named |= {c.name for index in table.indexes if index.unique for c in index.columns}
    return named | {column.name for column in table.columns if column.unique}


# Places


def find_everywhere(finder: Finder, own: Mapping[str, set[int]]) -> list[FoundPlace]:
    """Return every place of the database with these words. It reads all of it."""
    return [found for model in list_models() for found in find_in(model, finder, own)]


def find_own(passage: Passage, own: Mapping[str, set[int]]) -> list[FoundPlace]:
    """Return the places that belong to the subject: for what is short, or a number."""
    places: list[FoundPlace] = []
    for model in list_models():
        ids = sorted(own.get(model.__tablename__, ()))
        for at in range(0, len(ids), BATCH_SIZE):
            batch = ids[at : at + BATCH_SIZE]
            places += find_in(model, passage, own, batch)
            places += find_numbers(model, passage.number, batch)
    return places


def find_in(
    model: type[Base], finder: Finder, own: Mapping[str, set[int]], ids: Sequence[int] | None = None
) -> Iterator[FoundPlace]:
    names = list_searched_columns(model)
    own_ids = own.get(model.__tablename__, set())
    for row_id, values in iterate_rows(model, names, ids):
        for name, value in values.items():
            for path, text in iterate_strings(value):
                spans = finder.find_spans(text)
                if spans:
                    place = Place(model.__tablename__, row_id, name, path)
                    yield FoundPlace(place, quote_spans(model, text, spans), row_id in own_ids)


def iterate_rows(
    model: type[Base], names: Sequence[str], ids: Sequence[int] | None
) -> Iterator[tuple[int, dict[str, Any]]]:
    if not names:
        return
    table = model.__table__
    statement = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
    if ids is not None:
        statement = statement.where(table.c.id.in_(ids))
    for row in session.execute(statement.execution_options(yield_per=BATCH_SIZE)):
        yield row[0], {name: value for name, value in zip(names, row[1:], strict=True) if value}


def quote_spans(
    model: type[Base], text: str, spans: Sequence[Span]
) -> tuple[tuple[str, str, str], ...]:
    if model.__tablename__ in TABLES_WITHOUT_CONTEXT:
        return tuple(("", text[start:end], "") for start, end in spans[:MOST_EXCERPTS])
    return tuple(quote_span(text, span) for span in spans[:MOST_EXCERPTS])


def find_numbers(
    model: type[Base], number: Decimal | None, ids: Sequence[int]
) -> Iterator[FoundPlace]:
    """Yield where a number of people or money stands by itself, in a column or a packed part."""
    packed = (name for name in list_searched_columns(model) if is_json(model, name))
    names = list(dict.fromkeys((*model.holds_numbers, *model.holds_counts, *packed)))
    for row_id, values in iterate_rows(model, names, ids) if number is not None else ():
        for name, value in values.items():
            for path in list_number_paths(model, name, value, number):
                place = Place(model.__tablename__, row_id, name, path, RemovalKind.NUMBER)
                yield FoundPlace(place, ((label_path(path), str(number), ""),))


def label_path(path: JsonPath) -> str:
    """Return by which name a number stands in a table of numbers."""
    return f"{path[-1]}: " if path and isinstance(path[-1], str) else ""


def list_number_paths(
    model: type[Base], name: str, value: Any, number: Decimal | None
) -> list[JsonPath]:
    if name in model.holds_numbers:
        size = Decimal(value) / 100 if name == "hundredths" else Decimal(value)
        return [()] if size == number else []
    if name in model.holds_counts:
        return [path for path, size in iterate_counts(value) if size == number]
    return [path for path, size, _instead in iterate_numbers(value) if size == number]


def is_json(model: type[Base], name: str) -> bool:
    return isinstance(model.__table__.columns[name].type, JSON)


# Files that lie beside the database


def get_folder(name: str) -> Path:
    return get_settings().data_folder.absolute() / name


def find_in_folders(finder: Finder) -> Iterator[FoundPlace]:
    """Yield uploaded spreadsheets and mail of this machine with the words."""
    for name in FOLDER_LABELS:
        for path in sorted(get_folder(name).glob("**/*")):
            text = read_file_text(path) if path.is_file() else ""
            spans = finder.find_spans(text) if text else []
            if spans:
                excerpts = tuple(("", text[start:end], "") for start, end in spans[:MOST_EXCERPTS])
                place = Place(name, 0, str(path.relative_to(get_folder(name))))
                yield FoundPlace(place, excerpts, is_own=False)


def read_file_text(path: Path) -> str:
    """Return the text of a file, or of all files within it: spreadsheets are archives of XML."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(data)):
        return data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        inner = [each for each in archive.infolist() if each.file_size <= LARGEST_ARCHIVED_FILE]
        return "\n".join(archive.read(each).decode("utf-8", errors="replace") for each in inner)


# What belongs to a subject


def list_own_rows(kind: RemovalSubject, number: int) -> dict[str, set[int]]:
    """Return the rows of a subject and all that hangs on them, table by table."""
    own: dict[str, set[int]] = {kind.value: {number}}
    newest = dict(own)
    while newest:
        dependents = list_dependents(newest)
        newest = {name: ids - own.get(name, set()) for name, ids in dependents.items()}
        newest = {name: ids for name, ids in newest.items() if ids}
        for name, ids in newest.items():
            own.setdefault(name, set()).update(ids)
    return own


def list_dependents(parents: Mapping[str, set[int]]) -> dict[str, set[int]]:
    dependents: dict[str, set[int]] = {}
    for table in Base.metadata.tables.values():
        for condition in build_dependent_conditions(table, parents):
            ids = session.scalars(select(table.c.id).where(condition))
            dependents.setdefault(table.name, set()).update(ids)
    return dependents


def build_dependent_conditions(table: Table, parents: Mapping[str, set[int]]) -> Iterator[Any]:
    """Yield the conditions by which rows of a table hang on some rows, or are about them."""
    for key in table.foreign_keys:
        ids = parents.get(key.column.table.name)
        if ids:
            yield key.parent.in_(ids)
    if "subject_kind" in table.c and "subject_id" in table.c:
        for name, ids in parents.items():
            kinds = [name, *(k for k, t in TABLES_BY_COMMENT_SUBJECT.items() if t == name)]
            yield table.c.subject_kind.in_(kinds) & table.c.subject_id.in_(ids)


def list_files(kind: RemovalSubject, number: int) -> Sequence[StoredFile]:
    if kind is not RemovalSubject.ACTIVITY:
        return []
    statement = select(StoredFile).where(StoredFile.activity_id == number)
    return session.scalars(statement.order_by(StoredFile.id)).all()
