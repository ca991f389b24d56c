"""The commands that make a backup and put one back."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask.cli import with_appcontext

from coprod.core import ledger, storage
from coprod.core.database import close_database, list_revisions
from coprod.core.migrations import migrate
from coprod.core.values import clock
from coprod.desk.redaction.commands import reapply_removals
from coprod.library.index.tasks import search_index
from coprod.operations.backup import actions, queries, rules
from coprod.operations.backup.rules import REMOVALS_FOLDER, BackupError

HAS_DATA = (
    "The database has data, and a restore would throw it away. If that is what you want, make a"
    " backup of it first, and then: coprod restore --replace"
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def backup(path: Path) -> None:
    """Write the database and its files, as they are at one moment, into one file.

    PATH is that file, or a folder in which it gets the time as its name. The register goes on
    meanwhile.
    """
    result = actions.make_backup(actions.choose_target(path, clock.now()))
    size = result.path.stat().st_size / 1024 / 1024
    stored = result.files - len(result.missing)
    click.echo(f"{result.path} has the database and {stored} files ({size:.1f} MB).")
    click.echo("It holds private data. Only you can read it here: keep it so wherever it goes.")
    if result.missing:
        click.echo(f"Files that were lost before: {len(result.missing)}. See coprod files orphans")


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away what is in the database now.")
@with_appcontext
def restore(path: Path, *, replace: bool) -> None:
    """Put a backup in the place of the register that is here. Stop the register first.

    What was taken out for good since the backup was made is taken out of it again. A restore that
    was interrupted is done once more: until then the register does not start.
    """
    data_folder = storage.get_settings().data_folder.absolute()
    data_folder.mkdir(parents=True, exist_ok=True)
    marker = queries.get_restore_marker(storage.get_settings())
    with TemporaryDirectory(dir=data_folder, prefix=".restore-") as folder:
        check_can_restore(path, Path(folder), replace=replace or marker.exists())
        marker.touch(mode=0o600)
        files = put_back(Path(folder))
    places = sum(len(removal.places) for removal in reapply_removals())
    search_index().discard_with_files()
    close_database()
    marker.unlink()
    click.echo(f"Restored: the database and {files} files. Places taken out again: {places}.")


def check_can_restore(path: Path, folder: Path, *, replace: bool) -> None:
    """Look at all that stands in the way before anything is changed."""
    manifest = actions.unpack(path, folder)
    rules.check_fits(manifest, database=queries.get_dialect(), revisions=list_revisions())
    if not ledger.has_same_key(folder / REMOVALS_FOLDER):
        raise BackupError(
            "The list of what was taken out here has another key than the one of this backup."
            " Move the folder removals out of the data folder if it belongs to another register."
        )
    queries.check_not_in_use()
    if not replace and queries.has_data():
        raise BackupError(HAS_DATA)


def put_back(folder: Path) -> int:
    actions.load_database(folder / rules.DATABASE_FILES[queries.get_dialect()])
    migrate()
    return actions.put_files(folder)
