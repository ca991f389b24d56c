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
from coprod.core.values.errors import NotFoundError
from coprod.decisions.records.models import DecisionRecord
from coprod.desk.redaction.enums import FOLDERS, UNREAD, Kind, Subject
from coprod.desk.redaction.models import Removal
from coprod.desk.redaction.rules import (
    Finder,
    Found,
    Passage,
    Place,
    Span,
    Way,
    around,
    counts_in,
    numbers_in,
    strings_in,
)
from coprod.engagement.comments.models import Comment
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records.models import LearningRecord
from coprod.outcomes.results.models import Wave
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile

AT_A_TIME = 500
LARGEST_WITHIN = 50 * 1024 * 1024
MOST_EXCERPTS = 3
SUBJECTS: dict[Subject, type[Any]] = {
    Subject.ACTIVITY: Activity,
    Subject.RECORD: LearningRecord,
    Subject.DECISION: DecisionRecord,
    Subject.COMMENT: Comment,
    Subject.INSIGHT: Insight,
    Subject.WAVE: Wave,
}
KINDS_OF_SUBJECTS = {"entry": "activity", "lesson": "learning_record", "insight": "insight_summary"}
"""What subjects of comments are called, where that is not the name of their table."""


def subject_of(kind: Subject, number: int) -> Any:
    found = session.get(SUBJECTS[kind], number)
    if found is None:
        raise NotFoundError
    return found


def removal(removal_id: int) -> Removal:
    found = session.get(Removal, removal_id)
    if found is None:
        raise NotFoundError
    return found


def removals() -> Sequence[Removal]:
    return session.scalars(select(Removal).order_by(Removal.id)).all()


def unknown_removals() -> list[dict[str, Any]]:
    """Return what was taken out by the list of the data folder, and stands in this database."""
    listed = ledger.read_lines()
    known = {removal.uid for removal in removals()} if listed else set()
    return [line for line in listed if line["uid"] not in known]


# Columns


def models() -> Iterator[type[Base]]:
    """Yield every table that the app knows."""
    for mapper in sorted(Base.registry.mappers, key=lambda each: str(table_of(each).name)):
        yield mapper.class_


def table_of(mapper: Mapper[Any]) -> Table:
    table: Table = mapper.local_table  # type: ignore[assignment]
    return table


def text_columns(model: type[Base]) -> list[str]:
    """Return the columns that could hold what people wrote: text of no fixed form, and JSON."""
    columns = model.__table__.columns
    fits = (c for c in columns if isinstance(c.type, (JSON, String)))
    return [c.name for c in fits if not isinstance(c.type, Enum)]


def searched_columns(model: type[Base]) -> list[str]:
    """Return the columns in which words are looked for: all but those that never hold any."""
    return [name for name in text_columns(model) if name not in model.holds_no_words]


def unique_columns(table: Table) -> set[str]:
    unique = (c for c in table.constraints if isinstance(c, UniqueConstraint))
    named = {column.name for each in unique for column in each.columns}
    named |= {c.name for index in table.indexes if index.unique for c in index.columns}
    return named | {column.name for column in table.columns if column.unique}


# Places


def find_everywhere(finder: Finder, own: Mapping[str, set[int]]) -> list[Found]:
    """Return every place of the database with these words. It reads all of it."""
    return [found for model in models() for found in find_in(model, finder, own)]


def find_own(passage: Passage, own: Mapping[str, set[int]]) -> list[Found]:
    """Return the places that belong to the subject: for what is short, or a number."""
    found: list[Found] = []
    for model in models():
        ids = sorted(own.get(model.__tablename__, ()))
        for at in range(0, len(ids), AT_A_TIME):
            some = ids[at : at + AT_A_TIME]
            found += find_in(model, passage, own, some)
            found += find_numbers(model, passage.number, some)
    return found


def find_in(
    model: type[Base],
    finder: Finder,
    own: Mapping[str, set[int]],
    ids: Sequence[int] | None = None,
) -> Iterator[Found]:
    names = searched_columns(model)
    mine = own.get(model.__tablename__, set())
    for row_id, values in rows_of(model, names, ids):
        for name, value in values.items():
            for path, text in strings_in(value):
                spans = finder.spans(text)
                if spans:
                    place = Place(model.__tablename__, row_id, name, path)
                    yield Found(place, excerpts(model, text, spans), row_id in mine)


def rows_of(
    model: type[Base], names: Sequence[str], ids: Sequence[int] | None
) -> Iterator[tuple[int, dict[str, Any]]]:
    if not names:
        return
    table = model.__table__
    wanted = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
    if ids is not None:
        wanted = wanted.where(table.c.id.in_(ids))
    for row in session.execute(wanted.execution_options(yield_per=AT_A_TIME)):
        yield row[0], {name: value for name, value in zip(names, row[1:], strict=True) if value}


