"""What the API tells is what the pages tell: no less, and never more."""

from html import unescape
from typing import Any

import pytest
from flask import Flask

from coprod.core.database import db
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.howmany import HowMany, Sureness
from coprod.exchange.api import presenters, schemas
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.presenters import build_record_page
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming, Story, Telling
from coprod.register.review import actions as curation
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import CuratorNotes, People
from tests import make

HIDDEN = [s for s in Status if s is not Status.PUBLISHED]


def get_json(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


def published(title: str = "Falls group", **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def publish(entry: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    curation.submit_activity(make.owner(entry), entry)
    curation.publish_activity(curator, entry, "«Its groups are made up»")
    db.session.commit()


def test_an_entry_is_told_in_the_words_of_its_page(client: Any, session: Any) -> None:
    entry = make.activity(story=Story("We met in the hall.", "Meet early."))
    people = People(HowMany(Sureness.EXACT, 3), found="By word of mouth", groups=("Bow Elders",))
    sections.write_parts(entry, (people,))
    publish(entry)
    make.rating(entry)

    it = get_json(client, f"/api/entries/{entry.slug}")
    page = unescape(client.get(f"/stories/{entry.slug}").text)

    said = [line for part in it["sections"] for row in part["lines"] for line in row["said"]]
    levels = [each["label"] for one in it["ratings"] for each in one["levels"]]
    assert "By word of mouth" in said
    assert "3" not in said
    for words in (it["title"], it["summary"], it["led_by"], it["story"], it["learned"]):
        assert words in page
    for words in [*said, *levels, *(one["why_none"] for one in it["ratings"])]:
        assert words in page, words
    assert it["page"] == f"http://localhost/stories/{entry.slug}"


@pytest.mark.parametrize("status", HIDDEN)
def test_what_is_not_public_is_not_there(
    client: Any, as_: Any, session: Any, status: Status
) -> None:
    entry = make.activity(status=status, naming=Naming("Secretgarden"))

    for browser in (client, as_(Role.ADMINISTRATOR)):
        assert browser.get(f"/api/entries/{entry.slug}").status_code == 404
        assert "Secretgarden" not in browser.get("/api/entries?q=secretgarden").text.replace(
            "q=secretgarden", ""
        )
        assert get_json(browser, "/api/entries")["total"] == 0
        assert not any(each["options"] for each in get_json(browser, "/api/entries")["facets"])


def test_private_notes_and_changes_that_wait_are_never_told(client: Any, session: Any) -> None:
    entry = make.activity()
    sections.write_parts(entry, (CuratorNotes("Secretgarden"),))
    publish(entry)
    make.propose(entry, Telling("Secretorchard"))

    body = client.get(f"/api/entries/{entry.slug}").text

    assert "Secretgarden" not in body
    assert "Secretorchard" not in body
    assert "@" not in body


def test_a_list_is_searched_narrowed_and_counted_as_on_the_page(client: Any, session: Any) -> None:
    published("Alpha falls")
    published("Beta falls")
    published("Gamma", telling=Telling("About something else."))

    it = get_json(client, "/api/entries?q=falls&promised=co_design")

    assert sorted(each["title"] for each in it["entries"]) == ["Alpha falls", "Beta falls"]
    assert (it["total"], it["pages"], it["next"]) == (2, 1, None)
    (promised,) = [each for each in it["facets"] if each["name"] == "promised"]
    assert [(o["key"], o["count"]) for o in promised["options"]] == [("co_design", 2)]
    assert promised["options"][0]["label"] == Rung.CO_DESIGN.label.plain


def test_pages_lead_on_and_back(client: Any, session: Any) -> None:
    for number in range(21):
        published(f"Entry {number}")

    first = get_json(client, "/api/entries")
    second = get_json(client, first["next"].removeprefix("http://localhost"))

    assert len(first["entries"]) + len(second["entries"]) == 21
    assert second["next"] is None
    assert second["previous"].endswith("/api/entries")


def test_an_unnamed_team_stays_unnamed(client: Any, session: Any) -> None:
    entry = published()
    secret = make.record(
        status=Status.PUBLISHED,
        activity_id=entry.id,
        team="Secretteam",
        showing=TeamVisibility.HIDDEN,
    )
    draft = make.record(status=Status.DRAFT, next_team="Secretdraft")

    for address in ("/api/learning", f"/api/learning/{secret.slug}", f"/api/entries/{entry.slug}"):
        body = client.get(address).text
        assert "Secretteam" not in body
        assert "Secretdraft" not in body
    assert get_json(client, f"/api/learning/{secret.slug}")["entry"] is None
    assert client.get(f"/api/learning/{draft.slug}").status_code == 404


def test_decisions_are_told_once_they_are_signed(client: Any, session: Any) -> None:
    signed, draft = make.decision(), make.decision(sign=False)

    it = get_json(client, f"/api/decisions/{signed.slug}")

    assert it["decided"] in unescape(client.get(f"/decisions/{signed.slug}").text)
    assert client.get(f"/api/decisions/{draft.slug}").status_code == 404
    assert [each["slug"] for each in get_json(client, "/api/decisions")["decisions"]] == [
        signed.slug
    ]


def test_each_answer_has_the_fields_that_are_described(app: Flask, session: Any) -> None:
    """What only the answer has is dropped without a word; what only the schema has never comes."""
    entry, record, signed = published(), make.record(), make.decision()
    with app.test_request_context():
        answers = {
            schemas.EntrySchema: presenters.build_entry(entry),
            schemas.LearningRecordSchema: presenters.build_record(
                build_record_page(VISITOR, record)
            ),
            schemas.DecisionSchema: presenters.build_decision(signed),
        }

    assert {schema: set(answer) for schema, answer in answers.items()} == {
        schema: set(schema().fields) for schema in answers
    }


def test_nothing_new_costs_next_to_nothing(client: Any, session: Any) -> None:
    entry = published()
    address = f"/api/entries/{entry.slug}"
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/entries/nowhere", 404),
        ("/api/nowhere", 404),
        ("/api/entries?page=0", 422),
        ("/api/entries?page=many", 422),
        ("/api/entries?sort=secret", 422),
        ("/api/decisions?decided=x", 422),
    ],
)
def test_a_refusal_is_a_problem_in_json(
    client: Any, session: Any, address: str, status: int
) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json; charset=utf-8"
    assert answer.json["status"] == status
    assert answer.json["title"]


def test_it_says_which_parameter_was_not_understood(client: Any, session: Any) -> None:
    assert "page" in client.get("/api/entries?page=many").json["errors"]


def test_nothing_can_be_sent(client: Any, session: Any) -> None:
    answer = client.send("/api/entries", {"title": "x"})

    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"


def test_the_description_knows_every_route(app: Flask, client: Any, session: Any) -> None:
    described = get_json(client, "/api/openapi.json")
    routes = {
        rule.rule.replace("<slug:", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }

    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == routes
    assert "HTTPException" not in str(described)


@pytest.mark.parametrize("words", ["%", "((((", '"', "' OR 1=1 --", "\x00", "<svg/onload=x>"])
def test_strange_words_are_only_words(client: Any, session: Any, words: str) -> None:
    published()

    assert client.get("/api/entries", query_string={"q": words}).status_code == 200


def test_an_answer_asks_few_questions(client: Any, session: Any, queries: list[str]) -> None:
    entry = published()
    sections.write_parts(entry, tuple(make.everything(entry).values()))
    make.rating(entry)
    make.record(activity_id=entry.id)
    client.get("/api/entries")

    for address in (f"/api/entries/{entry.slug}", "/api/entries", "/api/learning"):
        queries.clear()
        client.get(address)
        assert len(queries) <= 15, "\n".join(queries)
