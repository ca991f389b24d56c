"""An administrator gives pages other words, in each language, in versions that stay."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.reference.page_texts import actions, rules
from coprod.reference.page_texts.enums import PageText
from coprod.reference.page_texts.queries import get_stored_texts, list_versions_of
from coprod.reference.page_texts.rules import NewWords, PageWords
from coprod.register.activities.enums import Status
from tests import make

As = Callable[[Any], Any]
RULES = PageText.HOUSE_RULES
WORDS = "/page-texts/house-rules/en"


def reword(text: str, page_text: PageText = RULES, language: str = "en") -> None:
    seen = rules.compute_seen(get_stored_texts(), page_text)
    admin = make.person(role=Role.ADMINISTRATOR).actor
    make.keep(actions.reword_page(admin, page_text, NewWords(language, text, "Ours"), seen=seen))


def test_a_reader_gets_their_language_else_english_else_what_the_page_came_with() -> None:
    stored = {(RULES.value, "en"): "Be kind", (RULES.value, "bn"): "…"}
    assert rules.find_words(stored, RULES, "bn") == PageWords("…", "bn")
    assert rules.find_words(stored, RULES, "so") == PageWords("Be kind", "en")
    assert rules.find_words(stored, PageText.TERMS, "en") is None


def test_other_english_words_end_their_translations_and_leave_other_pages_alone() -> None:
    other = (PageText.TERMS.value, "bn")
    stored = {(RULES.value, "en"): "Be kind", (RULES.value, "bn"): "…", other: "…"}
    after = rules.apply_words(stored, RULES, NewWords("en", "Be fair"))
    assert after == {(RULES.value, "en"): "Be fair", other: "…"}
    assert rules.apply_words(after, RULES, NewWords("en", "")) == {other: "…"}
    assert rules.apply_words(stored, RULES, NewWords("en", "Be kind")) is stored


@pytest.mark.parametrize(
    ("words", "field"),
    [(NewWords("en", "x" * 161, "Ours"), "words"), (NewWords("en", "x"), "why")],
)
def test_words_have_a_length_and_a_reason(words: NewWords, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_words(PageText.HOME_HEADING, words)
    assert broken.value.field == field


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMINISTRATOR])
def test_only_administrators_write_them(role: Role, session: Any, as_: As) -> None:
    actor = make.person(role=role).actor
    with pytest.raises(NotAllowedError):
        actions.reword_page(actor, RULES, NewWords("en", "x", "y"), seen="")
    with pytest.raises(NotAllowedError):
        actions.restore_page(actor, RULES)
    if role is not Role.VISITOR:
        assert as_(role).get("/page-texts").status_code == 403


def test_an_administrator_looks_at_it_first_saves_it_and_takes_it_back(
    as_: As, client: FlaskClient
) -> None:
    browser = as_(Role.ADMINISTRATOR)
    page = browser.get(WORDS).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    form = {"seen": seen, "words": "## Be kind\r\n\r\nAnd **fair**.", "why": "Ours"}

    looked_at = browser.send(WORDS, {**form, "preview": "yes"})
    assert "<h2>Be kind</h2>" in looked_at.text
    assert "Be kind" not in client.get("/house-rules").text
    assert browser.send(WORDS, {**form, "why": ""}).status_code == 422
    assert browser.send(WORDS, form).status_code == 303

    assert "<h2>Be kind</h2>" in client.get("/house-rules").text
    assert "Please do not" not in client.get("/house-rules").text
    assert browser.send(WORDS, form).status_code == 409
    assert "Ours" in browser.get("/page-texts/house-rules").text
    assert "Changed here in English" in browser.get("/page-texts").text

    for _ in range(2):
        assert browser.send("/page-texts/house-rules/restore").status_code == 303
    assert "Please do not" in client.get("/house-rules").text
    assert len(list_versions_of(RULES)) == 2


@pytest.mark.parametrize(
    ("page_text", "path"),
    [
        (PageText.HOME_HEADING, "/"),
        (PageText.HOME_LEAD, "/"),
        (PageText.ABOUT, "/about"),
        (PageText.HELP, "/how-to-use"),
        (PageText.PRIVACY, "/privacy"),
        (PageText.TERMS, "/terms"),
        (PageText.HOUSE_RULES, "/house-rules"),
    ],
)
def test_each_text_stands_on_its_page_in_the_language_it_is_in(
    client: FlaskClient, session: Any, page_text: PageText, path: str
) -> None:
    reword("Our own words", page_text)
    assert "Our own words" in client.get(path).text

    reword("Ereyadeenna", page_text, "so")
    answer = client.get(f"/so{path}").text
    assert "Ereyadeenna" in answer
    assert 'lang="so"' in answer
    assert "Our own words" in client.get(f"/bn{path}").text


def test_hints_stand_above_the_forms_that_they_are_about(
    as_: As, client: FlaskClient, session: Any
) -> None:
    reword("Write as you speak", PageText.HINT_COMMENT)
    reword("Name roles, not people", PageText.HINT_LOG)
    entry = make.activity(status=Status.PUBLISHED)

    assert "Write as you speak" in client.get(f"/comments/on/entry/{entry.slug}/write").text
    assert "Name roles, not people" in as_(Role.TEAM_MEMBER).get("/activities/log").text


def test_hostile_words_stay_words(client: FlaskClient, session: Any) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/z)"
    for each in PageText:
        reword(hostile, each)
    for path in ("/", "/about", "/terms", "/house-rules", "/privacy", "/how-to-use"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert 'src="https://evil' not in page
