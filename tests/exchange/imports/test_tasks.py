"""What it costs to take in a row, in questions to the database: no clock is asked."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.exchange.imports import commands
from coprod.exchange.imports.models import SheetRow
from coprod.register.activities.models import Activity
from tests.exchange.imports.conftest import Start, confirm

MOST_WRITTEN_A_ROW = 10
"""Of each entry: itself, its text, source and facts, two steps of its history, two changes."""


def rows(number: int, title: str = "Group {}") -> list[dict[str, str]]:
    return [
        {"id": str(n), "title": title.format(n), "summary": f"Residents plan {n}."}
        for n in range(number)
    ]


def test_a_row_that_is_taken_in_asks_only_for_a_free_address(
    start: Start, session: Any, folder: Path, curator: Person, queries: list[str]
) -> None:
    asked, sent = [], []
    for number in (10, 40):
        confirm(session, curator, start(*rows(number), source=f"Council {number}", publish=True))
        queries.clear()
        commands.run_waiting_jobs(folder)
        asked.append(sum(each.startswith("SELECT") for each in queries))
        sent.append(len(queries))

    assert asked[1] - asked[0] == 2 * 30  # is it free, and was it another's before?
    assert sent[1] - sent[0] <= 30 * MOST_WRITTEN_A_ROW


def test_rows_of_one_name_get_addresses_of_their_own(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    confirm(session, curator, start(*rows(3, title="Grant"), source="A council", publish=True))
    commands.run_waiting_jobs(folder)

    made = session.scalars(select(Activity.slug).order_by(Activity.slug)).all()
    assert made == ["grant", "grant-2", "grant-3"]


def test_each_row_knows_the_entry_that_was_made_of_it(
    start: Start, session: Any, folder: Path, curator: Person
) -> None:
    confirm(session, curator, start(*rows(7), source="A council", publish=True))
    commands.run_waiting_jobs(folder)

    found = select(SheetRow.title, Activity.title, SheetRow.last_note)
    pairs = session.execute(found.join(Activity, Activity.id == SheetRow.activity_id)).all()
    assert {(row, entry) for row, entry, _note in pairs} == {(f"Group {n}",) * 2 for n in range(7)}
    assert len({note for _row, _entry, note in pairs}) == 7
