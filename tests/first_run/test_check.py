"""``coprod check`` and a start in production refuse what is made up, one line for each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coprod.ready import PLACE

REAL = """version: 1
place:
  name: Tower Hamlets
  partnership: Tower Hamlets Together
  contact_email: register@towerhamlets.gov.uk
  contact_phone: 020 7364 5000
  safeguarding: Call 999 in an emergency, or the council on 020 7364 5005.
  safeguarding_email: safe@towerhamlets.gov.uk
  privacy_contact: The data protection officer, dpo@towerhamlets.gov.uk
"""
WSGI = (sys.executable, "-c", "import wsgi; print('started')")


def run(folder: Path, *command: str, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COPROD_")}
    ours = {
        "COPROD_ENVIRONMENT": "production",
        "COPROD_SECRET_KEY": "not the real one: 0123456789 abcdefghij",
        "COPROD_PUBLIC_URL": "https://register.towerhamlets.gov.uk",
        "COPROD_MAIL_FROM": "register@towerhamlets.gov.uk",
        "COPROD_DATA_FOLDER": str(folder),
        "PYTHONPATH": ".",
    }
    return subprocess.run(  # noqa: S603 - our own commands
        command or (sys.executable, "-m", "coprod", "check"),
        env={**kept, **ours, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def coprod(folder: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "-m", "coprod", *words, **given)


@pytest.fixture(scope="module")
def with_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a register that an earlier version set up with the example place."""
    folder = tmp_path_factory.mktemp("with_example")
    assert coprod(folder, "database", "upgrade").returncode == 0
    loaded = coprod(
        folder, "reference", "load", str(PLACE / "place.yaml"), COPROD_ENVIRONMENT="development"
    )
    assert loaded.returncode == 0, loaded.stderr
    return folder


def test_check_names_each_thing_that_is_made_up_in_a_line(with_example: Path) -> None:
    done = coprod(with_example, "check", COPROD_MAIL_FROM="register@example.org")

    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1
    for name in (
        "contact_email",
        "contact_phone",
        "contact_post",
        "safeguarding",
        "COPROD_MAIL_FROM",
    ):
        assert sum(f"coprod: {name}: " in line for line in lines) == 1, lines
    assert any("020 7946 0001" in line for line in lines)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [WSGI, (sys.executable, "-m", "coprod", "prepare")])
def test_a_start_in_production_is_refused(with_example: Path, command: tuple[str, ...]) -> None:
    done = run(with_example, *command)

    assert done.returncode != 0
    assert "coprod: safeguarding: “020 7946 0001”" in done.stderr
    assert "started" not in done.stdout


def test_the_first_start_of_all_loads_nothing_made_up(tmp_path: Path) -> None:
    done = coprod(tmp_path, "prepare")

    assert done.returncode == 1
    assert "coprod: contact_email: “register@example.org”" in done.stderr
    assert "reference load" in done.stderr


def test_a_place_of_ones_own_passes_and_says_what_nobody_has_confirmed(tmp_path: Path) -> None:
    own = tmp_path / "place.yaml"
    own.write_text(REAL)
    assert coprod(tmp_path, "database", "upgrade").returncode == 0
    refused = coprod(tmp_path, "reference", "load", str(PLACE / "place.yaml"))
    loaded = coprod(tmp_path, "reference", "load", str(own))

    done = coprod(tmp_path, "check")

    assert "coprod: safeguarding: “020 7946 0001”" in refused.stderr
    assert loaded.returncode == 0, loaded.stderr
    assert done.returncode == 0, done.stderr
    assert "Nobody has confirmed yet: How people reach you" in done.stdout
    assert run(tmp_path, *WSGI).stdout == "started\n"