def excerpts(
    model: type[Base], text: str, spans: Sequence[Span]
) -> tuple[tuple[str, str, str], ...]:
    if model.__tablename__ in UNREAD:
        return tuple(("", text[start:end], "") for start, end in spans[:MOST_EXCERPTS])
    return tuple(around(text, span) for span in spans[:MOST_EXCERPTS])


def find_numbers(model: type[Base], number: Decimal | None, ids: Sequence[int]) -> Iterator[Found]:
    """Yield where a number of people or money stands by itself, in a column or a packed part."""
    packed = (name for name in searched_columns(model) if is_json(model, name))
    names = list(dict.fromkeys((*model.holds_numbers, *model.holds_counts, *packed)))
    for row_id, values in rows_of(model, names, ids) if number is not None else ():
        for name, value in values.items():
            for path in paths_of(model, name, value, number):
                place = Place(model.__tablename__, row_id, name, path, Kind.NUMBER)
                yield Found(place, ((name_before(path), str(number), ""),))


def name_before(path: Way) -> str:
    """Return by which name a number stands in a table of numbers."""
    return f"{path[-1]}: " if path and isinstance(path[-1], str) else ""


def paths_of(model: type[Base], name: str, value: Any, number: Decimal | None) -> list[Way]:
    if name in model.holds_numbers:
        size = Decimal(value) / 100 if name == "hundredths" else Decimal(value)
        return [()] if size == number else []
    if name in model.holds_counts:
        return [path for path, size in counts_in(value) if size == number]
    return [path for path, size, _instead in numbers_in(value) if size == number]


def is_json(model: type[Base], name: str) -> bool:
    return isinstance(model.__table__.columns[name].type, JSON)


# Files that lie beside the database


def folder(name: str) -> Path:
    return get_settings().data_folder.absolute() / name


def find_in_folders(finder: Finder) -> Iterator[Found]:
    """Yield uploaded spreadsheets and mail of this machine with the words."""
    for name in FOLDERS:
        for path in sorted(folder(name).glob("**/*")):
            text = text_of_file(path) if path.is_file() else ""
            spans = finder.spans(text) if text else []
            if spans:
                shown = tuple(("", text[start:end], "") for start, end in spans[:MOST_EXCERPTS])
                place = Place(name, 0, str(path.relative_to(folder(name))))
                yield Found(place, shown, is_own=False)


def text_of_file(path: Path) -> str:
    """Return the text of a file, or of all files within it: spreadsheets are archives of XML."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(data)):
        return data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        inner = [each for each in archive.infolist() if each.file_size <= LARGEST_WITHIN]
        return "\n".join(archive.read(each).decode("utf-8", errors="replace") for each in inner)


# What belongs to a subject


def own_rows(kind: Subject, number: int) -> dict[str, set[int]]:
    """Return the rows of a subject and all that hangs on them, table by table."""
    own: dict[str, set[int]] = {kind.value: {number}}
    fresh = dict(own)
    while fresh:
        below = hanging_on(fresh)
        fresh = {name: ids - own.get(name, set()) for name, ids in below.items()}
        fresh = {name: ids for name, ids in fresh.items() if ids}
        for name, ids in fresh.items():
            own.setdefault(name, set()).update(ids)
    return own


def hanging_on(parents: Mapping[str, set[int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for table in Base.metadata.tables.values():
        for condition in conditions(table, parents):
            ids = session.scalars(select(table.c.id).where(condition))
            found.setdefault(table.name, set()).update(ids)
    return found


def conditions(table: Table, parents: Mapping[str, set[int]]) -> Iterator[Any]:
    """Yield the conditions by which rows of a table hang on some rows, or are about them."""
    for key in table.foreign_keys:
        ids = parents.get(key.column.table.name)
        if ids:
            yield key.parent.in_(ids)
    if "subject_kind" in table.c and "subject_id" in table.c:
        for name, ids in parents.items():
            kinds = [name, *(k for k, t in KINDS_OF_SUBJECTS.items() if t == name)]
            yield table.c.subject_kind.in_(kinds) & table.c.subject_id.in_(ids)


def files_of(kind: Subject, number: int) -> Sequence[StoredFile]:
    if kind is not Subject.ACTIVITY:
        return []
    wanted = select(StoredFile).where(StoredFile.activity_id == number)
    return session.scalars(wanted.order_by(StoredFile.id)).all()
