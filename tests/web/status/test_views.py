"""What a monitor is told. How it goes with a lost database: ``tests/web/test_failures.py``."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from coprod.core import storage


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_a_register_that_works_says_so_to_machines(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.get_data(as_text=True) == "ok"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_register_is_not_ready_with_the_tables_of_another_version(
    client: FlaskClient, session: Any
) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    session.commit()

    assert client.get("/ready").text == "the tables are not those of this version"
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_a_register_is_not_ready_without_room_on_the_disk(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "LEAST_ROOM", 2**62)

    assert client.get("/ready").text == "the disk has no room"
    assert client.get("/health").status_code == 200
