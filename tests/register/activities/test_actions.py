from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import VISITOR
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities import actions, queries
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import read_first_parts
from coprod.register.activities.rules import Naming, PromiseStatement, Story, Telling, Timing
from tests import make
from tests.locks import locks


def test_a_logged_activity_begins_as_a_draft_that_only_its_owner_sees(session: Any) -> None:
    owner = make.person().actor

    activity = actions.log_activity(owner, *make.parts())

    assert activity.status is Status.DRAFT
    assert queries.get_activity(owner, activity.slug) is activity
    with pytest.raises(NotFoundError):
        queries.get_activity(VISITOR, activity.slug)


def test_two_activities_of_one_name_have_two_addresses(session: Any) -> None:
    first, second = make.activity(), make.activity()

    assert (first.slug, second.slug) == ("falls-group", "falls-group-2")


def test_entries_of_one_name_that_begin_together_have_addresses_of_their_own(session: Any) -> None:
    owner = make.person().actor
    make.activity()

    made = actions.log_activities(owner, [tuple(make.parts()), tuple(make.parts())])

    assert len({each.slug for each in made}) == 2
    assert [[n.verb for n in list_events(each, public_only=False)] for each in made] == [
        ["logged"],
        ["logged"],
    ]


def test_entries_that_begin_together_begin_all_or_none(session: Any) -> None:
    owner = make.person().actor
    nameless = (Naming(""),)

    with pytest.raises(RuleBrokenError):
        actions.log_activities(owner, [tuple(make.parts()), nameless])

    assert session.scalars(select(Activity)).all() == []


def test_it_cannot_end_before_it_starts(session: Any) -> None:
    backwards = Timing(started=PartialDate(2026), ended=PartialDate(2025, 12))

    with pytest.raises(RuleBrokenError, match="before the start"):
        make.activity(timing=backwards)


def test_a_visitor_logs_nothing(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.log_activity(VISITOR, *make.parts())


def test_the_second_of_two_writers_is_told(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    seen = compute_fingerprint(read_first_parts(activity, Telling))
    actions.change_activity(owner.actor, activity, Telling("First"), seen=seen)

    with pytest.raises(ConflictError):
        actions.change_activity(owner.actor, activity, Telling("Second"), seen=seen)

    assert activity.summary == "First"


def test_two_writers_of_different_parts_do_not_meet(session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    summary, story = (
        compute_fingerprint(read_first_parts(activity, Telling)),
        compute_fingerprint(read_first_parts(activity, Story)),
    )

    actions.change_activity(owner.actor, activity, Telling("New"), seen=summary)
    actions.change_activity(owner.actor, activity, Story("Long"), seen=story)

    assert (activity.summary, activity.text.body) == ("New", "Long")


def test_several_promised_levels_are_kept(session: Any) -> None:
    several = PromiseStatement(rungs=(Rung.CO_DESIGN, Rung.CONSULTATION))

    assert make.activity(promising=several).promised == (Rung.CONSULTATION, Rung.CO_DESIGN)


def test_an_entry_that_will_be_changed_is_locked_and_one_that_is_read_is_not(session: Any) -> None:
    entry = make.activity()
    owner, slug = make.owner(entry), entry.slug

    assert locks("activity", lambda: queries.get_activity(owner, slug, to_change=True))
    assert not locks("activity", lambda: queries.get_activity(owner, slug))
