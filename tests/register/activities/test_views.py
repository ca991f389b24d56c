import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import actions
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import WHOLE_ACTIVITY, read_first_parts
from coprod.register.activities.rules import Naming, Telling
from tests import make

As = Callable[[Any], Any]
HOSTILE = "<svg/onload=alert(1)>{{1337*7}} ' OR 1=1 --"


def entry(session: Any, slug: str) -> Activity:
    wanted = select(Activity).where(Activity.slug == slug).options(*WHOLE_ACTIVITY)
    found: Activity = session.scalars(wanted).unique().one()
    return found


def test_six_answers_make_a_draft_and_each_is_saved_at_once(as_: As, session: Any) -> None:
    owner, place = make.person(), make.term(ListKind.LOCALITY)
    browser = as_(owner)

    sent = browser.send("/activities/log", {"title": "Falls group"})
    assert sent.status_code == 303
    slug = sent.location.removeprefix("/activities/").removesuffix("/summary")
    for step, answer in {
        "summary": {"summary": "We plan it together"},
        "leader": {"led_by": "0", "led_by_name": "The group itself"},
        "place": {"localities": [str(place.id)]},
        "time": {"started-year": "2024", "started-month": "mar", "started-day": ""},
        "promise": {"promised": ["6"]},
    }.items():
        page = browser.get(f"/activities/{slug}/{step}")
        assert page.status_code == 200
        sent = browser.send(f"/activities/{slug}/{step}", answer)
        assert sent.status_code == 303, step

    kept = entry(session, slug)
    assert (kept.summary, kept.led_by_name) == ("We plan it together", "The group itself")
    assert kept.started == PartialDate(2024, 3)
    assert kept.status is Status.DRAFT
    assert "Send it to a curator" in browser.get(f"/activities/{slug}").text


@pytest.mark.parametrize(
    ("step", "answer", "said"),
    [
        ("name", {"title": ""}, "Give it a name"),
        ("name", {"title": "x" * 251}, "Shorten this to 250 characters or fewer"),
        ("summary", {"summary": "  "}, "Say in a few plain words what it is"),
        ("leader", {"led_by": "0", "led_by_name": ""}, "Choose or write who leads it"),
        ("leader", {"led_by": "99999"}, "Choose from the list"),
        ("leader", {"led_by": "9" * 400}, "Choose from the list"),
        ("place", {"place_words": ""}, "Tick a place, or write where it is"),
        ("place", {"localities": ["99999"]}, "Choose from the list"),
        ("time", {"started-year": ""}, "Enter when it started"),
        ("time", {"started-year": "10000"}, "Write the date in numbers"),
        ("time", {"started-year": "1066"}, "Enter a year between 1900 and 2100"),
        ("time", {"started-year": "2024", "started-day": "3"}, "Enter the month as well"),
        (
            "time",
            {"started-year": "2023", "started-month": "2", "started-day": "30"},
            "no such date",
        ),
        ("time", {"started-year": "2024", "ended-year": "2023"}, "must not be before the start"),
        ("promise", {"promised": []}, "Tick what people were promised"),
        ("promise", {"promised": ["6", "nothing"]}, "Choose the levels"),
        ("promise", {"promised": ["8"]}, "Choose from the list"),
    ],
)
def test_a_mistake_is_explained_beside_its_box_and_nothing_is_kept(
    as_: As, session: Any, step: str, answer: dict[str, Any], said: str
) -> None:
    owner = make.person()
    make.term(ListKind.LOCALITY)
    make.activity(owner=owner)

    page = as_(owner).send(f"/activities/falls-group/{step}", answer)

    assert page.status_code == 422
    assert said in page.text
    assert "<title>Error: " in page.text
    session.expire_all()
    assert entry(session, "falls-group").title == "Falls group"


def test_hostile_words_are_shown_as_words(as_: As, session: Any) -> None:
    owner = make.person()
    browser = as_(owner)

    made = browser.send("/activities/log", {"title": HOSTILE})
    page = browser.get(made.location)

    assert "<svg/onload" not in page.text
    assert "9359" not in page.text
    assert "&lt;svg/onload=alert(1)&gt;" in page.text


