"""Asking a group by letter, its answer, claims without a link, and consents taken back."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import time_machine
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.participation.groups.enums import EndReason, Stance
from coprod.participation.groups.models import Consent, GroupClaim, GroupStatement
from coprod.participation.groups.rules import GroupAnswer
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import Naming, Telling
from coprod.register.review.actions import publish_activity
from coprod.register.sections.actions import write_parts
from coprod.web.filters import say_date
from tests import make
from tests.participation.groups.make import GROUP, asked, claim, consent, named, spoken
from tests.reviews.make import address_of, send, waiting_ids

As = Callable[..., Any]
ADDRESS = "lunch-club@example.org"


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get(Person, activity.owner_id)
    return found


def read_seen(page: str) -> str:
    found = re.search(r'name="seen"[^>]* value="([^"]*)"', page)
    assert found
    return found[1]


@time_machine.travel("2026-12-23 12:00", tick=False)
def test_a_group_is_given_ten_working_days_without_bank_holidays(as_: As, session: Any) -> None:
    make.keep(Partnership(name="P", partnership="T", days_off="2026-12-25\n2026-12-28\n2027-01-01"))
    entry = named(Status.DRAFT)
    as_(owner(session, entry)).send(
        f"/activities/{entry.slug}/groups", {"group": GROUP, "email": ADDRESS}
    )

    assert session.scalars(select(GroupStatement.answer_by)).one() == date(2027, 1, 11)


def test_a_group_is_asked_by_letter_and_its_address_is_not_kept(
    client: Any, as_: As, session: Any
) -> None:
    entry = named(Status.DRAFT)
    curator = make.person(role=Role.CURATOR)
    sent = as_(owner(session, entry)).send(
        f"/activities/{entry.slug}/groups", {"group": GROUP, "email": ADDRESS}
    )
    assert sent.status_code == 303

    letter = session.scalars(select(Outgoing).where(Outgoing.recipient == ADDRESS)).one()
    path = next(word for word in letter.text.split() if "/involved/say/" in word)
    path = path.removeprefix("http://localhost")
    page = client.get(path).text
    assert "«Lunch club»" in page
    answer = {"stand": "disputed", "words": "«We never said that»", "seen": read_seen(page)}
    assert client.send(path, answer).status_code == 303
    assert client.send(path, {"stand": "corrected"}).status_code == 422
    told = session.scalars(select(Outgoing).where(Outgoing.recipient == curator.email)).all()
    assert told
    kept = session.scalars(select(GroupStatement)).one()
    assert ADDRESS not in str(vars(kept))


def test_readers_see_the_stand_at_once_and_the_words_once_read(
    client: Any, as_: As, session: Any
) -> None:
    voice = spoken(named())
    path = f"/stories/{voice.activity.slug}"

    page = client.get(path).text
    assert "Disputed by the group" in page
    assert "two of eight" not in page

    curator = as_(Role.CURATOR)
    assert "two of eight" in curator.get(address_of(voice)).text
    send(curator, voice, "show")
    assert "two of eight" in client.get(path).text


def test_a_team_reads_what_a_group_says_of_it_no_sooner_than_everybody(
    as_: As, session: Any
) -> None:
    words = spoken(named())
    team = as_(owner(session, words.activity))

    assert team.get(address_of(words)).status_code == 404
    send(as_(Role.CURATOR), words, "decline")
    assert team.get(address_of(words)).status_code == 404


def test_somebody_without_a_link_claims_and_a_curator_decides(
    client: Any, as_: As, session: Any
) -> None:
    curator = make.person(role=Role.CURATOR)
    entry = named()
    path = f"/activities/{entry.slug}/groups/ours"
    assert client.get(path).status_code == 200
    said = {"group": GROUP, "stand": "disputed", "words": "«No»", "contact": "«07700»"}

    assert client.send(path, {**said, "group": "Nobody"}).status_code == 422
    assert client.send(path, {**said, "contact": ""}).status_code == 422
    assert client.send(path, said).status_code == 303
    assert "Disputed" not in client.get(f"/stories/{entry.slug}").text
    letter = session.scalars(select(Outgoing).where(Outgoing.recipient == curator.email)).one()
    assert "«07700»" not in letter.text

    made = session.scalars(select(GroupClaim)).one()
    browser = as_(curator)
    address = address_of(made)
    assert address in browser.get("/desk/groups", follow_redirects=True).text
    assert "«07700»" in browser.get(address).text
    send(browser, made, "accept")
    page = client.get(f"/stories/{entry.slug}").text
    assert "Disputed by the group" in page
    assert "«07700»" not in page + browser.get(address).text


def test_a_claim_that_is_not_the_group_leaves_nothing(client: Any, as_: As, session: Any) -> None:
    made = claim(named())

    send(as_(Role.CURATOR), made, "decline")

    assert session.scalars(select(GroupClaim)).all() == []
    assert session.scalars(select(GroupStatement)).all() == []


def test_a_draft_is_claimed_by_nobody(client: Any, session: Any) -> None:
    assert client.get(f"/activities/{named(Status.DRAFT).slug}/groups/ours").status_code == 404


def test_only_the_team_and_curators_read_consents(client: Any, as_: As, session: Any) -> None:
    kept = consent(make.activity(status=Status.PUBLISHED))
    path = f"/activities/{kept.activity.slug}/consents"

    assert client.get(path).status_code == 303
    assert as_(Role.TEAM_MEMBER).get(path).status_code == 403
    assert kept.key in as_(owner(session, kept.activity)).get(path).text
    assert as_(Role.TEAM_MEMBER).send(f"{path}/{kept.id}/end").status_code == 403


def test_the_team_ends_a_consent_when_it_is_told_to(client: Any, as_: As, session: Any) -> None:
    agreement = consent(make.activity(status=Status.PUBLISHED))
    entry = agreement.activity

    answer = as_(owner(session, entry)).send(
        f"/activities/{entry.slug}/consents/{agreement.id}/end"
    )

    assert answer.status_code == 303
    assert entry.title not in client.get(f"/stories/{entry.slug}").text
    assert session.get_one(Consent, agreement.id).ended is EndReason.TAKEN_BACK


def test_the_owner_keeps_a_consent(as_: As, session: Any) -> None:
    entry = make.activity()
    said = {"covers": "words", "what": "A story", "for_what": "Here", "how": "Form", "file": ""}
    day = {"agreed_on-day": "3", "agreed_on-month": "5", "agreed_on-year": "2026"}
    browser, path = as_(owner(session, entry)), f"/activities/{entry.slug}/consents"

    assert browser.send(path, said).status_code == 422
    assert browser.send(path, {**said, **day, "file": "77"}).status_code == 422
    assert browser.send(path, {**said, **day}).status_code == 303
    assert session.scalars(select(Consent.what)).all() == ["A story"]


def test_whoever_agreed_takes_it_back_without_an_account(client: Any, session: Any) -> None:
    kept = consent(make.activity(status=Status.PUBLISHED))
    path, entry = f"/consent/{kept.key}", f"/stories/{kept.activity.slug}"
    assert "«story»" in client.get(path).text

    for _time in range(2):
        assert client.send(path).status_code == 303

    assert "It is hidden" in client.get(path).text
    assert "Residents and staff plan" not in client.get(entry).text
    told = session.scalars(select(Outgoing.subject)).all()
    assert told.count("A consent has ended") == 2, "the owner and the curator, once each"
    assert client.get(f"/consent/{'x' * 32}").status_code == 404


def test_the_curator_sees_before_publication_what_groups_say(as_: As, session: Any) -> None:
    entry = named(Status.SUBMITTED)
    spoken(entry)

    page = as_(Role.CURATOR).get(f"/activities/{entry.slug}/review", follow_redirects=True).text

    assert "Disputed by the group" in page
    assert "two of eight" in page


def test_the_curator_sees_which_named_group_nobody_asked(as_: As, session: Any) -> None:
    entry = named(Status.SUBMITTED)

    assert "Not asked yet" in as_(Role.CURATOR).get(address_of(entry)).text


def test_the_page_says_that_a_group_still_has_time_and_takes_a_reason(
    as_: As, session: Any
) -> None:
    entry = named(Status.SUBMITTED)
    asked(entry)
    curator = as_(Role.CURATOR)

    refused = send(curator, entry, "publish")
    assert refused.status_code == 422
    assert "still has time to answer" in refused.text
    assert send(curator, entry, "publish", message="«Agreed by phone»").status_code == 303


def test_a_group_reads_that_the_words_were_changed_and_answers_again(
    client: Any, as_: As, session: Any
) -> None:
    entry = named(Status.SUBMITTED)
    spoken(entry, GroupAnswer(Stance.CONFIRMED))
    path = f"/involved/say/{asked(entry)}"
    assert "were changed after you had answered" not in client.get(path).text
    with time_machine.travel("2027-05-03 12:00", tick=False):
        entry = get_activity(make.curator(), entry.slug)
        write_parts(entry, (Telling("«Something else»"),))
        session.commit()

        changed = "Confirmed before the words were changed on 3 May 2027"
        assert changed in as_(Role.CURATOR).get(address_of(entry)).text
        page = client.get(path).text
        assert "were changed after you had answered" in page
        again = {"stand": "confirmed", "seen": read_seen(page)}
        assert client.send(path, {**again, "seen": "older"}).status_code == 422
        assert client.send(path, again).status_code == 303
        assert changed not in as_(Role.CURATOR).get(address_of(entry)).text


def test_readers_see_that_a_group_confirmed_other_words(client: Any, session: Any) -> None:
    entry = named()
    spoken(entry, GroupAnswer(Stance.CONFIRMED))
    path = f"/stories/{entry.slug}"
    assert "Confirmed by the group" in client.get(path).text

    write_parts(get_activity(make.curator(), entry.slug), (Naming("«Another title»"),))
    session.commit()
    assert "Confirmed before the words were changed on" in client.get(path).text


def test_a_group_asks_not_to_be_named_and_readers_are_not_led_to_it(
    client: Any, as_: As, session: Any
) -> None:
    entry = named(Status.SUBMITTED)
    path = f"/involved/say/{asked(entry)}"
    seen = read_seen(client.get(path).text)
    sent = client.send(path, {"stand": "unnamed", "words": "«Our own reason»", "seen": seen})
    assert sent.status_code == 303
    assert "take your name out" in client.get(path).text
    letters = session.scalars(select(Outgoing.subject)).all()
    assert "A group asks us not to publish its name" in letters

    curator = as_(Role.CURATOR)
    assert "Asks us not to publish its name" in curator.get(address_of(entry)).text
    assert send(curator, entry, "publish").status_code == 422
    assert send(curator, entry, "publish", message="«A contract names it»").status_code == 303
    page = client.get(f"/stories/{entry.slug}", follow_redirects=True).text
    assert "not to publish its name" not in page
    assert "«Our own reason»" not in page


def test_words_are_for_the_team_and_curators_unless_the_group_agrees_to_show_them(
    client: Any, as_: As, session: Any
) -> None:
    entry = named()
    path = f"/involved/say/{asked(entry)}"
    answer = {"stand": "corrected", "words": "«We came twice»"}
    for ticked, waiting in ({}, 0), ({"may_show_words": "y"}, 1):
        seen = read_seen(client.get(path).text)
        assert client.send(path, {**answer, **ticked, "seen": seen}).status_code == 303
        assert len(waiting_ids(make.curator(), "group-words")) == waiting

    team = as_(owner(session, entry))
    assert "«We came twice»" in team.get(f"/activities/{entry.slug}/groups").text
    assert re.search(r'name="may_show_words"[^>]*checked', client.get(path).text)


def test_readers_see_that_every_group_was_asked_and_who_did_not_answer(
    client: Any, session: Any
) -> None:
    entry = named(Status.SUBMITTED)
    asked(entry)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        publish_activity(make.curator(), entry)
        session.commit()
        page = client.get(f"/stories/{entry.slug}").text
    assert "We asked every group named here before publishing." in page
    assert f"One group did not answer by {say_date(clock.today())}." in page


def test_nobody_is_said_to_have_been_asked_who_was_not(client: Any, session: Any) -> None:
    entry = named()
    asked(entry)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        page = client.get(f"/stories/{entry.slug}").text
    assert "One group did not answer by" in page
    assert "We asked every group" not in page
