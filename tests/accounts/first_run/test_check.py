"""``coprod check`` and a start in production refuse what is made up, one line for each."""

import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from flask import Flask

from coprod.app import create_app
from coprod.core.config import Environment, MailBy, Settings
from coprod.core.database import db
from coprod.core.migrations import migrate
from coprod.operations.place_data.commands import load
from coprod.prepare import OWN_PLACE, prepare
from coprod.ready import NO_SECURITY_CONTACT, PLACE_FOLDER, check, refuse_unfit

OWN = """version: 1
place:
  name: Tower Hamlets
  partnership: Tower Hamlets Together
  contact_email: register@towerhamlets.gov.uk
  contact_phone: 020 7364 5000
  safeguarding: Call 999 in an emergency, or the council on 020 7364 5005.
  safeguarding_email: safe@towerhamlets.gov.uk
  privacy_contact: The data protection officer, dpo@towerhamlets.gov.uk
"""


def make_app(folder: Path, environment: Environment, **given: Any) -> Flask:
    usual = {
        "secret_key": "not the real one: 0123456789 abcdefghij",
        "public_url": "https://register.towerhamlets.gov.uk",
        "mail_from": "register@towerhamlets.gov.uk",
        "mail_by": MailBy.MEMORY,
        "search_folder": "memory",
    }
    url = f"sqlite:///{folder / 'x.db'}"
    places = {"environment": environment, "data_folder": folder, "database_url": url}
    return create_app(Settings(**{**usual, **places, **given}))


def in_production(folder: Path, **given: Any) -> Flask:
    return make_app(folder, Environment.PRODUCTION, **given)


def run(app: Flask, command: click.Command, *words: str) -> tuple[int, list[str]]:
    done = app.test_cli_runner().invoke(command, words)
    with app.app_context():
        db.engine.dispose()
    return done.exit_code, done.output.strip().splitlines()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a register that has its tables, and nothing in them."""
    folder = tmp_path_factory.mktemp("empty")
    app = make_app(folder, Environment.DEVELOPMENT)
    with app.app_context():
        migrate()
        db.engine.dispose()
    return folder


@pytest.fixture
def folder(empty: Path, tmp_path: Path) -> Path:
    shutil.copy(empty / "x.db", tmp_path / "x.db")
    return tmp_path


@pytest.fixture
def with_example(folder: Path) -> Path:
    """Give the folder of a register that an earlier version set up with the example place."""
    app = make_app(folder, Environment.DEVELOPMENT)
    assert run(app, load, str(PLACE_FOLDER))[0] == 0
    return folder


def test_check_names_each_thing_that_is_made_up_in_a_line(with_example: Path) -> None:
    app = in_production(with_example, mail_from="register@example.org")

    code, lines = run(app, check)

    assert code == 1
    contacts = ("contact_email", "contact_phone", "contact_post", "safeguarding")
    others = ("safeguarding_email", "privacy_contact", "translations", "COPROD_MAIL_FROM")
    for name in (*contacts, *others):
        assert sum(line.startswith(f"coprod: {name}: “") for line in lines) == 1, lines
    assert len(lines) == 8
    assert any("020 7946 0001" in line for line in lines)


def test_a_start_in_production_is_refused(with_example: Path) -> None:
    app = in_production(with_example)

    with pytest.raises(SystemExit, match="coprod: safeguarding: “020 7946 0001”"):
        refuse_unfit(app)
    code, lines = run(app, prepare)

    assert code == 1
    assert "coprod: contact_email: “register@example.org” is kept for examples" in lines


def test_a_start_elsewhere_is_not(with_example: Path) -> None:
    refuse_unfit(make_app(with_example, Environment.DEVELOPMENT))


def test_the_first_start_of_all_loads_nothing_made_up(folder: Path) -> None:
    code, lines = run(in_production(folder), prepare)

    assert code == 1
    assert "coprod: contact_email: “register@example.org” is kept for examples" in lines
    assert lines[-1] == f"coprod: {OWN_PLACE}"


def test_a_database_of_another_version_is_said(tmp_path: Path) -> None:
    code, lines = run(in_production(tmp_path), check)

    assert code == 1
    assert lines == [
        "coprod: The tables are not those of this version: run coprod database upgrade"
    ]


def test_a_place_of_ones_own_passes_and_says_what_nobody_has_confirmed(folder: Path) -> None:
    own = folder / "place.yaml"
    own.write_text(OWN)
    app = in_production(folder)

    refused = run(app, load, str(PLACE_FOLDER))
    loaded = run(app, load, str(folder))
    code, lines = run(app, check)

    assert refused[0] == 1
    assert loaded[0] == 0
    assert (code, lines[0]) == (0, "Nobody has confirmed yet: How people reach you")
    assert "No worker does what happens later: run coprod work" in lines
    assert NO_SECURITY_CONTACT not in lines
    refuse_unfit(app)


def test_a_place_without_an_address_says_that_nobody_can_report_a_weakness(folder: Path) -> None:
    own = folder / "place.yaml"
    own.write_text(OWN.replace("  contact_email: register@towerhamlets.gov.uk\n", ""))
    app = in_production(folder)

    assert run(app, load, str(folder))[0] == 0
    assert NO_SECURITY_CONTACT in run(app, check)[1]
