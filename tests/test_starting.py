"""What a start costs, counted and not timed: a busy machine makes no difference."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
SERVE = """
import sys
from coprod.__main__ import main
sys.argv = ["coprod", "serve"]
try:
    main()
except SystemExit as end:
    print(end, *sys.modules, sep="\\n")
"""
HEAVY = {
    "alembic": "whether the tables are those of this version is one question to the database",
    "mako": "Alembic's",
    "hypothesis": "only for tests",
    "coprod.prepare": "it runs in a process of its own",
    "coprod.demo.examples": "only loaded once",
    "coprod.demo.stories": "only told once",
}
MOST_OF_OTHERS = 1_743
"""Modules of other packages and of Python: 1,735 when this was written.

Some 190 come with what we do not use, but other packages load where it is installed: rich for
structlog, webauthn for Flask-Security. That loads Authlib too, with Requests: 310, also where
nobody signs in at a provider. 19 are SQLAlchemy’s for PostgreSQL: an index of some rows
only (in ``register.activities``) says which rows in the words of each database.
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what ``coprod serve`` imports until it opens its port, which is taken."""
    folder = tmp_path_factory.mktemp("data")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        given = {
            "COPROD_DATA_FOLDER": str(folder),
            "PORT": str(taken.getsockname()[1]),
        }
        done = ran(SERVE, **given)
    assert "is busy" in done
    return set(done.splitlines())


def ran(program: str, **environment: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COPROD_")}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program],
        cwd=HOME,
        env={**clean, "COPROD_ENVIRONMENT": "development", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_serving_imports_what_it_serves(imported: set[str]) -> None:
    assert {"coprod.app", "coprod.serve", "gunicorn.app.base", "flask"} <= imported


@pytest.mark.parametrize("name", HEAVY)
def test_serving_imports_nothing_heavy_that_it_does_not_use(name: str, imported: set[str]) -> None:
    assert [one for one in imported if f"{one}.".startswith(f"{name}.")] == []


def test_serving_imports_no_more_of_others_than_it_did(imported: set[str]) -> None:
    others = {name for name in imported if not name.startswith("coprod")}

    assert len(others) <= MOST_OF_OTHERS, sorted(others)
