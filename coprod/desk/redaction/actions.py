"""Taking words, numbers and files out of everything that was ever public or kept, for good.

One way for all tables: what holds words says so in its model. ``apply`` is used by a curator's
removal and by ``reapply``, which does again to an older copy what was done since it was made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select, update

from coprod.accounts.users.models import Person
from coprod.board.packs.actions import forget_pictures, hash_again
from coprod.board.packs.queries import find_pack_ids
from coprod.board.packs.tasks import remove_files_for_good
from coprod.core import ledger
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import Base, overwrite_deleted_rows, session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError, require
from coprod.core.values.markers import build_marker
from coprod.core.values.phrases import N_
from coprod.desk.redaction import queries, rules
from coprod.desk.redaction.enums import FOLDER_LABELS, RemovalKind, RemovalSubject
from coprod.desk.redaction.models import Removal, RemovalPlace
from coprod.desk.redaction.policies import can_take_out
from coprod.desk.redaction.rules import Finder, FoundPlace, Passage, PassageHash, Place
from coprod.exchange.library_export.actions import remove_all_exports
from coprod.register.files.models import StoredFile

REMOVALS_KEY = "removals of this transaction"
FILES_TABLE = "stored_file"
REMOVAL_VERBS = {
    RemovalKind.WORDS: "took words out",
    RemovalKind.NUMBER: "took a number out",
    RemovalKind.FILE: "took a file out",
}


@dataclass(frozen=True)
class RemovalRequest:
    """From what a curator takes something out, and why."""

    kind: RemovalSubject
    number: int
    reason: str


@dataclass(frozen=True)
class ChosenPlaces:
    """Which places a curator chose, and the fingerprint of all that were shown."""

    names: frozenset[str]
    seen_fingerprint: str


def find_places(actor: Actor, request: RemovalRequest, passage: Passage) -> list[FoundPlace]:
    """Return where a passage stands: everywhere, or in the subject alone if it is short."""
    require(can_take_out(actor))
    rules.check_passage(passage)
    rules.check_reason(request.reason, passage)
    own = queries.list_own_rows(request.kind, request.number)
    if passage.needs_choice:
        places = queries.find_own(passage, own)
    else:
        places = [*queries.find_everywhere(passage, own), *queries.find_in_folders(passage)]
    rules.check_number_of_places(places)
    return places


def take_words_out(
    actor: Actor, request: RemovalRequest, passage: Passage, choice: ChosenPlaces
) -> Removal:
    """Take a passage out of the chosen places, if they are still those that were shown."""
    acquire_write_lock()
    places = find_places(actor, request, passage)
    require(choice.seen_fingerprint == rules.fingerprint_places(places), ConflictError)
    chosen = [each.place for each in places if each.place.name in choice.names]
    if not chosen:
        raise RuleBrokenError(N_("Tick the places where it should be taken out"), field="places")
    removal = new_removal(actor, request, passage.kind)
    removal.size = len(passage.letters)
    removal.digest = rules.hash_text(passage.letters, ledger.read_or_create_key())
    removal.is_everywhere = not passage.needs_choice and len(chosen) == len(places)
    session.add(removal)
    apply_removal(removal, passage, chosen)
    return record_removal(actor, removal)


def take_file_out(actor: Actor, request: RemovalRequest, file_id: int) -> Removal:
    """Take a file away for good, from the store too."""
    require(can_take_out(actor))
    rules.check_reason(request.reason, None)
    files = [
        each for each in queries.list_files(request.kind, request.number) if each.id == file_id
    ]
    require(files, NotFoundError)
    removal = new_removal(actor, request, RemovalKind.FILE)
    session.add(removal)
    take_file(removal, files[0])
    return record_removal(actor, removal)


def new_removal(actor: Actor, request: RemovalRequest, kind: RemovalKind) -> Removal:
    return Removal(
        by_id=actor.id,
        kind=kind,
        subject=request.kind,
        subject_id=request.number,
        reason=request.reason,
        marker=build_marker(clock.today()),
    )


def record_removal(actor: Actor, removal: Removal) -> Removal:
    """Write down that it was done: for everybody without the reason, for the audit with it."""
    session.flush()
    subject = session.get(queries.SUBJECT_MODELS[removal.subject], removal.subject_id)
    if subject is not None:
        record_event(actor, REMOVAL_VERBS[removal.kind], subject, is_public=True)
    record_event(
        actor,
        REMOVAL_VERBS[removal.kind],
        removal,
        reason=removal.reason,
        places=len(removal.places),
    )
    session.flush()
    session.expire_all()
    forget_pictures([each.row_id for each in removal.places if each.table_name == FILES_TABLE])
    hash_packs_again(removal)
    remove_all_exports()
    session.info.setdefault(REMOVALS_KEY, []).append(build_ledger_line(removal))
    return removal


def hash_packs_again(removal: Removal) -> None:
    """Give each frozen Board pack that words were taken out of the mark of what is left."""
    places = [(each.table_name, each.row_id) for each in removal.places]
    pack_ids = find_pack_ids(places)
    hash_again(pack_ids)
    remove_files_for_good(pack_ids)


# Changing the rows


def apply_removal(removal: Removal, finder: Finder, places: Iterable[Place]) -> None:
    """Change every place, row by row, each row held while it is changed."""
    session.flush()
    overwrite_deleted_rows()
    ordered = sorted(places, key=lambda place: (place.table, place.row_id, place.order))
    for (table, row_id), row_places in groupby(
        ordered, key=lambda place: (place.table, place.row_id)
    ):
        if table in FOLDER_LABELS:
            removal.places += [new_place_row(place, "") for place in row_places]
        else:
            change_row(removal, finder, row_id, list(row_places))


def change_row(removal: Removal, finder: Finder, row_id: int, places: Sequence[Place]) -> None:
    model = get_model(places[0].table)
    table = model.__table__
    names = sorted({place.column for place in places})
    columns = (table.c[name] for name in names)
    row = session.execute(select(*columns).where(table.c.id == row_id).with_for_update()).first()
    if row is None:
        return
    values: dict[str, Any] = dict(zip(names, row, strict=True))
    if any(is_count(place, model) for place in places):
        drop_counts(removal, model, places, values)
        return
    emptied: dict[str, Any] = dict.fromkeys(model.hashes_words, "")
    wordless_paths = {
        place: rules.hide_words_in_path(values[place.column], place.path, finder)
        for place in places
    }
    for place in places:
        change = PlaceChange(removal, finder, place, model)
        values[place.column] = rules.change_value(values[place.column], place.path, change.apply)
        emptied |= model.holds_numbers.get(place.column, {})
        without_words = replace(place, path=wordless_paths[place])
        removal.places.append(new_place_row(without_words, change.digest))
    changed = {name: value for name, value in values.items() if name not in model.holds_numbers}
    unchanged = {"changed_at": table.c.changed_at} if "changed_at" in table.c else {}
    new_values = changed | emptied | unchanged
    session.execute(update(table).where(table.c.id == row_id).values(new_values))  # type: ignore[arg-type]


def is_count(place: Place, model: type[Base]) -> bool:
    return place.kind is RemovalKind.NUMBER and place.column in model.holds_counts


def drop_counts(
    removal: Removal, model: type[Base], places: Sequence[Place], values: dict[str, Any]
) -> None:
    """Delete a table of counts of which one is taken out, and what it could be worked out from."""
    table, row_id = model.__table__, places[0].row_id
    for place in places:
        value = rules.get_value(values[place.column], place.path)
        removal.places.append(new_place_row(place, hash_number(place, value)))
    shared = {name for place in places for name in model.holds_counts.get(place.column, ())}
    columns = [table.c[name] for name in sorted(shared)]
    row = session.execute(select(*columns).where(table.c.id == row_id)).one()
    is_same = (column == value for column, value in zip(columns, row, strict=True))
    session.execute(delete(table).where(*is_same))  # type: ignore[arg-type]


@dataclass
class PlaceChange:
    """How one place is changed, and the hash of what stood there."""

    removal: Removal
    finder: Finder
    place: Place
    model: type[Base]
    digest: str = ""

    def apply(self, value: Any) -> Any:
        if self.place.kind is RemovalKind.NUMBER:
            self.digest = hash_number(self.place, value)
            return replace_number(value)
        spans = self.finder.find_spans(value)
        taken = " ".join(value[start:end] for start, end in spans)
        self.digest = rules.hash_text(rules.extract_letters(taken), ledger.read_or_create_key())
        return self.replace(value, spans) if spans else value

    def replace(self, text: str, spans: list[rules.Span]) -> str:
        """Return what stands in the place of a text: the rest of it with a marker, if it may be."""
        names = [name for name in self.place.path if isinstance(name, str)]
        name = names[-1] if names else self.place.column
        if name == "slug":
            return f"entry-{self.place.row_id}-{self.removal_uid[:6]}"
        if rules.is_contact(name):
            return ""
        if rules.is_address(name):
            return "/" if text.startswith("/") else rules.TAKEN_OUT_ADDRESS
        return self.fit_column(rules.replace_spans(text, spans, self.removal.marker))

    def fit_column(self, text: str) -> str:
        """Return a text that the column takes: no two rows the same, no longer than it may be."""
        table = self.model.__table__
        column = table.c[self.place.column]
        if self.place.path:
            return text
        if self.place.column in queries.list_unique_columns(table):  # type: ignore[arg-type]
            text = f"{text} [{self.place.row_id}]"
        return text[: getattr(column.type, "length", None)]

    @property
    def removal_uid(self) -> str:
        return self.removal.uid


def replace_number(value: Any) -> Any:
    """Return what stands in the place of a number, or of a value that is made of one."""
    numbers = list(rules.iterate_own_numbers(value, ())) if isinstance(value, dict) else []
    return numbers[0][2] if numbers else None


def hash_number(place: Place, value: Any) -> str:
    where = (place.table, place.row_id, place.column)
    return rules.hash_text(f"{where} {value}", ledger.read_or_create_key())


def new_place_row(place: Place, digest: str) -> RemovalPlace:
    return RemovalPlace(
        table_name=place.table,
        row_id=place.row_id,
        column_name=place.column,
        path=list(place.path),
        kind=place.kind,
        digest=digest,
    )


def get_model(table: str) -> type[Base]:
    return next(model for model in queries.list_models() if model.__tablename__ == table)


def take_file(removal: Removal, file: StoredFile) -> None:
    """Delete a file; it leaves the store when that is certain (``files.actions``)."""
    place = Place(FILES_TABLE, file.id, "sha256", (), RemovalKind.FILE)
    removal.places.append(
        new_place_row(place, rules.hash_text(file.sha256, ledger.read_or_create_key()))
    )
    session.delete(file)


# The list in the data folder

LEDGER_FIELDS = (
    "uid",
    "by_id",
    "subject_id",
    "reason",
    "marker",
    "size",
    "digest",
    "is_everywhere",
)


def build_ledger_line(removal: Removal) -> dict[str, Any]:
    """Return a removal as the list keeps it."""
    values = {name: getattr(removal, name) for name in LEDGER_FIELDS}
    places = [
        [p.table_name, p.row_id, p.column_name, p.path, p.kind, p.digest] for p in removal.places
    ]
    at, kinds = removal.at.isoformat(), {"kind": removal.kind, "subject": removal.subject}
    return {**values, **kinds, "at": at, "places": places}


def read_ledger_line(line: dict[str, Any]) -> tuple[Removal, list[RemovalPlace]]:
    """Return a removal of the list, and the places that it had then."""
    values = {name: line[name] for name in LEDGER_FIELDS}
    kinds = {"kind": RemovalKind(line["kind"]), "subject": RemovalSubject(line["subject"])}
    places = [
        new_place_row(Place(table, row_id, column, tuple(path), RemovalKind(kind)), digest)
        for table, row_id, column, path, kind, digest in line["places"]
    ]
    return Removal(**values, **kinds, at=datetime.fromisoformat(line["at"])), places


# An older copy


def reapply() -> list[Removal]:
    """Do again all removals of the data folder that this copy of the register does not know."""
    return [redo(line) for line in queries.list_unknown_removals()]


def redo(line: dict[str, Any]) -> Removal:
    removal, places = read_ledger_line(line)
    if removal.by_id is not None and session.get(Person, removal.by_id) is None:
        removal.by_id = None
    session.add(removal)
    if removal.kind is RemovalKind.FILE:
        take_files_again(removal, {place.digest for place in places})
    else:
        take_words_again(removal, places)
    return record_removal(SYSTEM, removal)


def take_files_again(removal: Removal, digests: set[str]) -> None:
    for file in session.scalars(select(StoredFile)):
        if rules.hash_text(file.sha256, ledger.read_or_create_key()) in digests:
            take_file(removal, file)


def take_words_again(removal: Removal, places: Sequence[RemovalPlace]) -> None:
    """Take words out of every place of this copy, or of those alone that a curator had chosen."""
    passage_hash = PassageHash(removal.size, removal.digest, ledger.read_or_create_key())
    if removal.is_everywhere:
        places_now = [
            *queries.find_everywhere(passage_hash, {}),
            *queries.find_in_folders(passage_hash),
        ]
        apply_removal(removal, passage_hash, [each.place for each in places_now])
    else:
        apply_removal(
            removal,
            passage_hash,
            [place for each in places for place in find_same_place(each, passage_hash)],
        )


def find_same_place(row: RemovalPlace, passage_hash: PassageHash) -> list[Place]:
    """Return a place again, if what stood there stands there in this copy."""
    place = Place(row.table_name, row.row_id, row.column_name, tuple(row.path), row.kind)
    table = get_model(place.table).__table__
    statement = select(table.c[place.column]).where(table.c.id == place.row_id)
    value = rules.get_value(session.scalar(statement), place.path)
    if value is None:
        return []
    if place.kind is RemovalKind.NUMBER:
        return [place] if is_same_number(row, place, value) else []
    return [place] if passage_hash.find_spans(str(value)) else []


def is_same_number(row: RemovalPlace, place: Place, value: Any) -> bool:
    return hash_number(place, value) == row.digest
