"""Commands about what was taken out for good."""

import click
from flask.cli import AppGroup, with_appcontext

from coprod.core import ledger
from coprod.core.database import session
from coprod.desk.redaction import actions, tasks
from coprod.desk.redaction.models import Removal

group = AppGroup("removals", help="Commands about what was taken out for good.")


@group.command("reapply")
@with_appcontext
def reapply() -> None:
    """Take out again, from a copy that was restored, all that was taken out since it was made.

    Run it before anybody can read the restored register. Running it twice changes nothing.
    """
    done = reapply_removals()
    places = sum(len(removal.places) for removal in done)
    click.echo(f"Taken out again: {len(done)} removals, {places} places.")


def reapply_removals() -> list[Removal]:
    """Do again what this database does not know of, and list what it alone knows."""
    if ledger.read_lines() and not ledger.has_key():
        raise click.ClickException("The list is here without its key: bring back removals/key")
    done = actions.reapply()
    session.commit()
    tasks.complete_ledger()
    return done
