"""Whatever is typed into any box of any form is words: nothing fails, and nothing runs.

Every form that a page offers is found by itself, filled with one hostile value in every box that
takes free text, hidden ones too, and sent past the browser's own checks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.accounts.models import Person
from coprod.db import session
from coprod.kit.actor import Role
from tests.web.test_pseudo_locale import rules, world

HOSTILE = (
    "9" * 400,
    "<svg/onload=alert(1)>{{1337*7}}x' OR 1=1 --",
    "\x00\x1b\u202enan\r\nBcc: all@example.org",
)
RAN = ("<svg/onload", "9359x")
"""What a page would hold if the words had been taken for markup, or for a sum in a template."""
KEPT = {"csrf_token", "next", "seen"}


@dataclass
class Filled:
    """A form as a page offers it: where it goes, its boxes, and what is ticked or picked in it."""

    address: str
    boxes: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)

    def with_words(self, words: str) -> dict[str, str]:
        return {**self.given, **dict.fromkeys(self.boxes - KEPT, words)}


class Forms(HTMLParser):
    """Collects the forms of a page that are sent to us."""

    def __init__(self, page: str, here: str) -> None:
        super().__init__()
        self.here = here
        self.found: list[Filled] = []
        self.inside: Filled | None = None
        self.picks = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.inside = Filled(given.get("action") or self.here)
            self.found.append(self.inside)
        elif self.inside and (tag == "option" or given.get("name")):
            self.take(self.inside, tag, given)

    def take(self, form: Filled, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.picks = name
        elif tag == "option":
            form.given.setdefault(self.picks, given.get("value", ""))
        elif tag == "textarea" or kind not in {"radio", "checkbox", "file", "submit", "button"}:
            form.boxes.add(name)
        elif kind == "radio":
            form.given.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def forms(app: Flask, browser: FlaskClient, filled: Any) -> Iterator[Filled]:
    """Find one of each form: those that go to the same rule and have the same boxes are alike."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for rule in rules(app, "GET"):
        for address in filled.with_few_entries().addresses(app, rule):
            answer = browser.get(address, buffered=True)
            if answer.mimetype != "text/html":
                continue
            for form in Forms(answer.text, address).found:
                alike = (str(rule), frozenset(form.boxes | form.given.keys()))
                if alike not in seen:
                    seen.add(alike)
                    yield form


@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", [Role.VISITOR, Role.ADMINISTRATOR])
def test_hostile_words_in_any_box_are_only_words(
    app: Flask, client: FlaskClient, as_: Callable[..., FlaskClient], role: Role
) -> None:
    filled, who = world(role)
    known = who.id if who else 0
    browser = as_(who) if who else client
    found = list(forms(app, browser, filled))
    wrong: list[str] = []

    for form in found:
        for words in HOSTILE:
            browser = as_(session.get_one(Person, known)) if known else client
            browser.may_fail = True  # type: ignore[attr-defined]
            answer = browser.send(form.address, form.with_words(words))  # type: ignore[attr-defined]
            if answer.status_code >= 500 or any(mark in answer.text for mark in RAN):
                wrong.append(f"{answer.status_code} {form.address} with {words[:20]!r}")

    assert wrong == []
    assert len(found) > (15 if role is Role.VISITOR else 100)
