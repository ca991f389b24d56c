"""Importing entries: a whole file at once, or step by step as a curator chooses on the pages.

What takes long is only asked for here, by the ``state``. ``tasks`` does it, piece by piece.
"""

import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError, OpenedFile
from coprod.core.spreadsheets.rules import guess_header
from coprod.core.spreadsheets.schemas import open_in_subprocess
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.exchange.imports import policies, queries, rules
from coprod.exchange.imports.enums import (
    BEFORE_TAKING,
    STATES,
    Choices,
    Left,
    RowState,
    State,
    Take,
    Verdict,
)
from coprod.exchange.imports.models import SheetImport, SheetMapping, SheetRow
from coprod.register.activities.enums import Audience
from coprod.register.activities.models import Activity, Source
from coprod.register.activities.queries import compute_fingerprint
from coprod.register.review.actions import import_activity
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import build_sections, load_details, new_blank_detail

LONGEST_NAME = 200
LOOKED_AT = 60
AT_ONCE = 100


def check_can_import(actor: Actor) -> int:
    if not policies.can_import(actor) or actor.id is None:
        raise NotAllowedError
    return actor.id


# A whole file at once: all of it in one transaction, or none of it


@dataclass(frozen=True)
class Entry:
    """A row that was read and found good."""

    number: int
    parts: tuple[ImportedPart, ...]


def import_activities(actor: Actor, entries: Iterable[Entry], *, publish: bool) -> int:
    """Take in entries one by one, and return how many. A mistake in any of them stops them all.

    Each goes through the same action as a single entry would. What was written is forgotten from
    memory as it goes, so that a long file needs no more of it than a short one.
    """
    check_can_import(actor)
    taken = 0
    for entry in entries:
        try:
            import_activity(actor, *entry.parts, publish=publish)
        except RuleBrokenError as broken:
            row, why = entry.number, broken.message.plain
            said = N_("Row %(row)s: %(why)s. Nothing was taken in.", row=row, why=why)
            raise RuleBrokenError(said) from None
        except ConflictError:
            said = N_("Row %(row)s is here already. Nothing was taken in.", row=entry.number)
            raise RuleBrokenError(said) from None
        taken += 1
        if taken % AT_ONCE == 0:
            session.flush()
            session.expunge_all()
    return taken


# Step by step: upload, choose, take in, undo


def start_import(
    actor: Actor, folder: Path, name: str, save: Callable[[Path], object]
) -> SheetImport:
    """Keep an uploaded file in a folder of its own, and open it. ``save`` writes it where told.

    A file that cannot be opened is removed at once, and what is wrong with it is said.
    """
    asked_by = check_can_import(actor)
    token = secrets.token_urlsafe(24)
    own = folder / token
    own.mkdir(mode=0o700, parents=True)
    plain = PureWindowsPath(one_line(name)).name[-LONGEST_NAME:]
    try:
        save(own / queries.UPLOAD)
        opened = open_in_subprocess(own / queries.UPLOAD, plain)
    except FileRefusedError as refused:
        shutil.rmtree(own)
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None
    begun = new_import(asked_by, plain, opened)
    begun.token = token
    begun.header_row = guess_header(queries.table(folder, begun).top(LOOKED_AT))
    session.add(begun)
    session.flush()
    record_event(actor, "began import", begun)
    return begun


def new_import(person_id: int, name: str, opened: OpenedFile) -> SheetImport:
    """Return an import that begins at the first sheet with rows in it."""
    return SheetImport(
        person_id=person_id,
        requested_by_id=person_id,
        file_name=name,
        encoding=opened.encoding,
        sheets=[asdict(sheet) for sheet in opened.sheets],
        sheet=next(n for n, sheet in enumerate(opened.sheets) if sheet.rows),
        header_row=1,
        state=State.CHOOSING,
        take=Take.NONE,
        chosen={},
    )


def check_state(of: SheetImport, *allowed: State) -> None:
    if of.state not in allowed:
        raise RuleBrokenError(
            N_("This cannot be done, because the import is now: %(now)s.", now=STATES[of.state])
        )


def choose_sheet(actor: Actor, of: SheetImport, sheet: int, header_row: int) -> None:
    """Choose the sheet and the row of its headings. What was chosen for columns is forgotten."""
    check_can_import(actor)
    check_state(of, State.CHOOSING, State.CHECKED)
    if not 0 <= sheet < len(of.sheets) or not of.sheets[sheet]["rows"]:
        raise RuleBrokenError(N_("Choose a sheet that has rows"), field="sheet")
    if not 1 <= header_row < of.sheets[sheet]["rows"]:
        said = N_("Choose a row of this sheet that has other rows under it")
        raise RuleBrokenError(said, field="header_row")
    of.sheet, of.header_row = sheet, header_row
    of.chosen, of.state = {}, State.CHOOSING


def choose_columns(
    actor: Actor, of: SheetImport, choices: Choices, headings: Sequence[str]
) -> None:
    """Say what each column is, and have every row checked."""
    of.requested_by_id = check_can_import(actor)
    check_state(of, State.CHOOSING, State.CHECKED)
    rules.check_choices(choices, headings)
    of.chosen = packed(choices)
    ask_for(of, State.CHECKING)
    of.rows_all = of.sheets[of.sheet]["rows"]


