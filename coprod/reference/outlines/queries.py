"""Reading the outlines of the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values import clock
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import is_in_use
from coprod.reference.outlines.models import TermOutline
from coprod.reference.outlines.rules import Room


@dataclass(frozen=True)
class AreaOutline:
    """The outline of a place that is in use today, with its names."""

    term_id: int
    key: str
    name: str
    path: str
    rooms: Sequence[Room]


@dataclass(frozen=True)
class PlaceOutlines:
    """All that a map is drawn from; nothing where no outlines were loaded."""

    height: int = 0
    areas: Sequence[AreaOutline] = ()
    water: Sequence[str] = ()


def list_rows() -> Sequence[TermOutline]:
    return session.scalars(select(TermOutline).order_by(TermOutline.id)).all()


@content_version.cached
def load_outlines_in_use() -> PlaceOutlines:
    rows = list_rows()
    if not rows:
        return PlaceOutlines()
    statement = select(Term.id, Term.key, Term.label).where(is_in_use(clock.today()))
    named = session.execute(statement.join(TermOutline, TermOutline.term_id == Term.id))
    names = {term_id: (key, name) for term_id, key, name in named}
    areas = [
        AreaOutline(row.term_id, *names[row.term_id], row.path, [Room(*room) for room in row.rooms])
        for row in rows
        if row.term_id in names
    ]
    water = [row.path for row in rows if row.term_id is None]
    return PlaceOutlines(rows[0].map_height, areas, water)
