"""Running the migrations.

Apart from ``coprod.core.database``: whoever only serves needs no Alembic.

Decision 30 says what that is worth.
"""

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from coprod.core.config import HOME, Settings
from coprod.core.database import db

UNKNOWN_REVISION = (
    "This database stands at revision {revision}, which this version does not know. It was made by "
    "a later version, or before the first release: docs/operations.md, “Upgrade”, says what to do"
)


def migrate() -> None:
    """Run the migrations that this database has not seen; a quick look when there are none.

    The first of all commands finds no data folder: the database may lie in it.
    """
    settings: Settings = current_app.extensions["settings"]
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    config = Config(toml_file=str(HOME / "pyproject.toml"))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    scripts = ScriptDirectory.from_config(config)
    if unknown := set(current) - {script.revision for script in scripts.walk_revisions()}:
        raise click.ClickException(UNKNOWN_REVISION.format(revision=", ".join(sorted(unknown))))
    if set(current) != set(scripts.get_heads()):
        command.upgrade(config, "head")