def packed(choices: Choices) -> dict[str, Any]:
    plain = replace(choices, columns=dict(choices.columns), answers=dict(choices.answers))
    return asdict(plain)


def ask_for(of: SheetImport, state: State) -> None:
    """Leave an import to the worker."""
    of.state, of.rows_done, of.tries = state, 0, 0
    of.claim, of.claimed_until = "", None


def remember_mapping(
    actor: Actor, name: str, headings: Sequence[str], choices: Choices
) -> SheetMapping:
    """Keep what was chosen under a name. The same name again replaces what it stood for."""
    check_can_import(actor)
    kept = queries.mapping(name) or SheetMapping(name=name)
    kept.headings = list(headings)
    kept.chosen = packed(choices)
    session.add(kept)
    session.flush()
    record_event(actor, "remembered mapping", kept)
    return kept


def take(actor: Actor, of: SheetImport, which: Take) -> None:
    """Take in what was checked: all, only what is without mistakes, or nothing."""
    asked_by = check_can_import(actor)
    check_state(of, State.CHECKED)
    if which is Take.NONE:
        give_up(actor, of)
        return
    found = queries.verdicts(of)
    if which is Take.ALL and found[Verdict.REFUSED]:
        raise RuleBrokenError(N_("Some rows have errors, so not all can be taken in"), field="take")
    of.rows_all = sum(found[verdict] for verdict in queries.wanted_by(which))
    if not of.rows_all:
        raise RuleBrokenError(N_("There is no such row to take in"), field="take")
    of.requested_by_id, of.take = asked_by, which
    ask_for(of, State.TAKING)
    record_event(actor, "began to take in", of, which=which.value)


def give_up(actor: Actor, of: SheetImport) -> None:
    """Forget a file of which nothing was taken in. The worker removes it."""
    check_can_import(actor)
    check_state(of, *BEFORE_TAKING)
    ask_for(of, State.GIVEN_UP)
    record_event(actor, "gave up import", of)


def undo(actor: Actor, of: SheetImport) -> None:
    """Take back a whole import, or stop one in the middle and take back what it made."""
    asked_by = check_can_import(actor)
    check_state(of, State.DONE, State.TAKING)
    of.requested_by_id = asked_by
    ask_for(of, State.UNDOING)
    of.rows_all = queries.taken(of)
    record_event(actor, "began to undo import", of)


# Who may see a column of what was imported before


AUDIENCES = {ColumnAnswer.PUBLISH: Audience.EVERYBODY, ColumnAnswer.CURATORS: Audience.CURATORS}


def answer_column(actor: Actor, source: str, label: str, answer: ColumnAnswer) -> None:
    """Say who may see a column of what was taken in before, or leave it out for good."""
    check_can_import(actor)
    queries.check_kept_back(actor, source, label)
    for fact in session.scalars(queries.facts_of(source, label)).all():
        if answer is ColumnAnswer.LEAVE_OUT:
            session.delete(fact)
        else:
            fact.audience = AUDIENCES[answer]
    about = session.scalars(select(Source).where(Source.name == source).limit(1)).one()
    record_event(
        actor, "said who sees a column", about, source=source, label=label, answer=answer.value
    )
    session.flush()


# The record of what was made, and undoing by it


def write_down(by_row: dict[int, int]) -> None:
    """Record what was made as it now stands, so that it is known later if anybody changed it."""
    session.flush()
    session.expunge_all()
    ids = list(by_row.values())
    entries, last, beside = queries.entries(ids), queries.last_notes(ids), load_details(ids)
    empty = new_blank_detail()
    for row in queries.by_id(list(by_row)):
        entry = entries[by_row[row.id]]
        row.became, row.activity_id, row.cells = RowState.TAKEN, entry.id, []
        row.mark, row.last_note = mark(entry, beside.get(entry.id, empty)), last[entry.id]


def mark(entry: Activity, detail: ActivityDetail | None) -> str:
    """Return a short mark of all that an entry tells, whose it is, and where it stands."""
    told = compute_fingerprint(tuple(build_sections(entry, detail).parts.values()))
    return f"{entry.status.value} {entry.owner_id} {told}"


def take_back_rows(actor: Actor, ids: Sequence[int]) -> None:
    rows = queries.by_id(ids)
    made = [row.activity_id for row in rows if row.activity_id]
    entries, last, beside = queries.entries(made), queries.last_notes(made), load_details(made)
    for row in rows:
        entry = entries.get(row.activity_id or 0)
        why = left_because(row, entry, last, beside)
        if entry is not None and not why and not remove(actor, entry):
            why = Left.IN_USE
        row.became, row.left_why = (RowState.LEFT, why) if why else (RowState.REMOVED, "")


def left_because(
    row: SheetRow,
    entry: Activity | None,
    last: Mapping[int, int],
    beside: Mapping[int, ActivityDetail],
) -> str:
    """Tell why an entry must stay, if it must."""
    if entry is None:
        return Left.GONE
    now = mark(entry, beside.get(entry.id))
    as_it_was = now == row.mark and last.get(entry.id, 0) == row.last_note
    return "" if as_it_was else Left.CHANGED


def remove(actor: Actor, entry: Activity) -> bool:
    """Remove an entry, unless something that others made hangs on it."""
    try:
        with session.begin_nested():
            record_event(actor, "undid", entry)
            session.delete(entry)
            session.flush()
    except IntegrityError:
        return False
    return True
