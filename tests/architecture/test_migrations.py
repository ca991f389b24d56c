"""The tables that the migrations make are those that the models describe, up and down."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click import ClickException
from flask import Flask
from sqlalchemy import inspect, text

from coprod.app import create_app
from coprod.core.config import HOME
from coprod.core.database import Base, db
from coprod.core.migrations import migrate
from tests.conftest import settings


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app with a database of its own that holds nothing."""
    given = settings("migrations")
    if given.database.startswith("sqlite"):
        given = given.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'empty.db'}"})
    app = create_app(given)
    with app.app_context():
        db.metadata.drop_all(db.engine)
        yield app
        db.session.remove()
        command.downgrade(config(), "base")
        db.engine.dispose()


def config() -> Config:
    return Config(toml_file=str(HOME / "pyproject.toml"))


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_up_down_and_up_again_ends_where_the_models_are(empty: Flask) -> None:
    command.upgrade(config(), "head")
    assert differences() == []
    command.downgrade(config(), "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    command.upgrade(config(), "head")
    assert differences() == []


def test_a_database_of_another_version_is_left_alone_and_said_so(empty: Flask) -> None:
    command.upgrade(config(), "head")
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0025'"))

    with pytest.raises(ClickException, match="revision 0025"):
        migrate()

    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def differences() -> list[Any]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(compare_metadata(context, Base.metadata))
