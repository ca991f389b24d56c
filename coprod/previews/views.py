"""Previews, for the heads of pages."""

from typing import Any

from flask import Blueprint

from coprod.previews import pages
from coprod.previews.pages import Preview
from coprod.web.frame import the_place

bp = Blueprint("previews", __name__)

for _each in (
    pages.of_entry,
    pages.of_record,
    pages.of_decision,
    pages.of_collection,
    pages.of_statements,
    pages.of_statement,
):
    bp.add_app_template_global(_each, f"preview_{_each.__name__}")


@bp.app_template_global("linked_data")
def linked_data(preview: Preview) -> dict[str, Any]:
    here: Any = the_place()
    return preview.linked_data(here.register_name, here.partnership)
