"""Collections: read by everybody, put together by curators."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.learning.collections import actions, forms, policies, queries
from coprod.learning.collections.models import Collection
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("collections", __name__, url_prefix="/collections")

ITEM = "/<slug:shelf>/items/<key:item_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def shelves() -> Answer:
    found = [(each, len(queries.public_items(each))) for each in queries.shelves(actor())]
    return page(
        "learning/collections/shelves.html", shelves=found, can_edit=policies.can_edit(actor())
    )


@bp.get("/<slug:shelf>")
@requires_role(Role.VISITOR)
def shelf(shelf: str) -> Answer:
    found = queries.shelf(actor(), shelf)
    can_edit = policies.can_edit(actor())
    items = queries.public_items(found)
    return page("learning/collections/shelf.html", shelf=found, items=items, can_edit=can_edit)


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page(
        "learning/collections/describe.html", shelf=None, form=forms.ShelfForm.from_request()
    )


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = forms.ShelfForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.add_shelf(actor(), form.describing())
            return go(
                "learning.collections.edit", shelf=made.slug, said=N_("Saved. Now put something in")
            )
    return form_page("learning/collections/describe.html", shelf=None, form=form)


@bp.get("/<slug:shelf>/describe")
@requires_role(Role.CURATOR)
def describe(shelf: str) -> Answer:
    found = open_to_edit(shelf)
    form = forms.ShelfForm.from_request(obj=found)
    return page("learning/collections/describe.html", shelf=found, form=form)


@bp.post("/<slug:shelf>/describe")
@requires_role(Role.CURATOR)
def describe_sent(shelf: str) -> Answer:
    found = open_to_edit(shelf, to_change=True)
    form = forms.ShelfForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.describe_shelf(actor(), found, form.describing())
            return go("learning.collections.edit", shelf=shelf, said=N_("Saved"))
    return form_page("learning/collections/describe.html", shelf=found, form=form)


@bp.get("/<slug:shelf>/edit")
@requires_role(Role.CURATOR)
def edit(shelf: str) -> Answer:
    found = open_to_edit(shelf)
    return page("learning/collections/edit.html", shelf=found, form=forms.ItemForm.from_request())


@bp.post("/<slug:shelf>/edit")
@requires_role(Role.CURATOR)
def edit_sent(shelf: str) -> Answer:
    found = open_to_edit(shelf, to_change=True)
    form = forms.ItemForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_item(actor(), found, form.adding())
            return go("learning.collections.edit", shelf=shelf, said=N_("Added"))
    return form_page("learning/collections/edit.html", shelf=found, form=form)


@bp.post(f"{ITEM}/<any(up, down):way>")
@requires_role(Role.CURATOR)
def move(shelf: str, item_id: int, way: str) -> Answer:
    found = open_to_edit(shelf, to_change=True)
    actions.move_item(actor(), found, item_id, up=way == "up")
    return go("learning.collections.edit", shelf=shelf)


@bp.post(f"{ITEM}/remove")
@requires_role(Role.CURATOR)
def remove(shelf: str, item_id: int) -> Answer:
    actions.remove_item(actor(), open_to_edit(shelf, to_change=True), item_id)
    return go("learning.collections.edit", shelf=shelf, said=N_("Taken out"))


def open_to_edit(shelf: str, *, to_change: bool = False) -> Collection:
    if not policies.can_edit(actor()):
        raise NotAllowedError
    return queries.shelf(actor(), shelf, to_change=to_change)
