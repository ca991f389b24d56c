"""The pages on which a curator decides what comments are about."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.intelligence.themes import actions
from coprod.intelligence.themes.enums import ClusterKind
from coprod.intelligence.themes.rules import ThemeDraft
from tests.intelligence.themes.make import SOURCE, cluster, curator

As = Callable[..., Any]
THEMES = "/what-people-told-us/themes"
HOSTILE = "<script>alert(1)</script> ফোন ধরে না"
NAMED = {"name": "Phones ring out", "theme": "booking_and_phone"}


def test_the_largest_comes_first_with_its_words_and_three_quotes(as_: As) -> None:
    texts = (
        HOSTILE,
        "Engaged all the day",
        "Engaged all the day!",
        "They cut me off",
        "A fourth one here",
    )
    suggested = cluster(texts, words=("phone", "rang", "<b>hold</b>"))

    page = as_(Role.CURATOR).get(THEMES).text

    assert "5 comments" in page
    assert "phone, rang, &lt;b&gt;hold&lt;/b&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ফোন ধরে না" in page
    assert page.count("Engaged all the day") == 1
    assert "A fourth one here" not in page
    for words in ("Name it", "Same as…", "Not a theme"):
        assert words in page
    assert f"{THEMES}/{suggested.id}" in page


def test_a_theme_is_named_approved_and_taken_back(as_: As) -> None:
    here, browser = f"{THEMES}/{cluster().id}", as_(Role.CURATOR)

    named = browser.send(here, {**NAMED, "version": "1", "then": "name"})
    assert named.location == THEMES
    unread = browser.send(here, {**NAMED, "version": "2"})
    assert unread.status_code == 422
    assert "Read the comments first" in unread.text
    assert 'value="Phones ring out"' in unread.text
    assert browser.send(here, {**NAMED, "version": "2", "has_read": "y"}).location == THEMES
    page = browser.get(THEMES).text
    assert "Sorted by a computer, read and approved by a curator" in page
    assert "Booking and the phone" in page
    assert browser.send(f"{here}/reopen", {"version": "3"}).location == here
    assert "took back what was decided" in browser.get(here).text


def test_two_are_put_together(as_: As) -> None:
    kept = cluster()
    actions.name_cluster(curator().actor, kept, ThemeDraft("Phones", None), seen=1)
    other = cluster(("«Cut off»",))
    browser = as_(Role.CURATOR)

    page = browser.get(f"{THEMES}/{other.id}").text
    assert "Phones (3)" in page
    missing = browser.send(f"{THEMES}/{other.id}/merge", {"version": "1", "into": "0"})
    assert missing.status_code == 422
    sent = browser.send(f"{THEMES}/{other.id}/merge", {"version": "1", "into": str(kept.id)})
    assert sent.location == f"{THEMES}/{kept.id}"
    assert "4 comments" in browser.get(sent.location).text
    assert browser.get(f"{THEMES}/{other.id}").status_code == 404


def test_what_is_no_theme_and_copies_leave_the_lists(as_: As) -> None:
    suggested, browser = cluster(), as_(Role.CURATOR)
    assert browser.send(f"{THEMES}/{suggested.id}/dismiss", {"version": "1"}).location == THEMES
    assert "Read, and not a theme" in browser.get(THEMES).text

    copies = cluster(("«One letter»",) * 3, words=(), kind=ClusterKind.COPIES)
    page = browser.get(f"{THEMES}/copies").text
    assert "3 comments" in page
    assert "Nothing is deleted" in page
    assert "I have looked at these" in browser.get(f"{THEMES}/{copies.id}").text
    sent = browser.send(f"{THEMES}/{copies.id}/dismiss", {"version": "1"})
    assert sent.location == f"{THEMES}/copies"
    assert "No words were sent three times" in browser.get(f"{THEMES}/copies").text


def test_empty_pages_say_so_and_more_can_be_asked_for(as_: As) -> None:
    browser = as_(Role.CURATOR)
    assert "There is nothing to decide now" in browser.get(THEMES).text
    assert browser.send(f"{THEMES}/suggest", {}).location == THEMES
    assert browser.get(f"{THEMES}/99").status_code == 404


def test_a_second_curator_is_told_who_was_first(as_: As) -> None:
    here, browser = f"{THEMES}/{cluster().id}", as_(Role.CURATOR)
    browser.get(here)
    browser.send(f"{here}/dismiss", {"version": "1"})
    assert browser.send(f"{here}/dismiss", {"version": "1"}).status_code == 409


@pytest.mark.parametrize("role", [None, Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_nobody_else_reads_a_word_of_it(as_: As, client: FlaskClient, role: Role | None) -> None:
    """Neither on these pages nor in the search, the feed, the API or the exports."""
    suggested = cluster(("Zebrafish rang", "Zebrafish waited"), words=("zebrafish",))
    named = ThemeDraft("Zebrafish phones", None)
    actions.name_cluster(curator().actor, suggested, named, seen=1)
    browser = as_(role) if role else client

    for path in (THEMES, f"{THEMES}/copies", f"{THEMES}/{suggested.id}"):
        answer = browser.get(path)
        assert answer.status_code in {303, 403, 404}
        assert "ebrafish" not in answer.text
    for path in (
        "/stories?q=zebrafish",
        "/api/search?q=zebrafish",
        "/stories/feed.atom",
        "/what-people-told-us",
        "/what-people-told-us/summaries",
        "/sitemap/1.xml",
    ):
        answer = browser.get(path, follow_redirects=True).text.replace("?q=zebrafish", "")
        assert "Zebrafish" not in answer
        assert SOURCE not in answer
