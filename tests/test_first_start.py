"""A register begins by one command, and the files of ``deploy`` name what is there."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from coprod.__main__ import Commands
from coprod.app import create_app
from coprod.core.config import Settings
from coprod.core.database import db
from tests.accounts.first_run.test_check import OWN

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[1]
DEPLOY = HOME / "deploy"
GIVEN_ELSEWHERE = {"REGISTER_HOST", "DATABASE_PASSWORD", "STORE_KEY"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with the files of a place that is nobody's example."""
    folder = tmp_path / "your-place"
    shutil.copytree(HOME / "examples/tower-hamlets", folder, ignore=shutil.ignore_patterns("*.jpg"))
    lists = (folder / "place.yaml").read_text().partition("\nlocalities:")
    (folder / "place.yaml").write_text(OWN + "".join(lists[1:]))
    return folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setenv("COPROD_ENVIRONMENT", "production")
    monkeypatch.setenv("COPROD_SECRET_KEY", "not the real one: 0123456789 abcdefghij")
    monkeypatch.setenv("COPROD_PUBLIC_URL", "https://register.towerhamlets.gov.uk")
    monkeypatch.setenv("COPROD_MAIL_FROM", "register@towerhamlets.gov.uk")
    monkeypatch.setenv("COPROD_DATA_FOLDER", str(tmp_path / "data"))
    app = create_app()
    yield app
    with app.app_context():
        db.engine.dispose()


def start(machine: Flask, *given: str) -> Result:
    made = ScriptInfo(create_app=lambda: machine)
    return CliRunner().invoke(Commands(), ["first-start", *given], obj=made)


def test_one_command_begins_a_register_and_may_be_run_again(machine: Flask, place: Path) -> None:
    done = start(machine, str(place), "you@towerhamlets.gov.uk")
    assert done.exit_code == 0, done.output
    assert "https://register.towerhamlets.gov.uk/link/" in done.output

    again = start(machine, str(place), "you@towerhamlets.gov.uk")
    assert again.exit_code == 0, again.output
    assert set(re.findall(r"^(\d+) added", again.output, re.MULTILINE)) == {"0"}


def test_an_address_that_is_none_and_a_made_up_place_begin_nothing(
    machine: Flask, place: Path, tmp_path: Path
) -> None:
    assert start(machine, str(place), "nobody").exit_code != 0
    assert start(machine, str(HOME / "examples/tower-hamlets"), "you@towerhamlets.gov.uk").exit_code
    assert not (tmp_path / "data/coprod.db").exists()


def test_each_setting_of_the_deployment_is_one_of_ours() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    lines = (DEPLOY / "register.env.example").read_text().splitlines()
    example = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    named = {*example, *compose["x-register"]["environment"]} - GIVEN_ELSEWHERE

    ours = {f"COPROD_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in named if not name.startswith("AWS_")} <= ours
    asked = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "compose.yaml").read_text()))
    assert asked == GIVEN_ELSEWHERE


def test_the_image_and_the_units_run_neither_as_root_nor_on_a_disk_they_can_change() -> None:
    assert "\nUSER register\n" in (DEPLOY / "Containerfile").read_text()
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name in ("web", "worker"):
        service = compose["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
    for unit in (DEPLOY / "systemd").glob("*.service"):
        words = unit.read_text()
        assert "User=register" in words
        assert "ProtectSystem=strict" in words


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("name", ["register-web", "register-worker"])
def test_systemd_takes_the_units(tmp_path: Path, name: str) -> None:
    words = (DEPLOY / f"systemd/{name}.service").read_text()
    unit = tmp_path / f"{name}.service"
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", words))
    program = shutil.which("systemd-analyze") or ""

    done = subprocess.run([program, "verify", unit], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
