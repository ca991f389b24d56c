"""Commands about the lists: ``coprod reference load FILE``."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.config import Settings
from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.reference import actions, shapes
from coprod.reference.rules import list_made_up

group = AppGroup("reference")


def made_up_lines(place: object) -> list[str]:
    """Say what is made up about a place, a line for each field."""
    found: dict[str, list[str]] = {}
    for name, made_up in list_made_up(place):
        found.setdefault(name, []).append(made_up.message.plain)
    return [f"{name}: {'; '.join(told)}" for name, told in found.items()]


def refuse(lines: Sequence[str]) -> None:
    """Stop with these lines, if there are any."""
    if lines:
        sys.exit("\n".join(f"coprod: {line}" for line in lines))


@group.command("load")
@with_appcontext
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load a place and its lists from a YAML file. Loading twice changes nothing."""
    data = shapes.read_place(file)
    settings: Settings = current_app.extensions["settings"]
    if settings.is_production:
        refuse(made_up_lines(data.place))
    loaded = actions.load_place(SYSTEM, data)
    session.commit()
    for word, names in (("added", loaded.added), ("changed", loaded.changed)):
        for name in names:
            click.echo(f"{word}: {name}")
    click.echo(
        f"{len(loaded.added)} added, {len(loaded.changed)} changed, {loaded.same} as they were, "
        f"{loaded.left} here but not in the file (left alone)"
    )
