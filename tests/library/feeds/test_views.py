"""Feeds, the map of the site, cards and previews: open to all, and never more than is public."""

from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy import update

from coprod.accounts.users.models import Person
from coprod.core.database import session as db
from coprod.core.values.actor import Role
from coprod.decisions.records.models import DecisionRecord
from coprod.engagement.comments.actions import answer_comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.moderation.enums import Outcome
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.reports.models import Report
from coprod.learning.collections.models import Collection
from coprod.learning.records.models import LearningRecord
from coprod.library.feeds import queries
from coprod.library.feeds.queries import NewsPeriod
from coprod.library.index.enums import KIND_LABELS
from coprod.library.stories.enums import LIST_FACETS, Facet
from coprod.library.stories.presenters import parse_search
from coprod.library.subscriptions.presenters import list_search_news
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Placing, Telling
from coprod.register.review import actions as curation
from coprod.register.sections import actions as sections
from coprod.register.sections.enums import SpreadStage
from coprod.reviews.actions import decide_subject
from coprod.reviews.rules import Verdict
from tests import make
from tests.intelligence.campaigns.make import campaign
from tests.intelligence.reports.make import report
from tests.participation.opportunities.make import open_session

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HIDDEN = [s for s in Status if s is not Status.PUBLISHED]


def published(title: str = "Falls group", **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def parsed(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.data)  # noqa: S314 - our own


def titles(feed: Any) -> list[str]:
    return [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}title")]


def places(found: Any) -> list[str]:
    return [each.text.removeprefix("http://localhost") for each in found.iter(f"{MAP}loc")]


def test_every_search_has_its_feed(client: Any, session: Any) -> None:
    bow = make.term(ListKind.LOCALITY, key="bow", label="Bow")
    published("Alpha <b>& co</b>", placing=Placing((bow.id,)))
    published("Beta")

    feed = parsed(client, "/stories/feed.atom?locality=bow")

    assert titles(feed) == ["Alpha <b>& co</b>"]
    assert feed.find(f"{ATOM}title").text.startswith("Bow - ")
    assert feed.find(f"{ATOM}id").text == "http://localhost/stories/feed.atom?locality=bow"
    assert titles(parsed(client, "/stories/feed.atom")) == ["Beta", "Alpha <b>& co</b>"]


def test_the_feed_of_an_entry_tells_its_public_steps_alone(client: Any, session: Any) -> None:
    entry = published()
    make.propose(entry, Telling("Secretorchard"))

    answer = client.get(f"/stories/{entry.slug}/feed.atom")

    assert titles(ElementTree.fromstring(answer.data)) == ["Published"]  # noqa: S314 - our own
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert "Secretorchard" not in answer.text


def test_the_feed_of_an_entry_says_that_people_and_the_team_spoke(
    client: Any, session: Any
) -> None:
    entry = published()
    comment = make.comment(entry, "Secretquestion", outcome=Outcome.PUBLISH)
    make.comment(entry, "Secretinsult", outcome=Outcome.DECLINE)
    subject = ACTIVITY_SUBJECTS.build_subject(entry)
    answer = make.keep(answer_comment(make.owner(entry), subject, comment, "Secretanswer"))
    address = f"/stories/{entry.slug}/feed.atom"
    assert titles(parsed(client, address)) == ["A new comment", "Published"]

    make.decide(answer, entry, Outcome.PUBLISH)

    assert titles(parsed(client, address))[0] == "The team answered a comment"
    page = client.get(address).text
    assert f"/comments/on/entry/{entry.slug}#comment-{answer.id}" in page
    assert "Secret" not in page


@pytest.mark.parametrize("status", HIDDEN)
def test_what_is_not_public_has_no_feed_no_card_and_no_place_on_the_map(
    client: Any, as_: Any, session: Any, status: Status
) -> None:
    entry = make.activity(status=status, naming=Naming("Secretgarden"))

    for browser in (client, as_(Role.ADMINISTRATOR)):
        for address in (f"/stories/{entry.slug}/feed.atom", f"/card/{entry.slug}"):
            assert browser.get(address).status_code == 404
        assert browser.get(f"/stories/{entry.slug}/share").status_code == 404
        assert titles(parsed(browser, "/stories/feed.atom")) == []
        assert places(parsed(browser, "/sitemap.xml")) == ["/sitemap/1.xml"]
        assert entry.slug not in browser.get("/sitemap/1.xml").text
        assert browser.get("/sitemap/2.xml").status_code == 404


def test_the_map_leads_to_everything_public(
    client: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SITEMAP_PART_SIZE", 2)
    entries = [published(f"Entry {n}") for n in range(3)]
    decision, lesson = make.decision(), make.record()
    draft = make.decision(sign=False)
    kept_back = make.record(status=Status.DRAFT)

    parts = places(parsed(client, "/sitemap.xml"))
    found = [place for part in parts for place in places(parsed(client, part))]

    assert parts == ["/sitemap/1.xml", "/sitemap/2.xml", "/sitemap/3.xml"]
    assert {f"/stories/{each.slug}" for each in entries} < set(found)
    assert {f"/decisions/{decision.slug}", f"/learning/{lesson.slug}", "/about"} < set(found)
    assert not {f"/decisions/{draft.slug}", f"/learning/{kept_back.slug}"} & set(found)
    assert all(client.get(place).status_code == 200 for place in found)
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text


def test_a_card_may_stand_in_a_frame_and_can_do_nothing_there(client: Any, session: Any) -> None:
    entry = published()

    card = client.get(f"/card/{entry.slug}")

    said = card.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in said
    assert "script-src" not in said
    assert "default-src 'none'" in said
    assert "X-Frame-Options" not in card.headers
    assert "<script" not in card.text
    assert "<form" not in card.text
    assert client.get(f"/stories/{entry.slug}").headers["X-Frame-Options"] == "DENY"
    assert client.get("/card/nowhere").headers["X-Frame-Options"] == "DENY"


def test_sharing_gives_a_card_to_copy_that_no_title_breaks_out_of(
    client: Any, session: Any
) -> None:
    entry = published('Tea" onload="alert(1)')

    page = unescape(client.get(f"/stories/{entry.slug}/share").text)

    assert f'<iframe src="http://localhost/card/{entry.slug}" title="Tea&#34; onload=' in page


# Every kind and every facet


def a_full_world() -> None:
    """Make public things of every kind that have a value in every facet there is."""
    places = [make.term(listing, key=listing.value) for listing in LIST_FACETS.values()]
    owner = make.person()
    entry = make.activity(owner=owner, naming=Naming("Falls group"))
    entry.led_by = next(term for term in places if term.listing == ListKind.ORGANISATION)
    entry.terms = places
    sections.write_parts(entry, tuple(make.everything(entry).values()))
    curation.submit_activity(owner.actor, entry)
    curation.publish_activity(make.curator(), entry, "«Its groups are made up»")
    open_session(entry)
    make.confirmed_proposal(make.rating(entry))
    gate_decision = make.gate_decision(entry, stage=SpreadStage.IDEA)
    decide_subject(make.curator(), gate_decision, Verdict("show"))
    make.record(writer=owner, activity_id=entry.id, next_team="Feed people first")
    add_other_kinds(owner, places)
    db.commit()


def add_other_kinds(owner: Person, places: list[Term]) -> None:
    decision = make.decision(by=owner, sign=False, title="Who runs the group")
    decision.terms = places
    make.sign_decision(owner.actor, decision)
    make.collection(title="Start here")
    report(title="What people said")
    campaign(name="Winter drive")


def test_every_facet_of_the_search_page_narrows_feed_and_letter_alike(
    app: Flask, client: Any, session: Any
) -> None:
    a_full_world()
    every = client.get("/api/search").json
    offered = {facet["name"]: facet["options"] for facet in every["facets"]}
    assert set(offered) == {facet.value for facet in Facet}
    assert {each["kind"]["key"] for each in every["results"]} == set(KIND_LABELS)

    for name, options in offered.items():
        for option in options:
            asked = f"{name}={option['key']}"
            shown = client.get(f"/api/search?{asked}").json["results"]
            feed = parsed(client, f"/stories/feed.atom?{asked}")
            assert len(shown) == option["count"]
            assert sorted(titles(feed)) == sorted(each["title"] for each in shown), asked
            assert option["label"] in feed.find(f"{ATOM}title").text
            with app.test_request_context():
                letter = list_search_news(parse_search({name: [option["key"]]}), NewsPeriod())
            assert sorted(item.title for item in letter) == sorted(titles(feed)), asked


def test_a_feed_leads_to_each_kind_and_says_what_it_is(client: Any, session: Any) -> None:
    a_full_world()

    feed = parsed(client, "/stories/feed.atom")

    for each in feed.iterfind(f"{ATOM}entry"):
        link = each.find(f"{ATOM}link").get("href").removeprefix("http://localhost")
        assert each.find(f"{ATOM}title").text in unescape(client.get(link).text)
        assert each.find(f"{ATOM}category").get("term") in KIND_LABELS
    at = [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert at == sorted(at, reverse=True)


def test_what_is_taken_back_leaves_every_feed(client: Any, session: Any) -> None:
    a_full_world()
    make.record(status=Status.WITHDRAWN, next_team="Secretlesson")
    make.decision(sign=False, title="Secretdecision")
    make.collection(title="Secretcollection", is_public=False)
    report(title="Secretreport", is_public=False)
    campaign(name="Secretcampaign", is_public=False)
    assert len(titles(parsed(client, "/stories/feed.atom"))) == 7

    db.execute(update(LearningRecord).values(status=Status.WITHDRAWN))
    db.execute(update(Collection).values(is_public=False))
    db.execute(update(Report).values(is_public=False))
    db.execute(update(Campaign).values(is_public=False))
    db.execute(update(DecisionRecord).values(signed_at=None))
    db.commit()

    answer = client.get("/stories/feed.atom")
    assert "Secret" not in answer.text
    left = titles(ElementTree.fromstring(answer.data))  # noqa: S314 - our own
    assert left == ["Falls group", "The programme"]
