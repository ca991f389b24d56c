"""``python -m bench.fill ENTRIES [short]``: make the tables of a new register and fill them."""

import sys

from alembic import command
from alembic.config import Config

from bench.corpus import LONG, SHORT, fill
from coprod.app import create_app
from coprod.config import HOME
from coprod.db import db

if __name__ == "__main__":
    entries, *how = sys.argv[1:]
    with create_app().app_context():
        db.create_all()
        command.stamp(Config(toml_file=str(HOME / "pyproject.toml")), "head")
        fill(int(entries), characters=SHORT if "short" in how else LONG)
