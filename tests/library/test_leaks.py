"""A secret word stands in every kind of text that is not public. Nobody finds one anywhere.

Everything is walked that a visitor can reach by links from the home page, the map of the site, the
API and the feeds; then every address of what is hidden, and a search for every secret word.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from coprod.comments.words import Kind
from coprod.curation import actions as curation
from coprod.db import session as db
from coprod.kit.actor import Role
from coprod.learning import actions as learning
from coprod.learning.queries import as_written
from coprod.learning.queries import record as lesson
from coprod.learning.rules import Account, Context
from coprod.learning.words import Outcome, Showing
from coprod.moderation.words import Outcome as CommentOutcome
from coprod.readers import actions as readers
from coprod.readers.words import Mark
from coprod.records import actions as records
from coprod.records import rules as recording
from coprod.records.words import Part
from coprod.reference.words import Listing
from coprod.register.models import Activity
from coprod.register.policies import published
from coprod.register.queries import fingerprint
from coprod.register.rules import Behalf, Naming, Placing, Story, Telling
from coprod.register.words import Status
from coprod.sections import actions as sections
from coprod.sections.rules import CuratorNotes
from tests import make

UNSEEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
HIDDEN = (*UNSEEN, Status.WITHDRAWN)
LINK = re.compile(r'(?:href|src|action)="([^"]+)"|<loc>([^<]+)<|"(http://localhost[^"]*)"')
STARTS = (
    *("/", "/library", "/library?sort=useful", "/learning", "/decisions", "/collections"),
    *("/sitemap.xml", "/robots.txt", "/library/feed.atom", "/api", "/api/openapi.json"),
    *("/api/search", "/api/search?sort=useful", "/api/entries", "/api/learning", "/api/decisions"),
)
OF_ONE = (
    *("/library/<>", "/library/<>/learning", "/library/<>/ratings", "/library/<>/effect"),
    *("/library/<>/feed.atom", "/library/<>/share", "/card/<>", "/api/entries/<>"),
    *("/follow?entry=<>", "/scaling/<>/lineage", "/stages/<>"),
)
MOST_PAGES = 200
MOST_QUESTIONS = 40
"""How many pages are walked in all, and how many of them that only ask the same in another way."""


class Secrets:
    """Words that no public text has, each with where it was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def word(self, where: str) -> str:
        n = len(self.planted)
        made = f"zq{chr(97 + n // 26)}{chr(97 + n % 26)}secret"
        self.planted[made] = where
        return made

    def found_in(self, text: str) -> list[str]:
        low = text.lower()
        return [where for word, where in self.planted.items() if word in low]


def entries(secrets: Secrets, public: Activity) -> list[str]:
    """Plant what entries keep to themselves, and return the addresses of those not public."""
    slugs = []
    for status in HIDDEN:
        said = secrets.word(f"a {status} entry")
        title = "Gone" if status is Status.WITHDRAWN else f"{said} title"
        place = make.term(Listing.LOCALITY, label="Nowhere else")
        given: dict[str, Any] = {"telling": Telling(said), "story": Story(said, said)}
        placing = Placing((place.id,))
        made = make.activity(status=status, naming=Naming(title), placing=placing, **given)
        slugs.append(made.slug)
    make.propose(public, Telling(secrets.word("a change that waits")))
    notes = CuratorNotes(secrets.word("notes for curators"))
    sections.write_parts(public, (notes,))
    make.comment(public, secrets.word("a comment that waits"))
    declined = secrets.word("a comment that was declined")
    make.comment(public, declined, kind=Kind.QUESTION, outcome=CommentOutcome.DECLINE)
    resident = make.person(role=Role.RESIDENT).actor
    words = secrets.word("words with a mark")
    readers.leave_mark(resident, public, Mark.USED, secret="s", words=words)
    make.gate_decision(public, reason=secrets.word("a decision on a stage that waits"))
    return slugs


