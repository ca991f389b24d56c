"""One app for the run, one rolled-back transaction for each test, one strict client."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event, make_url, text
from werkzeug.test import TestResponse

from coprod.accounts.users.models import Person
from coprod.app import create_app
from coprod.core.config import Environment, MailBy, Settings
from coprod.core.database import db, get_newest_revision
from coprod.core.values.actor import Role
from tests import make
from tests.strict_html import check

SignIn = Callable[..., FlaskClient]


DATABASE_FILES = (
    *("_actions", "_at_once", "_commands", "_conversation", "_database", "_growth"),
    *("_migrations", "_policies", "_queries", "_tasks", "_things"),
)
"""Tests in files whose names end so ask the database: they run on PostgreSQL as well."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what takes minutes first, so that no worker is left alone with it at the end."""
    for item in items:
        if item.path.stem.endswith(DATABASE_FILES):
            item.add_marker("database")
    items.sort(key=lambda item: item.get_closest_marker("crawl") is None)


class StrictClient(FlaskClient):
    """A browser that refuses bad markup and failures, and forgets what was in memory before."""

    may_fail = False

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        forget()
        response = super().open(*args, **kwargs)
        if self.may_fail:
            return response
        assert response.status_code != 500, "the app failed: see the log above"
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            check(response.get_data(as_text=True))
        return response

    def send(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Post a form with the token that a page of this session would hold."""
        with self.session_transaction() as browser:
            browser["csrf_token"] = "0" * 40
        with self.application.test_request_context():
            token = self.application.extensions["token_for_tests"]("0" * 40)
        return self.post(path, data={"csrf_token": token, **(data or {})}, **kwargs)


def forget() -> None:
    """Forget what was in memory, as a new request on a server would find it."""
    db.session.expunge_all()
    for name in list(g):
        g.pop(name)


def database_url(purpose: str) -> str:
    """Return the database to test on; on PostgreSQL each worker of the run has one of its own."""
    given = os.environ.get("COPROD_TEST_DATABASE_URL")
    if not given:
        return "sqlite://"
    name = f"coprod_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    return make_url(given).set(database=name).render_as_string(hide_password=False)


def settings(purpose: str = "suite") -> Settings:
    return Settings(
        environment=Environment.TEST,
        secret_key="only for tests: 0123456789 abcdefghij",
        database_url=database_url(purpose),
        public_url="http://localhost",
        mail_by=MailBy.MEMORY,
        second_factor=False,
        limits=False,
        files_url="memory:///",
        page_cache_mb=0,
        fragment_cache_mb=0,
        search_folder="memory",
        queue_url="memory://",
        data_folder=Path(tempfile.mkdtemp(prefix="coprod-tests-")),
    )


@pytest.fixture(scope="session")
def app() -> Iterator[Flask]:
    app = create_app(settings())
    app.test_client_class = StrictClient
    app.extensions["token_for_tests"] = token_maker(app)
    with app.app_context():
        create_tables()
    yield app
    with app.app_context():
        db.drop_all()
        db.engine.dispose()


def create_tables() -> None:
    """Make all tables as this version has them, and write down which version that is."""
    db.drop_all()
    db.create_all()
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        newest = {"newest": get_newest_revision()}
        connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), newest)


def token_maker(app: Flask) -> Callable[[str], str]:
    serializer = URLSafeTimedSerializer(str(app.config["SECRET_KEY"]), salt="wtf-csrf-token")
    return lambda raw: str(serializer.dumps(raw))


@contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Turn every commit within this block into a savepoint, and undo all of it at the end."""
    app.extensions["search"].reset()
    with app.app_context():
        engines: Any = db.engines
        engine = engines[None]
        with engine.connect() as connection:
            everything = connection.begin()
            engines[None] = connection
            db.session.configure(join_transaction_mode="create_savepoint")
            try:
                yield
            finally:
                db.session.remove()
                everything.rollback()
                engines[None] = engine


@pytest.fixture
def session(app: Flask) -> Iterator[Any]:
    with rolled_back(app):
        yield db.session


@pytest.fixture
def client(app: Flask, session: Any) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def as_(app: Flask, session: Any) -> Callable[[Person | Role], FlaskClient]:
    """Return a browser in which a person, or somebody with this role, is signed in."""
    return lambda who: signed_in(app, who if isinstance(who, Person) else make.person(role=who))


def signed_in(app: Flask, person: Person) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as browser:
        make.sign_in(browser, person)
    return client


@contextmanager
def sent_statements() -> Iterator[list[str]]:
    """Collect the statements that go to the database within this block."""
    sent: list[str] = []

    def collect(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
            sent.append(statement)

    engine = db.session.get_bind().engine
    event.listen(engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", collect)


@pytest.fixture
def queries(session: Any) -> Iterator[list[str]]:
    """Collect the statements that are sent, for counting them."""
    with sent_statements() as sent:
        yield sent
