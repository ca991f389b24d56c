"""An import from upload to undo, by the actions and the worker that the pages use."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany, Sureness
from coprod.exchange.imports import actions, commands, queries, tasks
from coprod.exchange.imports.enums import (
    ColumnChoices,
    ImportState,
    LeftReason,
    RowSelection,
    RowState,
    Verdict,
)
from coprod.exchange.imports.models import SheetImport, SheetRow
from coprod.register.activities.actions import change_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, Source
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.activities.queries import read_first_parts as told_first
from coprod.register.activities.rules import Telling
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import People
from tests import make
from tests.exchange.imports.conftest import Start, confirm, format_csv, reload, upload

FALLS = {"id": "1", "title": "Falls group", "summary": "Residents plan it.", "started": "2019"}
TALKS = {"id": "2", "title": "Bow talks", "summary": "Talks in Bow.", "started": "2020-03"}
NAMELESS = {"id": "3", "title": "", "summary": "Nobody named this.", "started": ""}


def count(session: Any, thing: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(thing)))


def list_rows(session: Any, of: SheetImport) -> list[SheetRow]:
    wanted = select(SheetRow).where(SheetRow.import_id == of.id).order_by(SheetRow.number)
    return list(session.scalars(wanted))


def test_nothing_is_kept_before_a_curator_says_so(start: Start, session: Any) -> None:
    of = start(FALLS, TALKS, NAMELESS)

    assert of.state is ImportState.CHECKED
    assert [r.verdict for r in list_rows(session, of)] == [
        Verdict.GOOD,
        Verdict.GOOD,
        Verdict.REFUSED,
    ]
    assert count(session, Activity) == 0


def test_rows_without_errors_become_drafts_of_the_curator(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    of = confirm(session, curator, start(FALLS, TALKS, NAMELESS), RowSelection.WITHOUT_ERRORS)
    commands.run_waiting_jobs(folder)

    made = session.scalars(select(Activity).order_by(Activity.title)).all()
    assert [(a.title, a.status, a.owner_id) for a in made] == [
        ("Bow talks", Status.DRAFT, curator.id),
        ("Falls group", Status.DRAFT, curator.id),
    ]
    assert reload(session, of).state is ImportState.DONE
    assert not list(folder.iterdir())


def test_all_cannot_be_taken_while_a_row_has_an_error(
    start: Start, session: Any, curator: Person
) -> None:
    of = start(FALLS, NAMELESS)

    with pytest.raises(RuleBrokenError, match="Some rows have errors"):
        actions.confirm_import(curator.actor, of, RowSelection.ALL)


def test_with_a_source_they_can_be_published(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    confirm(session, curator, start(FALLS, source="A council", publish=True))
    commands.run_waiting_jobs(folder)

    assert session.scalars(select(Activity.status)).all() == [Status.PUBLISHED]
    assert session.scalars(select(Source.name)).all() == ["A council"]


def test_without_a_source_nothing_is_published(start: Start, session: Any) -> None:
    with pytest.raises(RuleBrokenError, match="Say where the rows come from"):
        start(FALLS, publish=True)


def test_a_worker_that_is_killed_in_the_middle_loses_and_doubles_nothing(
    start: Start, session: Any, folder: Path, curator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "IMPORT_BATCH", 2)
    rows = [{**FALLS, "id": str(n), "title": f"Group {n}"} for n in range(1, 8)]
    of = confirm(session, curator, start(*rows))
    job = commands.claim_job(folder)
    assert job is not None
    working = tasks.run_steps(job)
    for _step in range(2):
        next(working)
        session.commit()
    next(working)  # and here it dies: this step was never kept
    session.rollback()
    assert count(session, Activity) == 2
    assert reload(session, of).rows_done == 2

    assert commands.claim_job(folder) is None
    forget_claim(session, of)
    commands.run_waiting_jobs(folder)

    assert count(session, Activity) == 7
    assert reload(session, of).state is ImportState.DONE
    assert {r.became for r in list_rows(session, of)} == {RowState.TAKEN}


def forget_claim(session: Any, of: SheetImport) -> None:
    """Let the time of a claim run out."""
    reload(session, of).claimed_until = None
    session.commit()


def test_one_that_is_stopped_in_the_middle_is_taken_back_whole(
    start: Start, session: Any, folder: Path, curator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "IMPORT_BATCH", 1)
    of = confirm(session, curator, start(FALLS, TALKS))
    job = commands.claim_job(folder)
    assert job is not None
    working = tasks.run_steps(job)
    for _n in range(2):
        next(working)
        session.commit()
    actions.undo_import(curator.actor, reload(session, of))
    session.commit()
    with pytest.raises(tasks.ClaimLostError):
        next(working)
    session.rollback()
    commands.run_waiting_jobs(folder)

    assert count(session, Activity) == 0
    assert reload(session, of).state is ImportState.UNDONE


def test_undoing_removes_what_nobody_changed_and_leaves_the_rest(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    of = confirm(session, curator, start(FALLS, TALKS))
    commands.run_waiting_jobs(folder)
    wanted = select(Activity).where(Activity.title == "Bow talks").options(*WHOLE_ACTIVITY)
    entry = session.scalars(wanted).unique().one()
    seen = compute_fingerprint(told_first(entry, Telling))
    change_activity(curator.actor, entry, Telling("Better words"), seen=seen)
    session.commit()

    actions.undo_import(curator.actor, reload(session, of))
    session.commit()
    commands.run_waiting_jobs(folder)

    assert session.scalars(select(Activity.title)).all() == ["Bow talks"]
    assert [(r.became, r.left_why) for r in list_rows(session, of)] == [
        (RowState.REMOVED, ""),
        (RowState.LEFT, LeftReason.CHANGED),
    ]


def test_what_was_undone_can_be_taken_in_and_undone_again(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    for _time in range(2):
        of = confirm(session, curator, start(FALLS, TALKS, source="A council", publish=True))
        commands.run_waiting_jobs(folder)
        assert count(session, Activity) == 2
        actions.undo_import(curator.actor, reload(session, of))
        session.commit()
        commands.run_waiting_jobs(folder)
        assert count(session, Activity) == 0


def test_an_entry_that_was_removed_before_is_said_to_be_gone(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    of = confirm(session, curator, start(FALLS))
    commands.run_waiting_jobs(folder)
    session.delete(session.scalars(select(Activity).options(*WHOLE_ACTIVITY)).unique().one())
    session.commit()
    actions.undo_import(curator.actor, reload(session, of))
    session.commit()
    commands.run_waiting_jobs(folder)

    assert [r.left_why for r in list_rows(session, of)] == [LeftReason.GONE]


def test_the_same_file_again_is_known_and_a_changed_row_is_shown(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    confirm(session, curator, start(FALLS, TALKS, source="A council"))
    commands.run_waiting_jobs(folder)

    of = start(FALLS, {**TALKS, "summary": "Other words."}, source="A council")

    same, other = list_rows(session, of)
    assert (same.verdict, same.problems) == (Verdict.HERE, [])
    assert other.verdict is Verdict.DIFFERS
    assert other.problems == ["The activity in the register says something else: Summary."]
    with pytest.raises(RuleBrokenError, match="no such row"):
        actions.confirm_import(curator.actor, of, RowSelection.ALL)


def test_rows_that_share_an_identifier_are_shown_and_never_dropped_in_silence(
    start: Start, session: Any
) -> None:
    of = start(FALLS, {**TALKS, "id": "1"}, dict(FALLS))

    first, other, same = list_rows(session, of)
    assert first.verdict is Verdict.WARNED
    assert first.problems[0] == "The same identifier stands in row 3, 4 too."
    assert other.verdict is Verdict.REFUSED
    assert "differ in: title, summary, started" in other.problems[0]
    assert same.verdict is Verdict.HERE
    assert same.problems == ["Row 2 says the same, word for word."]


def test_words_for_empty_and_hard_spaces_and_thousands_are_tidied(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    row = {
        "id": "1",
        "title": "Falls\u00a0group ",
        "summary": "Did not answer",
        "started": "5 March 2019",
        "people": "12\u00a0345",
    }
    of = confirm(session, curator, start(row))
    commands.run_waiting_jobs(folder)

    made = session.scalars(select(Activity).options(*WHOLE_ACTIVITY)).unique().one()
    assert (made.title, made.summary, str(made.started)) == ("Falls group", "", "2019-03-05")
    assert made.facts == []
    assert read_part(made, People).took_part == HowMany(Sureness.EXACT, 12345)
    assert reload(session, of).emptied == {"Did not answer": 1}


def test_a_date_with_two_readings_is_read_as_chosen_and_shown(start: Start, session: Any) -> None:
    of = start({**FALLS, "started": "4/5/2019"}, order="month")

    (row,) = list_rows(session, of)
    assert row.verdict is Verdict.WARNED
    assert row.problems == ["started: “4/5/2019” has two readings. Read as 5 April 2019."]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_but_curators_brings_in_a_file(session: Any, folder: Path, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        upload(folder, make.person(role=role), "table.csv", format_csv(FALLS))
    assert not folder.exists()


def test_a_curator_who_left_in_between_takes_nothing_in(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    confirm(session, curator, start(FALLS))
    session.get_one(Person, curator.id).role = Role.RESIDENT
    session.commit()
    commands.run_waiting_jobs(folder)

    assert count(session, Activity) == 0
    assert session.scalars(select(SheetImport.state)).all() == [ImportState.FAILED]


def test_what_fails_three_times_is_taken_back_and_says_so(
    start: Start, session: Any, folder: Path, curator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = confirm(session, curator, start(FALLS))

    def failing(*_args: Any, **_kwargs: Any) -> None:
        raise ConflictError

    monkeypatch.setattr(tasks, "import_activities", failing)
    commands.run_waiting_jobs(folder)

    found = reload(session, of)
    assert (found.state, found.why) == (ImportState.FAILED, "ConflictError")
    assert count(session, Activity) == 0


def test_a_file_is_removed_when_it_is_given_up(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    of = start(FALLS)
    assert [own.name for own in folder.iterdir()] == [of.token]
    assert (folder / of.token).stat().st_mode & 0o077 == 0

    actions.confirm_import(curator.actor, of, RowSelection.NONE)
    session.commit()
    commands.run_waiting_jobs(folder)

    assert not list(folder.iterdir())


def test_a_mapping_is_remembered_by_name_for_the_same_headings(
    session: Any, curator: Person
) -> None:
    choices = ColumnChoices({"a": "title"}, key="a", source="A council")
    actions.save_mapping(curator.actor, "Ours", ["a"], choices)
    actions.save_mapping(curator.actor, "Ours", ["a"], ColumnChoices({"a": "title"}, key=""))
    session.commit()

    (known,) = queries.list_mappings(["a"])
    assert (known.name, known.choices.key) == ("Ours", "")
    assert queries.list_mappings(["a", "b"]) == []


@pytest.mark.parametrize(
    ("sheet", "header_row", "field"), [(1, 1, "sheet"), (-1, 1, "sheet"), (0, 0, "header_row")]
)
def test_a_sheet_that_is_not_there_is_not_chosen(
    start: Start, curator: Person, sheet: int, header_row: int, field: str
) -> None:
    of = start(FALLS, TALKS)

    with pytest.raises(RuleBrokenError) as broken:
        actions.choose_sheet(curator.actor, of, sheet, header_row)
    assert broken.value.field == field
    assert of.state is ImportState.CHECKED


def test_an_empty_sheet_is_not_chosen(start: Start, curator: Person, session: Any) -> None:
    of = start(FALLS, TALKS)
    of.sheets = [*of.sheets, {"name": "«empty»", "rows": 0, "columns": 0}]
    session.flush()

    with pytest.raises(RuleBrokenError, match="a sheet that has rows"):
        actions.choose_sheet(curator.actor, of, 1, 1)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.TEAM_MEMBER])
def test_only_curators_read_of_imports(start: Start, role: Role) -> None:
    of, other = start(FALLS), make.person(role=role).actor

    assert queries.list_imports(make.curator()) == [of]
    with pytest.raises(NotFoundError):
        queries.list_imports(other)
    with pytest.raises(NotFoundError):
        queries.get_import(other, of.id)
