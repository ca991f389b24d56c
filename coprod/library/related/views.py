"""Related things, for the pages of everything that can be found."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.library.related.presenters import Related, related
from coprod.web.page_cache import not_this_time
from coprod.web.slots import add_slot_template

bp = Blueprint("related", __name__)


@bp.app_template_global("related_to")
def related_to(kind: str, number: int) -> Sequence[Related]:
    """Return what stands beside something that is public. A page without it is not kept."""
    found = related(kind, number, not_this_time)
    if found is None:
        not_this_time()
    return found or ()


add_slot_template(bp, "public.related", "library/related/_of_thing.html")
