"""What would keep somebody from reading or saving now."""

from sqlalchemy.exc import SQLAlchemyError

from coprod.core import storage
from coprod.core.database import get_newest_revision, get_revision


def list_obstacles() -> list[str]:
    """Return a line for each thing that is wrong; none where everything works."""
    obstacles = [find_database_obstacle(), "" if storage.has_room() else "the disk has no room"]
    return [each for each in obstacles if each]


def find_database_obstacle() -> str:
    try:
        current = get_revision()
    except SQLAlchemyError:
        return "the database does not answer"
    return "" if current == get_newest_revision() else "the tables are not those of this version"
