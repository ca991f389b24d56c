import json
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import actions as register
from coprod.register.activities import queries as first
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Telling, pack, unpack
from coprod.register.sections import actions, queries
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.rules import (
    ALL_PARTS,
    PARTS,
    Basics,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    People,
    Session,
    Sessions,
    is_public,
)
from tests import make


def again(session: Any, activity: Activity) -> Activity:
    """Return the entry as the next request reads it."""
    slug = activity.slug
    session.commit()
    session.expunge_all()
    return first.get_activity(make.person(role=Role.CURATOR).actor, slug)


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_is_told_as_it_was_written(session: Any, kind: type[Any]) -> None:
    activity = make.activity()
    told = make.everything(activity)

    actions.write_parts(activity, tuple(told.values()))

    assert queries.read_part(again(session, activity), kind) == told[kind]


@pytest.mark.parametrize("kind", PARTS)
def test_an_entry_that_tells_nothing_more_has_an_empty_part(session: Any, kind: type[Any]) -> None:
    activity = make.activity()

    assert queries.read_part(activity, kind) == kind()
    assert session.scalars(select(ActivityDetail)).all() == []


@pytest.mark.parametrize("kind", ALL_PARTS)
def test_a_part_survives_being_kept_as_plain_data(session: Any, kind: type[Any]) -> None:
    activity = make.activity()
    actions.write_parts(activity, tuple(make.everything(activity).values()))
    part = queries.read_part(again(session, activity), kind)

    assert unpack(kind, json.loads(json.dumps(pack(part)))) == part


def test_everything_is_told_at_once(session: Any) -> None:
    activity = make.activity()
    actions.write_parts(activity, tuple(make.everything(activity).values()))
    told = queries.read_sections(again(session, activity))

    assert set(told.parts) == set(ALL_PARTS)
    assert told[Telling].summary == "Residents and staff plan a falls group."


def test_public_words_are_searched_whoever_saves_next_and_private_words_never(session: Any) -> None:
    activity = make.activity()
    actions.write_parts(
        activity, (Outcome(asked="Where is the zebra?"), CuratorNotes("A secret giraffe"))
    )
    register.write_first_parts(activity, (Telling("Another summary"),))

    found = again(session, activity).text.search_words
    assert "zebra" in found
    assert "another summary" in found
    assert "giraffe" not in found


def test_notes_for_curators_are_the_only_private_part() -> None:
    assert [kind for kind in ALL_PARTS if not is_public(kind)] == [CuratorNotes]


def test_the_second_writer_of_a_part_is_stopped(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    seen = compute_fingerprint((Outcome(),))
    actions.change_parts(owner.actor, activity, Outcome(asked="First"), seen=seen)

    with pytest.raises(ConflictError):
        actions.change_parts(owner.actor, activity, Outcome(asked="Second"), seen=seen)
    assert queries.read_part(activity, Outcome).asked == "First"


def test_only_the_owner_changes_a_part_and_only_while_it_is_open(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    sent = make.activity(owner=owner, status=Status.SUBMITTED)
    seen = compute_fingerprint((Outcome(),))

    with pytest.raises(NotAllowedError):
        actions.change_parts(make.person().actor, activity, Outcome(), seen=seen)
    with pytest.raises(NotAllowedError):
        actions.change_row(owner.actor, sent, Evidence, Link(title="T"), seen="")


def test_rows_are_added_changed_and_removed_and_keep_their_numbers(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    actor = owner.actor
    for year in (2021, 2022, 2023):
        actions.change_row(actor, activity, Sessions, Session(held=PartialDate(year)), seen="")
    rows = queries.read_part(activity, Sessions).rows
    assert [row.number for row in rows] == [1, 2, 3]

    moved = Session(number=2, held=PartialDate(2020))
    actions.change_row(actor, activity, Sessions, moved, seen=compute_fingerprint((rows[1],)))
    actions.remove_row(actor, activity, Sessions, 1, seen=compute_fingerprint((rows[0],)))

    left = queries.read_part(again(session, activity), Sessions).rows
    assert [(row.number, row.held) for row in left] == [
        (2, PartialDate(2020)),
        (3, PartialDate(2023)),
    ]


def test_a_row_that_somebody_changed_or_removed_is_not_overwritten(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    link = Link(title="Minutes", address="https://example.org/minutes")
    actions.change_row(owner.actor, activity, Evidence, link, seen="")

    stale = Link(1, "Minutes of May", "https://example.org/minutes")
    with pytest.raises(ConflictError):
        actions.change_row(owner.actor, activity, Evidence, stale, seen="older")
    with pytest.raises(NotFoundError):
        actions.remove_row(owner.actor, activity, Evidence, 2, seen="older")


def test_a_term_of_another_list_is_refused(session: Any) -> None:
    place = make.term(ListKind.LOCALITY)
    activity = make.activity()

    with pytest.raises(RuleBrokenError):
        actions.write_parts(activity, (Basics(partner_ids=(place.id,)),))
    row = Session(number=1, held=PartialDate(2020), offered_ids=(place.id,))
    with pytest.raises(RuleBrokenError):
        actions.write_parts(activity, (Sessions((row,)),))


def test_a_programme_is_another_entry_that_the_writer_sees(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    strand = make.activity(owner=owner)
    hidden = make.activity()
    seen = compute_fingerprint((Basics(),))
    actions.change_parts(owner.actor, strand, Basics(programme_id=activity.id), seen=seen)

    for wrong in (hidden.id, activity.id, strand.id, 999_999):
        with pytest.raises(RuleBrokenError):
            actions.change_parts(owner.actor, activity, Basics(programme_id=wrong), seen=seen)
    assert [each.id for each in queries.list_family(owner.actor, activity, None)] == [strand.id]
    assert queries.list_family(make.person().actor, activity, None) == []


def test_throwing_a_draft_away_takes_its_sections_with_it(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    actions.write_parts(activity, tuple(make.everything(activity).values()))
    kept = again(session, activity)

    register.discard_activity(owner.actor, kept)

    assert session.scalars(select(ActivityDetail)).all() == []


def test_a_number_of_people_is_never_a_silent_zero(session: Any) -> None:
    activity = make.activity()
    assert queries.read_part(activity, People).took_part is None

    actions.write_parts(activity, (People(took_part=HowMany(Sureness.UNKNOWN)),))

    assert queries.read_part(again(session, activity), People).took_part == HowMany(
        Sureness.UNKNOWN
    )


def test_a_named_group_keeps_its_row_when_others_come_and_go(session: Any) -> None:
    activity = make.activity()
    actions.write_parts(activity, (People(groups=("A", "B")),))
    row = queries.find_detail(activity)
    assert row
    before = {group.name: group.id for group in row.groups}
    actions.write_parts(activity, (People(groups=("B", "C", "C")),))

    after = {group.name: group.id for group in queries.find_detail(again(session, activity)).groups}  # type: ignore[union-attr]
    assert after["B"] == before["B"]
    assert set(after) == {"B", "C"}
