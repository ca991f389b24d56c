"""The sections of a published entry wait for approval as its first answers do."""

from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.enums import Status
from coprod.register.revisions.actions import approve_changes, send_changes
from coprod.register.revisions.queries import (
    compute_seen_fingerprint,
    list_changes,
    list_public_changes,
)
from coprod.register.sections.actions import change_parts, change_row
from coprod.register.sections.queries import get_working_part, read_part
from coprod.register.sections.rules import CuratorNotes, Outcome, People, Session, Sessions
from tests import make


def say(owner: Any, activity: Any, part: Any) -> None:
    mark = compute_fingerprint((get_working_part(activity, type(part)),))
    change_parts(owner.actor, activity, part, seen=mark)


def test_readers_go_on_seeing_what_is_published_until_a_curator_approves(session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR).actor
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    say(owner, activity, People(missing="Night workers"))

    assert read_part(activity, People).missing == ""
    assert get_working_part(activity, People).missing == "Night workers"

    send_changes(owner.actor, activity)
    approve_changes(curator, activity, compute_seen_fingerprint(list_changes(activity)))

    assert read_part(activity, People).missing == "Night workers"
    assert [change.kind for change in list_public_changes(activity)] == ["People"]


def test_a_session_that_was_added_waits_too_and_a_second_joins_it(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED)

    for place in ("The hall", "The park"):
        change_row(owner.actor, activity, Sessions, Session(place=place), seen="")

    assert read_part(activity, Sessions).rows == ()
    assert [row.place for row in get_working_part(activity, Sessions).rows] == [
        "The hall",
        "The park",
    ]


def test_notes_for_curators_are_never_public_and_so_never_wait(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED)

    say(owner, activity, CuratorNotes("Call before noon"))

    assert read_part(activity, CuratorNotes).text == "Call before noon"
    assert list_changes(activity) == []


def test_what_breaks_a_rule_does_not_wait(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED)

    with pytest.raises(RuleBrokenError):
        say(owner, activity, Outcome(not_doing="A new lift"))

    assert list_changes(activity) == []


def test_a_curator_corrects_a_section_with_a_reason_and_readers_see_it_changed(
    as_: Any, client: Any, session: Any
) -> None:
    make.activity(owner=make.person(), status=Status.PUBLISHED)
    curator = as_(Role.CURATOR)
    page = curator.get("/activities/falls-group/edit/people")
    assert page.status_code == 200
    seen = page.text.split('name="seen" value="')[1].split('"')[0]

    empty = curator.send("/activities/falls-group/edit/people", {"missing": "Men", "seen": seen})
    sent = curator.send(
        "/activities/falls-group/edit/people",
        {"missing": "Men under 60", "seen": seen, "reason": "The minutes say so"},
    )

    assert (empty.status_code, sent.status_code) == (422, 303)
    assert "Men under 60" in client.get("/stories/falls-group").text
    assert "Men under 60" in client.get("/stories/falls-group/history").text
