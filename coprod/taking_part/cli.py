"""Commands about who lives in a place: ``coprod population load FILE``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.taking_part import actions, shapes

group = AppGroup("population", help="Commands about how many people live in a place.")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load how many people of each group live in each place."""
    number = actions.load_populations(SYSTEM, shapes.read_populations(file))
    session.commit()
    click.echo(f"Numbers loaded: {number}")
