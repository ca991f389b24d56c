"""The command for after the secret key was changed."""

import click
from flask.cli import AppGroup, with_appcontext

from coprod.core.database import session
from coprod.operations.keys import actions

group = AppGroup("keys", help="Commands about the secret key.")


@group.command("rotate")
@with_appcontext
def rotate() -> None:
    """Encrypt with COPROD_SECRET_KEY what one of COPROD_OLD_KEYS encrypted.

    When it says that everything is, the old keys can go out of the settings.
    """
    result = actions.rotate_keys()
    session.commit()
    click.echo(
        f"With the key of today: {result.secrets} second factors, {result.links} private links."
    )
    for person_id in result.unreadable_secrets:
        click.echo(f"Not readable: the second factor of account {person_id}.")
    if result.unreadable_links:
        click.echo(f"Not readable: {result.unreadable_links} private links.")
    if result.unreadable_secrets or result.unreadable_links:
        click.echo("Name the key that encrypted them in COPROD_OLD_KEYS, and run this again.")
    else:
        click.echo("Nothing needs COPROD_OLD_KEYS any more.")
