"""A start that finds everything in place makes nothing, and one that does not makes what lacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text

from coprod.accounts.users.queries import find_by_email
from coprod.app import create_app
from coprod.core.config import Settings
from coprod.core.database import db, get_newest_revision, get_revision
from coprod.core.values.actor import Role
from coprod.prepare import prepare
from coprod.ready import is_ready, save_fingerprint
from coprod.reference.lists.models import Partnership
from tests.conftest import settings

ADMIN = "admin@demo.example"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("data")
    given = settings("ready").model_copy(
        update={"database_url": f"sqlite:///{folder / 'x.db'}", "data_folder": folder, "demo": True}
    )
    app = create_app(given)
    done = app.test_cli_runner().invoke(prepare)
    assert done.exit_code == 0, done.output
    return app


@pytest.fixture
def kept(prepared: Flask) -> Iterator[Settings]:
    """Give the settings of a register that is ready; what a test changes is not kept."""
    kept: Settings = prepared.extensions["settings"]
    with prepared.app_context():
        yield kept
        db.session.remove()
        db.engine.dispose()


def test_what_was_prepared_is_ready(kept: Settings) -> None:
    assert is_ready(kept)


def test_an_empty_database_is_not(tmp_path: Path) -> None:
    given = settings("ready").model_copy(
        update={"database_url": f"sqlite:///{tmp_path / 'x.db'}", "data_folder": tmp_path}
    )
    app = create_app(given)
    with app.app_context():
        save_fingerprint(given)

        assert not is_ready(given)
        assert get_revision() == ""
        db.engine.dispose()


def test_the_newest_migration_is_known_without_alembic(kept: Settings) -> None:
    assert get_revision() == get_newest_revision()


def test_tables_of_another_version_are_not_ready(kept: Settings) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert not is_ready(kept)


def test_a_database_without_its_place_is_not_ready(kept: Settings) -> None:
    db.session.execute(delete(Partnership))

    assert not is_ready(kept)


@pytest.mark.parametrize(
    "lost", [{"role": Role.RESIDENT}, {"active": False}, {"email": "x@y.example"}]
)
def test_a_demo_without_one_of_its_sign_ins_is_not_ready(
    kept: Settings, lost: dict[str, object]
) -> None:
    person = find_by_email(ADMIN)
    assert person
    for name, value in lost.items():
        setattr(person, name, value)

    assert not is_ready(kept)


@pytest.mark.parametrize("other", [{"demo": False}, {"database_url": "sqlite:///other.db"}])
def test_what_was_prepared_for_other_settings_is_not_ready(
    kept: Settings, other: dict[str, object]
) -> None:
    assert not is_ready(kept.model_copy(update=other))
