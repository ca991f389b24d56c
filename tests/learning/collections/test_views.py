"""Collections: only published things stand in them, and only curators put them together."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError
from coprod.learning.collections import actions, queries
from coprod.learning.collections.models import Collection
from coprod.learning.collections.rules import CollectionDetails
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make

As = Callable[[Any], Any]
START = {"title": "Start here: paying people fairly", "introduction": "Read this", "is_public": "y"}


def names(shelf: Collection) -> list[str]:
    return [item.name for item in queries.list_public_items(shelf)]


def test_a_curator_puts_a_collection_together(as_: As, client: Any, session: Any) -> None:
    entry, record = make.activity(status=Status.PUBLISHED), make.record()
    curator = as_(Role.CURATOR)
    assert curator.send("/collections/add").status_code == 422

    path = curator.send("/collections/add", START).location.removesuffix("/edit")
    assert path == "/collections/start-here-paying-people-fairly"
    for slug in (f"http://localhost/stories/{entry.slug}", f"/learning/{record.slug}?x=1"):
        assert curator.send(f"{path}/edit", {"address": slug, "why": "Because"}).status_code == 303

    page = client.get(path).text
    assert page.index("Falls group") < page.index(record.next_team)
    assert "paying people fairly" in client.get("/collections").text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_what_is_not_public_does_not_come_in(as_: As, session: Any, status: Status) -> None:
    entry, record = make.activity(status=status), make.record(status=status)
    path = f"/collections/{make.collection().slug}/edit"
    curator = as_(Role.CURATOR)

    for address in (f"/stories/{entry.slug}", f"/learning/{record.slug}", "/nowhere", "//["):
        assert curator.send(path, {"address": address}).status_code == 422


def test_what_is_withdrawn_is_not_shown_any_more(client: Any, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    shelf = make.collection(f"/stories/{entry.slug}")
    assert "Falls group" in client.get(f"/collections/{shelf.slug}").text

    make.withdraw(session.get_one(Activity, entry.id))

    assert "Falls group" not in client.get(f"/collections/{shelf.slug}").text
    assert "0 things" in client.get("/collections").text


def test_a_collection_that_is_not_public_is_the_curators(as_: As, client: Any) -> None:
    shelf = make.collection(is_public=False)

    assert client.get(f"/collections/{shelf.slug}").status_code == 404
    assert shelf.title not in client.get("/collections").text
    assert as_(Role.CURATOR).get(f"/collections/{shelf.slug}").status_code == 200
    assert queries.list_collections(VISITOR) == []


def test_things_change_places_and_leave(session: Any) -> None:
    records = [make.record() for _ in range(3)]
    shelf = make.collection(*(f"/learning/{each.slug}" for each in records))
    curator = make.person(role=Role.CURATOR).actor
    one, two, three = (each.next_team for each in records)
    first, _second, last = (item.id for item in shelf.items)

    actions.move_item(curator, shelf, first, up=True)
    assert names(shelf) == [one, two, three]
    actions.move_item(curator, shelf, first, up=False)
    actions.move_item(curator, shelf, last, up=False)
    assert names(shelf) == [two, one, three]
    session.commit()
    session.expire_all()
    again = queries.get_collection(VISITOR, shelf.slug)
    assert names(again) == [two, one, three]
    actions.remove_item(curator, again, first)
    assert names(again) == [two, three]


@pytest.mark.parametrize("role", [r for r in Role if r.rank < Role.CURATOR.rank])
def test_nobody_else_puts_one_together(session: Any, role: Role) -> None:
    actor = make.person(role=role).actor if role is not Role.VISITOR else VISITOR
    for who in (actor, Actor(role=Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowedError):
            actions.create_collection(who, CollectionDetails("Title", "Words"))


def test_nothing_stands_in_it_twice(as_: As, session: Any) -> None:
    record = make.record()
    shelf = make.collection(f"/learning/{record.slug}")

    answer = as_(Role.CURATOR).send(
        f"/collections/{shelf.slug}/edit", {"address": f"/learning/{record.slug}"}
    )

    assert answer.status_code == 422
    assert len(session.scalars(select(Collection)).all()) == 1


def test_collections_of_one_title_are_numbered_from_two(session: Any) -> None:
    assert [make.collection().slug for _each in range(3)] == [
        "start-here",
        "start-here-2",
        "start-here-3",
    ]