def lineage(secrets: Secrets, public: Activity) -> list[str]:
    """Plant drafts and withdrawn entries in the family of a public one, and words that wait."""
    slugs = []
    for status in (Status.DRAFT, Status.SUBMITTED):
        words: dict[str, Any] = {
            name: secrets.word(f"{name} of a {status} child") for name in ("kept", "changed")
        }
        title = secrets.word(f"the title of a {status} child")
        made = make.adoption(public, status=status, title=title, **words)
        slugs.append(made.child.slug)
    gone = make.adoption(public, status=Status.PUBLISHED, kept=secrets.word("kept by what is gone"))
    slugs.append(gone.child.slug)
    make.withdraw(gone.child)
    child = make.adoption(public, status=Status.PUBLISHED, title="Made from it")
    make.answered_how(child, words=secrets.word("an answer that nobody has read"))
    return slugs


def lessons(secrets: Secrets, entry: Activity) -> list[str]:
    slugs = []
    for status in HIDDEN:
        said = secrets.word(f"a {status} record")
        told: dict[str, Any] = {"tried": said, "happened": said, "next_team": said}
        slugs.append(make.record(status=status, team=said, **told).slug)
    writer = make.person()
    public = make.record(writer=writer, next_team="Feed people first")
    waiting = Context(where=secrets.word("a part of a record that waits"))
    seen = fingerprint((as_written(lesson(writer.actor, public.slug), Context),))
    learning.change_part(writer.actor, lesson(writer.actor, public.slug), waiting, seen=seen)
    agreed = secrets.word("how residents agreed")
    account = Account("We were heard", "Resident, Bow", agreed)
    learning.write(lesson(writer.actor, public.slug), account)
    make.signature(public.slug, words=secrets.word("the words of a signature that wait"))
    owner = db.get_one(type(writer), entry.owner_id)
    make.record(
        writer=owner,
        activity_id=entry.id,
        outcome=Outcome.STOPPED,
        next_team="Say no early",
        team=secrets.word("a team that stays unnamed"),
        showing=Showing.HIDDEN,
    )
    return slugs


def decisions(secrets: Secrets) -> list[str]:
    draft = make.decision(sign=False, title=secrets.word("a draft decision"))
    by = make.person()
    held = make.decision(by=by, sign=False, title="Who runs the group")
    openness = {n: secrets.word(f"{n} that is held back") for n in ("open", "not_open", "duty")}
    make.change_decision(by.actor, held, recording.Openness(*openness.values()))
    make.sign_decision(by.actor, held)
    records.hold_back(make.curator(), held, (Part.OPENNESS,), "A tender is running")
    return [draft.slug]


def shelves(secrets: Secrets, public: Activity) -> list[str]:
    hidden = make.shelf(
        title=secrets.word("a hidden collection"),
        introduction=secrets.word("its introduction"),
        is_public=False,
    )
    gone = make.activity(
        status=Status.PUBLISHED, telling=Telling(secrets.word("withdrawn from a collection"))
    )
    make.shelf(f"/library/{public.slug}", f"/library/{gone.slug}", title="Start here")
    curation.withdraw_activity(make.curator(), gone, "It was entered twice")
    return [hidden.slug]


@pytest.fixture
def planted(session: Any) -> tuple[Secrets, list[str]]:
    secrets = Secrets()
    owner = make.person(email="zqqqsecret@example.org")
    secrets.planted["zqqqsecret"] = "the address of a team"
    behalf = Behalf("Resident, Bow", "A volunteer", secrets.word("how somebody agreed"))
    public = make.activity(owner=owner, status=Status.PUBLISHED, behalf=behalf)
    slugs = [
        *entries(secrets, public),
        *lineage(secrets, public),
        *lessons(secrets, public),
        *decisions(secrets),
        *shelves(secrets, public),
    ]
    db.commit()
    return secrets, slugs


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

    slug = db.scalars(select(Activity.slug).where(published()).order_by(Activity.id)).first()
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
    names = ({"slug"}, {"lesson"}, {"decision"}, {"shelf"})
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
        page = client.get(f"/library?q={word[:-2]}").text
        assert secrets.found_in(page) == [], where
        assert "Nothing fits" in page, where
        assert "<entry>" not in client.get(f"/library/feed.atom?q={word}").text, where


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
