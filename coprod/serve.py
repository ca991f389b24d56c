"""The command that serves: ``coprod serve``."""

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from coprod.accounts.users.commands import DEMO, DEMO_PASSWORD
from coprod.core.config import HOME, Settings, save_settings_for_commands
from coprod.core.database import close_database, db
from coprod.core.jobs.tasks import start_child, stop_child
from coprod.core.storage import SCAN_SECONDS
from coprod.ready import is_ready, refuse_half_restored, refuse_unfit

LOCAL = "127.0.0.1"
PREPARE = (sys.executable, "-m", "coprod", "prepare")
STOPPING_SECONDS = SCAN_SECONDS + 15
"""What is under way when the server is asked to stop has so long to end: the longest is a scan."""
TEMPLATE_COMPILERS = (
    HOME / "coprod/app.py",
    HOME / "requirements/run.txt",
    *(HOME / "coprod/web").glob("*.py"),
)


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the register on this machine, ready to try: tables, lists, examples, sign-ins."""
    port = read_port()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings: Settings = current_app.extensions["settings"]
    check_folder(settings.data_folder)
    check_port(port)
    refuse_half_restored(settings)
    save_settings_for_commands(settings)
    if not is_ready(settings):
        prepare_in_subprocess()
    db.session.remove()  # it holds the write lock, for which the next would wait in vain
    refuse_unfit(app)
    for line in list_greeting(settings, port):
        click.echo(line)
    db.session.remove()
    db.engine.dispose()
    cache_templates(app, settings.data_folder / "templates")
    GunicornServer(app, port, start_child(app)).run()


def read_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit(f"coprod: PORT must be a number from 1 to 65535, and is {text!r}.")
    return int(text)


def list_greeting(settings: Settings, port: int) -> list[str]:
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


def prepare_in_subprocess() -> None:
    """Let another process put there what is missing; it says itself what went wrong."""
    db.session.remove()
    result = subprocess.run(PREPARE, check=False)  # noqa: S603 - our own command
    if result.returncode:
        sys.exit(result.returncode)


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates on the disk. Where that is full, a template serves without being kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def cache_templates(app: Flask, folder: Path) -> None:
    """Keep templates as they were compiled, for the next start, until what compiles them changes.

    Jinja sees when a template has changed, but not a filter: some it works out as it compiles.
    """
    version = f"{max(path.stat().st_mtime_ns for path in TEMPLATE_COMPILERS):x}"
    folder.mkdir(exist_ok=True, mode=0o700)
    for old in folder.iterdir():
        if not old.name.startswith(version):
            old.unlink()
    app.jinja_env.bytecode_cache = TemplateCache(str(folder), f"{version}-%s")


def stop(app: Flask, worker_pid: int) -> None:
    """Stop the worker, and leave one file with all of the data, which nobody has open any more."""
    if worker_pid:
        stop_child(worker_pid)
    with app.app_context():
        close_database()


class GunicornServer(BaseApplication):
    """Gunicorn, in this process: the app is loaded once and the workers are made from it."""

    def __init__(self, app: Flask, port: int, worker_pid: int = 0) -> None:
        self.app = app
        self.port = port
        self.worker_pid = worker_pid
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{LOCAL}:{self.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
            "graceful_timeout": STOPPING_SECONDS,
            "on_exit": lambda _server: stop(self.app, self.worker_pid),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app
