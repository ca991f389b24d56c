"""The reader's language, and the catalogues that translators fill."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from coprod.core.config import HOME
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web.filters import format_number, say_date, say_number
from coprod.web.language import CODES, COOKIE, translate
from tests import make

TRANSLATED = [code for code in CODES if code != "en"]
PLACES = re.compile(r"%\(\w+\)s|</?\w+[^>]*>")


def catalogue(code: str) -> Catalog:
    path: Path = HOME / "translations" / code / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def as_list(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_places_and_links_of_its_sentence(code: str) -> None:
    for message in catalogue(code):
        ids, said = as_list(message.id), as_list(message.string)
        for translated in filter(None, said if message.id else ()):
            assert sorted(PLACES.findall(translated)) == sorted(PLACES.findall(ids[-1])), ids


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_says_that_nobody_has_checked_it(code: str) -> None:
    assert "NOT YET CHECKED BY A NATIVE SPEAKER" in catalogue(code).header_comment


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_menu_and_the_levels_are_read_in_the_language_of_the_page(
    client: FlaskClient, code: str
) -> None:
    page = client.get(f"/{code}/ladder").text
    words = re.findall(r">\s*([^<>]+?)\s*<", page)

    for english in ("Learning", "Sign in", "Co-production", "Skip to main content"):
        message = catalogue(code).get(english)
        assert message is not None
        assert message.string in words
        assert english not in words


def test_the_browser_s_language_is_taken_when_none_was_chosen(client: FlaskClient) -> None:
    led = client.get("/about", headers={"Accept-Language": "so, en;q=0.5"})
    assert (led.status_code, led.location) == (302, "/so/about")
    page = client.get(led.location).text

    assert '<html lang="so"' in page
    assert 'id="main-content" lang="so"' in page


def test_pages_that_are_for_curators_say_that_they_are_english(as_: Any) -> None:
    page = as_(Role.CURATOR).get("/desk", headers={"Accept-Language": "so"}).text

    assert '<html lang="so"' in page
    assert 'id="main-content" lang="en"' in page


def test_the_words_of_people_are_not_read_out_in_the_reader_s_language(client: FlaskClient) -> None:
    make.activity(status=Status.PUBLISHED, naming=Naming("A walking group"))

    page = client.get("/so/stories").text

    assert re.search(r'<a [^>]*lang="en">A walking group</a>', page)


def test_a_language_that_we_do_not_speak_is_answered_in_english(client: FlaskClient) -> None:
    page = client.get("/about", headers={"Accept-Language": "xx"}).get_data(as_text=True)

    assert '<html lang="en"' in page


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (PartialDate(2019), "2019"),
        (PartialDate(2019, 3), "March 2019"),
        (PartialDate(2019, 3, 5), "5 March 2019"),
        (None, "not known"),
    ],
)
def test_dates_are_said_in_words(app: Flask, when: Any, words: str) -> None:
    with app.test_request_context():
        assert say_date(when) == words


def test_dates_are_said_in_the_reader_s_language(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": f"{COOKIE}=so"}):
        assert "Maarso" in say_date(PartialDate(2019, 3))


def test_a_phrase_inside_a_phrase_is_said_too(app: Flask) -> None:
    with app.test_request_context():
        assert translate(N_("To reach %(level)s", level=N_("Co-design"))) == "To reach Co-design"


@pytest.mark.parametrize("number", [0, 7, 999, 1000, 12_345, 1_234_567, -4_000])
def test_numbers_are_said_in_the_digits_of_the_reader_s_language(app: Flask, number: int) -> None:
    with app.test_request_context():
        assert say_number(number) == format_number(number, Locale("en"))
    with app.test_request_context(headers={"Cookie": f"{COOKIE}=bn"}):
        assert say_number(number) == format_number(number, Locale("bn"))


def test_what_is_put_into_the_words_of_a_template_is_escaped(app: Flask) -> None:
    said = (
        "{{ _('For %(who)s', who=who) }} {{ ngettext('%(num)s of %(who)s', 'many', 1, who=who) }}"
    )
    whole = said + " {% trans %}By {{ who }}{% endtrans %}"
    with app.test_request_context():
        told = render_template_string(whole, who="<b>%s</b>")

    assert told == " ".join(f"{each} &lt;b&gt;%s&lt;/b&gt;" for each in ("For", "1 of", "By"))
