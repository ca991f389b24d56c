"""``python -m bench.fill ENTRIES [short]``: make a new register: tables, entries, index."""

import sys

from alembic import command
from alembic.config import Config

from bench.corpus import LONG, SHORT, fill
from coprod.app import create_app
from coprod.core.config import HOME
from coprod.core.database import db, session
from coprod.library.index.queries import build_all_documents
from coprod.library.index.tasks import search_index

if __name__ == "__main__":
    entries, *how = sys.argv[1:]
    with create_app().app_context():
        db.create_all()
        command.stamp(Config(toml_file=str(HOME / "pyproject.toml")), "head")
        fill(int(entries), characters=SHORT if "short" in how else LONG)
        search_index().build(build_all_documents(after_each=session.remove))
