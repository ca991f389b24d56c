"""Every table holds what its pages show, and from no two of them a few people can be worked out."""

from typing import Any

import pytest

from coprod.core.disclosure.rules import find_small_counts
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.howmany import HowMany, Sureness
from coprod.exchange.library_export.enums import ColumnUnit, ExportKind, SmallNumberRule
from coprod.exchange.library_export.schemas import TABLES
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants import actions as participants
from coprod.participation.participants.enums import Trait
from coprod.register.activities.enums import Status
from coprod.register.sections import actions as sections
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import (
    CostLine,
    Costs,
    PaymentCounts,
    People,
    Session,
    Sessions,
)
from tests import make
from tests.board.action_plan.make import action
from tests.board.packs.make import frozen
from tests.engagement.commitments.make import promise, unread
from tests.exchange.library_export.make import make_files, read_tables
from tests.exchange.library_export.test_schemas import WITH_VALUES
from tests.intelligence.feedback.make import insight
from tests.outcomes.i_statements.make import counts, framework, results
from tests.resourcing.funding_pots.make import giving, pot

PAID = CostLine(
    1,
    CostCategory.INVOLVEMENT_PAYMENT,
    CostTiming.ACTUAL,
    Amount(AmountUnit.POUNDS, 12_345),
    paid=PaymentCounts(30, 27, 3),
    note="«Secretnote»",
)
VENUE = CostLine(2, CostCategory.VENUE, CostTiming.PLANNED, Amount(AmountUnit.POUNDS, 123_450))


@pytest.fixture
def full_world(session: Any) -> Any:
    """Make one of everything, with three people or two where there can be so few."""
    activity = make.activity(status=Status.PUBLISHED)
    few = HowMany(Sureness.EXACT, 3)
    sections.write_parts(
        activity, (People(few), Costs((PAID, VENUE)), Sessions((Session(1, took_part=few),)))
    )
    participants.enter_totals(
        make.owner(activity), activity, Trait.SEX, {"female": 23, "male": 12, "not_asked": 2}
    )
    make.confirmed_proposal(make.rating(activity))
    make.record(status=Status.PUBLISHED, activity_id=activity.id)
    make.decision()
    promise(activity)
    unread(activity, words="«Secretpromise»")
    action()
    giving(pot())
    statement = framework()[0]
    results(
        activity,
        CountsRow(statement.id, counts(20, 12, 3, 0, 0)),
        CountsRow(statement.id, counts(19, 12, 2, 0, 0), "«Under 45»"),
        CountsRow(statement.id, counts(1, 0, 1, 0, 0), "«45 and over»"),
        grouped_by="«age»",
    )
    insight(20, 3, 2, people=3)
    insight(5, 5, 5, is_public=False, source="«Secretsource»")
    frozen()
    return activity


def test_every_table_has_rows_of_its_columns(full_world: Any) -> None:
    tables = read_tables()

    for table in TABLES:
        rows = tables[table.name]
        names = [column.name for column in table.list_columns(ExportKind.PUBLIC)]
        assert rows, table.name
        assert list(rows[0]) == names
        for column in table.list_columns(ExportKind.PUBLIC):
            if column.unit in WITH_VALUES:
                known = {value.plain for value in column.values}
                cells = {row[column.name] for row in rows} - {"", *known}
                assert all(set(cell.split("; ")) <= known for cell in cells), (column.name, cells)


def test_no_public_file_tells_of_a_few_people(full_world: Any) -> None:
    tables = read_tables()

    for table in TABLES:
        for column in table.list_columns(ExportKind.PUBLIC):
            if column.rule is SmallNumberRule.ROUNDED and column.unit is ColumnUnit.PEOPLE:
                cells = {row[column.name] for row in tables[table.name]}
                assert cells <= {"", "0", *(str(n) for n in range(5, 500, 5))}, column.name
            if column.rule is not SmallNumberRule.NONE:
                told = " ".join(row[column.name] for row in tables[table.name])
                assert find_small_counts(told) == [], column.name
    assert "Secret" not in str(tables)
    assert "123.45" not in str(tables)


def test_what_is_hidden_does_not_follow_from_the_rest(full_world: Any) -> None:
    """Everybody, and a group of two, never stand side by side: one less the other tells."""
    tables = read_tables()

    whole, *groups = tables["results"]
    assert (whole["group"], whole["people"]) == ("", "About 35")
    assert len(groups) == 2
    assert {(each["people"], each["agree_low"]) for each in groups} == {("Not shown", "")}
    (paid,) = [row for row in tables["costs"] if row["category"] == "Payment for people’s time"]
    assert (paid["amount"], paid["note"]) == ("", "")
    assert paid["people_declined"] == "Fewer than 5"
    assert paid["people_offered"] == "Not shown"
    (told,) = tables["feedback"]
    assert told["people"] == "Fewer than 5"
    assert (told["neutral"], told["negative"]) == ("", "")


def test_curators_have_the_exact_numbers_marked_as_such(full_world: Any) -> None:
    tables = read_tables(ExportKind.CURATORS)

    assert "123.45" in {row["amount_exact"] for row in tables["costs"]}
    assert "3" in {row["people_exact"] for row in tables["feedback"]}
    codebook = {(row["Table"], row["Column"]): row for row in tables["codebook"]}
    for table in TABLES:
        for column in table.columns:
            if column.name.endswith("_exact"):
                rule = codebook[table.name, column.name]["Small numbers"]
                assert rule == SmallNumberRule.EXACT.label.plain


def test_two_files_together_tell_no_payment(full_world: Any) -> None:
    before = make_files()["costs.csv"]
    more = CostLine(
        1,
        CostCategory.INVOLVEMENT_PAYMENT,
        CostTiming.ACTUAL,
        Amount(AmountUnit.POUNDS, 15_345),
        paid=PaymentCounts(29, 26, 3),
    )
    sections.write_parts(full_world, (Costs((more, VENUE)),))

    assert make_files()["costs.csv"] == before
