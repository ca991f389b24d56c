"""The pages that a visitor meets, in each language that the register speaks."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coprod.core.values.actor import Role
from coprod.web.language import COOKIE
from tests.crawl.translated import Reader
from tests.crawl.world import World, rules, world
from tests.web.test_language import TRANSLATED, as_list, catalogue

NEAREST = (
    "/",
    "/ladder",
    "/stories",
    "/stories/<slug:slug>",
    "/stories/<slug:slug>/ratings",
    "/rate/<token:token>",
    "/rate/<token:token>/paper",
    "/rate/<token:token>/poster",
    "/comments/on/<slug:kind>/<slug:slug>/write",
    "/comments/receipt/<token:token>",
    "/have-your-say",
    "/promises",
    "/stories/<slug:slug>/ask-for-a-format",
    "/sign-in",
    "/sign-up",
    "/contact",
    "/learning",
    "/decisions",
)
"""The pages in whose translation nothing may be lost, in order of how many people meet them."""
SAFETY = re.compile(
    "999|safeguard|consent|in danger|may not be safe|may have this|be shown here|under 16|you agree"
)
"""Words on safety and on saying yes: they wait for a person who speaks the language."""


def said(page: str) -> set[str]:
    reader = Reader()
    reader.feed(page)
    return {" ".join(words.split()) for words in (*reader.text, *reader.heard)}


def pages(app: Flask, filled: World) -> list[tuple[Rule, str]]:
    near = [rule for rule in rules(app, "GET") if str(rule) in NEAREST]
    assert len(near) == len(NEAREST)
    return [(rule, address) for rule in near for address in filled.addresses(app, rule)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("code", TRANSLATED)
def test_the_pages_nearest_to_visitors_stand_in_their_language(
    app: Flask, client: FlaskClient, code: str
) -> None:
    """The strict client looks at the markup of each, and no msgid with a translation is left."""
    filled, _ = world(Role.VISITOR)
    english = {
        as_list(message.id)[0]
        for message in catalogue(code)
        if message.id and all(as_list(message.string))
        if as_list(message.string)[0] != as_list(message.id)[0]
    }
    client.set_cookie(COOKIE, code)
    seen, left = set(), {}

    for rule, address in pages(app, filled):
        answer = client.get(address, follow_redirects=True)
        if answer.status_code == 200:
            seen.add(str(rule))
            page = answer.get_data(as_text=True)
            assert f'<html lang="{code}"' in page, address
            left[address] = said(page) & english

    assert seen == set(NEAREST)
    assert {address: words for address, words in left.items() if words} == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_words_on_safety_and_consent_are_not_translated_by_a_machine(code: str) -> None:
    """Take this away together with the line that says that nobody has checked the catalogue."""
    delicate = [m for m in catalogue(code) if m.id and SAFETY.search(as_list(m.id)[0])]

    assert len(delicate) > 20
    assert [m.id for m in delicate if any(as_list(m.string))] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_no_straight_quotes_outside_its_links(code: str) -> None:
    """A page may show it on its own, where the strict client would refuse it."""
    words = [w for m in catalogue(code) if m.id for w in filter(None, as_list(m.string))]

    assert [w for w in words if re.search("[\"']", re.sub("<[^>]*>", "", w))] == []
