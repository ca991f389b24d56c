"""How far others can follow a level is one word, and the same one wherever it is shown."""

import csv
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import update

from coprod.assessment.models import Rating
from coprod.assessment.words import Evidence, Round
from coprod.register.words import Status
from tests import make

Read = Callable[[Any, str], list[str]]
WORD = re.compile(r"Claimed(?: \(rule 1\))?|Evidence given|Evidence checked|Evidenced[^<]*")
CONSULTATION = "11222120110021"
PLAIN = "22222222222222"
"""Answers to which a note may be missing: none of them is a 3 or a 4."""


def words(part: str) -> list[str]:
    return WORD.findall(part)


def of_card(client: Any, slug: str) -> list[str]:
    page = client.get(f"/library/{slug}/ratings").text
    return words(page.split("app-four__one--team")[1].split("</li>")[0])


def of_answers(client: Any, slug: str) -> list[str]:
    page = client.get(f"/library/{slug}/ratings").text
    links = re.findall(rf"/assess/{slug}/result/\d+", page)
    found = client.get(links[0]).text
    return words(found.split("app-tags")[1].split("</span>")[0])


def of_list(client: Any, slug: str) -> list[str]:
    page = client.get("/library").text
    return words(page.split(f"/library/{slug}")[1].split("</dl>")[0])


def of_comparison(client: Any, slug: str) -> list[str]:
    return words(client.get(f"/compare?entry={slug}").text)


def of_table(client: Any, slug: str) -> list[str]:
    """The rounds in a table: the latest is in the last row."""
    page = client.get(f"/library/{slug}/ratings").text
    table = page.split("app-rounds__table")[1].split("</table>")[0]
    return words(table)[-1:]


def of_chart(client: Any, slug: str) -> list[str]:
    """Each word has a shape of its own, and the key says so."""
    page = client.get(f"/library/{slug}/ratings").text
    drawing, key = page.split("app-rounds__chart")[1].split("</svg>")[0], page.split("figcaption>")
    last = re.findall(r"app-rounds--team app-rounds__mark--(\w+)", drawing)[-1:]
    shapes = re.findall(r"app-rounds__mark--(\w+)\"", key[1])
    return [dict(zip(shapes, words(key[1]), strict=True))[each] for each in last]


def of_file(client: Any, slug: str) -> list[str]:
    answer = client.get(f"/library/{slug}/ratings.csv")
    assert answer.mimetype == "text/csv"
    rows = [row for row in csv.DictReader(answer.text.splitlines()) if row["source"] == "team"]
    return [row["standing"] for row in rows if row["standing"]][-1:]


def of_api(client: Any, slug: str) -> list[str]:
    (team,) = (
        each
        for each in client.get(f"/api/entries/{slug}").json["ratings"]
        if each["source"] == "team"
    )
    assert bool(team["evidence"]) is bool(team["standing"])
    return words(team["standing"])


def of_api_list(client: Any, slug: str) -> list[str]:
    (entry,) = (e for e in client.get("/api/entries").json["entries"] if e["slug"] == slug)
    team = (each for each in entry["ratings"] if each["source"] == "team")
    return words(" ".join(each["standing"] for each in team))


PLACES: Mapping[str, Read] = {
    "card": of_card,
    "answers": of_answers,
    "list": of_list,
    "comparison": of_comparison,
    "table": of_table,
    "chart": of_chart,
    "file": of_file,
    "API": of_api,
    "list of the API": of_api_list,
}


@pytest.mark.parametrize(
    ("first", "second", "word"), [("Minutes", "", "Claimed"), ("", "Minutes", "Evidence given")]
)
def test_it_shows_alike_everywhere(
    client: Any, session: Any, first: str, second: str, word: str
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits=PLAIN, note=first)
    make.rating(entry, digits=PLAIN, note=second, round=Round.MIDPOINT)

    found = {name: read(client, entry.slug) for name, read in PLACES.items()}

    assert found == {name: [word] for name in PLACES}


def test_an_assessment_by_the_first_rule_keeps_its_word_and_says_so(
    client: Any, session: Any
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits=PLAIN)
    make.rating(entry, digits=PLAIN, round=Round.MIDPOINT)
    old = {"rule_version": 1, "evidence": Evidence.EVIDENCED_BY_RULE_1}
    session.execute(update(Rating).values(old))
    session.commit()

    found = {name: read(client, entry.slug) for name, read in PLACES.items()}

    assert found == {name: ["Evidenced (rule 1)"] for name in PLACES}


def test_a_level_that_flatters_nobody_bears_no_word_anywhere(client: Any, session: Any) -> None:
    """An honest “0: already decided” is nobody's claim."""
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits="00000000100000", note="")
    make.rating(entry, digits=CONSULTATION, note="", round=Round.MIDPOINT)

    found = {name: read(client, entry.slug) for name, read in PLACES.items()}

    assert found == {name: [] for name in PLACES}


def test_the_file_of_an_entry_tells_each_round_and_no_more_of_residents_than_the_page(
    client: Any, session: Any
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits=PLAIN)
    make.rating(entry, digits=PLAIN, note="", correction="«a slip»")
    make.released_round(entry, *["y333333"] * 4)

    address = f"/library/{entry.slug}/ratings.csv"
    four = client.get(address).text
    make.released_round(entry, *["y333333"] * 5)
    five = client.get(address).text

    told = [(r["source"], r["standing"], r["put_right_since"]) for r in rows(four)]
    assert told == [("team", "Claimed", "no"), ("team", "Evidence given", "yes")]
    assert [r["people"] for r in rows(five) if r["source"] == "residents"] == ["About 5"]


def rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED])
def test_the_file_of_what_is_not_public_is_not_there(
    client: Any, session: Any, status: Status
) -> None:
    entry = make.activity(status=status)

    assert client.get(f"/library/{entry.slug}/ratings.csv").status_code == 404
