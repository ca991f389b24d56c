"""Related things, for the pages of everything that can be found."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.library.related.presenters import RelatedLink, list_related
from coprod.web.page_cache import skip_caching
from coprod.web.slots import add_slot_template

bp = Blueprint("related", __name__)


@bp.app_template_global("list_related_to")
def list_related_to(kind: str, number: int) -> Sequence[RelatedLink]:
    """Return what is related to something public. A page without it is not cached."""
    links = list_related(kind, number, skip_caching)
    if links is None:
        skip_caching()
    return links or ()


add_slot_template(bp, "public.related", "library/related/_of_thing.html")
