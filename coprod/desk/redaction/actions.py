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
from coprod.core import ledger
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import Base, overwrite_deleted_rows, session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.markers import build_marker
from coprod.core.values.phrases import N_
from coprod.desk.redaction import queries, rules
from coprod.desk.redaction.enums import FOLDERS, Kind, Subject
from coprod.desk.redaction.models import Removal, RemovalPlace
from coprod.desk.redaction.policies import can_take_out
from coprod.desk.redaction.rules import Finder, Found, Mark, Passage, Place
from coprod.register.files.models import StoredFile

DONE = "removals of this transaction"
VERBS = {
    Kind.WORDS: "took words out",
    Kind.NUMBER: "took a number out",
    Kind.FILE: "took a file out",
}


@dataclass(frozen=True)
class About:
    """From what a curator takes something out, and why."""

    kind: Subject
    number: int
    reason: str


@dataclass(frozen=True)
class Choice:
    """Which places a curator chose, and the mark of all that were shown."""

    places: frozenset[str]
    seen: str


def find_places(actor: Actor, about: About, passage: Passage) -> list[Found]:
    """Return where a passage stands: everywhere, or in the subject alone if it is short."""
    if not can_take_out(actor):
        raise NotAllowedError
    rules.check_passage(passage)
    rules.check_reason(about.reason, passage)
    own = queries.own_rows(about.kind, about.number)
    if passage.asks_where:
        found = queries.find_own(passage, own)
    else:
        found = [*queries.find_everywhere(passage, own), *queries.find_in_folders(passage)]
    rules.check_number_of_places(found)
    return found


def take_words_out(actor: Actor, about: About, passage: Passage, choice: Choice) -> Removal:
    """Take a passage out of the chosen places, if they are still those that were shown."""
    acquire_write_lock()
    found = find_places(actor, about, passage)
    if choice.seen != rules.seen_mark(found):
        raise ConflictError
    chosen = [each.place for each in found if each.place.name in choice.places]
    if not chosen:
        raise RuleBrokenError(N_("Tick the places where it is taken out"), field="places")
    removal = new_removal(actor, about, passage.kind)
    removal.size = len(passage.letters)
    removal.digest = rules.digest(passage.letters, ledger.read_or_create_key())
    removal.is_everywhere = not passage.asks_where and len(chosen) == len(found)
    session.add(removal)
    apply(removal, passage, chosen)
    return noted(actor, removal)


def take_file_out(actor: Actor, about: About, file_id: int) -> Removal:
    """Take a file away for good, from the store too."""
    if not can_take_out(actor):
        raise NotAllowedError
    rules.check_reason(about.reason, None)
    found = [each for each in queries.files_of(about.kind, about.number) if each.id == file_id]
    if not found:
        raise NotFoundError
    removal = new_removal(actor, about, Kind.FILE)
    session.add(removal)
    take_file(removal, found[0])
    return noted(actor, removal)


def new_removal(actor: Actor, about: About, kind: Kind) -> Removal:
    return Removal(
        by_id=actor.id,
        kind=kind,
        subject=about.kind,
        subject_id=about.number,
        reason=about.reason,
        marker=build_marker(clock.today()),
    )


def noted(actor: Actor, removal: Removal) -> Removal:
    """Write down that it was done: for everybody without the reason, for the audit with it."""
    session.flush()
    subject = session.get(queries.SUBJECTS[removal.subject], removal.subject_id)
    if subject is not None:
        record_event(actor, VERBS[removal.kind], subject, is_public=True)
    record_event(
        actor, VERBS[removal.kind], removal, reason=removal.reason, places=len(removal.places)
    )
    session.flush()
    session.expire_all()
    session.info.setdefault(DONE, []).append(line_of(removal))
    return removal


# Changing the rows


def apply(removal: Removal, finder: Finder, places: Iterable[Place]) -> None:
    """Change every place, row by row, each row held while it is changed."""
    session.flush()
    overwrite_deleted_rows()
    ordered = sorted(places, key=lambda place: (place.table, place.row_id, place.order))
    for (table, row_id), some in groupby(ordered, key=lambda place: (place.table, place.row_id)):
        if table in FOLDERS:
            removal.places += [place_row(place, "") for place in some]
        else:
            change_row(removal, finder, row_id, list(some))


