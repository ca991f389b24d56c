"""Words agreed to for this place alone leave it by no way that we offer.

A word is planted in all that such an entry tells. Readers find every one of them on its pages; no
other program, site, search engine or mailbox is given one.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.database import session as db
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.decisions.records import actions as deciding
from coprod.learning.records import actions as learning
from coprod.learning.records.queries import get_record as lesson
from coprod.learning.records.rules import ResidentAccount
from coprod.library.index.tasks import search_index
from coprod.library.subscriptions import commands
from coprod.library.subscriptions.enums import Frequency
from coprod.participation.groups import actions as involved
from coprod.participation.groups import queries
from coprod.participation.groups.enums import EndReason
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, Placing, Story, Telling
from coprod.register.review import actions as curation
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome
from tests import make
from tests.library.stories.secrets import Secrets
from tests.library.subscriptions.make import follower
from tests.participation.groups.make import consent
from tests.participation.opportunities.make import open_session

OUT = (
    *("/api/entries", "/api/search", "/api/learning", "/api/decisions", "/stories/feed.atom"),
    *("/sitemap.xml", "/sitemap/1.xml", "/sitemap/2.xml", "/have-your-say/calendar.ics"),
)
"""Where lists are read by other programs, sites and search engines."""
OF_ENTRY = ("/api/entries/{}", "/card/{}", "/stories/{}/feed.atom", "/stories/{}/ratings.csv")
PAGES = ("/stories/{}", "/stories/{}/ratings", "/stories/{}/effect", "/stories/{}/learning")


class World:
    """An entry told for this place alone, with all that leads to it, and one that may leave."""

    def __init__(self) -> None:
        assert search_index().ask(lambda _index: True)
        for search in ("", "kind=entry"):
            follower(search=search, often=Frequency.AT_ONCE)
        self.secrets = Secrets()
        self.entry = self.told_here()
        self.other = make.activity(status=Status.PUBLISHED, naming=Naming("Garden of all"))
        consent(self.other, outside=True)
        follower(entry=self.entry.id, often=Frequency.AT_ONCE)
        self.leading_to_it()
        db.commit()

    def told_here(self) -> Activity:
        word = self.secrets.word
        made = make.activity(
            status=Status.SUBMITTED,
            naming=Naming(word("the title")),
            telling=Telling(word("the summary")),
            story=Story(word("the story"), word("what was learned")),
            placing=Placing(place_words=word("the place")),
        )
        write_parts(made, (Outcome(said=word("what people said")),))
        consent(made)
        curation.publish_activity(make.curator(), made)
        return make.keep(made)

    def leading_to_it(self) -> None:
        own = db.get_one(Person, self.entry.owner_id)
        decision = make.decision(by=own, title="Who runs the garden")
        deciding.link_activity(own.actor, decision, self.entry)
        self.decision = decision.slug
        made = make.record(writer=own, activity_id=self.entry.id, next_team="Dig first")
        words = ResidentAccount(self.secrets.word("own words"), "Resident, Bow", "They said so")
        learning.write_part(lesson(own.actor, made.slug), words)
        self.record = made.slug
        places = (f"/stories/{each.slug}" for each in (self.entry, self.other))
        self.shelf = make.collection(*places, title="To begin with").slug
        open_session(self.entry, title=self.secrets.word("a session"))


@pytest.fixture
def world(session: Any) -> World:
    return World()


def heads(client: Any, world: World) -> str:
    """What other sites and search engines read of the pages that show it."""
    pages = [*(each.format(world.entry.slug) for each in PAGES), f"/learning/{world.record}"]
    pages += [f"/decisions/{world.decision}", f"/collections/{world.shelf}"]
    texts = [client.get(each).text.partition("</head>")[0] for each in pages]
    return "".join(each.partition("<title>")[0] + each.partition("</title>")[2] for each in texts)


def letters() -> str:
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        commands.write_emails()
    found = db.scalars(select(Outgoing).where(Outgoing.recipient.startswith("reader"))).all()
    return "".join(f"{each.subject} {each.text} {each.html}" for each in found)


def test_it_leaves_by_no_list(client: Any, world: World) -> None:
    for address in OUT:
        assert world.secrets.found_in(client.get(address).text) == [], address
        assert client.get(address).status_code == 200, address
    told = client.get("/api/entries").json
    assert [each["slug"] for each in told["entries"]] == [world.other.slug]
    assert told["total"] == 1
    assert "Garden of all" in client.get("/stories/feed.atom").text


def test_it_leaves_by_no_address_of_its_own(client: Any, world: World) -> None:
    for address in OF_ENTRY:
        assert client.get(address.format(world.entry.slug)).status_code == 404, address
        assert client.get(address.format(world.other.slug)).status_code == 200, address
    calendar = client.get(f"/have-your-say/of/{world.entry.slug}/calendar.ics").text
    assert "BEGIN:VEVENT" not in calendar
    assert client.get(f"/stories/{world.entry.slug}/share").status_code == 404


def test_what_leads_to_it_does_not_name_it(client: Any, world: World) -> None:
    for address in (f"/api/decisions/{world.decision}", f"/api/learning/{world.record}"):
        answer = client.get(address)
        assert world.secrets.found_in(answer.text) == [], address
        assert answer.status_code == 200
    assert world.secrets.found_in(heads(client, world)) == []


def test_no_search_of_another_program_finds_or_suggests_it(client: Any, world: World) -> None:
    for word, where in world.secrets.planted.items():
        for asked in ("/api/entries", "/api/search"):
            for typed in (word, word[:-1]):
                told = client.get(f"{asked}?q={typed}").json
                assert told["total"] == 0, where
                assert told["did_you_mean"] == "", where
                assert not told.get("results"), where
                assert not told.get("more_like_these"), where
                assert world.secrets.found_in("".join(told.get("nearest_words", ()))) == [], where
                assert not any(facet["options"] for facet in told["facets"]), where
        assert "<entry>" not in client.get(f"/stories/feed.atom?q={word}").text, where


def test_search_engines_are_told_to_leave_its_pages_out(client: Any, world: World) -> None:
    for address in PAGES:
        told = client.get(address.format(world.entry.slug)).text
        assert '<meta name="robots" content="noindex">' in told, address
        assert "noindex" not in client.get(address.format(world.other.slug)).text, address
    assert "noindex" in client.get(f"/learning/{world.record}").text


def test_no_letter_takes_it_elsewhere(world: World) -> None:
    told = letters()

    assert world.secrets.found_in(told) == []
    assert "Garden of all" in told


def test_readers_here_read_all_of_it(client: Any, world: World) -> None:
    """So that the tests above show that something was kept back."""
    pages = [*(each.format(world.entry.slug) for each in PAGES), f"/learning/{world.record}"]
    told = "".join(client.get(each).text for each in [*pages, "/have-your-say"])

    assert world.secrets.found_in(told) == list(world.secrets.planted.values())


def test_it_may_leave_once_that_is_agreed_and_not_before(client: Any, world: World) -> None:
    owner = make.owner(world.entry)
    (kept,) = queries.list_consents(owner, world.entry)
    kept.outside = True
    make.keep(kept)

    assert client.get(f"/api/entries/{world.entry.slug}").status_code == 200
    assert client.get("/api/entries").json["total"] == 2

    kept.outside = False
    involved.end_consent(VISITOR, queries.get_consent_by_key(kept.key), EndReason.TAKEN_BACK)
    db.commit()
    assert client.get(f"/api/entries/{world.entry.slug}").status_code == 404
