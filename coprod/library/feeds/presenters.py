"""What feeds and the map of the site are given: only what visitors read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coprod.core.audit_trail.enums import verb
from coprod.core.audit_trail.queries import notes
from coprod.core.text_index.rules import Sort
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.library.catalogue.enums import KIND_LABELS
from coprod.library.feeds import queries
from coprod.library.feeds.queries import Place, Span
from coprod.library.index.presenters import ThingRow, place_of
from coprod.library.stories.presenters import (
    EntriesPage,
    Row,
    address,
    for_elsewhere,
    plain_rows,
    rows,
)
from coprod.library.stories.queries import Wanted, plain_list
from coprod.register.activities.models import Activity
from coprod.web import mailer
from coprod.web.language import translate

FIXED = (
    "welcome.home", "library.entries", "learning.records", "decisions.decisions",
    "shelves.shelves", "statements.statements", "welcome.ladder", "welcome.about",
    "welcome.accessibility", "api_about.about",
)  # fmt: skip
"""Pages that are always there."""


# Feeds


@dataclass(frozen=True)
class Item:
    """One piece of news. ``key`` is an address that never changes and names nothing else."""

    title: str
    link: str
    key: str
    at: datetime
    summary: str = ""
    kind: str = ""

    @property
    def label(self) -> Message:
        return KIND_LABELS[self.kind]


@dataclass(frozen=True)
class Feed:
    title: str
    link: str
    own_link: str
    items: Sequence[Item]

    @property
    def at(self) -> datetime:
        return max((item.at for item in self.items), default=clock.now().replace(hour=0, minute=0))


def newest(wanted: Wanted) -> Wanted:
    """Return a search as it is asked for news: the newest first, from the first."""
    return replace(wanted, page=1, sort=Sort.BEST, is_elsewhere=True)


def news(
    wanted: Wanted, when_behind: Callable[[], object], span: Span | None = None
) -> list[Row | ThingRow] | None:
    """Return what a search finds that came out in a time, as the database lets visitors see it now.

    None while there is no index to ask. ``when_behind`` is told when some of it may be missing.
    Feeds and letters go elsewhere: what may not leave this place is no news.
    """
    wanted = for_elsewhere(wanted)
    found = queries.news(wanted, span or Span(), when_behind)
    if found is None:
        return None
    shown = rows(VISITOR, replace(wanted, words=""), found)
    return [row for row in shown if not isinstance(row, Row) or row.is_there]


def plain_news(wanted: Wanted) -> list[Row]:
    """Return the entries that have all the words, while there is no index to ask."""
    return plain_rows(VISITOR, plain_list(VISITOR, wanted))


def feed_of_search(wanted: Wanted, found: Sequence[Row | ThingRow]) -> Feed:
    asked = address(wanted)
    return Feed(
        title=search_in_words(wanted),
        link=mailer.address("library.entries", **asked),
        own_link=mailer.address("feeds.search", **asked),
        items=[item(row) for row in found],
    )


def search_in_words(wanted: Wanted) -> str:
    """Say what a search looks for: its words, and what it was narrowed to."""
    uncounted = {facet.value: dict.fromkeys(values, 0) for facet, values in wanted.chosen.items()}
    chips = EntriesPage(wanted, [], 0, uncounted).chips
    words = [f"“{wanted.words}”"] if wanted.words else []
    asked = ", ".join([*words, *(translate(chip.label) for chip in chips)])
    return asked or translate(N_("All that is new"))


def item(row: Row | ThingRow) -> Item:
    page, named = place_of(row.kind, row.name)
    link = mailer.address(page, **named)
    return Item(row.title, link, link, row.at, excerpt(row.summary), row.kind)


def feed_of_entry(entry: Activity) -> Feed:
    """Return the public steps in the life of an entry, the newest first."""
    link = mailer.address("library.activity", slug=entry.slug)
    steps = reversed(notes(entry, public_only=True))
    return Feed(
        title=entry.title,
        link=link,
        own_link=mailer.address("feeds.entry", slug=entry.slug),
        items=[
            Item(translate(verb(step.verb)), link, f"{link}#step-{step.id}", step.at, step.reason)
            for step in steps
        ],
    )


# The map of the site


@dataclass(frozen=True)
class Address:
    link: str
    changed_at: datetime | None = None


def parts() -> list[str]:
    """Return the parts of the map: the first holds all but the entries."""
    number = 1 + -(-queries.count_entries() // queries.A_PART)
    return [mailer.address("feeds.sitemap_part", number=each + 1) for each in range(number)]


def part(number: int) -> list[Address]:
    return list(everything_else()) if number == 1 else entries(number - 1)


def entries(number: int) -> list[Address]:
    return [led("library.activity", each, slug=each.slug) for each in queries.entries(number)]


def everything_else() -> Iterator[Address]:
    yield from (Address(mailer.address(endpoint)) for endpoint in FIXED)
    for each in queries.records():
        yield led("learning.record", each, lesson=each.slug)
    for each in queries.signed_decisions():
        yield led("decisions.decision", each, decision=each.slug)
    for each in queries.collections():
        yield led("shelves.shelf", each, shelf=each.slug)


def led(endpoint: str, place: Place, **name: str) -> Address:
    return Address(mailer.address(endpoint, **name), place.changed_at)