def change_row(removal: Removal, finder: Finder, row_id: int, places: Sequence[Place]) -> None:
    model = model_of(places[0].table)
    table = model.__table__
    names = sorted({place.column for place in places})
    columns = (table.c[name] for name in names)
    row = session.execute(select(*columns).where(table.c.id == row_id).with_for_update()).first()
    if row is None:
        return
    values: dict[str, Any] = dict(zip(names, row, strict=True))
    if any(place.kind is Kind.NUMBER and place.column in model.holds_counts for place in places):
        drop_counts(removal, model, places, values)
        return
    told: dict[str, Any] = {}
    known = {place: rules.wordless(values[place.column], place.path, finder) for place in places}
    for place in places:
        change = Change(removal, finder, place, model)
        values[place.column] = rules.with_value(values[place.column], place.path, change.made)
        told |= model.holds_numbers.get(place.column, {})
        removal.places.append(place_row(replace(place, path=known[place]), change.digest))
    left = {name: value for name, value in values.items() if name not in model.holds_numbers}
    untouched = {"changed_at": table.c.changed_at} if "changed_at" in table.c else {}
    emptied = dict.fromkeys(model.hashes_words, "")
    new = {**left, **told, **emptied, **untouched}
    session.execute(update(table).where(table.c.id == row_id).values(new))  # type: ignore[arg-type]


def drop_counts(
    removal: Removal, model: type[Base], places: Sequence[Place], values: dict[str, Any]
) -> None:
    """Delete a table of counts of which one is taken out, and what it could be worked out from."""
    table, row_id = model.__table__, places[0].row_id
    for place in places:
        value = rules.value_at(values[place.column], place.path)
        removal.places.append(place_row(place, number_digest(place, value)))
    shared = {name for place in places for name in model.holds_counts.get(place.column, ())}
    columns = [table.c[name] for name in sorted(shared)]
    row = session.execute(select(*columns).where(table.c.id == row_id)).one()
    same = (column == value for column, value in zip(columns, row, strict=True))
    session.execute(delete(table).where(*same))  # type: ignore[arg-type]


@dataclass
class Change:
    """How one place is changed, and the hash of what stood there."""

    removal: Removal
    finder: Finder
    place: Place
    model: type[Base]
    digest: str = ""

    def made(self, value: Any) -> Any:
        if self.place.kind is Kind.NUMBER:
            self.digest = number_digest(self.place, value)
            return instead_of_number(value)
        spans = self.finder.spans(value)
        taken = " ".join(value[start:end] for start, end in spans)
        self.digest = rules.digest(rules.bare(taken), ledger.read_or_create_key())
        return self.instead(value, spans) if spans else value

    def instead(self, text: str, spans: list[rules.Span]) -> str:
        """Return what stands in the place of a text: the rest of it with a marker, if it may be."""
        names = [name for name in self.place.path if isinstance(name, str)]
        name = names[-1] if names else self.place.column
        if name == "slug":
            return f"entry-{self.place.row_id}-{self.removal_uid[:6]}"
        if rules.is_contact(name):
            return ""
        if rules.is_address(name):
            return "/" if text.startswith("/") else rules.TAKEN_OUT_ADDRESS
        return self.fitted(rules.cut(text, spans, self.removal.marker))

    def fitted(self, text: str) -> str:
        """Return a text that the column takes: no two rows the same, no longer than it may be."""
        table = self.model.__table__
        column = table.c[self.place.column]
        if self.place.path:
            return text
        if self.place.column in queries.unique_columns(table):  # type: ignore[arg-type]
            text = f"{text} [{self.place.row_id}]"
        return text[: getattr(column.type, "length", None)]

    @property
    def removal_uid(self) -> str:
        return self.removal.uid


def instead_of_number(value: Any) -> Any:
    """Return what stands in the place of a number, or of a value that is made of one."""
    found = list(rules.numbers_of(value, ())) if isinstance(value, dict) else []
    return found[0][2] if found else None


