"""Readers read in their own language that words were taken out, wherever the marker stands."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from coprod.core.database import session as db_session
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.core.values.markers import STORED, build_marker, replace_marker
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Telling
from coprod.web.mailer import Email, write_email
from coprod.web.markers import translate_markers_in
from tests import make

As = Callable[[Any], Any]
DAY = date(2026, 5, 3)
BENGALI = {"Accept-Language": "bn"}
IN_BENGALI = "3 মে 2026"
IN_ENGLISH = "3 May 2026"


def rendered(text: str) -> str:
    return STORED.sub(lambda found: replace_marker(found, lambda day: f"[{day}]"), text)


@pytest.mark.parametrize("day", [DAY, date(2026, 12, 31), date(2027, 1, 1)])
def test_a_stored_marker_is_found_again(day: date) -> None:
    assert rendered(f"We met {build_marker(day)}.") == f"We met [{day}]."
    assert rendered(build_marker(day).replace(" ", "\n")) == f"[{day}]"


def test_what_only_looks_like_one_stays() -> None:
    for text in ("(words taken out to protect somebody, 40 Maybe 2026)", "(words taken out", ""):
        assert rendered(text) == text


@pytest.fixture
def slug(session: Any) -> str:
    title = Naming(f"A walk {build_marker(DAY)}")
    made = make.activity(status=Status.PUBLISHED, naming=title, telling=Telling(build_marker(DAY)))
    return made.slug


def test_pages_feeds_and_files_say_it_in_the_language_of_the_reader(client: Any, slug: str) -> None:
    for at in (f"/stories/{slug}", "/stories", f"/stories/{slug}/history", "/stories/feed.atom"):
        page = client.get(at, headers=BENGALI, follow_redirects=True)
        if page.status_code == 404:
            continue
        assert IN_ENGLISH not in page.text.split("</head>")[-1], at
    assert IN_BENGALI in client.get(f"/bn/stories/{slug}").text
    client.delete_cookie("language")
    assert IN_ENGLISH in client.get(f"/stories/{slug}").text


def test_a_box_holds_the_marker_as_it_is_stored(as_: As, slug: str) -> None:
    """Who saves a page in Bengali must not make it Bengali for everybody."""
    page = as_(Role.CURATOR).get(f"/activities/{slug}/edit/summary", headers=BENGALI)

    assert page.status_code == 200
    assert build_marker(DAY) in page.text.split("<textarea")[1].split("</textarea>")[0]


def test_programs_read_it_as_it_is_stored(client: Any, slug: str) -> None:
    assert build_marker(DAY) in client.get(f"/api/entries/{slug}", headers=BENGALI).json["title"]


def test_letters_say_it_too(app: Flask, session: Any) -> None:
    letter = Email(
        "news", N_("News"), (N_("About %(title)s", title=f"a long long walk {build_marker(DAY)}"),)
    )
    with app.test_request_context(), force_locale("bn"):
        write_email("resident@example.org", letter)
        assert (
            translate_markers_in(f'<input value="{build_marker(DAY)}">{build_marker(DAY)}').count(
                IN_BENGALI
            )
            == 1
        )

    [mail] = db_session.query(Outgoing).all()
    for body in (mail.text, mail.html):
        assert IN_BENGALI in body
        assert IN_ENGLISH not in " ".join(body.split())
