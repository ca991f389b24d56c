"""Previews, for the heads of pages."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from coprod.library.previews import presenters
from coprod.library.previews.presenters import Preview
from coprod.web.frame import the_place
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("previews", __name__)

bp.add_app_template_global(presenters.of_entry, "preview_of_entry")


def add_preview(slot: str, build: Callable[..., Preview | None]) -> None:
    """Fill a slot in the head of a page: also where there is no preview, to say so."""

    def build_head(**values: object) -> Context:
        return {"preview": build(**values)}

    add_slot_template(bp, slot, "library/previews/_head.html", build_head)


add_preview("learning_record.head", presenters.of_record)
add_preview("decision.head", presenters.of_decision)
add_preview("collection.head", presenters.of_collection)
add_preview("statements.head", presenters.of_statements)
add_preview("statement.head", presenters.of_statement)


@bp.app_template_global("linked_data")
def linked_data(preview: Preview) -> dict[str, Any]:
    here: Any = the_place()
    return preview.linked_data(here.register_name, here.partnership)
