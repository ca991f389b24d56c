"""The search for programs finds what the search page finds: every kind, in the same words."""

from html import unescape
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.learning.records.enums import LearningOutcome
from coprod.library.stories.enums import FACET_LABELS
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Placing
from tests import make
from tests.intelligence.campaigns.make import campaign
from tests.intelligence.reports.make import report

KINDS = {"entry", "learning_record", "decision", "collection", "report", "campaign"}
ADDRESS = "/api/search"


def get_json(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


def one_of_each(words: str) -> None:
    """Make one public thing of every kind that has these words."""
    make.activity(status=Status.PUBLISHED, naming=Naming(f"{words} for all"))
    make.record(next_team=f"{words} help", tried=f"Fitting {words}")
    make.decision(title=f"Whether to fit {words}")
    make.collection(title=f"All about {words}", introduction=f"{words} first")
    report(title=f"What people said of {words}")
    campaign(name=f"The {words} drive")


def hidden_of_each(words: str) -> None:
    make.activity(status=Status.SUBMITTED, naming=Naming(words))
    make.record(status=Status.DRAFT, next_team=words)
    make.decision(sign=False, title=words)
    make.collection(title=words, is_public=False)
    report(title=words, is_public=False)
    campaign(name=words, is_public=False)
    make.withdraw(make.activity(status=Status.PUBLISHED, naming=Naming(words)))


def test_every_kind_is_found_and_leads_to_its_page(client: Any, session: Any) -> None:
    one_of_each("Handrails")

    it = get_json(client, f"{ADDRESS}?q=handrails")

    assert {each["kind"]["key"] for each in it["results"]} == KINDS
    assert it["total"] == len(it["results"]) == 6
    for each in it["results"]:
        assert each["title"] in unescape(client.get(local(each["page"])).text)
        assert each["api"] is None or get_json(client, local(each["api"]))["title"] == each["title"]
    assert {e["kind"]["key"] for e in it["results"] if e["api"] is None} == {
        "collection",
        "report",
        "campaign",
    }


def local(address: str) -> str:
    return address.removeprefix("http://localhost")


def test_it_says_what_the_search_page_says(client: Any, session: Any) -> None:
    bow = make.term(ListKind.LOCALITY, key="bow", label="Bow")
    one_of_each("Handrails")
    placing = Placing((bow.id,))
    make.activity(status=Status.PUBLISHED, naming=Naming("Handrails, Bow"), placing=placing)
    query = "q=handrails+zzyzx&kind=entry"

    it = get_json(client, f"{ADDRESS}?{query}")
    page = unescape(client.get(f"/stories?{query}").text)

    order = [page.index(f'href="{local(each["page"])}"') for each in it["results"]]
    assert order == sorted(order)
    assert f"{it['total']} stories" in page
    for each in it["results"]:
        assert each["kind"]["key"] == "entry"
        assert (each["has_words"], each["lacks_words"]) == (["handrails"], ["zzyzx"])
        marked = "".join(
            f"<mark>{piece['text']}</mark>" if piece["is_marked"] else piece["text"]
            for piece in each["snippet"]
        )
        assert marked in page
    counted = {f["name"]: {o["key"]: o["count"] for o in f["options"]} for f in it["facets"]}
    assert counted["kind"] == dict.fromkeys(KINDS, 1) | {"entry": 2}
    assert counted["locality"] == {"bow": 1}
    for facet in it["facets"]:
        for option in facet["options"]:
            assert option["label"] in page


def test_facets_narrow_alone_and_together(client: Any, session: Any) -> None:
    bow = make.term(ListKind.LOCALITY, key="bow", label="Bow")
    one_of_each("Handrails")
    record = make.record(next_team="Handrails pay", outcome=LearningOutcome.MIXED)
    record.terms = [bow]
    session.commit()

    both = get_json(client, f"{ADDRESS}?locality=bow&outcome={LearningOutcome.MIXED.value}")
    other = get_json(client, f"{ADDRESS}?locality=bow&kind=decision")

    assert [each["title"] for each in both["results"]] == ["Handrails pay"]
    assert both["results"][0]["ratings"] == []
    assert (other["total"], other["results"]) == (0, [])
    assert other["without_facets"] == 1, "of the kind that was asked for"


def test_what_is_not_public_is_not_found_counted_or_suggested(
    client: Any, as_: Any, session: Any
) -> None:
    hidden_of_each("Secretgarden")
    one_of_each("Handrails")

    for browser in (client, as_(Role.ADMINISTRATOR)):
        it = get_json(browser, f"{ADDRESS}?q=secretgarden")
        assert (it["total"], it["results"], it["did_you_mean"]) == (0, [], "")
        assert it["nearest_words"] == []
        assert "secretgarden" not in browser.get(f"{ADDRESS}?q=secretgardem").text.lower()
        every = get_json(browser, ADDRESS)
        assert every["total"] == 6
        assert all(o["count"] <= 6 for f in every["facets"] for o in f["options"])


def test_a_slip_is_put_right(client: Any, session: Any) -> None:
    one_of_each("Handrails")

    assert get_json(client, f"{ADDRESS}?q=handrials")["did_you_mean"] == "handrails"


def test_pages_lead_on_in_the_same_order(client: Any, session: Any) -> None:
    for number in range(11):
        make.record(next_team=f"Lesson {number}")
        make.activity(status=Status.PUBLISHED, naming=Naming(f"Entry {number}"))

    first = get_json(client, f"{ADDRESS}?sort=newest")
    second = get_json(client, local(first["next"]))

    titles = [each["title"] for page in (first, second) for each in page["results"]]
    assert (first["pages"], len(first["results"]), len(titles)) == (2, 20, 22)
    assert len(set(titles)) == 22
    assert second["next"] is None
    assert local(second["previous"]) == f"{ADDRESS}?sort=newest"


def test_nothing_new_is_a_short_answer_until_there_is_news(client: Any, session: Any) -> None:
    one_of_each("Handrails")
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304

    make.record(next_team="Handrails pay")

    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("asked", ["page=0", "page=many", "sort=secret", f"q={'x' * 301}"])
def test_what_makes_no_sense_is_refused_with_the_parameter(
    client: Any, session: Any, asked: str
) -> None:
    answer = client.get(f"{ADDRESS}?{asked}")

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json; charset=utf-8"
    assert asked.partition("=")[0] in answer.json["errors"]


def test_it_is_described_with_every_facet_of_the_page(client: Any, session: Any) -> None:
    described = get_json(client, "/api/openapi.json")["paths"][ADDRESS]["get"]
    page = client.get("/api").text

    asked = {each["name"] for each in described["parameters"]}
    assert asked == {"q", "sort", "page", *(facet.value for facet in FACET_LABELS)}
    assert "200" in described["responses"]
    assert "/api/search" in page


def test_an_answer_asks_few_questions(client: Any, session: Any, queries: list[str]) -> None:
    for _ in range(3):
        one_of_each("Handrails")
    client.get(ADDRESS)
    queries.clear()

    client.get(f"{ADDRESS}?q=handrails")

    assert len(queries) <= 19, "\n".join(queries)
