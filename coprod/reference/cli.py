"""Commands about the lists: ``coprod reference load FILE``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.reference import actions, shapes

group = AppGroup("reference")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load a place and its lists from a YAML file. Loading twice changes nothing."""
    loaded = actions.load_place(SYSTEM, shapes.read_place(file))
    session.commit()
    for word, names in (("added", loaded.added), ("changed", loaded.changed)):
        for name in names:
            click.echo(f"{word}: {name}")
    click.echo(
        f"{len(loaded.added)} added, {len(loaded.changed)} changed, {loaded.same} as they were, "
        f"{loaded.left} here but not in the file (left alone)"
    )
