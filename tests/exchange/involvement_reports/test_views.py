"""An activity as a report: whole, empty, hostile, and never before it is public."""

from typing import Any

import pytest

from coprod.core.values.howmany import HowMany, Sureness
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Story
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import Outcome, People
from tests import make

FORMS = ("gripp2", "pirit")


def published(*parts: Any, **given: Any) -> Any:
    made = make.activity(status=Status.PUBLISHED, naming=Naming("Alpha"), **given)
    sections.write_parts(made, parts or tuple(make.everything(made).values()))
    return make.keep(made)


def test_each_form_has_what_the_story_says_and_no_private_note(client: Any, session: Any) -> None:
    published(story=Story("Long", "Short"))

    gripp2, pirit = (client.get(f"/stories/alpha/report/{form}").text for form in FORMS)

    for words in ("Two residents chaired", "We fitted handrails", "It goes on for a year", "Short"):
        assert words in gripp2, words
    for words in ("What would help?", "No money yet", "https://example.org/film", "Bow lunch club"):
        assert words in pirit, words
    assert "The landlord is nervous" not in gripp2 + pirit
    assert "/stories/alpha/report/gripp2" in client.get("/stories/alpha").text


def test_what_nobody_said_is_said_to_be_so(client: Any, session: Any) -> None:
    published(Outcome(said="Handrails"), story=Story("Long", ""))

    page = client.get("/stories/alpha/report/pirit").text
    text = client.get("/stories/alpha/report/pirit.md").text

    assert "Not said" in page
    assert "## What was learned\n\nNot said" in text
    assert "## What people said\n\n**What people said**\n\nHandrails" in text


def test_few_people_are_not_counted_out(client: Any, session: Any) -> None:
    published(People(HowMany(Sureness.EXACT, 3)), story=Story("Long", ""))

    for ending in ("", ".md", ".csv"):
        text = client.get(f"/stories/alpha/report/gripp2{ending}").text
        assert "ewer than 5" in text, ending
        assert "3 people" not in text, ending


def test_hostile_words_stay_words(client: Any, session: Any) -> None:
    published(Outcome(said="=1+1", did="<script>x</script>"), story=Story("Long", ""))

    page = client.get("/stories/alpha/report/gripp2")
    sheet = client.get("/stories/alpha/report/gripp2.csv")

    assert "<script>x" not in page.text
    assert ",=1+1" not in sheet.text
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="alpha-gripp2.csv"'


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_is_not_public_is_no_report(client: Any, session: Any, status: Status) -> None:
    make.keep(make.activity(status=status, naming=Naming("Alpha")))

    for form in FORMS:
        for ending in ("", ".md", ".csv"):
            assert client.get(f"/stories/alpha/report/{form}{ending}").status_code == 404
    assert client.get("/stories/alpha/report/other").status_code == 404
