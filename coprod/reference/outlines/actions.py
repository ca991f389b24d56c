"""Loading the outlines of a place."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold
from coprod.reference.lists.actions import check_can_keep_lists
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import map_names_to_terms
from coprod.reference.outlines.models import TermOutline
from coprod.reference.outlines.queries import list_rows
from coprod.reference.outlines.rules import DrawnOutline, Outline, draw_map


def load_outlines(actor: Actor, outlines: Sequence[Outline]) -> int:
    """Put these outlines in the place of those that are here, and return how many are new.

    Nobody changes outlines on a page, so a file says all that there is.
    """
    check_can_keep_lists(actor)
    if not outlines:
        return 0
    drawn, terms = draw_map(outlines), map_names_to_terms(ListKind.LOCALITY)
    rows = [build_row(each, terms, drawn.height) for each in drawn.outlines]
    before = {(row.term_id, row.path) for row in list_rows()}
    new = [row for row in rows if (row.term_id, row.path) not in before]
    if not new and len(rows) == len(before):
        return 0
    session.execute(delete(TermOutline))
    session.add_all(rows)
    session.flush()
    record_event(actor, "loaded", rows[0], outlines=len(rows))
    return len(new)


def build_row(outline: DrawnOutline, terms: Mapping[str, Term], height: int) -> TermOutline:
    term = None if outline.is_water else terms.get(fold(outline.name))
    if term is None and not outline.is_water:
        message = N_("There is no “%(key)s” in its list", key=outline.name)
        raise RuleBrokenError(message)
    return TermOutline(
        term_id=term.id if term else None,
        path=outline.path,
        rooms=[[room.x, room.y, room.width] for room in outline.rooms],
        map_height=height,
    )
