"""Whether there is something to serve: tables, lists and examples as this version has them.

It is asked at each start, and costs a few questions to the database and no import: whoever finds
that something is missing lets ``coprod prepare`` put it there, in a process apart.
"""

import hashlib

from sqlalchemy import inspect, text

from coprod.accounts.cli import demo_people_stand
from coprod.config import HOME, Settings
from coprod.db import session
from coprod.reference.queries import place

PLACE = HOME / "examples/tower-hamlets"
VERSIONS = HOME / "migrations/versions"


def is_ready(settings: Settings) -> bool:
    return (
        kept(settings) == wanted(settings)
        and revision() == newest_revision()
        and place().id is not None
        and (demo_people_stand() or not settings.demo)
    )


def note_ready(settings: Settings) -> None:
    """Write down what this database was prepared from."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    (settings.data_folder / "prepared").write_text(wanted(settings))


def kept(settings: Settings) -> str:
    path = settings.data_folder / "prepared"
    return path.read_text() if path.exists() else ""


def wanted(settings: Settings) -> str:
    """Return a mark that another database has not, nor other examples or migrations."""
    mark = hashlib.sha256(f"{settings.database} {settings.demo} {newest_revision()}".encode())
    for path in sorted(PLACE.glob("*.yaml")):
        mark.update(path.read_bytes())
    return mark.hexdigest()


def revision() -> str:
    """Return where the tables stand; Alembic itself, which is heavy, is not needed to know."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return ""
    return " ".join(session.scalars(text("SELECT version_num FROM alembic_version")).all())


def newest_revision() -> str:
    """Return the last migration: its number is the beginning of its file's name."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))
