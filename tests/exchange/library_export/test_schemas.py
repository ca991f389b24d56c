"""Every column is explained, and holds nothing but what its codebook says."""

from typing import Any

import pytest

from coprod.exchange.library_export.enums import ColumnUnit, ExportKind, SmallNumberRule
from coprod.exchange.library_export.presenters import CODEBOOK_HEADINGS, list_codebook_rows
from coprod.exchange.library_export.rules import format_cell
from coprod.exchange.library_export.schemas import TABLES
from coprod.register.activities.enums import Rung, Status
from coprod.register.sections import actions as sections
from tests import make
from tests.exchange.library_export.make import read_tables

COLUMNS = [(table, column) for table in TABLES for column in table.columns]
WITH_VALUES = {ColumnUnit.CHOICE, ColumnUnit.CHOICES}


def test_each_column_has_every_part() -> None:
    """Beside values there is nothing that may be left out."""
    heading, *rows = list_codebook_rows(TABLES, ExportKind.CURATORS)
    assert heading == [each.plain for each in CODEBOOK_HEADINGS]
    for row, (table, column) in zip(rows, COLUMNS, strict=True):
        *told, values, rule, asked = row
        assert told[:2] == [table.name, column.name]
        assert all([*told, rule, asked]), row
        assert bool(values) is (column.unit in WITH_VALUES), row
        assert len({value.plain for value in column.values}) == len(column.values)


def test_no_two_columns_of_a_table_share_a_name() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name


def test_a_public_file_has_no_exact_column() -> None:
    rules = {c.rule for t in TABLES for c in t.list_columns(ExportKind.PUBLIC)}
    assert SmallNumberRule.EXACT not in rules
    assert any(c.rule is SmallNumberRule.EXACT for _t, c in COLUMNS)


def test_choices_hold_nothing_but_their_values(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    sections.write_parts(activity, tuple(make.everything(activity).values()))
    make.confirmed_proposal(make.rating(activity))
    make.record(status=Status.PUBLISHED)
    make.decision()

    tables = read_tables()

    for table, column in COLUMNS:
        if column.unit in WITH_VALUES:
            known = {value.plain for value in column.values}
            for row in tables[table.name]:
                cell = row.get(column.name) or ""
                parts = [cell] if column.unit is ColumnUnit.CHOICE else cell.split("; ")
                assert set(filter(None, parts)) <= known, (column.name, cell)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (0, 0),
        (False, "no"),
        (Rung.CO_DESIGN, "Co-design"),
        ((Rung.CO_DESIGN, "Bow"), "Co-design; Bow"),
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        (("-1", "b"), "'-1; b"),
    ],
)
def test_cells(value: object, cell: object) -> None:
    assert format_cell(value) == cell
