"""Slots: what areas above a page add to it."""

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask
from jinja2 import DictLoader
from markupsafe import Markup

from coprod.web import slots
from coprod.web.slots import Slot, SlotTemplate, add_slot_template, declare, render_slot

SLOT = "page.place"
TEMPLATES = {
    "words.html": "<p>{{ words }}</p>",
    "first.html": "<i>first</i>",
    "page_value.html": "{{ words }}{{ page_value is defined }}",
}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Flask:
    declared: dict[str, Slot] = {SLOT: declare("for tests", "words")}
    monkeypatch.setattr(slots, "SLOTS", declared)
    site = Flask(__name__)
    site.jinja_loader = DictLoader(TEMPLATES)
    slots.init_app(site)
    return site


def fill(site: Flask, add: Callable[[Blueprint], None]) -> None:
    bp = Blueprint(f"area{len(site.blueprints)}", __name__)
    add(bp)
    site.register_blueprint(bp)


def content(site: Flask, words: str) -> str:
    with site.test_request_context():
        return render_slot(SLOT, words=words)


def test_a_slot_shows_what_areas_add_in_the_order_that_they_say(site: Flask) -> None:
    fill(site, lambda bp: add_slot_template(bp, SLOT, "words.html", order=20))
    fill(site, lambda bp: add_slot_template(bp, SLOT, "first.html", order=10))

    assert content(site, "last") == "<i>first</i>\n<p>last</p>"


def test_the_order_is_the_same_however_areas_are_registered(site: Flask) -> None:
    fill(site, lambda bp: add_slot_template(bp, SLOT, "words.html"))
    fill(site, lambda bp: add_slot_template(bp, SLOT, "first.html"))

    assert content(site, "last") == "<i>first</i>\n<p>last</p>"


def test_words_are_escaped_once(site: Flask) -> None:
    fill(site, lambda bp: add_slot_template(bp, SLOT, "words.html"))

    assert content(site, "<b>&") == Markup("<p>&lt;b&gt;&amp;</p>")


def test_an_area_may_add_nothing_to_this_page(site: Flask) -> None:
    def build(words: str) -> dict[str, object] | None:
        return {"words": words.upper()} if words else None

    fill(site, lambda bp: add_slot_template(bp, SLOT, "words.html", build))

    assert content(site, "some") == "<p>SOME</p>"
    assert content(site, "") == ""


def test_a_content_sees_the_values_of_the_slot_alone(site: Flask) -> None:
    fill(site, lambda bp: add_slot_template(bp, SLOT, "page_value.html"))

    with site.test_request_context():
        page = site.jinja_env.from_string('{{ slot("page.place", words="x") }}')
        assert page.render(page_value=1) == "xFalse"


def test_nobody_fills_a_slot_that_is_not_declared(site: Flask) -> None:
    with pytest.raises(LookupError, match=r"page\.plaice"):
        add_slot_template(Blueprint("area", __name__), "page.plaice", "words.html")


def test_no_page_shows_a_slot_that_is_not_declared(site: Flask) -> None:
    with site.test_request_context(), pytest.raises(LookupError, match=r"page\.plaice"):
        render_slot("page.plaice")


@pytest.mark.parametrize("values", [{}, {"word": "x"}, {"words": "x", "more": "y"}])
def test_a_page_passes_the_declared_values(site: Flask, values: dict[str, object]) -> None:
    with site.test_request_context(), pytest.raises(TypeError, match=r"\['words'\]"):
        render_slot(SLOT, **values)


def test_contents_of_one_app_are_not_those_of_another(site: Flask) -> None:
    fill(site, lambda bp: add_slot_template(bp, SLOT, "first.html"))
    contents: list[SlotTemplate] = site.extensions["slots"][SLOT]
    other = Flask(__name__)
    slots.init_app(other)

    assert len(contents) == 1
    assert other.extensions["slots"][SLOT] == []
