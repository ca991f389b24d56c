"""Commands about the rate card: ``coprod rates load FILE``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.rates import actions, shapes

group = AppGroup("rates")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load rates from a YAML file. Loading twice changes nothing."""
    added = actions.load_rates(SYSTEM, shapes.read_rates(file))
    session.commit()
    click.echo(f"{added} added")
