"""Importing activities: a whole file at once, or step by step as a curator chooses on the pages.

What takes long is only queued here, by the ``state``. ``tasks`` does it, in batches.
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
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError, OpenedFile
from coprod.core.spreadsheets.rules import guess_header
from coprod.core.spreadsheets.schemas import open_in_subprocess
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.exchange.imports import policies, queries, rules
from coprod.exchange.imports.enums import (
    STATES_BEFORE_IMPORT,
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
from coprod.register.review.actions import import_activity
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import build_sections, load_details, new_blank_detail

LONGEST_NAME = 200
LINES_TO_GUESS_FROM = 60
FLUSH_EVERY = 100


def check_can_import(actor: Actor) -> int:
    require(policies.can_import(actor))
    return actor.require_id()


# A whole file at once: all of it in one transaction, or none of it


@dataclass(frozen=True)
class GoodRow:
    """A row that was read and found good."""

    number: int
    parts: tuple[ImportedPart, ...]


def import_activities(actor: Actor, good_rows: Iterable[GoodRow], *, publish: bool) -> int:
    """Import activities one by one, and return how many. A mistake in any of them stops them all.

    Each goes through the same action as a single one would. The session is emptied now and then,
    so that a long file needs no more memory than a short one.
    """
    check_can_import(actor)
    taken = 0
    for row in good_rows:
        try:
            import_activity(actor, *row.parts, publish=publish)
        except RuleBrokenError as broken:
            row_number, why = row.number, broken.message.plain
            message = N_("Row %(row)s: %(why)s. Nothing was imported.", row=row_number, why=why)
            raise RuleBrokenError(message) from None
        except ConflictError:
            message = N_("Row %(row)s is here already. Nothing was imported.", row=row.number)
            raise RuleBrokenError(message) from None
        taken += 1
        if taken % FLUSH_EVERY == 0:
            session.flush()
            session.expunge_all()
    return taken


# Step by step: upload, choose, import, undo


def start_import(
    actor: Actor, folder: Path, name: str, save: Callable[[Path], object]
) -> SheetImport:
    """Save an uploaded file in a folder of its own, and open it. ``save`` writes it to a path.

    A file that cannot be opened is removed at once, and refused with the reason.
    """
    person_id = check_can_import(actor)
    token = secrets.token_urlsafe(24)
    folder_of_upload = folder / token
    folder_of_upload.mkdir(mode=0o700, parents=True)
    file_name = PureWindowsPath(one_line(name)).name[-LONGEST_NAME:]
    try:
        save(folder_of_upload / queries.UPLOAD_NAME)
        opened = open_in_subprocess(folder_of_upload / queries.UPLOAD_NAME, file_name)
    except FileRefusedError as refused:
        shutil.rmtree(folder_of_upload)
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None
    new_import = build_import(person_id, file_name, opened)
    new_import.token = token
    new_import.header_row = guess_header(
        queries.open_table(folder, new_import).read_first_lines(LINES_TO_GUESS_FROM)
    )
    session.add(new_import)
    session.flush()
    record_event(actor, "began import", new_import)
    return new_import


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
                now=sheet_import.state.label,
            )
        )


def choose_sheet(actor: Actor, sheet_import: SheetImport, sheet: int, header_row: int) -> None:
    """Choose the sheet and the row of its headings. Any choices for columns are discarded."""
    check_can_import(actor)
    check_state(sheet_import, ImportState.CHOOSING, ImportState.CHECKED)
    if not 0 <= sheet < len(sheet_import.sheets) or not sheet_import.sheets[sheet]["rows"]:
        raise RuleBrokenError(N_("Choose a sheet that has rows"), field="sheet")
    if not 1 <= header_row < sheet_import.sheets[sheet]["rows"]:
        message = N_("Choose a row of this sheet that has other rows under it")
        raise RuleBrokenError(message, field="header_row")
    sheet_import.sheet, sheet_import.header_row = sheet, header_row
    sheet_import.chosen, sheet_import.state = {}, ImportState.CHOOSING


def choose_columns(
    actor: Actor, sheet_import: SheetImport, choices: ColumnChoices, headings: Sequence[str]
) -> None:
    """Save what each column is, and queue every row to be checked."""
    save_columns(actor, sheet_import, choices, headings)
    queue_for_worker(sheet_import, ImportState.CHECKING)
    sheet_import.rows_all = sheet_import.sheets[sheet_import.sheet]["rows"]


def save_columns(
    actor: Actor, sheet_import: SheetImport, choices: ColumnChoices, headings: Sequence[str]
) -> None:
    """Save what each column is. Before the rows are checked, their words are matched."""
    sheet_import.requested_by_id = check_can_import(actor)
    check_state(sheet_import, ImportState.CHOOSING, ImportState.CHECKED)
    rules.check_column_choices(choices, headings)
    sheet_import.chosen, sheet_import.state = dump_choices(choices), ImportState.CHOOSING


def dump_choices(choices: ColumnChoices) -> dict[str, Any]:
    plain = replace(choices, columns=dict(choices.columns), answers=dict(choices.answers))
    return asdict(plain)


def queue_for_worker(sheet_import: SheetImport, state: ImportState) -> None:
    """Leave an import to the worker."""
    sheet_import.state, sheet_import.rows_done, sheet_import.tries = state, 0, 0
    sheet_import.claim, sheet_import.claimed_until = "", None
    queue_when_committed("imports")


def save_mapping(
    actor: Actor, name: str, headings: Sequence[str], choices: ColumnChoices
) -> SheetMapping:
    """Save the choices under a name. The same name again replaces the earlier choices."""
    check_can_import(actor)
    mapping = queries.find_mapping(name) or SheetMapping(name=name)
    mapping.headings = list(headings)
    mapping.chosen = dump_choices(choices)
    session.add(mapping)
    session.flush()
    record_event(actor, "remembered mapping", mapping)
    return mapping


def confirm_import(actor: Actor, sheet_import: SheetImport, selection: RowSelection) -> None:
    """Queue the checked rows to be imported: all, only those without mistakes, or none."""
    person_id = check_can_import(actor)
    check_state(sheet_import, ImportState.CHECKED)
    if selection is RowSelection.NONE:
        give_up_import(actor, sheet_import)
        return
    counts = queries.count_verdicts(sheet_import)
    if selection is RowSelection.ALL and counts[Verdict.REFUSED]:
        raise RuleBrokenError(N_("Some rows have errors, so not all can be imported"), field="take")
    sheet_import.rows_all = sum(
        counts[verdict] for verdict in queries.get_selected_verdicts(selection)
    )
    if not sheet_import.rows_all:
        raise RuleBrokenError(N_("There is no such row to import"), field="take")
    sheet_import.requested_by_id, sheet_import.take = person_id, selection
    queue_for_worker(sheet_import, ImportState.TAKING)
    record_event(actor, "began to take in", sheet_import, which=selection.value)


def give_up_import(actor: Actor, sheet_import: SheetImport) -> None:
    """Give up a file of which nothing was imported. The worker removes it."""
    check_can_import(actor)
    check_state(sheet_import, *STATES_BEFORE_IMPORT)
    queue_for_worker(sheet_import, ImportState.GIVEN_UP)
    record_event(actor, "gave up import", sheet_import)


def undo_import(actor: Actor, sheet_import: SheetImport) -> None:
    """Queue an import to be undone: a finished one, or one that is still running."""
    person_id = check_can_import(actor)
    check_state(sheet_import, ImportState.DONE, ImportState.TAKING)
    sheet_import.requested_by_id = person_id
    queue_for_worker(sheet_import, ImportState.UNDOING)
    sheet_import.rows_all = queries.count_taken_rows(sheet_import)
    record_event(actor, "began to undo import", sheet_import)


# Who may see a column of what was imported before


AUDIENCE_BY_ANSWER = {
    ColumnAnswer.PUBLISH: Audience.EVERYBODY,
    ColumnAnswer.CURATORS: Audience.CURATORS,
}


def set_column_audience(actor: Actor, source: str, label: str, answer: ColumnAnswer) -> None:
    """Decide who may see a column of earlier imports, or delete it."""
    check_can_import(actor)
    queries.check_is_restricted(actor, source, label)
    for fact in session.scalars(queries.select_facts(source, label)).all():
        if answer is ColumnAnswer.LEAVE_OUT:
            session.delete(fact)
        else:
            fact.audience = AUDIENCE_BY_ANSWER[answer]
    source_row = session.scalars(select(Source).where(Source.name == source).limit(1)).one()
    record_event(
        actor, "said who sees a column", source_row, source=source, label=label, answer=answer.value
    )
    session.flush()


# The record of the created activities, and undoing by it


def record_created_activities(activity_ids_by_row: dict[int, int]) -> None:
    """Record the created activities with their fingerprints, to see later if they were changed."""
    session.flush()
    session.expunge_all()
    ids = list(activity_ids_by_row.values())
    activities, last_event_ids, details_by_activity = (
        queries.lock_activities(ids),
        queries.get_last_event_ids(ids),
        load_details(ids),
    )
    blank_detail = new_blank_detail()
    for row in queries.list_rows_by_id(list(activity_ids_by_row)):
        activity = activities[activity_ids_by_row[row.id]]
        row.became, row.activity_id, row.cells = RowState.TAKEN, activity.id, []
        row.mark, row.last_note = (
            fingerprint_activity(activity, details_by_activity.get(activity.id, blank_detail)),
            last_event_ids[activity.id],
        )


def fingerprint_activity(activity: Activity, detail: ActivityDetail | None) -> str:
    """Return a fingerprint of the content of an activity, with its status and owner."""
    content = compute_fingerprint(tuple(build_sections(activity, detail).parts.values()))
    return f"{activity.status.value} {activity.owner_id} {content}"


def remove_unchanged_activities(actor: Actor, row_ids: Sequence[int]) -> None:
    rows = queries.list_rows_by_id(row_ids)
    activity_ids = [row.activity_id for row in rows if row.activity_id]
    activities, last_event_ids, details_by_activity = (
        queries.lock_activities(activity_ids),
        queries.get_last_event_ids(activity_ids),
        load_details(activity_ids),
    )
    for row in rows:
        activity = activities.get(row.activity_id or 0)
        reason = find_left_reason(row, activity, last_event_ids, details_by_activity)
        if activity is not None and not reason and not remove_activity(actor, activity):
            reason = LeftReason.IN_USE
        row.became, row.left_why = (RowState.LEFT, reason) if reason else (RowState.REMOVED, "")


def find_left_reason(
    row: SheetRow,
    activity: Activity | None,
    last_event_ids: Mapping[int, int],
    details_by_activity: Mapping[int, ActivityDetail],
) -> str:
    """Return why an activity must be left, or nothing if it may be removed."""
    if activity is None:
        return LeftReason.GONE
    fingerprint_now = fingerprint_activity(activity, details_by_activity.get(activity.id))
    is_unchanged = (
        fingerprint_now == row.mark and last_event_ids.get(activity.id, 0) == row.last_note
    )
    return "" if is_unchanged else LeftReason.CHANGED


def remove_activity(actor: Actor, activity: Activity) -> bool:
    """Remove an activity, unless something that others added refers to it."""
    try:
        with session.begin_nested():
            record_event(actor, "undid", activity)
            session.delete(activity)
            session.flush()
    except IntegrityError:
        return False
    return True
