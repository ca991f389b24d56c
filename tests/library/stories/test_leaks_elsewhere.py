"""What goes elsewhere by itself tells no secret: letters, feeds, the API, maps and previews."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.feeds.queries import NewsPeriod
from coprod.library.stories.presenters import parse_search
from coprod.library.subscriptions import commands
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.presenters import list_search_news
from tests.library.stories.secrets import Secrets, plant
from tests.library.subscriptions.make import follower

Planted = tuple[Secrets, list[str]]
PUBLIC = ("Feed people first", "Say no early", "Who runs the group", "Start here", "Made from it")
PAGES = ("/stories/{}", "/learning/{}", "/decisions/{}", "/collections/{}")
SOON = timedelta(minutes=5)


def written(session: Any) -> str:
    with time_machine.travel(clock.now() + SOON):
        commands.write_emails()
    letters = session.scalars(select(Outgoing).where(Outgoing.recipient.startswith("reader"))).all()
    return "".join(f"{each.subject} {each.text} {each.html}" for each in letters)


def test_no_letter_tells_a_secret(session: Any) -> None:
    """Whoever follows everything from before the first word was planted is told what is public."""
    follower(search="", often=Frequency.AT_ONCE)
    for kind in ("entry", "learning_record", "decision", "collection"):
        follower(search=f"kind={kind}", often=Frequency.AT_ONCE)
    secrets, _slugs = plant()

    told = written(session)

    assert secrets.found_in(told) == []
    assert [title for title in PUBLIC if title not in told] == []


def test_no_search_for_a_secret_is_ever_news(app: Flask, session: Any) -> None:
    secrets, _slugs = plant()

    with app.test_request_context():
        for word, where in secrets.planted.items():
            assert list_search_news(parse_search({"q": [word]}), NewsPeriod()) == [], where
        assert len(list_search_news(parse_search({}), NewsPeriod())) > len(PUBLIC)


def test_no_value_of_a_facet_leads_to_a_secret(client: Any, planted: Planted) -> None:
    secrets, _slugs = planted
    every = client.get("/api/search").json
    offered = [(each["name"], one) for each in every["facets"] for one in each["options"]]
    assert {name for name, _one in offered} >= {"kind", "outcome", "promised"}

    for name, option in offered:
        asked = f"{name}={option['key']}"
        found = client.get(f"/api/search?{asked}")
        feed = client.get(f"/stories/feed.atom?{asked}").text
        page = client.get(f"/stories?{asked}").text
        assert secrets.found_in(found.text + feed + page) == [], asked
        assert found.json["total"] == len(found.json["results"]) == option["count"]
        assert feed.count("<entry>") == option["count"], asked


def test_no_map_leads_to_what_is_hidden(client: Any, planted: Planted) -> None:
    _secrets, slugs = planted
    maps = "".join(client.get(path).text for path in ("/sitemap/1.xml", "/sitemap/2.xml"))

    assert "/learning/" in maps
    assert [slug for slug in slugs if f"/{slug}<" in maps] == []


def test_what_is_hidden_has_no_preview_even_for_who_may_open_it(
    as_: Callable[[Any], Any], planted: Planted
) -> None:
    _secrets, slugs = planted
    curator = as_(Role.CURATOR)
    opened = set()

    for slug in slugs:
        for each in PAGES:
            answer = curator.get(each.format(slug))
            if answer.status_code == 200:
                opened.add(slug)
                head = answer.text.partition("</head>")[0]
                assert "og:" not in head, each
                assert "ld+json" not in head, each
    assert len(opened) > len(slugs) * 3 // 4


def test_the_unnamed_team_is_nowhere_beside_its_entry(client: Any, planted: Planted) -> None:
    (record,) = client.get("/api/search?q=%22say+no+early%22&kind=learning_record").json["results"]
    own = client.get("/api/search?kind=entry&q=falls").json["results"][0]

    assert client.get(f"/api/learning/{record['slug']}").json["entry"] is None
    for path in (f"/learning/{record['slug']}", f"/api/learning/{record['slug']}"):
        assert f"/{own['slug']}" not in client.get(path).text
    for path in (f"/stories/{own['slug']}", f"/stories/{own['slug']}/learning"):
        assert record["slug"] not in client.get(path).text
    assert record["slug"] not in client.get(f"/api/entries/{own['slug']}").text
