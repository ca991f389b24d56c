"""The page, the calendars, announcing, and letters to a team."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from icalendar import Calendar
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.participation.opportunities.models import OpenSession
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.participation.opportunities.make import open_session

As = Callable[..., Any]
HOSTILE = "x\r\nEND:VEVENT\nATTACH:http://evil.example\\n;,:\u2028\x0b"


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def form() -> dict[str, str]:
    day = clock.today() + timedelta(days=9)
    return {
        "title": "Design day",
        "what_for": "To draw",
        "day-day": str(day.day),
        "day-month": str(day.month),
        "day-year": str(day.year),
        "begins": "18.30",
        "ends": "20:00",
        "place": "A hall",
        "support": "None",
        "offered": "£20",
        "rung": "co_design",
        "ask": "Engagement officer",
    }


def events(answer: Any) -> list[Any]:
    assert answer.content_type == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get(Person, activity.owner_id)
    return found


def test_a_session_tells_everything_on_the_page_and_on_its_entry(
    client: Any, entry: Activity
) -> None:
    open_session(entry)
    for path in ("/have-your-say/dates", f"/stories/{entry.slug}/effect"):
        page = client.get(path).text
        for words in ("Design day", "18:30–20:00", "Hearing loop", "£20", "Co-design", "officer"):
            assert words in page


def test_only_what_is_public_and_still_to_come_is_in_the_lists(
    client: Any, session: Any, entry: Activity
) -> None:
    gone = make.activity(status=Status.PUBLISHED)
    open_session(gone, title="«hidden»")
    open_session(entry, title="«soon»")
    make.withdraw(gone)

    feed = client.get("/have-your-say/calendar.ics")
    assert [str(each["summary"]) for each in events(feed)] == ["«soon»"]
    for path in ("/have-your-say", "/have-your-say/dates"):
        page = client.get(path).text
        assert "«soon»" in page
        assert "«hidden»" not in page
    assert events(client.get(f"/have-your-say/of/{gone.slug}/calendar.ics")) == []
    draft = make.activity()
    assert client.get(f"/have-your-say/of/{draft.slug}/calendar.ics").status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        for path in ("/have-your-say", "/have-your-say/dates"):
            assert "«soon»" not in client.get(path).text


def test_hostile_words_stay_words_in_a_calendar(client: Any, entry: Activity) -> None:
    open_session(entry, title=HOSTILE, place=HOSTILE, what_for=HOSTILE, support=HOSTILE)

    found = events(client.get(f"/have-your-say/of/{entry.slug}/calendar.ics"))

    assert len(found) == 1
    assert "attach" not in found[0]
    assert "END:VEVENT ATTACH" in str(found[0]["summary"])
    raw = client.get("/have-your-say/calendar.ics").data
    assert b"\x0b" not in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_a_change_keeps_its_uid_and_a_session_called_off_says_so(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    kept = open_session(entry)
    before = events(client.get("/have-your-say/calendar.ics"))[0]
    browser = as_(owner(session, entry))
    path = f"/have-your-say/{kept.id}"
    assert "18:30" in browser.get(f"{path}/change").text
    assert browser.send(f"{path}/change", {**form(), "begins": "soon"}).status_code == 422
    assert browser.send(f"{path}/change", {**form(), "place": "Online"}).status_code == 303
    assert browser.send(f"{path}/call-off").status_code == 303

    after = events(client.get("/have-your-say/calendar.ics"))[0]
    assert after["uid"] == before["uid"]
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 2)
    assert (str(after["status"]), str(after["location"])) == ("CANCELLED", "Online")
    assert "Called off" in client.get("/have-your-say").text


def test_the_owner_announces_and_others_do_not(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    path = f"/have-your-say/of/{entry.slug}/new"
    kept = open_session(entry)
    for other in (path, f"/have-your-say/{kept.id}/change", f"/have-your-say/{kept.id}/call-off"):
        assert client.send(other, form()).status_code in {303, 403}
        assert as_(Role.TEAM_MEMBER).send(other, form()).status_code == 403
    browser = as_(owner(session, entry))
    assert browser.get(path).status_code == 200
    assert browser.send(path, {**form(), "support": ""}).status_code == 422
    assert browser.send(path, form()).status_code == 303
    titles = session.scalars(select(OpenSession.title).order_by(OpenSession.id)).all()
    assert titles == ["«Design day»", "Design day"]


@pytest.mark.parametrize("wish", ["take-part", "do-this-here"])
def test_a_word_reaches_the_owners_and_nobody_sees_an_address(
    client: Any, session: Any, entry: Activity, wish: str
) -> None:
    path, to = f"/have-your-say/of/{entry.slug}/{wish}", owner(session, entry).email
    assert to not in client.get(path).text
    words = {"words": "«We would»\r\nBcc: all@example.org", "contact": "07700 900000"}
    assert client.send(path, words).status_code == 422
    sent = client.send(path, {**words, "agreed": "y"})
    assert sent.status_code == 303
    assert to not in client.get(sent.location).text

    letters = session.scalars(select(Outgoing)).all()
    mine = [each for each in letters if "«We would»" in each.text]
    assert [each.recipient for each in mine] == [to]
    assert "07700 900000" in mine[0].text
    assert "\n" not in mine[0].subject


def test_nobody_writes_to_the_team_of_what_is_not_public(client: Any, session: Any) -> None:
    draft = make.activity()
    gone = make.activity(status=Status.PUBLISHED)
    make.withdraw(gone)
    for each, status in ((draft, 404), (gone, 403)):
        path = f"/have-your-say/of/{each.slug}/take-part"
        assert client.send(path, {"words": "Hello"}).status_code in {status, 303}
        assert client.get(path).status_code in {status, 303}
    assert not [o for o in session.scalars(select(Outgoing.text)) if "Hello" in o]
