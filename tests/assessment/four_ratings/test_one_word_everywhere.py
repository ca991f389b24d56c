"""The word of a level is the same wherever the level stands, on every surface there is."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.self_assessment.actions import agree_with_evidence, publish_notes
from coprod.assessment.self_assessment.enums import Evidence
from coprod.assessment.self_assessment.rules import WEIGHED
from coprod.decisions.records.actions import link_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient

Read = Callable[[StrictClient, Activity], str]
WORDS = [each.label.plain for each in (Evidence.CLAIMED, Evidence.GIVEN, Evidence.CHECKED)]


def at(path: str) -> Read:
    return lambda client, entry: client.get(path.format(slug=entry.slug)).text


def result(client: StrictClient, entry: Activity) -> str:
    """Return the head of the result: below it each answer bears a word of its own."""
    page = client.get(f"/stories/{entry.slug}/ratings").text
    (address,) = set(re.findall(r'href="(/activities/[^"#]+/assess/result/\d+)', page))
    return client.get(address).text.split("See the answers behind this level")[0]


def decision(client: StrictClient, entry: Activity) -> str:
    made = make.decision()
    link_activity(make.curator(), made, entry)
    return client.get(f"/decisions/{make.keep(made).slug}").text


SURFACES: dict[str, Read] = {
    "page": at("/stories/{slug}"),
    "ratings": at("/stories/{slug}/ratings"),
    "csv": at("/stories/{slug}/ratings.csv"),
    "compare": at("/compare?entry={slug}"),
    "api": at("/api/entries/{slug}"),
    "card": at("/card/{slug}"),
    "family": at("/stories/{slug}/lineage"),
    "moving up": at("/stories/{slug}/moving-up"),
    "result": result,
    "decision": decision,
}


def assessed(word: Evidence | None) -> Activity:
    """Return an entry whose level bears a word: an honest “0: already decided” bears none."""
    digits = {None: "00000000100000", Evidence.CLAIMED: "2" * 14}.get(word, "3" * 14)
    entry = make.activity(status=Status.PUBLISHED)
    rating = make.rating(entry, digits=digits, note="" if digits[0] != "3" else "Minutes")
    if word is Evidence.CHECKED:
        agree_with_evidence(make.curator(), rating, WEIGHED)
        publish_notes(make.curator(), entry, rating)
    return make.keep(entry)


@pytest.mark.parametrize("word", [None, Evidence.CLAIMED, Evidence.GIVEN, Evidence.CHECKED])
def test_every_surface_says_the_same_word(
    session: Any, client: StrictClient, word: Evidence | None
) -> None:
    entry = assessed(word)
    expected = {word.label.plain} if word else set()

    said = {name: words_on(read(client, entry)) for name, read in SURFACES.items()}

    assert said == dict.fromkeys(SURFACES, expected)


def words_on(text: str) -> set[str]:
    return {each for each in WORDS if re.search(rf"\b{each}\b", text)}
