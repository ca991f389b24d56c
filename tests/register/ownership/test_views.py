"""Entries are looked after together, and no word of it tells who has an account."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities import policies, queries
from coprod.register.activities.actions import change_activity, discard_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import read_first_parts
from coprod.register.activities.rules import Telling
from coprod.register.ownership import actions
from coprod.register.ownership.models import OwnerInvitation
from coprod.register.ownership.rules import OwnerRequest
from coprod.register.review import actions as curation
from coprod.register.review import policies as deciding
from tests import make

SignIn = Callable[[Person | Role], Any]


def ask(activity: Activity, person: Person, **given: Any) -> str:
    return actions.invite_owner(
        make.owner(activity), activity, OwnerRequest(person.email or "", **given)
    )


def shared(activity: Activity, **given: Any) -> Person:
    person = make.person(**given)
    actions.accept(person.actor, ask(activity, person))
    make.keep(activity)
    return person


def test_a_co_owner_finds_changes_and_sends_the_entry(session: Any) -> None:
    activity = make.activity()
    other = shared(activity, role=Role.RESIDENT).actor

    found = queries.get_activity(other, activity.slug)
    seen = compute_fingerprint(read_first_parts(found, Telling))
    change_activity(other, found, Telling("Changed together."), seen=seen)
    curation.submit_activity(other, found)

    assert [mine.id for mine in queries.list_own_activities(other)] == [activity.id]
    assert (found.summary, found.status) == ("Changed together.", Status.SUBMITTED)


def test_a_stranger_still_finds_nothing(session: Any) -> None:
    activity = make.activity()
    shared(activity)
    with pytest.raises(NotFoundError):
        queries.get_activity(make.person().actor, activity.slug)


def test_nobody_publishes_what_they_ever_had_a_hand_in(session: Any) -> None:
    activity = make.activity(status=Status.SUBMITTED)
    curator = shared(activity, role=Role.CURATOR).actor
    assert not deciding.can_decide(curator, activity)

    actions.remove_co_owner(curator, activity, activity.co_owners[0])

    assert not policies.is_owner(curator, activity)
    with pytest.raises(NotAllowedError):
        curation.publish_activity(curator, activity)


def test_a_co_owner_who_left_sees_it_no_more(session: Any) -> None:
    activity = make.activity()
    other = shared(activity).actor
    actions.remove_co_owner(other, activity, activity.co_owners[0])
    session.flush()
    with pytest.raises(NotFoundError):
        queries.get_activity(other, activity.slug)


def test_an_entry_is_handed_over_when_the_new_owner_says_yes(session: Any) -> None:
    activity = make.activity()
    old, new = make.owner(activity), make.person()
    token = ask(activity, new, is_hand_over=True)
    assert activity.owner_id == old.id

    actions.accept(new.actor, token)

    assert activity.owner_id == new.id
    assert policies.is_owner(old, activity)
    assert policies.can_discard(new.actor, activity)
    assert not policies.can_discard(old, activity)


def test_a_co_owner_may_ask_others_but_not_give_the_entry_away(session: Any) -> None:
    activity = make.activity()
    other = shared(activity).actor
    actions.invite_owner(other, activity, OwnerRequest("third@example.org"))
    with pytest.raises(NotAllowedError):
        actions.invite_owner(other, activity, OwnerRequest("third@example.org", is_hand_over=True))


def test_a_co_owner_removes_nobody_but_themselves(session: Any) -> None:
    activity = make.activity()
    other = shared(activity).actor
    shared(activity)
    with pytest.raises(NotAllowedError):
        actions.remove_co_owner(other, activity, activity.co_owners[1])


def test_a_link_is_for_one_address_and_one_use(session: Any) -> None:
    activity, invited = make.activity(), make.person()
    token = ask(activity, invited)

    with pytest.raises(NotFoundError):
        actions.accept(make.person().actor, token)
    actions.accept(invited.actor, token)
    with pytest.raises(NotFoundError):
        actions.accept(invited.actor, token)


def test_a_link_runs_out_after_two_weeks_to_the_second(session: Any) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        activity, invited = make.activity(), make.person()
        token, early = ask(activity, invited), ask(make.activity(), invited)
        now.shift(timedelta(days=14, seconds=-1))
        actions.accept(invited.actor, early)
        now.shift(timedelta(seconds=1))
        with pytest.raises(NotFoundError):
            actions.accept(invited.actor, token)


def test_the_first_owner_stands_first_however_long_others_have_had_an_account(session: Any) -> None:
    earlier, owner = make.person(), make.person()
    entry = make.activity(owner=owner)
    actions.accept(earlier.actor, ask(entry, earlier))

    assert [each.id for each in queries.list_owners(entry)] == [owner.id, earlier.id]


def test_what_somebody_offered_goes_with_them(session: Any) -> None:
    activity = make.activity()
    other, invited = shared(activity), make.person()
    token = actions.invite_owner(other.actor, activity, OwnerRequest(invited.email or ""))
    actions.remove_co_owner(make.owner(activity), activity, activity.co_owners[0])
    with pytest.raises(NotFoundError):
        actions.accept(invited.actor, token)


def test_the_whole_way_by_mail(as_: SignIn, session: Any) -> None:
    owner, invited = make.person(), make.person()
    activity = make.activity(owner=owner)
    client, address = as_(owner), f"/activities/{activity.slug}/owners"

    known = client.send(address, {"email": invited.email, "kind": "share"})
    unknown = client.send(address, {"email": "nobody@example.org", "kind": "share"})
    texts = [m.text for m in session.query(Outgoing).order_by(Outgoing.id)]
    links = [re.search(r"/activities/invitation/\S+", text) for text in texts]
    assert links[0]
    browser = as_(invited)
    asked = browser.get(links[0].group()).text
    accepted = browser.send(links[0].group())

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert activity.title not in texts[0]
    assert re.sub(r"/invitation/\S+", "", texts[0]) == re.sub(r"/invitation/\S+", "", texts[1])
    assert activity.title in asked
    assert accepted.location == f"/activities/{activity.slug}"
    page = client.get(address).text
    assert invited.name in page
    assert "nobody@example.org" in page


def test_the_pages_say_no_in_plain_words(as_: SignIn, session: Any) -> None:
    owner, invited = make.person(), make.person()
    activity = make.activity(owner=owner)
    token = ask(activity, invited)
    make.keep(activity)
    address = f"/activities/{activity.slug}/owners"

    assert as_(make.person()).get(f"/activities/invitation/{token}").status_code == 404
    assert as_(make.person()).get(address).status_code == 404
    assert as_(owner).send(address, {"email": "x", "kind": "other"}).status_code == 422
    assert as_(invited).send(f"/activities/invitation/{token}/decline").status_code == 303
    assert session.query(OwnerInvitation).count() == 0


def test_taking_back_and_removing(as_: SignIn, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    other = shared(activity)
    ask(activity, make.person())
    make.keep(activity)
    base, [open_] = f"/activities/{activity.slug}/owners", session.query(OwnerInvitation).all()
    co_owner, open_id = activity.co_owners[0].id, open_.id

    assert as_(owner).send(f"{base}/invitations/{open_id}/take-back").status_code == 303
    assert as_(owner).send(f"{base}/{co_owner}/remove").status_code == 303
    assert as_(other).get(base).status_code == 404
    assert session.query(OwnerInvitation).count() == 0


def test_throwing_a_draft_away_takes_its_owners_and_questions_along(session: Any) -> None:
    activity = make.activity()
    shared(activity)
    ask(activity, make.person())
    session.flush()
    discard_activity(make.owner(activity), activity)
    assert session.query(OwnerInvitation).count() == 0
