"""Collections: read by everybody, put together by curators."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.learning.collections import actions, forms, policies, queries
from coprod.learning.collections.models import Collection
from coprod.register.covers.queries import build_drawn_cover
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("collections", __name__, url_prefix="/collections")

ITEM = "/<slug:collection_slug>/items/<key:item_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def collections() -> Answer:
    collections = [
        (
            each,
            len(queries.list_public_items(each)),
            build_drawn_cover(each.__tablename__, each.id),
        )
        for each in queries.list_collections(actor())
    ]
    return page(
        "learning/collections/collections.html",
        collections=collections,
        can_edit=policies.can_edit(actor()),
    )


@bp.get("/<slug:collection_slug>")
@requires_role(Role.VISITOR)
def collection_page(collection_slug: str) -> Answer:
    collection = queries.get_collection(actor(), collection_slug)
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
                collection_slug=collection.slug,
                message=N_("Saved. Now put something in"),
            )
    return form_page("learning/collections/describe.html", collection=None, form=form)


@bp.get("/<slug:collection_slug>/describe")
@requires_role(Role.CURATOR)
def describe(collection_slug: str) -> Answer:
    collection = get_editable_collection(collection_slug)
    form = forms.CollectionForm.from_request(obj=collection)
    return page("learning/collections/describe.html", collection=collection, form=form)


@bp.post("/<slug:collection_slug>/describe")
@requires_role(Role.CURATOR)
def describe_sent(collection_slug: str) -> Answer:
    collection = get_editable_collection(collection_slug, to_change=True)
    form = forms.CollectionForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_collection(actor(), collection, form.build_collection_details())
            return go(
                "learning.collections.edit", collection_slug=collection_slug, message=N_("Saved")
            )
    return form_page("learning/collections/describe.html", collection=collection, form=form)


@bp.get("/<slug:collection_slug>/edit")
@requires_role(Role.CURATOR)
def edit(collection_slug: str) -> Answer:
    collection = get_editable_collection(collection_slug)
    return page(
        "learning/collections/edit.html", collection=collection, form=forms.ItemForm.from_request()
    )


@bp.post("/<slug:collection_slug>/edit")
@requires_role(Role.CURATOR)
def edit_sent(collection_slug: str) -> Answer:
    collection = get_editable_collection(collection_slug, to_change=True)
    form = forms.ItemForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_item(actor(), collection, form.build_item())
            return go(
                "learning.collections.edit", collection_slug=collection_slug, message=N_("Added")
            )
    return form_page("learning/collections/edit.html", collection=collection, form=form)


@bp.post(f"{ITEM}/<any(up, down):way>")
@requires_role(Role.CURATOR)
def move(collection_slug: str, item_id: int, way: str) -> Answer:
    collection = get_editable_collection(collection_slug, to_change=True)
    actions.move_item(actor(), collection, item_id, up=way == "up")
    return go("learning.collections.edit", collection_slug=collection_slug)


@bp.post(f"{ITEM}/remove")
@requires_role(Role.CURATOR)
def remove(collection_slug: str, item_id: int) -> Answer:
    actions.remove_item(actor(), get_editable_collection(collection_slug, to_change=True), item_id)
    return go("learning.collections.edit", collection_slug=collection_slug, message=N_("Taken out"))


def get_editable_collection(slug: str, *, to_change: bool = False) -> Collection:
    require(policies.can_edit(actor()))
    return queries.get_collection(actor(), slug, to_change=to_change)
