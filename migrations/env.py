"""Alembic's way in: the tables of every package, and the database of the settings."""

from typing import Literal

from alembic import context
from flask import current_app, has_app_context
from sqlalchemy import Connection

from coprod.app import create_app
from coprod.core.database import Base, PartialDateType, UtcDateTime, db


def plainly(kind: str, thing: object, _: object) -> str | Literal[False]:
    """Write our own column types as SQLAlchemy's, so that a migration never imports the app."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(thing, PartialDateType):
        return "sa.String(length=10)"
    return False


def run() -> None:
    app = current_app if has_app_context() else create_app()
    given = context.config.attributes.get("connection")
    with app.app_context():
        if given is not None:
            migrate(given)
            return
        with db.engine.connect() as connection:
            migrate(connection)


def migrate(connection: Connection) -> None:
    """Run the migrations with SQLite's foreign keys off, and look at them afterwards.

    SQLite changes a table by making it anew; dropping the old one would delete what refers to it.
    The switch works outside a transaction alone, so it goes past SQLAlchemy.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.dbapi_connection if is_sqlite else None
    if raw is not None:
        raw.cursor().execute("PRAGMA foreign_keys=OFF")
    run_them(connection)
    if raw is not None:
        lost = raw.cursor().execute("PRAGMA foreign_key_check").fetchall()
        raw.cursor().execute("PRAGMA foreign_keys=ON")
        if lost:
            raise RuntimeError(f"rows that refer to nothing: {lost[:5]}")


def run_them(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
