from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.learning.records import actions, queries
from coprod.learning.records.enums import Barrier, Enabler, Facet, LearningOutcome, TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import RecordFilter, get_latest_part, get_public_part
from coprod.learning.records.rules import (
    Comparison,
    CoreComponents,
    Mechanism,
    Pitfalls,
    RecordTags,
    ResidentAccount,
    ShortRecord,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import waiting_ids


def save(actor: Any, record: LearningRecord, part: Any) -> None:
    seen = compute_fingerprint((get_latest_part(record, type(part)),))
    actions.change_part(actor, record, part, seen=seen)


def found(actor: Any, **chosen: Any) -> list[str]:
    wanted = RecordFilter({Facet(name): values for name, values in chosen.items()})
    return [each.next_team for each in queries.list_records(actor, wanted)]


@pytest.mark.parametrize("outcome", LearningOutcome)
def test_what_failed_is_as_easy_to_file_and_to_find(session: Any, outcome: LearningOutcome) -> None:
    record = make.record(outcome=outcome)

    assert found(VISITOR, outcome=(outcome.value,)) == [record.next_team]
    assert found(VISITOR) == [record.next_team]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED])
def test_what_is_not_public_is_its_sides_and_the_curators(session: Any, status: Status) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=status)

    for actor in (VISITOR, *(make.person(role=r).actor for r in Role if r.rank in {1, 2, 3})):
        with pytest.raises(NotFoundError):
            queries.get_record(actor, record.slug)
        assert found(actor) == []
    for actor in (writer.actor, make.person(role=Role.CURATOR).actor):
        assert queries.get_record(actor, record.slug).id == record.id


