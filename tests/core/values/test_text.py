import pytest

from coprod.core.values.text import escape_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_a_spreadsheet_runs_as_a_formula(start: str) -> None:
    assert escape_cell(f"{start}cmd()") == f"'{start}cmd()"


@pytest.mark.parametrize("text", ["", "Falls group", "a=b", "3 - 2", "'=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert escape_cell(text) == text
