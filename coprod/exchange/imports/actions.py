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
    STATE_LABELS,
    ColumnChoices,
    ImportState,
    LeftReason,
    RowSelection,
    RowState,
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
LINES_TO_GUESS_FROM = 60
FLUSH_EVERY = 100


def check_can_import(actor: Actor) -> int:
    if not policies.can_import(actor) or actor.id is None:
        raise NotAllowedError
    return actor.id


# A whole file at once: all of it in one transaction, or none of it


@dataclass(frozen=True)
class GoodRow:
    """A row that was read and found good."""

    number: int
    parts: tuple[ImportedPart, ...]


def import_activities(actor: Actor, good_rows: Iterable[GoodRow], *, publish: bool) -> int:
    """Take in entries one by one, and return how many. A mistake in any of them stops them all.

    Each goes through the same action as a single entry would. What was written is forgotten from
    memory as it goes, so that a long file needs no more of it than a short one.
    """
    check_can_import(actor)
    taken = 0
    for entry in good_rows:
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
        if taken % FLUSH_EVERY == 0:
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
        save(own / queries.UPLOAD_NAME)
        opened = open_in_subprocess(own / queries.UPLOAD_NAME, plain)
    except FileRefusedError as refused:
        shutil.rmtree(own)
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None
    begun = build_import(asked_by, plain, opened)
    begun.token = token
    begun.header_row = guess_header(queries.open_table(folder, begun).read_top(LINES_TO_GUESS_FROM))
    session.add(begun)
    session.flush()
    record_event(actor, "began import", begun)
    return begun


def build_import(person_id: int, name: str, opened: OpenedFile) -> SheetImport:
    """Return an import that begins at the first sheet with rows in it."""
    return SheetImport(
        person_id=person_id,
        requested_by_id=person_id,
        file_name=name,
        encoding=opened.encoding,
        sheets=[asdict(sheet) for sheet in opened.sheets],
        sheet=next(n for n, sheet in enumerate(opened.sheets) if sheet.rows),
        header_row=1,
        state=ImportState.CHOOSING,
        take=RowSelection.NONE,
        chosen={},
    )


def check_state(sheet_import: SheetImport, *allowed: ImportState) -> None:
    if sheet_import.state not in allowed:
        raise RuleBrokenError(
            N_(
                "This cannot be done, because the import is now: %(now)s.",
                now=STATE_LABELS[sheet_import.state],
            )
        )


def choose_sheet(actor: Actor, sheet_import: SheetImport, sheet: int, header_row: int) -> None:
    """Choose the sheet and the row of its headings. What was chosen for columns is forgotten."""
    check_can_import(actor)
    check_state(sheet_import, ImportState.CHOOSING, ImportState.CHECKED)
    if not 0 <= sheet < len(sheet_import.sheets) or not sheet_import.sheets[sheet]["rows"]:
        raise RuleBrokenError(N_("Choose a sheet that has rows"), field="sheet")
    if not 1 <= header_row < sheet_import.sheets[sheet]["rows"]:
        said = N_("Choose a row of this sheet that has other rows under it")
        raise RuleBrokenError(said, field="header_row")
    sheet_import.sheet, sheet_import.header_row = sheet, header_row
    sheet_import.chosen, sheet_import.state = {}, ImportState.CHOOSING


def choose_columns(
    actor: Actor, sheet_import: SheetImport, choices: ColumnChoices, headings: Sequence[str]
) -> None:
    """Say what each column is, and have every row checked."""
    sheet_import.requested_by_id = check_can_import(actor)
    check_state(sheet_import, ImportState.CHOOSING, ImportState.CHECKED)
    rules.check_column_choices(choices, headings)
    sheet_import.chosen = dump_choices(choices)
    queue_for_worker(sheet_import, ImportState.CHECKING)
    sheet_import.rows_all = sheet_import.sheets[sheet_import.sheet]["rows"]


def dump_choices(choices: ColumnChoices) -> dict[str, Any]:
    plain = replace(choices, columns=dict(choices.columns), answers=dict(choices.answers))
    return asdict(plain)


def queue_for_worker(sheet_import: SheetImport, state: ImportState) -> None:
    """Leave an import to the worker."""
    sheet_import.state, sheet_import.rows_done, sheet_import.tries = state, 0, 0
    sheet_import.claim, sheet_import.claimed_until = "", None


def save_mapping(
    actor: Actor, name: str, headings: Sequence[str], choices: ColumnChoices
) -> SheetMapping:
    """Keep what was chosen under a name. The same name again replaces what it stood for."""
    check_can_import(actor)
    kept = queries.find_mapping(name) or SheetMapping(name=name)
    kept.headings = list(headings)
    kept.chosen = dump_choices(choices)
    session.add(kept)
    session.flush()
    record_event(actor, "remembered mapping", kept)
    return kept