def test_the_second_writer_sees_both_and_loses_nothing(as_: As, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    seen = compute_fingerprint(read_first_parts(activity, Telling))
    actions.change_activity(owner.actor, activity, Telling("First words"), seen=seen)
    make.keep(activity)

    page = as_(owner).send(
        "/activities/falls-group/summary", {"summary": "Second words", "seen": seen}
    )

    assert page.status_code == 409
    assert "First words" in page.text
    assert "Second words" in page.text
    session.expire_all()
    assert entry(session, "falls-group").summary == "First words"


def test_another_team_member_finds_no_draft(as_: As, session: Any) -> None:
    make.activity()
    stranger = as_(Role.TEAM_MEMBER)

    for path in ("", "/name", "/discard"):
        assert stranger.get(f"/activities/falls-group{path}").status_code == 404
    assert stranger.send("/activities/falls-group/name", {"title": "Mine"}).status_code == 404
    assert stranger.send("/activities/falls-group/submit").status_code == 404


def test_an_entry_that_was_sent_in_can_not_be_changed_by_its_owner(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.SUBMITTED)

    assert as_(owner).send("/activities/falls-group/name", {"title": "New"}).status_code == 403


def test_a_draft_can_be_thrown_away_by_its_owner(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)

    assert browser.get("/activities/falls-group/discard").status_code == 200
    assert browser.send("/activities/falls-group/discard").status_code == 303
    assert session.query(Activity).count() == 0


def test_added_fields_change_nothing(as_: As, session: Any) -> None:
    owner, other = make.person(), make.person()
    make.activity(owner=owner)
    added = {
        "status": "published",
        "owner_id": str(other.id),
        "slug": "other",
        "published_at": "2020",
    }

    as_(owner).send("/activities/falls-group/name", {"title": "New name", **added})

    session.expire_all()
    kept = entry(session, "falls-group")
    assert (kept.status, kept.owner_id, kept.title) == (Status.DRAFT, owner.id, "New name")


def test_an_entry_with_several_promised_levels_keeps_them_when_it_is_changed(
    as_: As, session: Any
) -> None:
    owner = make.person()
    make.activity(owner=owner)

    as_(owner).send("/activities/falls-group/promise", {"promised": ["4", "6"]})

    session.expire_all()
    assert entry(session, "falls-group").promised == (Rung.CONSULTATION, Rung.CO_DESIGN)


def test_an_entry_called_log_does_not_hide_the_page_of_that_name(session: Any) -> None:
    made = make.activity(naming=Naming("Log"), status=Status.PUBLISHED)

    assert made.slug == "log-2"


def test_a_team_member_logs_for_somebody_who_agreed(as_: As, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    client, address = as_(owner), f"/activities/{activity.slug}/behalf"
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).text)
    assert seen
    told = {"reported_by": "Resident, Bow", "typed_by": "a team member", "seen": seen.group(1)}

    without = client.send(address, told)
    agreed = client.send(address, {**told, "consent": "They said yes on the telephone."})
    entry = client.get(f"/stories/{activity.slug}").text

    assert (without.status_code, agreed.status_code) == (422, 303)
    assert "Say how they agreed" in without.text
    assert "Typed by a team member for someone who took part, with their consent" in entry
    assert "telephone" not in entry


def test_the_page_sent_again_with_another_name_makes_no_second_draft(as_: As, session: Any) -> None:
    """After Back the page still holds the token that it was shown with."""
    browser = as_(make.person())

    first = browser.send("/activities/log", {"title": "Fall group", "once": "t" * 24})
    again = browser.send("/activities/log", {"title": "Falls group", "once": "t" * 24})

    assert first.location == again.location
    assert [each.title for each in session.scalars(select(Activity))] == ["Falls group"]


def test_another_tab_with_the_same_name_goes_on_with_the_same_draft(as_: As, session: Any) -> None:
    browser = as_(make.person())

    locations = {
        browser.send("/activities/log", {"title": "Falls group", "once": token * 24}).location
        for token in "ab"
    }

    assert len(locations) == 1
    assert len(session.scalars(select(Activity)).all()) == 1


def test_what_is_begun_stays_apart_from_what_has_more_and_from_what_others_log(
    as_: As, session: Any
) -> None:
    owner = make.person()
    make.activity(owner=owner, naming=Naming("Falls group"))

    as_(owner).send("/activities/log", {"title": "Falls group", "once": "t" * 24})
    as_(make.person()).send("/activities/log", {"title": "Falls group", "once": "t" * 24})

    assert len(session.scalars(select(Activity)).all()) == 3


def test_a_question_that_is_answered_already_is_not_skipped_without_a_word(
    as_: As, session: Any
) -> None:
    """Who belongs to an organisation is not asked who leads it, and can change it."""
    organisation = make.term(ListKind.ORGANISATION, label="Bow Health")
    browser = as_(make.person(organisation_id=organisation.id))
    there = browser.send("/activities/log", {"title": "Falls group"}).location

    sent = browser.send(there, {"summary": "We plan it together"})
    page = browser.get(sent.location).text

    assert sent.location.endswith("/place?after=summary")
    assert "Answered already: Who leads it? <strong>Bow Health</strong>" in page
    assert "question 4 of 6" in page
