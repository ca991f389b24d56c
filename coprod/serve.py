"""Commands that keep the app running: ``coprod serve`` and ``coprod database upgrade``."""

import os
import socket
import sys
import tempfile
from collections.abc import Mapping
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

from coprod import post
from coprod.accounts.cli import DEMO, make_demo_people
from coprod.accounts.queries import by_email
from coprod.config import HOME, Settings
from coprod.db import db
from coprod.examples.actions import load_examples
from coprod.examples.rules import Cast
from coprod.examples.shapes import read_examples
from coprod.figures.actions import load_figures
from coprod.figures.shapes import read_figures
from coprod.kit.actor import SYSTEM, Actor, Role
from coprod.lessons.actions import load_lessons
from coprod.lessons.shapes import read_lessons
from coprod.rates.actions import load_rates
from coprod.rates.shapes import read_rates
from coprod.reference.actions import load_place
from coprod.reference.queries import place
from coprod.reference.shapes import read_place
from coprod.search.actions import load_meanings
from coprod.search.shapes import read_meanings
from coprod.sheets import cli as sheets
from coprod.statements.actions import load_framework
from coprod.statements.shapes import read_framework
from coprod.stories.actions import tell_stories
from coprod.stories.shapes import read_stories
from coprod.taking_part.actions import load_populations
from coprod.taking_part.shapes import read_populations

LOCAL = "127.0.0.1"
PLACE = HOME / "examples/tower-hamlets"
DEMO_PASSWORD = "kettle-ladder-orange"  # noqa: S105 - printed for everyone who runs the demo


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
    port = port_asked_for()
    settings: Settings = current_app.extensions["settings"]
    check_folder(settings.data_folder)
    check_port(port)
    bring_up_to_date()
    fill_when_empty(settings)
    for line in greeting(settings, port):
        click.echo(line)
    db.session.remove()
    db.engine.dispose()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    Server(app, port).run()


def port_asked_for() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit(f"coprod: PORT must be a number from 1 to 65535, and is {text!r}.")
    return int(text)


def fill_when_empty(settings: Settings) -> None:
    """Load the lists of the place the first time; with ``COPROD_DEMO=1`` examples and sign-ins."""
    if place().id is None:
        load_place(SYSTEM, read_place(PLACE / "place.yaml"))
        load_meanings(SYSTEM, read_meanings(PLACE / "meanings.yaml"))
        load_rates(SYSTEM, read_rates(PLACE / "rates.yaml"))
        load_framework(SYSTEM, read_framework(PLACE / "statements.yaml"))
        load_populations(SYSTEM, read_populations(PLACE / "population.yaml"))
    if settings.demo:
        people = {role: demo_actor(email) for role, email in make_demo_people(DEMO_PASSWORD)}
        load_demo(cast_of(people))
    db.session.commit()


def load_demo(cast: Cast) -> None:
    """Load the made-up entries that are missing, and the first time what happened to them.

    Where people have tried the register before, the entries may stand differently by now.
    """
    examples = read_examples(PLACE / "entries.yaml")
    if load_examples(cast.team, cast.curator, examples) == len(examples):
        tell_stories(cast, read_stories(PLACE / "stories.yaml"))
        load_lessons(cast, read_lessons(PLACE / "lessons.yaml"))
        load_figures(cast, read_figures(PLACE / "figures.yaml"))


def cast_of(people: Mapping[Role, Actor]) -> Cast:
    return Cast(
        team=people[Role.TEAM_MEMBER],
        curator=people[Role.CURATOR],
        lay_member=people[Role.LAY_MEMBER],
        resident=people[Role.RESIDENT],
    )


def demo_actor(email: str) -> Actor:
    found = by_email(email)
    if found is None:
        sys.exit(f"coprod: the demo sign-in {email} is missing.")
    return found.actor


def greeting(settings: Settings, port: int) -> list[str]:
    lines = [f"The register is at http://{LOCAL}:{port} (Ctrl+C stops it, the data stays)"]
    if settings.demo:
        lines.append(f"Sign in to try it. The password is the same for all: {DEMO_PASSWORD}")
        lines += [f"  {role.value:15} {email}" for role, (email, _name) in DEMO.items()]
        if not settings.second_factor:
            lines.append("Curators need no second factor here. To try it: COPROD_SECOND_FACTOR=1")
        lines.append(f"Mail is not sent. It is written to {settings.data_folder / 'mail'}")
    return lines


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


def start_workers(app: Flask) -> None:
    post.work_in_background(app)
    sheets.work_in_background(app)


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
            # After the fork: a thread of the parent would not live on in the worker.
            "post_fork": lambda _server, _worker: start_workers(self.app),
        }
        for name, value in usual.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app