def number_digest(place: Place, value: Any) -> str:
    where = (place.table, place.row_id, place.column)
    return rules.digest(f"{where} {value}", ledger.read_or_create_key())


def place_row(place: Place, digest: str) -> RemovalPlace:
    return RemovalPlace(
        table_name=place.table,
        row_id=place.row_id,
        column_name=place.column,
        path=list(place.path),
        kind=place.kind,
        digest=digest,
    )


def model_of(table: str) -> type[Base]:
    return next(model for model in queries.models() if model.__tablename__ == table)


def take_file(removal: Removal, file: StoredFile) -> None:
    """Delete a file; it leaves the store when that is certain (``files.actions``)."""
    place = Place("stored_file", file.id, "sha256", (), Kind.FILE)
    removal.places.append(place_row(place, rules.digest(file.sha256, ledger.read_or_create_key())))
    session.delete(file)


# The list in the data folder

KEPT = ("uid", "by_id", "subject_id", "reason", "marker", "size", "digest", "is_everywhere")


def line_of(removal: Removal) -> dict[str, Any]:
    """Return a removal as the list keeps it."""
    told = {name: getattr(removal, name) for name in KEPT}
    places = [
        [p.table_name, p.row_id, p.column_name, p.path, p.kind, p.digest] for p in removal.places
    ]
    at, kinds = removal.at.isoformat(), {"kind": removal.kind, "subject": removal.subject}
    return {**told, **kinds, "at": at, "places": places}


def removal_of(line: dict[str, Any]) -> tuple[Removal, list[RemovalPlace]]:
    """Return a removal of the list, and the places that it had then."""
    told = {name: line[name] for name in KEPT}
    kinds = {"kind": Kind(line["kind"]), "subject": Subject(line["subject"])}
    places = [
        place_row(Place(table, row_id, column, tuple(path), Kind(kind)), digest)
        for table, row_id, column, path, kind, digest in line["places"]
    ]
    return Removal(**told, **kinds, at=datetime.fromisoformat(line["at"])), places


# An older copy


def reapply() -> list[Removal]:
    """Do again all removals of the data folder that this copy of the register does not know."""
    return [redo(line) for line in queries.unknown_removals()]


def redo(line: dict[str, Any]) -> Removal:
    removal, places = removal_of(line)
    if removal.by_id is not None and session.get(Person, removal.by_id) is None:
        removal.by_id = None
    session.add(removal)
    if removal.kind is Kind.FILE:
        take_files_again(removal, {place.digest for place in places})
    else:
        take_words_again(removal, places)
    return noted(SYSTEM, removal)


def take_files_again(removal: Removal, digests: set[str]) -> None:
    for file in session.scalars(select(StoredFile)):
        if rules.digest(file.sha256, ledger.read_or_create_key()) in digests:
            take_file(removal, file)


def take_words_again(removal: Removal, places: Sequence[RemovalPlace]) -> None:
    """Take words out of every place of this copy, or of those alone that a curator had chosen."""
    mark = Mark(removal.size, removal.digest, ledger.read_or_create_key())
    if removal.is_everywhere:
        found = [*queries.find_everywhere(mark, {}), *queries.find_in_folders(mark)]
        apply(removal, mark, [each.place for each in found])
    else:
        apply(removal, mark, [place for each in places for place in same_place(each, mark)])


def same_place(row: RemovalPlace, mark: Mark) -> list[Place]:
    """Return a place again, if what stood there stands there in this copy."""
    place = Place(row.table_name, row.row_id, row.column_name, tuple(row.path), row.kind)
    table = model_of(place.table).__table__
    wanted = select(table.c[place.column]).where(table.c.id == place.row_id)
    value = rules.value_at(session.scalar(wanted), place.path)
    if value is None:
        return []
    if place.kind is Kind.NUMBER:
        return [place] if is_same_number(row, place, value) else []
    return [place] if mark.spans(str(value)) else []


def is_same_number(row: RemovalPlace, place: Place, value: Any) -> bool:
    return number_digest(place, value) == row.digest
