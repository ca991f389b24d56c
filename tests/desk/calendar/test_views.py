import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.participation.groups.enums import EndReason
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.packs import make as packs
from tests.engagement.commitments.make import promise
from tests.participation.groups import make as groups
from tests.register.sections import make as sections
from tests.resourcing.requests import make as requests
from tests.reviews.make import decide, waiting_file

As = Callable[[Any], Any]
PAGE = "/desk/calendar"
SOON = timedelta(days=9)
FAR = timedelta(days=80)


def known_day(after: timedelta = SOON) -> PartialDate:
    day = clock.today() + after
    return PartialDate.from_day(day)


def entry(name: str) -> Activity:
    return make.activity(status=Status.PUBLISHED, naming=Naming(name))


def due_promise(name: str, after: timedelta = SOON) -> None:
    promise(entry(name), due=known_day(after))


def ending_money(name: str, after: timedelta = SOON) -> None:
    sections.costs(entry(name), sections.line(until=known_day(after)))


def ending_resource(name: str, after: timedelta = SOON) -> None:
    requests.agreed(purpose=name, of=requests.terms(until=after.days))


def ending_consent(name: str, after: timedelta = SOON) -> None:
    groups.consent(entry(name), until=clock.today() + after)


def closing_round(name: str, after: timedelta = SOON) -> None:
    opened = make.resident_round(entry(name))
    opened.closes_on = clock.today() + after
    make.keep(opened)


def meeting(name: str, after: timedelta = SOON) -> None:
    pack = packs.pack(make.term(ListKind.BOARD, label=f"Board {name}"), title=name)
    pack.meeting_on = clock.today() + after
    make.keep(pack)


def waiting_entry(name: str, after: timedelta = SOON) -> None:
    make.activity(status=Status.SUBMITTED, naming=Naming(name))


MAKERS = (due_promise, ending_money, ending_resource, ending_consent, closing_round, meeting)


def make_address(browser: Any) -> str:
    """Make a private address as a curator does, and return its path."""
    page = browser.send(f"{PAGE}/address", follow_redirects=True).text
    found = re.search(r"/desk/calendar/[0-9a-f]+\.ics", page)
    assert found
    return found[0]


def read_events(answer: Any) -> list[Any]:
    assert answer.status_code == 200
    calendar: Any = Calendar.from_ical(answer.get_data())
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_only_curators_see_it(as_: As, client: Any, session: Any, role: Role) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    assert browser.get(PAGE).status_code == (303 if role is Role.VISITOR else 403)
    for path in ("address", "address/remove"):
        assert browser.send(f"{PAGE}/{path}").status_code == 403


def test_a_week_without_anything_says_so_and_eight_of_them_once(as_: As, session: Any) -> None:
    page = as_(Role.CURATOR).get(PAGE).text
    assert "Nothing is due in the next 8 weeks" in page
    assert "Nothing is due this week" not in page

    meeting("«Soon»")
    page = as_(Role.CURATOR).get(PAGE).text
    assert page.count("Nothing is due this week") == 7


@pytest.mark.parametrize("make_one", MAKERS)
def test_what_comes_is_listed_once_and_what_is_far_is_not(
    as_: As, session: Any, make_one: Callable[..., None]
) -> None:
    make_one("«Soon»")
    make_one("«Far»", FAR)
    browser = as_(Role.CURATOR)

    page = browser.get(PAGE).text
    events = read_events(browser.get(make_address(browser)))

    assert page.count("«Soon»") == 1
    assert "«Far»" not in page
    days = [each.decoded("dtstart") for each in events]
    assert days == [clock.today() + SOON]


def test_all_kinds_are_listed_with_few_questions(as_: As, session: Any, queries: list[str]) -> None:
    browser = as_(Role.CURATOR)
    numbers = []
    for turn in range(2):
        for make_one in (*MAKERS, waiting_entry):
            make_one(f"{make_one.__name__} {turn}")
        queries.clear()
        page = browser.get(PAGE).text
        numbers.append(len(queries))
        assert [m.__name__ for m in MAKERS if f"{m.__name__} {turn}" not in page] == []

    assert numbers[0] == numbers[1] <= 30


def test_the_file_names_nothing_that_is_not_public(as_: As, session: Any) -> None:
    waiting_entry("«Secret entry»")
    waiting_file("«Public entry»")
    meeting("«Draft pack»")
    ending_consent("«Consent entry»")
    requests.agreed(purpose="«Secret request»", of=requests.terms(until=9), is_public=False)
    browser = as_(Role.CURATOR)
    path = make_address(browser)
    assert "«Secret entry»" in browser.get(PAGE).text

    answer = browser.get(path)

    summaries = sorted(str(each["summary"]) for each in read_events(answer))
    assert summaries == [
        "A consent ends",
        "Meeting with a Board pack: Board «Draft pack»",
        "Waiting to be read: File",
        "Waiting to be read: New activity",
        "What a partner gives ends",
    ]
    assert "Secret" not in answer.get_data(as_text=True)
    assert "Public entry" not in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_what_was_decided_or_taken_back_does_not_come(as_: As, session: Any) -> None:
    decide(make.person(role=Role.CURATOR).actor, waiting_file("«Decided»"), "show")
    consent = groups.consent(entry("«Taken back»"), until=clock.today() + SOON)
    for each in session.scalars(select(type(consent))):
        each.ended, each.ended_at = EndReason.TAKEN_BACK, clock.now()
    session.commit()

    page = as_(Role.CURATOR).get(PAGE).text

    assert "«Decided»" not in page
    assert "«Taken back»" not in page


def test_what_she_had_a_hand_in_is_not_hers_to_decide(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    waiting_file("«Hers»", owner=curator)
    browser = as_(curator)

    assert "«Hers»" not in browser.get(PAGE).text
    assert read_events(browser.get(make_address(browser))) == []


def test_the_address_works_without_signing_in_until_another_is_made(
    as_: As, client: Any, session: Any
) -> None:
    browser = as_(Role.CURATOR)
    first = make_address(browser)
    assert client.get(first).status_code == 200

    second = make_address(browser)
    assert [client.get(path).status_code for path in (first, second)] == [404, 200]

    browser.send(f"{PAGE}/address/remove")
    browser.send(f"{PAGE}/address/remove")
    assert client.get(second).status_code == 404
    verbs = session.scalars(select(Event.verb).where(Event.subject_kind == "calendar_address"))
    assert sorted(verbs) == ["made a calendar address"] * 2 + ["removed a calendar address"]


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.TEAM_MEMBER}])
def test_the_address_ends_with_the_role(
    as_: As, client: Any, session: Any, change: dict[str, Any]
) -> None:
    curator = make.person(role=Role.CURATOR)
    path = make_address(as_(curator))
    for name, value in change.items():
        setattr(session.get(Person, curator.id), name, value)
    session.commit()

    assert client.get(path).status_code == 404


def test_no_address_is_guessed(client: Any, session: Any) -> None:
    for token in ("0" * 64, "x", "../desk"):
        assert client.get(f"{PAGE}/{token}.ics").status_code == 404


def test_hostile_words_stay_words(as_: As, session: Any) -> None:
    due_promise("<script>\r\nEND:VEVENT; x, \\n")
    browser = as_(Role.CURATOR)
    assert "<script>\r\n" not in browser.get(PAGE).text
    assert len(read_events(browser.get(make_address(browser)))) == 1
