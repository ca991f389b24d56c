from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from tests import make
from tests.board.meetings import make as meetings
from tests.board.spotlights import make as spotlights

As = Callable[[Any], Any]
FILM = "https://example.org/film"
WORDS = "It has captions. A woman says: now we meet."


def days(name: str, number: int) -> dict[str, str]:
    day = clock.today() + timedelta(days=number)
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def test_a_story_is_nominated_on_its_page(as_: As, client: FlaskClient) -> None:
    activity, resident = spotlights.public_activity(), as_(Role.RESIDENT)
    nominate = f"/board/spotlights/nominate/{activity.slug}"
    assert nominate in client.get(f"/stories/{activity.slug}").text
    assert client.get(nominate).status_code == 303
    assert resident.send(nominate, {"reason": ""}).status_code == 422
    assert resident.send(nominate, {"reason": "Its members run it"}).status_code == 303
    assert "You have nominated it" in resident.get(nominate).text
    nominations = as_(Role.CURATOR).get("/board/spotlights/nominations").text
    assert f"/board/spotlights/choose/{activity.slug}" in nominations
    assert "Its members run it" in nominations
    assert resident.get("/board/spotlights/nominations").status_code == 403


def test_what_was_chosen_is_on_the_first_page(as_: As, client: FlaskClient) -> None:
    activity, curator = spotlights.public_activity(), as_(Role.CURATOR)
    meeting = meetings.meeting(meetings.group(), is_public=True)
    choose = f"/board/spotlights/choose/{activity.slug}"
    sent = {"title": "A food club", "words": "Copy it", "lead": "Chair", "minutes": "20"}
    sent |= {"meeting_id": str(meeting.id), **days("starts_on", 0), **days("ends_on", 20)}
    no_words = curator.send(choose, {**sent, "film_link": FILM})
    assert no_words.status_code == 422
    assert "write what is said in it" in no_words.text
    here = curator.send(choose, {**sent, "film_link": FILM, "film_words": WORDS}).location
    text = client.get(here).text
    assert f'href="{FILM}"' in text
    assert WORDS in text
    assert "<iframe" not in text
    for page in ("/", "/board/spotlights"):
        assert "A food club" in client.get(page).text
    assert "Spotlight" in client.get(f"/board/meetings/{meeting.id}").text


def test_nothing_of_it_stays_when_the_story_is_taken_down(
    as_: As, client: FlaskClient, session: Any
) -> None:
    meeting = meetings.meeting(meetings.group(), is_public=True)
    made = spotlights.spotlight(meeting=meeting, title="«title»", words="«words»")
    pages = ("/", "/board/spotlights", f"/board/meetings/{meeting.id}")
    assert "«title»" in client.get("/").text
    made.activity.status = Status.WITHDRAWN
    make.keep(made.activity)
    for browser in (client, as_(Role.CURATOR)):
        assert browser.get(f"/board/spotlights/{made.id}").status_code == 404
        for page in pages:
            text = browser.get(page).text
            assert "«title»" not in text
            assert made.activity.title not in text


def test_a_curator_changes_what_it_says_and_ends_it(as_: As, client: FlaskClient) -> None:
    made, curator = spotlights.spotlight(), as_(Role.CURATOR)
    here = f"/board/spotlights/{made.id}"
    sent = {"version": "1", "title": "New title", "words": "New words"}
    sent |= {**days("starts_on", -9), **days("ends_on", -1)}
    assert curator.send(f"{here}/change", sent).status_code == 303
    assert curator.send(f"{here}/change", sent).status_code == 409
    assert "New title" not in client.get("/").text
    earlier = client.get("/board/spotlights").text
    assert "Earlier spotlights" in earlier
    assert "New title" in earlier
