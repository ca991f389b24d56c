"""“Have your say”: what one can take part in now, and a word to those who keep the register."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, Timing
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import People, Pledge
from tests import make
from tests.participation.opportunities.make import open_session

PAGE = "/have-your-say"
PARTS = ("Were you there?", "Come along", "Being decided now", "Groups looking for people")


def text(client: FlaskClient) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(PAGE).text).split())


def story(title: str, *parts: Any, **given: Any) -> Activity:
    made = make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)
    write_parts(made, parts)
    return make.keep(made)


def test_an_empty_page_says_what_to_do_instead(client: FlaskClient) -> None:
    page = text(client)

    assert "Tell us anything" in page
    assert "Nobody is asking for people at the moment" in page
    assert "A person reads it Within 2 working days" in page
    for part in PARTS:
        assert part not in page


def test_what_is_open_stands_on_the_page_and_an_empty_part_is_left_out(
    client: FlaskClient,
) -> None:
    make.resident_round(story("A walking group"))
    open_session(story("A film club"), title="Choose the film")

    page = text(client)

    assert "Were you there? A walking group Say how it was. 7 questions, 3 minutes. Until" in page
    assert "Come along" in page
    assert "Choose the film A film club . 18:30–20:00" in page
    for part in (*PARTS[2:], "Nobody is asking"):
        assert part not in page


def test_rounds_that_are_over_or_not_public_are_not_offered(client: FlaskClient) -> None:
    gone = story("Withdrawn")
    make.resident_round(gone)
    make.withdraw(gone)
    make.resident_round(story("Over"))
    assert "Over" in text(client)

    with time_machine.travel(clock.now() + timedelta(days=400), tick=False):
        page = text(client)
    assert "Withdrawn" not in page
    assert "Were you there?" not in page


def test_what_is_being_decided_says_what_is_open_what_is_settled_and_when_people_hear(
    client: FlaskClient,
) -> None:
    today = clock.today()
    year, yesterday = today.year, today - timedelta(days=1)
    pledge = Pledge(open_to_change="Which evenings", not_open="The money", decided_by="The board")
    soon, past = PartialDate(year + 1, 1), PartialDate(year - 1)
    story("Evening hours", Pledge(**{**vars(pledge), "hear_back": soon}))
    story("Last year", Pledge(**{**vars(pledge), "hear_back": past}))
    story("No day", pledge)
    for title, day in {
        "Some day this year": PartialDate(year),
        "Some day this month": PartialDate(year, today.month),
        "Today": PartialDate(year, today.month, today.day),
        "Yesterday": PartialDate.from_day(yesterday),
    }.items():
        story(title, Pledge(**{**vars(pledge), "hear_back": day}))

    page = text(client)

    assert "You can change Which evenings Already settled The money" in page
    assert f"You’ll hear what was decided by January {year + 1}. Who decides: The board" in page
    assert "Last year" not in page
    assert "No day" not in page
    for title in ("Some day this year", "Some day this month", "Today"):
        assert title in page
    assert "Yesterday" not in page


def test_only_groups_that_go_on_look_for_people(client: FlaskClient) -> None:
    missing = People(missing="Men who cook")
    story("Cooking", missing, timing=Timing(PartialDate(2026), is_ongoing=True))
    story("Ended", missing)

    page = text(client)

    assert "Cooking Who is missing so far: Men who cook" in page
    assert "Ended" not in page


def test_what_somebody_wrote_cannot_break_the_page(client: FlaskClient) -> None:
    hostile = "<script>alert(1)</script> " + "w" * 90
    pledge = Pledge(open_to_change=hostile, hear_back=PartialDate(clock.today().year + 1))
    whole = story(
        hostile, pledge, People(missing=hostile), timing=Timing(PartialDate(2026), is_ongoing=True)
    )
    open_session(whole, title=hostile)
    make.resident_round(whole)

    assert "<script>alert" not in client.get(PAGE).text


def test_the_page_asks_the_database_no_more_often_for_more(
    client: FlaskClient, queries: list[str]
) -> None:
    def count() -> int:
        queries.clear()
        text(client)
        return len(queries)

    def everything(title: str) -> None:
        pledge = Pledge(open_to_change="Times", hear_back=PartialDate(clock.today().year + 1))
        entry = story(title, pledge, People(missing="Men"))
        open_session(entry)
        make.resident_round(entry)

    everything("One")
    few = count()
    for number in range(3):
        everything(f"More {number}")
    assert count() == few
    assert few <= 8, queries


def test_anybody_tells_the_curators_anything_and_it_is_not_stored(
    client: FlaskClient, session: Any
) -> None:
    curator: Person = make.person(role=Role.CURATOR)
    send = client.send  # type: ignore[attr-defined]
    path = f"{PAGE}/tell-us"
    words = {"words": "«The bins»\r\nBcc: all@example.org", "contact": "07700 900000"}
    assert send(path, {"words": ""}).status_code == 422
    assert send(path, words).status_code == 422
    assert send(path, {**words, "agreed": "y"}).status_code == 303

    letters = session.scalars(select(Outgoing).where(Outgoing.text.contains("«The bins»"))).all()
    assert [each.recipient for each in letters] == [curator.email]
    assert "07700 900000" in letters[0].text
    assert str(curator.email) not in client.get(path).text
