from typing import Any

from coprod.register.activities.actions import keep
from coprod.register.activities.queries import pending
from coprod.register.activities.rules import Naming, Story
from tests import make


def test_a_part_that_waits_is_measured_by_what_it_was_begun_from(session: Any) -> None:
    activity = make.activity()
    for title, mark in (("One", "first"), ("Two", "second")):
        part = Naming(title)
        keep(activity.id, activity.owner_id, part, published=Naming("Old"), mark=mark)
        session.flush()
    keep(activity.id, activity.owner_id, Story("x"), published=Story(), mark="m")
    session.flush()

    kept = pending(activity.id)

    assert [(k.kind, k.based_on) for k in kept] == [("Naming", "first"), ("Story", "m")]
    assert kept[0].told == {"title": "Two"}


def test_nothing_waits_that_is_public_already(session: Any) -> None:
    activity = make.activity()
    keep(activity.id, activity.owner_id, Naming("Old"), published=Naming("Old"), mark="m")
    session.flush()

    assert pending(activity.id) == []
