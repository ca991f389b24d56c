"""Commands that keep the app running: ``coprod serve`` and ``coprod database upgrade``."""

import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication

from coprod.config import HOME, Settings
from coprod.db import db

LOCAL = "127.0.0.1"


@click.group()
def database() -> None:
    """Commands about the database."""


@database.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the tables up to date."""
    bring_up_to_date()
    click.echo("The database is up to date.")


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the register on this machine, ready to try: tables, lists, examples, sign-ins."""
    port = int(os.environ.get("PORT", "8000"))
    settings: Settings = current_app.extensions["settings"]
    check_folder(settings.data_folder)
    check_port(port)
    bring_up_to_date()
    db.engine.dispose()
    click.echo(f"The register is at http://{LOCAL}:{port}  (Ctrl+C stops it; the data stays)")
    Server(current_app._get_current_object(), port).run()  # type: ignore[attr-defined]


def check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        sys.exit(f"coprod: cannot write in {folder}. Choose another with COPROD_DATA_FOLDER.")


def check_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOCAL, port))
        except OSError:
            sys.exit(f"coprod: port {port} is busy. Try another: PORT={port + 1} make run")


def bring_up_to_date() -> None:
    """Run the migrations that this database has not seen; a quick look when there are none."""
    config = Config(toml_file=str(HOME / "pyproject.toml"))
    with db.engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_heads()
    if set(there) != set(ScriptDirectory.from_config(config).get_heads()):
        command.upgrade(config, "head")


class Server(BaseApplication):
    """Gunicorn, in this process: the app is loaded once and the workers are made from it."""

    def __init__(self, app: Flask, port: int) -> None:
        self.app = app
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        usual: dict[str, Any] = {
            "bind": f"{LOCAL}:{self.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
        }
        for name, value in usual.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app
