from typing import Any

from coprod.register.activities.actions import save_pending_part
from coprod.register.activities.queries import list_pending_parts
from coprod.register.activities.rules import Naming, Story
from tests import make


def test_a_part_that_waits_is_measured_by_what_it_was_begun_from(session: Any) -> None:
    activity = make.activity()
    for title, mark in (("One", "first"), ("Two", "second")):
        part = Naming(title)
        save_pending_part(
            activity.id, activity.owner_id, part, published=Naming("Old"), fingerprint=mark
        )
        session.flush()
    save_pending_part(
        activity.id, activity.owner_id, Story("x"), published=Story(), fingerprint="m"
    )
    session.flush()

    kept = list_pending_parts(activity.id)

    assert [(k.kind, k.based_on) for k in kept] == [("Naming", "first"), ("Story", "m")]
    assert kept[0].content == {"title": "Two"}


def test_nothing_waits_that_is_public_already(session: Any) -> None:
    activity = make.activity()
    save_pending_part(
        activity.id, activity.owner_id, Naming("Old"), published=Naming("Old"), fingerprint="m"
    )
    session.flush()

    assert list_pending_parts(activity.id) == []
