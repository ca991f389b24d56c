"""A secret word stands in every kind of text that is not public. Nobody finds one anywhere.

Everything is walked that a visitor can reach by links from the home page, the map of the site, the
API and the feeds; then every address of what is hidden, and a search for every secret word.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from coprod.core.database import session as db
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity

LINK = re.compile(r'(?:href|src|action)="([^"]+)"|<loc>([^<]+)<|"(http://localhost[^"]*)"')
STARTS = (
    *("/", "/stories", "/stories?sort=useful", "/learning", "/decisions", "/collections"),
    *("/sitemap.xml", "/robots.txt", "/stories/feed.atom", "/api", "/api/openapi.json"),
    *("/api/search", "/api/search?sort=useful", "/api/entries", "/api/learning", "/api/decisions"),
)
OF_ONE = (
    *("/stories/<>", "/stories/<>/learning", "/stories/<>/ratings", "/stories/<>/effect"),
    *("/stories/<>/feed.atom", "/stories/<>/share", "/card/<>", "/api/entries/<>"),
    *("/follow?entry=<>", "/stories/<>/lineage", "/stories/<>/stages"),
)
MOST_PAGES = 200
MOST_QUESTIONS = 40
"""How many pages are walked in all, and how many of them that only ask the same in another way."""


def links(text: str) -> Iterator[str]:
    for found in LINK.findall(text):
        whole = urlsplit(unescape("".join(found)))
        if whole.hostname in (None, "localhost") and whole.path.startswith("/"):
            yield f"{whole.path}?{whole.query}" if whole.query else whole.path


def walk(browser: Any, starts: Iterable[str]) -> dict[str, str]:
    """Return what stands at every address that links lead to, the first few hundred of them."""
    waiting, seen = list(starts), dict.fromkeys(starts, "")
    while waiting and len(seen) - len(waiting) < MOST_PAGES:
        address = waiting.pop(0)
        answer = browser.get(address)
        seen[address] = f"{answer.status_code} {answer.headers} {answer.text}"
        for link in links(answer.text):
            if link not in seen and is_worth_it(link, seen):
                seen[link] = ""
                waiting.append(link)
    return seen


def is_worth_it(link: str, seen: dict[str, str]) -> bool:
    if link.endswith((".css", ".js", ".svg", ".png", ".woff2", ".ico")):
        return False
    is_question = "?" in link and not link.startswith("/follow")
    return not is_question or sum("?" in each for each in seen) < MOST_QUESTIONS


def test_no_secret_word_stands_where_links_lead(client: Any, planted: Any) -> None:
    secrets, _slugs = planted

    slug = db.scalars(
        select(Activity.slug).where(is_public_activity()).order_by(Activity.id)
    ).first()
    own = [str(url).replace("<>", str(slug)) for url in OF_ONE]

    found = walk(client, (*own, *STARTS))

    leaks = {address: where for address, t in found.items() if (where := secrets.found_in(t))}
    assert leaks == {}
    assert [address for address in own if "200" not in found[address][:8]] == []


def test_the_addresses_of_what_is_hidden_say_nothing(app: Flask, client: Any, planted: Any) -> None:
    secrets, slugs = planted

    for rule in by_name(app):
        name = next(iter(rule.arguments))
        for slug in slugs:
            with app.test_request_context():
                address = app.url_map.bind("localhost").build(rule.endpoint, {name: slug})
            answer = client.get(address)
            assert secrets.found_in(f"{answer.headers.get('Location', '')}{answer.text}") in (
                [],
                secrets.found_in(address),
            ), address


def by_name(app: Flask) -> list[Rule]:
    """Return the addresses of single things, by the name of one thing."""
    names = ({"slug"}, {"record_slug"}, {"decision"}, {"collection_slug"})
    one = [rule for rule in app.url_map.iter_rules() if set(rule.arguments) in names]
    return [rule for rule in one if "GET" in (rule.methods or ())]


def test_no_search_finds_or_counts_a_secret(client: Any, planted: Any) -> None:
    secrets, _slugs = planted

    for word, where in secrets.planted.items():
        for asked in ("/api/entries", "/api/search"):
            told = client.get(f"{asked}?q={word}").json
            assert told["total"] == 0, where
            assert told["did_you_mean"] == "", where
            assert not any(facet["options"] for facet in told["facets"]), where
            assert not told.get("results"), where
            assert not told.get("more_like_these"), where
            assert secrets.found_in("".join(told.get("nearest_words", ()))) == [], where
        page = client.get(f"/stories?q={word[:-2]}").text
        assert secrets.found_in(page) == [], where
        assert "Nothing fits" in page, where
        assert "<entry>" not in client.get(f"/stories/feed.atom?q={word}").text, where


def test_facets_count_what_is_public_alone(client: Any, planted: Any) -> None:
    _secrets, _slugs = planted

    told = client.get("/api/entries").json
    kinds = {each["slug"] for each in told["entries"]}
    assert told["total"] == len(kinds)
    for facet in told["facets"]:
        assert all(0 < option["count"] <= told["total"] for option in facet["options"])
        assert facet["name"] not in ("gate", "outcome", "locality")
    every = client.get("/api/search").json
    assert every["total"] == len(every["results"])
    for facet in every["facets"]:
        assert all(0 < option["count"] <= every["total"] for option in facet["options"])
        assert facet["name"] not in ("gate", "locality")
