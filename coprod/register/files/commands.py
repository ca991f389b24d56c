"""Commands about files."""

import click
from flask.cli import AppGroup, with_appcontext

from coprod.core import storage
from coprod.register.files import actions

group = AppGroup("files", help="Commands about the files of activities.")


@group.command("orphans")
@click.option("--remove", is_flag=True, help="Remove the files that no activity knows.")
@with_appcontext
def orphans(*, remove: bool) -> None:
    """Compare the store with the entries: files that no entry knows, and files that are missing."""
    orphan_keys, missing_keys = actions.list_orphans(), actions.list_missing()
    for key in orphan_keys:
        click.echo(f"no activity: {key}")
        if remove:
            storage.remove(key)
    for key in missing_keys:
        click.echo(f"missing:  {key}")
    removed = "removed" if remove else "not removed"
    click.echo(
        f"Files that no activity knows: {len(orphan_keys)} ({removed}). "
        f"Missing: {len(missing_keys)}."
    )