def test_the_side_is_whoever_looks_after_the_entry_with_its_writer(session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    critic = make.person(role=Role.RESIDENT)
    theirs = make.record(writer=critic, status=Status.DRAFT, activity_id=entry.id)
    teams = make.record(writer=owner, status=Status.DRAFT, activity_id=entry.id)

    assert not theirs.is_from_team
    assert teams.is_from_team
    with pytest.raises(NotFoundError):
        queries.get_record(owner.actor, theirs.slug)


def test_nobody_publishes_their_own(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    entry = make.activity(owner=curator, status=Status.DRAFT)
    own = make.record(writer=curator, status=Status.SUBMITTED)
    about_own_entry = make.record(status=Status.SUBMITTED)
    about_own_entry.activity_id, about_own_entry.activity = entry.id, entry

    for record in (own, about_own_entry):
        with pytest.raises(NotAllowedError):
            actions.publish_record(curator.actor, record)


def test_a_record_is_about_what_its_writer_may_see(session: Any) -> None:
    draft = make.activity(status=Status.DRAFT)

    with pytest.raises(RuleBrokenError):
        actions.create_record(make.person().actor, make.short(activity_id=draft.id))


def test_two_writers_do_not_overwrite_each_other(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    seen = compute_fingerprint((get_latest_part(record, Comparison),))
    actions.change_part(writer.actor, record, Comparison("Few", "Many"), seen=seen)

    with pytest.raises(ConflictError):
        actions.change_part(writer.actor, record, Comparison("None"), seen=seen)
    assert get_public_part(record, Comparison) == Comparison("Few", "Many")


def test_what_its_side_writes_anew_waits_for_a_curator(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer)
    save(writer.actor, record, CoreComponents("The lunch", "The place"))
    save(writer.actor, record, make.short(next_team="Pay people first"))

    assert get_public_part(record, CoreComponents) == CoreComponents()
    assert record.next_team.startswith("Feed")
    assert "The lunch" not in "".join(queries.list_indexable_texts(record))

    curator = make.curator()
    assert record.id in waiting_ids(curator, "learning-record")
    with pytest.raises(NotAllowedError):
        actions.approve_changes(
            writer.actor, record, seen=queries.fingerprint_waiting_parts(record)
        )
    mark = queries.fingerprint_waiting_parts(record)
    save(writer.actor, record, Comparison("Few"))
    with pytest.raises(ConflictError):
        actions.approve_changes(curator, record, seen=mark)
    actions.approve_changes(curator, record, seen=queries.fingerprint_waiting_parts(record))

    assert get_public_part(record, CoreComponents) == CoreComponents("The lunch", "The place")
    assert record.next_team == "Pay people first"
    assert not record.has_changes


def test_what_says_the_same_as_before_waits_no_longer(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer)
    save(writer.actor, record, CoreComponents("The lunch"))
    save(writer.actor, record, CoreComponents())

    assert not record.has_changes


def test_records_are_found_by_what_they_say(session: Any) -> None:
    method = make.term(ListKind.METHOD, key="panel")
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    save(writer.actor, record, Mechanism((Enabler.PEER_ROLE,), "They knew the streets"))
    save(writer.actor, record, Pitfalls((Barrier.NO_MONEY, Barrier.LANGUAGE)))
    save(writer.actor, record, RecordTags(((ListKind.METHOD, (method.id,)),)))
    actions.send_record(writer.actor, record)
    actions.publish_record(make.person(role=Role.CURATOR).actor, record)
    make.record(outcome=LearningOutcome.STOPPED)

    for chosen in ({"enabler": ("peer_role",)}, {"barrier": ("language", "digital")}):
        assert found(VISITOR, **chosen) == [record.next_team]
    assert found(VISITOR, method=("panel",), outcome=("worked",)) == [record.next_team]
    assert found(VISITOR, method=("panel",), outcome=("we_stopped",)) == []
    counts = queries.count_facet_values(VISITOR, RecordFilter({Facet.METHOD: ("panel",)}))
    assert counts[Facet.OUTCOME] == [("worked", "", 1)]
    assert counts[Facet.METHOD] == [("panel", method.label, 1)]


# A team that stays unnamed


def test_an_unnamed_team_leaks_nowhere(session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    record = make.record(
        writer=owner, activity_id=entry.id, team="Zebra team", showing=TeamVisibility.HIDDEN
    )

    (public,) = queries.list_public_records([record.id])
    steps = list_events(record, public_only=True)
    assert (
        "zebra"
        not in f"{public.next_team} {queries.list_indexable_texts(public)} {record.slug}".lower()
    )
    assert all("Zebra" not in f"{n.reason} {n.details}" for n in steps)
    assert queries.list_records_of_activity(VISITOR, entry) == []
    assert queries.find_linked_activity(VISITOR, record) is None
    assert queries.find_linked_activity(owner.actor, record) is not None


@pytest.mark.parametrize("name", ["Zebra team", "Falls group", "Bow Older People’s Forum"])
def test_words_that_name_an_unnamed_team_are_not_sent_in(session: Any, name: str) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    entry.led_by_name = "Bow Older People’s Forum"
    said = {
        "team": "Zebra team",
        "happened": f"The {name} gave up",
        "showing": TeamVisibility.HIDDEN,
    }
    record = make.record(writer=owner, status=Status.DRAFT, activity_id=entry.id, **said)

    with pytest.raises(RuleBrokenError) as broken:
        actions.send_record(owner.actor, session.merge(record))
    assert broken.value.field == "showing"


def test_a_team_leaves_itself_out_at_once(session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    record = make.record(writer=owner, activity_id=entry.id)
    save(owner.actor, record, make.short(tried="More", activity_id=entry.id))

    with pytest.raises(NotAllowedError):
        actions.hide_team(make.person().actor, record)
    actions.hide_team(owner.actor, record)

    assert queries.list_records_of_activity(VISITOR, entry) == []
    assert get_latest_part(record, ShortRecord).showing is TeamVisibility.HIDDEN


# Residents' own words


def test_residents_take_their_words_back_at_once(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    save(writer.actor, record, ResidentAccount("We were heard", "Resident", "By phone"))
    actions.send_record(writer.actor, record)
    actions.publish_record(make.person(role=Role.CURATOR).actor, record)
    assert "We were heard" in queries.list_public_texts(record)
    assert "By phone" not in queries.list_public_texts(record)
    assert "We were heard" not in queries.list_indexable_texts(record)

    actions.remove_resident_account(writer.actor, record)

    assert "We were heard" not in queries.list_public_texts(record)


def test_own_words_go_when_consent_ends(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.DRAFT)
    agreed = PartialDate(clock.today().year)
    save(writer.actor, record, ResidentAccount("We were heard", "Resident", "By phone", agreed))

    assert "We were heard" in queries.list_public_texts(record)
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        assert "We were heard" not in queries.list_public_texts(record)


# Out of date, out of sight


def test_after_eighteen_months_it_may_be_out_of_date(session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer)

    with time_machine.travel(clock.now() + timedelta(days=551), tick=False):
        assert record.may_be_out_of_date
        with pytest.raises(NotAllowedError):
            actions.confirm_record(make.person().actor, record)
        actions.confirm_record(writer.actor, record)
        assert not record.may_be_out_of_date


def test_a_withdrawn_record_leaves_nothing_but_a_marker(session: Any) -> None:
    record = make.record(status=Status.WITHDRAWN)

    assert queries.get_record(VISITOR, record.slug).withdrawn_reason == "It was entered twice"
    assert found(VISITOR) == []
    assert queries.list_public_records([record.id]) == []


def test_an_entry_that_is_thrown_away_takes_no_learning_with_it(session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner)
    record = make.record(writer=owner, status=Status.DRAFT, activity_id=entry.id)

    session.delete(session.get_one(type(entry), entry.id))
    session.commit()
    session.expire_all()

    assert session.get_one(LearningRecord, record.id).activity_id is None


def test_an_action_refuses_whom_the_policies_refuse(session: Any) -> None:
    writer, stranger = make.person(), make.person().actor
    draft = make.record(writer=writer, status=Status.DRAFT)
    public = make.record(writer=writer)

    with pytest.raises(NotAllowedError):
        actions.create_record(VISITOR, ShortRecord(next_team="«x»"))
    with pytest.raises(NotAllowedError):
        save(stranger, draft, Pitfalls())
    for do in (actions.send_record, actions.discard_record):
        with pytest.raises(NotAllowedError):
            do(stranger, draft)
    for decide in (actions.return_record, actions.withdraw_record):
        with pytest.raises(NotAllowedError):
            decide(stranger, draft, "«why»")
    with pytest.raises(NotAllowedError):
        actions.publish_record(stranger, draft)
    with pytest.raises(NotAllowedError):
        actions.withdraw_record(stranger, public, "«why»")
    assert (draft.status, public.status) == (Status.DRAFT, Status.PUBLISHED)
