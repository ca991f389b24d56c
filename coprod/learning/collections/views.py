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
    collections = [
        (each, len(queries.list_public_items(each))) for each in queries.list_collections(actor())
    ]
    return page(
        "learning/collections/collections.html",
        collections=collections,
        can_edit=policies.can_edit(actor()),
    )


@bp.get("/<slug:shelf>")
@requires_role(Role.VISITOR)
def collection_page(shelf: str) -> Answer:
    collection = queries.get_collection(actor(), shelf)
    can_edit = policies.can_edit(actor())
    items = queries.list_public_items(collection)
    return page(
        "learning/collections/collection.html",
        collection=collection,
        items=items,
        can_edit=can_edit,
    )


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page(
        "learning/collections/describe.html",
        collection=None,
        form=forms.CollectionForm.from_request(),
    )


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = forms.CollectionForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            collection = actions.create_collection(actor(), form.build_collection_details())
            return go(
                "learning.collections.edit",
                shelf=collection.slug,
                message=N_("Saved. Now put something in"),
            )
    return form_page("learning/collections/describe.html", collection=None, form=form)


@bp.get("/<slug:shelf>/describe")
@requires_role(Role.CURATOR)
def describe(shelf: str) -> Answer:
    collection = get_editable_collection(shelf)
    form = forms.CollectionForm.from_request(obj=collection)
    return page("learning/collections/describe.html", collection=collection, form=form)


@bp.post("/<slug:shelf>/describe")
@requires_role(Role.CURATOR)
def describe_sent(shelf: str) -> Answer:
    collection = get_editable_collection(shelf, to_change=True)
    form = forms.CollectionForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_collection(actor(), collection, form.build_collection_details())
            return go("learning.collections.edit", shelf=shelf, message=N_("Saved"))
    return form_page("learning/collections/describe.html", collection=collection, form=form)


@bp.get("/<slug:shelf>/edit")
@requires_role(Role.CURATOR)
def edit(shelf: str) -> Answer:
    collection = get_editable_collection(shelf)
    return page(
        "learning/collections/edit.html", collection=collection, form=forms.ItemForm.from_request()
    )


@bp.post("/<slug:shelf>/edit")
@requires_role(Role.CURATOR)
def edit_sent(shelf: str) -> Answer:
    collection = get_editable_collection(shelf, to_change=True)
    form = forms.ItemForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_item(actor(), collection, form.build_item())
            return go("learning.collections.edit", shelf=shelf, message=N_("Added"))
    return form_page("learning/collections/edit.html", collection=collection, form=form)


@bp.post(f"{ITEM}/<any(up, down):way>")
@requires_role(Role.CURATOR)
def move(shelf: str, item_id: int, way: str) -> Answer:
    collection = get_editable_collection(shelf, to_change=True)
    actions.move_item(actor(), collection, item_id, up=way == "up")
    return go("learning.collections.edit", shelf=shelf)


@bp.post(f"{ITEM}/remove")
@requires_role(Role.CURATOR)
def remove(shelf: str, item_id: int) -> Answer:
    actions.remove_item(actor(), get_editable_collection(shelf, to_change=True), item_id)
    return go("learning.collections.edit", shelf=shelf, message=N_("Taken out"))


def get_editable_collection(shelf: str, *, to_change: bool = False) -> Collection:
    if not policies.can_edit(actor()):
        raise NotAllowedError
    return queries.get_collection(actor(), shelf, to_change=to_change)
