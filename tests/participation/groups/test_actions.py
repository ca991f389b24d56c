"""What groups say, who decides about it, and consents that end."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core import storage
from coprod.core.audit_trail.queries import list_events
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.participation.groups import actions, queries
from coprod.participation.groups.commands import end_consents
from coprod.participation.groups.enums import ConsentSubject, EndReason, Stance
from coprod.participation.groups.models import GroupStatement, fingerprint_words
from coprod.participation.groups.rules import GroupAnswer
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Telling
from coprod.register.files.actions import add_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from coprod.register.review.actions import plan_publication
from coprod.register.review.commands import publish_planned_activities
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import People
from tests import make
from tests.participation.groups.make import (
    GROUP,
    SAID,
    UNNAMED,
    answer_group,
    asked,
    claim,
    consent,
    name_group,
    named,
    spoken,
)
from tests.register.files.test_rules import picture
from tests.reviews.make import decide, waiting_ids


def with_picture(status: Status = Status.DRAFT) -> tuple[Activity, StoredFile]:
    entry = make.activity(status=status)
    upload = Upload(name="a.jpg", data=picture(), caption="Us", alt="People round a table")
    return entry, make.keep(add_file(make.owner(entry), entry, upload))


def test_a_group_that_is_not_named_is_not_asked(session: Any) -> None:
    entry = named()
    with pytest.raises(RuleBrokenError):
        actions.ask_group(make.owner(entry), entry, "Somebody else", clock.today())


def test_only_those_who_look_after_it_ask_groups(session: Any) -> None:
    entry = named()
    for actor in (VISITOR, make.person().actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.ask_group(actor, entry, GROUP, clock.today())


def test_a_group_is_asked_before_it_is_public_and_may_change_its_mind_later(session: Any) -> None:
    entry = named(Status.DRAFT)
    token = asked(entry)
    voice = queries.get_statement_by_token(token)
    assert voice.is_awaiting_answer

    answer_group(voice, GroupAnswer(Stance.CONFIRMED))
    answer_group(voice, GroupAnswer(Stance.DISPUTED, "Not what we said"))
    assert (voice.stand, voice.public_words) == (Stance.DISPUTED, "")


def test_an_answer_is_about_the_words_that_the_group_was_given(session: Any) -> None:
    entry = named(Status.DRAFT)
    statement = queries.get_statement_by_token(asked(entry))
    before = fingerprint_words(entry)
    write_parts(entry, (Telling("«Something else»"),))
    with pytest.raises(RuleBrokenError):
        actions.answer_as_group(statement, SAID, seen=before)

    answer_group(statement, SAID)
    assert not statement.is_outdated(entry)


def test_words_that_were_taken_out_leave_no_day_to_name(session: Any) -> None:
    entry = named(Status.DRAFT)
    statement = spoken(entry)
    entry.summary, entry.words_changed_on = "", None
    assert statement.is_outdated(entry)
    assert statement.get_day_of_change(entry) is None


def count_unawaited(entry: Activity) -> int:
    """Count the decisions not to wait: the log keeps each with its reason."""
    events = list_events(entry, public_only=False)
    return sum(event.verb == "did not wait" for event in events)


def test_publication_waits_for_a_group_that_still_has_time(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    token = asked(entry)
    with pytest.raises(RuleBrokenError):
        decide(make.curator(), entry, "publish")

    answer_group(queries.get_statement_by_token(token), SAID)
    decide(make.curator(), entry, "publish")
    assert entry.status is Status.PUBLISHED
    assert not count_unawaited(entry)


def test_publication_waits_no_longer_than_to_the_day_in_the_letter(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    asked(entry)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        decide(make.curator(), entry, "publish")
    assert entry.status is Status.PUBLISHED


def test_a_curator_does_not_wait_only_with_a_reason_that_the_log_keeps(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    asked(entry)
    decide(make.curator(), entry, "publish", "«The election period begins tomorrow»")
    assert entry.status is Status.PUBLISHED
    assert count_unawaited(entry) == 1
    assert "did not wait" not in {each.verb for each in list_events(entry, public_only=True)}


def test_a_group_that_is_named_no_more_holds_nothing(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    asked(entry)
    write_parts(entry, (People(),))
    decide(make.curator(), entry, "publish")
    assert entry.status is Status.PUBLISHED


def test_publication_waits_for_a_group_that_nobody_asked(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    with pytest.raises(RuleBrokenError, match="was not asked"):
        decide(make.curator(), entry, "publish")

    decide(make.curator(), entry, "publish", "«It has closed, and nobody answers»")
    assert entry.status is Status.PUBLISHED
    assert count_unawaited(entry) == 1


def test_publication_waits_while_a_group_is_named_that_does_not_want_it(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    spoken(entry, UNNAMED)
    with pytest.raises(RuleBrokenError, match="not to publish its name"):
        decide(make.curator(), entry, "publish")

    write_parts(entry, (People(),))
    decide(make.curator(), entry, "publish")
    assert entry.status is Status.PUBLISHED
    assert not count_unawaited(entry)


def test_a_name_stays_only_with_a_reason_that_the_log_keeps(session: Any) -> None:
    entry = named(Status.SUBMITTED)
    spoken(entry, UNNAMED)
    decide(make.curator(), entry, "publish", "«It is named in a public contract»")
    assert count_unawaited(entry) == 1


def test_who_asks_not_to_be_named_is_in_no_public_history(session: Any) -> None:
    entry = named()
    spoken(entry, UNNAMED)
    assert "a group spoke" not in {each.verb for each in list_events(entry, public_only=True)}


def approve_for(entry: Activity, days: int, reason: str = "") -> None:
    plan_publication(make.curator(), entry, clock.today() + timedelta(days=days), reason)
    make.keep(entry)


def test_what_is_approved_for_a_day_is_held_as_it_would_be_on_that_day(
    app: Flask, session: Any
) -> None:
    unasked, in_time = named(Status.SUBMITTED), named(Status.SUBMITTED)
    asked(in_time)
    with pytest.raises(RuleBrokenError, match="was not asked"):
        approve_for(unasked, 5)
    approve_for(unasked, 5, "«It has closed»")
    approve_for(in_time, 5)
    approve_for(unasked, 4)
    assert [count_unawaited(each) for each in (unasked, in_time)] == [1, 0]
    with time_machine.travel(clock.now() + timedelta(days=6)), app.app_context():
        assert publish_planned_activities() == 2


@pytest.mark.parametrize("answer", [SAID, UNNAMED])
def test_who_does_not_confirm_what_is_approved_brings_it_back_to_the_curators(
    session: Any, answer: GroupAnswer
) -> None:
    entry = named(Status.SUBMITTED)
    token = asked(entry)
    approve_for(entry, 5)
    answer_group(queries.get_statement_by_token(token), answer)
    assert entry.publish_on is None


def test_a_new_link_ends_the_old_one(session: Any) -> None:
    entry = named()
    old = asked(entry)
    asked(entry)

    with pytest.raises(NotFoundError):
        queries.get_statement_by_token(old)
    assert len(session.scalars(select(GroupStatement)).all()) == 1


def test_a_link_leads_nowhere_once_the_entry_is_gone(session: Any) -> None:
    entry = named()
    token = asked(entry)
    make.withdraw(entry)

    with pytest.raises(NotFoundError):
        queries.get_statement_by_token(token)


def test_a_group_that_is_no_longer_named_is_not_shown(client: Any, session: Any) -> None:
    entry = named()
    spoken(entry)
    write_parts(entry, (People(groups=("Others",)),))
    session.commit()

    assert "Disputed" not in client.get(f"/stories/{entry.slug}").text


def test_a_curator_decides_about_a_claim_unless_it_is_about_their_own(session: Any) -> None:
    kept = claim(named())
    curator = make.person(role=Role.CURATOR)
    own = claim(name_group(make.activity(owner=curator, status=Status.PUBLISHED)))

    assert waiting_ids(curator.actor, "group-claim") == [kept.id]
    for actor, claimed in ((curator.actor, own), (make.owner(kept.activity), kept)):
        with pytest.raises(NotAllowedError):
            decide(actor, claimed, "accept")

    decide(curator.actor, kept, "accept")
    session.commit()
    assert queries.get_statements(kept.activity)[GROUP].public_words == "«We were two of eight»"
    assert waiting_ids(curator.actor, "group-claim") == []


def test_a_picture_goes_at_once_when_its_consent_is_taken_back(session: Any) -> None:
    entry, file = with_picture()
    kept = consent(entry, covers=ConsentSubject.FILE, file_id=file.id)

    actions.end_consent(VISITOR, queries.get_consent_by_key(kept.key), EndReason.TAKEN_BACK)
    session.commit()

    assert session.scalars(select(StoredFile)).all() == []
    assert file.key not in storage.list_stored()


def test_an_entry_goes_out_of_sight_when_a_story_is_taken_back(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    kept = consent(entry)

    actions.end_consent(VISITOR, queries.get_consent_by_key(kept.key), EndReason.TAKEN_BACK)

    assert entry.status is Status.WITHDRAWN
    assert kept.ended is EndReason.TAKEN_BACK


def test_a_consent_for_the_file_of_another_entry_is_refused(session: Any) -> None:
    _other, file = with_picture()
    with pytest.raises(RuleBrokenError):
        consent(make.activity(), covers=ConsentSubject.FILE, file_id=file.id)


def test_a_consent_runs_out_on_its_day_and_everybody_is_told(app: Flask, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    consent(entry, until=clock.today() + timedelta(days=3))

    assert end_consents() == 0
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert [end_consents(), end_consents()] == [1, 0]
    assert session.get(Activity, entry.id).status is Status.WITHDRAWN
    letters = session.scalars(select(Outgoing.subject)).all()
    assert "A consent has ended" in letters


def test_what_is_for_this_place_alone_is_not_shared_outside(session: Any) -> None:
    here, outside, none = (make.activity(status=Status.PUBLISHED) for _each in range(3))
    consent(here)
    consent(outside, outside=True)

    assert [queries.is_activity_shareable(each) for each in (here, outside, none)] == [
        False,
        True,
        True,
    ]
    with pytest.raises(NotFoundError):
        queries.get_shareable_activity(here.slug)
    assert queries.get_shareable_activity(outside.slug) is outside


def test_a_picture_for_this_place_alone_keeps_no_words_here(session: Any) -> None:
    entry, file = with_picture(Status.PUBLISHED)
    consent(entry, covers=ConsentSubject.FILE, file_id=file.id)

    assert queries.is_activity_shareable(entry)
