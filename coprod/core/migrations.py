"""Running the migrations.

Apart from ``coprod.core.database``: whoever only serves needs no Alembic.

Decision 30 says what that is worth.
"""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from coprod.core.config import HOME, Settings
from coprod.core.database import db


def migrate() -> None:
    """Run the migrations that this database has not seen; a quick look when there are none.

    The first of all commands finds no data folder: the database may lie in it.
    """
    settings: Settings = current_app.extensions["settings"]
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    config = Config(toml_file=str(HOME / "pyproject.toml"))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    if set(current) != set(ScriptDirectory.from_config(config).get_heads()):
        command.upgrade(config, "head")
