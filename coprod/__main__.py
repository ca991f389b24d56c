"""The ``coprod`` command: serve, database, accounts, files, held, reference, exchange, post."""

import sys

from flask.cli import FlaskGroup

from coprod.app import create_app
from coprod.config import BadSettingsError
from coprod.kit.errors import CoprodError
from coprod.serve import database, serve


def main() -> None:
    """Run a command; a refusal is one plain line, never a traceback."""
    commands = FlaskGroup(create_app=create_app, add_default_commands=False, load_dotenv=False)
    commands.add_command(serve)
    commands.add_command(database)
    try:
        commands()
    except (BadSettingsError, CoprodError, OSError) as refusal:
        sys.exit(f"coprod: {refusal}")


if __name__ == "__main__":
    main()
