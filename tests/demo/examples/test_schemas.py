"""Days in the files of the demo count from today."""

from datetime import date
from pathlib import Path

import pytest

from coprod.core.values import clock
from coprod.demo.examples.schemas import read_yaml


def test_days_and_months_count_from_today(tmp_path: Path) -> None:
    path = tmp_path / "days.yaml"
    path.write_text("[!day -30, !month 60, !since -400]")

    with clock.on(date(2026, 3, 15)):
        values = read_yaml(path)

    assert values == [date(2026, 2, 13), {"year": 2026, "month": 5}, "2025-02"]


@pytest.mark.parametrize(("today", "year"), [("2026-09-30", 2025), ("2026-10-01", 2026)])
def test_a_named_day_is_of_the_last_year_whose_september_is_over(
    tmp_path: Path, today: str, year: int
) -> None:
    path = tmp_path / "days.yaml"
    path.write_text("[!past 05-12, !past 09-10]")

    with clock.on(date.fromisoformat(today)):
        values = read_yaml(path)

    assert values == [date(year, 5, 12), date(year, 9, 10)]