def confirm_import(actor: Actor, sheet_import: SheetImport, selection: RowSelection) -> None:
    """Take in what was checked: all, only what is without mistakes, or nothing."""
    asked_by = check_can_import(actor)
    check_state(sheet_import, ImportState.CHECKED)
    if selection is RowSelection.NONE:
        give_up_import(actor, sheet_import)
        return
    found = queries.count_verdicts(sheet_import)
    if selection is RowSelection.ALL and found[Verdict.REFUSED]:
        raise RuleBrokenError(N_("Some rows have errors, so not all can be taken in"), field="take")
    sheet_import.rows_all = sum(
        found[verdict] for verdict in queries.get_selected_verdicts(selection)
    )
    if not sheet_import.rows_all:
        raise RuleBrokenError(N_("There is no such row to take in"), field="take")
    sheet_import.requested_by_id, sheet_import.take = asked_by, selection
    queue_for_worker(sheet_import, ImportState.TAKING)
    record_event(actor, "began to take in", sheet_import, which=selection.value)


def give_up_import(actor: Actor, sheet_import: SheetImport) -> None:
    """Forget a file of which nothing was taken in. The worker removes it."""
    check_can_import(actor)
    check_state(sheet_import, *BEFORE_TAKING)
    queue_for_worker(sheet_import, ImportState.GIVEN_UP)
    record_event(actor, "gave up import", sheet_import)


def undo_import(actor: Actor, sheet_import: SheetImport) -> None:
    """Take back a whole import, or stop one in the middle and take back what it made."""
    asked_by = check_can_import(actor)
    check_state(sheet_import, ImportState.DONE, ImportState.TAKING)
    sheet_import.requested_by_id = asked_by
    queue_for_worker(sheet_import, ImportState.UNDOING)
    sheet_import.rows_all = queries.count_taken_rows(sheet_import)
    record_event(actor, "began to undo import", sheet_import)


# Who may see a column of what was imported before


AUDIENCE_BY_ANSWER = {
    ColumnAnswer.PUBLISH: Audience.EVERYBODY,
    ColumnAnswer.CURATORS: Audience.CURATORS,
}


def set_column_audience(actor: Actor, source: str, label: str, answer: ColumnAnswer) -> None:
    """Say who may see a column of what was taken in before, or leave it out for good."""
    check_can_import(actor)
    queries.check_is_restricted(actor, source, label)
    for fact in session.scalars(queries.select_facts(source, label)).all():
        if answer is ColumnAnswer.LEAVE_OUT:
            session.delete(fact)
        else:
            fact.audience = AUDIENCE_BY_ANSWER[answer]
    about = session.scalars(select(Source).where(Source.name == source).limit(1)).one()
    record_event(
        actor, "said who sees a column", about, source=source, label=label, answer=answer.value
    )
    session.flush()


# The record of what was made, and undoing by it


def record_created_activities(activity_ids_by_row: dict[int, int]) -> None:
    """Record what was made as it now stands, so that it is known later if anybody changed it."""
    session.flush()
    session.expunge_all()
    ids = list(activity_ids_by_row.values())
    entries, last, beside = (
        queries.lock_activities(ids),
        queries.get_last_event_ids(ids),
        load_details(ids),
    )
    empty = new_blank_detail()
    for row in queries.list_rows_by_id(list(activity_ids_by_row)):
        entry = entries[activity_ids_by_row[row.id]]
        row.became, row.activity_id, row.cells = RowState.TAKEN, entry.id, []
        row.mark, row.last_note = (
            fingerprint_activity(entry, beside.get(entry.id, empty)),
            last[entry.id],
        )


def fingerprint_activity(activity: Activity, detail: ActivityDetail | None) -> str:
    """Return a short mark of all that an entry tells, whose it is, and where it stands."""
    told = compute_fingerprint(tuple(build_sections(activity, detail).parts.values()))
    return f"{activity.status.value} {activity.owner_id} {told}"


def remove_unchanged_activities(actor: Actor, row_ids: Sequence[int]) -> None:
    rows = queries.list_rows_by_id(row_ids)
    made = [row.activity_id for row in rows if row.activity_id]
    entries, last, beside = (
        queries.lock_activities(made),
        queries.get_last_event_ids(made),
        load_details(made),
    )
    for row in rows:
        entry = entries.get(row.activity_id or 0)
        why = find_left_reason(row, entry, last, beside)
        if entry is not None and not why and not remove_activity(actor, entry):
            why = LeftReason.IN_USE
        row.became, row.left_why = (RowState.LEFT, why) if why else (RowState.REMOVED, "")


def find_left_reason(
    row: SheetRow,
    activity: Activity | None,
    last_event_ids: Mapping[int, int],
    details_by_activity: Mapping[int, ActivityDetail],
) -> str:
    """Tell why an entry must stay, if it must."""
    if activity is None:
        return LeftReason.GONE
    now = fingerprint_activity(activity, details_by_activity.get(activity.id))
    as_it_was = now == row.mark and last_event_ids.get(activity.id, 0) == row.last_note
    return "" if as_it_was else LeftReason.CHANGED


def remove_activity(actor: Actor, activity: Activity) -> bool:
    """Remove an entry, unless something that others made hangs on it."""
    try:
        with session.begin_nested():
            record_event(actor, "undid", activity)
            session.delete(activity)
            session.flush()
    except IntegrityError:
        return False
    return True
