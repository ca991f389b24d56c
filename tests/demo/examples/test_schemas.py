"""Days in the files of the demo count from today."""

from datetime import date
from pathlib import Path

from coprod.core.values import clock
from coprod.demo.examples.schemas import read_yaml


def test_days_and_months_count_from_today(tmp_path: Path) -> None:
    path = tmp_path / "days.yaml"
    path.write_text("[!day -30, !month 60, !since -400]")

    with clock.on(date(2026, 3, 15)):
        values = read_yaml(path)

    assert values == [date(2026, 2, 13), {"year": 2026, "month": 5}, "2025-02"]
