"""What holds for every page and every form, for every role; and that each check can fail."""

import os
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from tests import make
from tests.conftest import rolled_back
from tests.crawl import walk as checks
from tests.crawl.planted import plant
from tests.crawl.translated import marked, unmarked
from tests.crawl.walk import CHECKS, EVERY_ROLE, SENDS_HOSTILE, Check, Page, walk
from tests.crawl.world import entry
from tests.strict_html import TOKENS

pytestmark = pytest.mark.crawl
BETWEEN = {Role.RESIDENT, Role.CURATOR}
ROLES = [each for each in Role if each not in BETWEEN or EVERY_ROLE in os.environ]
LEAST_PAGES = 1000
LEAST_FORMS = {Role.VISITOR: 15, Role.ADMINISTRATOR: 100}


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_and_form(app: Flask, role: Role) -> None:
    with rolled_back(app), marked():
        result = walk(app, role)

    complaints = [
        f"{check}: {where}: {what}"
        for check, places in result.found.items()
        for where, what in places.items()
    ]
    assert complaints == [], "\n".join(complaints)
    assert result.pages > LEAST_PAGES
    assert result.forms > LEAST_FORMS[role] if role in SENDS_HOSTILE else result.forms == 0


SOUND = "<!DOCTYPE html><html lang=en><title>⟦Page⟧</title><h1>⟦Page⟧</h1>"
BOXES = "".join(f"<input type=hidden name={name} value=x>" for name in TOKENS)
PAGE = Page(
    role=Role.RESIDENT,
    needs=Role.RESIDENT,
    endpoint="",
    status=200,
    location="",
    text=f'{SOUND}<form method=post action="/sign-out">{BOXES}</form>',
    is_html=True,
    is_new_markup=True,
    statements=["SELECT 1"] * 15,
    hidden=re.compile("secret"),
)
FAULTY: dict[Check, Page] = {
    checks.is_let_in_or_refused_by_role: replace(PAGE, needs=Role.CURATOR),
    checks.is_strict_markup: replace(PAGE, text=SOUND + "<p id=a><p id=a>"),
    checks.can_be_translated: replace(PAGE, text=SOUND + "bare"),
    checks.asks_few_questions: replace(PAGE, statements=["SELECT 1"] * 16),
    checks.writes_nothing: replace(PAGE, statements=["UPDATE person SET name = 1"]),
    checks.keeps_what_is_hidden: replace(PAGE, text=SOUND + "⟦A SECRET⟧"),
    checks.lets_people_sign_out: replace(PAGE, text=SOUND),
}


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_of_pages_can_fail(check: Check) -> None:
    assert list(check(PAGE)) == []
    assert len(list(check(FAULTY[check]))) == 1


def test_an_unmarked_word_is_found() -> None:
    page = "<p>⟦Read <a>this⟧</a> bare</p><input type=submit value=Go><i title='⟦x⟧'>«data»</i>"

    assert unmarked(page) == {"bare", "Go"}


def test_who_may_read_the_words_does_find_them(app: Flask, as_: Callable[..., FlaskClient]) -> None:
    """Or the walk would look at pages on which no word could stand."""
    curator = as_(Role.CURATOR)
    planted, kept = plant(entry(make.person(), Status.PUBLISHED))
    pages = [f"/moderation/comment/{key}" for key in kept["comment_id"]]
    pages += [f"/promises/{key}" for key in kept["promise_id"]]
    answers = [FlaskClient.open(curator, path, follow_redirects=True) for path in pages]
    text = "".join(answer.get_data(as_text=True) for answer in answers)

    for where in ("waiting", "held", "public, held", "unread answer", "report", "on insight"):
        assert planted[where] in text
    for where in ("promise", "proof", "why back"):
        assert planted[where] in text
    assert len(planted) > 30
