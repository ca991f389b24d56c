"""Commands about the statements: ``coprod statements load FILE``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.statements import actions, shapes

group = AppGroup("statements", help="Commands about the I-Statements of a place.")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load the first version of a place's statements. Once there is one, curators word them."""
    made = actions.load_framework(SYSTEM, shapes.read_framework(file))
    session.commit()
    if made is None:
        click.echo("There are statements already. Curators change them in the register.")
    else:
        click.echo("The statements are in use from today.")
