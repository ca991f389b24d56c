from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import queries
from coprod.register.activities.actions import change_activity
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import (
    get_working_parts,
    list_pending_parts,
    read_first_parts,
)
from coprod.register.activities.rules import (
    SUBJECT_LISTS,
    About,
    Naming,
    PromiseStatement,
    Story,
    Telling,
    Timing,
)
from coprod.register.revisions import actions
from coprod.register.revisions.models import PublicChange
from coprod.register.revisions.queries import compute_seen_fingerprint, list_changes
from tests import make
from tests.reviews.make import waiting_ids


def public(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def shown(activity: Activity) -> str:
    return compute_seen_fingerprint([change for change in list_changes(activity) if change.is_sent])


def last_note(activity: Activity) -> Any:
    return list_events(activity, public_only=False)[-1]


def test_what_an_owner_writes_in_a_public_entry_waits_beside_it(session: Any) -> None:
    activity = public()

    make.propose(activity, Telling("New words"), send=False)

    assert activity.summary == "Residents and staff plan a falls group."
    assert get_working_parts(activity, Telling) == (Telling("New words"),)
    assert read_first_parts(activity, Telling) == (
        Telling("Residents and staff plan a falls group."),
    )


def test_a_part_written_twice_waits_once_and_must_be_sent_again(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("First"))

    make.propose(activity, Telling("Second"), send=False)

    [change] = list_changes(activity)
    assert (change.proposed, change.is_sent) == (Telling("Second"), False)


def test_writing_what_is_public_already_leaves_nothing_to_wait(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"), send=False)

    make.propose(activity, read_first_parts(activity, Telling)[0], send=False)

    assert list_changes(activity) == []
    with pytest.raises(RuleBrokenError, match="nothing has changed"):
        actions.send_changes(make.owner(activity), activity)


def test_what_breaks_a_rule_is_not_kept_to_wait(session: Any) -> None:
    activity = public()

    with pytest.raises(RuleBrokenError, match="before the start"):
        make.propose(activity, Timing(PartialDate(2026), PartialDate(2025)))

    assert (list_pending_parts(activity.id), activity.ended) == ([], None)


def test_the_second_of_two_writers_of_a_public_entry_is_told(session: Any) -> None:
    activity = public()
    mark = compute_fingerprint(get_working_parts(activity, Telling))
    make.propose(activity, Telling("First"), send=False)

    with pytest.raises(ConflictError):
        change_activity(make.owner(activity), activity, Telling("Second"), seen=mark)


def test_approved_changes_of_every_kind_are_public_and_on_record(session: Any) -> None:
    topic = make.term(ListKind.TOPIC)
    activity = public()
    listed = tuple((sort, (topic.id,) if sort is ListKind.TOPIC else ()) for sort in SUBJECT_LISTS)
    wanted: list[Any] = [
        Naming("New name"),
        PromiseStatement((Rung.INFORMING,)),
        About(listed),
        Story("What", "Why"),
    ]
    make.propose(activity, *wanted)

    actions.approve_changes(curator(), activity, shown(activity))
    session.commit()

    kinds = [type(part) for part in wanted]
    assert list(read_first_parts(activity, *kinds)) == wanted
    assert list_pending_parts(activity.id) == []
    kept = session.scalars(select(PublicChange).order_by(PublicChange.id)).all()
    assert [c.kind for c in kept] == [kind.__name__ for kind in kinds]
    assert (kept[0].before, kept[0].after) == ({"title": "Falls group"}, {"title": "New name"})
    assert "new name" in activity.text.search_words
    assert last_note(activity).is_public


def test_nobody_approves_or_returns_their_own(session: Any) -> None:
    own = make.person(role=Role.CURATOR)
    activity = public(owner=own)
    make.propose(activity, Telling("New"))

    with pytest.raises(NotAllowedError):
        actions.approve_changes(own.actor, activity, shown(activity))
    with pytest.raises(NotAllowedError):
        actions.return_changes(own.actor, activity, shown(activity), "Because")


def test_a_curator_who_wrote_the_words_does_not_approve_them(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))
    writer = make.person(role=Role.CURATOR)
    list_pending_parts(activity.id)[0].person_id = writer.id

    with pytest.raises(NotAllowedError):
        actions.approve_changes(writer.actor, activity, shown(activity))


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_decide(session: Any, role: Role) -> None:
    activity = public()
    make.propose(activity, Telling("New"))

    with pytest.raises(NotAllowedError):
        actions.approve_changes(make.person(role=role).actor, activity, shown(activity))


def test_what_was_not_sent_is_not_approved(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"), send=False)

    with pytest.raises(ConflictError):
        actions.approve_changes(curator(), activity, shown(activity))


def test_approval_of_what_the_owner_changed_meanwhile_does_nothing(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("Harmless"))
    read = shown(activity)
    make.propose(activity, Telling("Not harmless"))

    with pytest.raises(ConflictError):
        actions.approve_changes(curator(), activity, read)

    assert activity.summary == "Residents and staff plan a falls group."


def test_approval_of_what_another_curator_corrected_meanwhile_does_nothing(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("Wanted"))
    read = shown(activity)
    correct(activity, Telling("Corrected"))

    with pytest.raises(ConflictError):
        actions.approve_changes(curator(), activity, read)

    assert list_changes(activity)[0].has_moved
    actions.approve_changes(curator(), activity, shown(activity))
    assert activity.summary == "Wanted"


def test_the_second_of_two_who_approve_is_told(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))
    read = shown(activity)
    actions.approve_changes(curator(), activity, read)

    with pytest.raises(ConflictError):
        actions.approve_changes(curator(), activity, read)


def test_returned_changes_stay_with_their_owner(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))

    actions.return_changes(curator(), activity, shown(activity), "Say more")

    assert (list_changes(activity)[0].is_sent, activity.summary[:9]) == (False, "Residents")
    assert (last_note(activity).reason, last_note(activity).is_public) == ("Say more", False)
    actions.send_changes(make.owner(activity), activity)
    assert waiting_ids(curator(), "change") == [activity.id]


