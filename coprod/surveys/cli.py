"""The command that closes surveys. Run it once a day."""

import click
from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.kit import clock
from coprod.kit.actor import SYSTEM
from coprod.surveys import actions, queries

group = AppGroup("surveys", help="Commands about our own surveys.")


@group.command("close")
@with_appcontext
def close() -> None:
    """Count the answers of surveys that are over, and throw single answers away."""
    closed = actions.count(SYSTEM, queries.over(clock.today()))
    session.commit()
    click.echo(f"Surveys counted: {closed}")
