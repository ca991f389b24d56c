"""Reading the outlines of the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

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
    """Return the water, and the places whose names are in use today."""
    is_named = and_(Term.id == TermOutline.term_id, is_in_use(clock.today()))
    statement = select(TermOutline, Term.key, Term.label).outerjoin(Term, is_named)
    rows = session.execute(statement.order_by(TermOutline.id)).all()
    areas = [
        AreaOutline(row.term_id, key, name, row.path, [Room(*room) for room in row.rooms])
        for row, key, name in rows
        if row.term_id is not None and key is not None
    ]
    water = [row.path for row, _key, _name in rows if row.term_id is None]
    return PlaceOutlines(max((row.map_height for row, *_ in rows), default=0), areas, water)