def test_who_wrote_a_change_does_not_decide_about_it(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))
    writer = make.person(role=Role.CURATOR)
    list_pending_parts(activity.id)[0].person_id = writer.id

    assert waiting_ids(writer.actor, "change") == []
    assert waiting_ids(curator(), "change") == [activity.id]


def test_a_change_that_is_taken_back_or_written_anew_waits_no_more(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"), Naming("New"))
    actions.withdraw_change(make.owner(activity), activity, "Naming")
    assert waiting_ids(curator(), "change") == [activity.id]

    make.propose(activity, Telling("Newer"), send=False)

    assert waiting_ids(curator(), "change") == []


def test_an_owner_takes_a_change_back_and_nobody_else_does(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))

    for other in (make.person().actor, curator()):
        with pytest.raises(NotAllowedError):
            actions.withdraw_change(other, activity, "Telling")
    actions.withdraw_change(make.owner(activity), activity, "Telling")

    assert list_changes(activity) == []
    with pytest.raises(ConflictError):
        actions.withdraw_change(make.owner(activity), activity, "Telling")


def correct(activity: Activity, part: Any, by: Person | None = None) -> None:
    who = by or make.person(role=Role.CURATOR)
    mark = compute_fingerprint(read_first_parts(activity, type(part)))
    actions.correct_activity(who.actor, activity, part, seen=mark, reason="A wrong date")


def test_a_curator_corrects_with_a_reason_that_readers_do_not_see(session: Any) -> None:
    activity = public()

    correct(activity, Telling("Corrected"))

    assert activity.summary == "Corrected"
    assert (last_note(activity).reason, last_note(activity).is_public) == ("A wrong date", False)
    assert session.scalars(select(PublicChange.by)).all() == ["curator"]


def test_what_a_curator_corrects_before_it_is_public_is_no_public_history(session: Any) -> None:
    activity = make.activity(status=Status.SUBMITTED)

    correct(activity, Telling("Corrected"))

    assert activity.summary == "Corrected"
    assert session.scalars(select(PublicChange)).all() == []


def test_a_correction_needs_a_reason_and_what_was_seen(session: Any) -> None:
    activity = public()
    mark = compute_fingerprint(read_first_parts(activity, Telling))

    with pytest.raises(RuleBrokenError):
        actions.correct_activity(curator(), activity, Telling("x"), seen=mark, reason="")
    with pytest.raises(ConflictError):
        actions.correct_activity(curator(), activity, Telling("x"), seen="old", reason="y")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED, Status.WITHDRAWN])
def test_a_curator_corrects_only_what_was_sent_or_is_public(session: Any, status: Status) -> None:
    with pytest.raises(NotAllowedError):
        correct(make.activity(status=status), Telling("x"))


def test_a_curator_does_not_correct_their_own_past_the_others(session: Any) -> None:
    own = make.person(role=Role.CURATOR)

    with pytest.raises(NotAllowedError):
        correct(public(owner=own), Telling("x"), by=own)


def test_what_waits_for_an_entry_that_is_gone_waits_for_nobody(session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("New"))
    make.withdraw(activity)

    assert waiting_ids(curator(), "change") == []
    with pytest.raises(NotAllowedError):
        actions.approve_changes(curator(), activity, shown(activity))
    assert queries.get_activity(make.owner(activity), activity.slug) is activity


def test_a_private_part_never_enters_the_public_history(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = public()
    monkeypatch.setattr(Telling, "is_private", True, raising=False)

    correct(activity, Telling("Zebrafish"))

    assert session.scalars(select(PublicChange)).all() == []
