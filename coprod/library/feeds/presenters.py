"""What leads others here: feeds, the map of the site, and previews of links.

All of it is the same whoever asks: what a visitor reads, and nothing of what is not public or
waits.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.queries import list_events
from coprod.core.search_engine.models import SortOrder
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.decisions.records.models import DecisionRecord
from coprod.learning.collections.models import Collection, CollectionItem
from coprod.learning.records.models import LearningRecord
from coprod.library.feeds import queries
from coprod.library.feeds.queries import Place, Span
from coprod.library.index.enums import KIND_LABELS
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
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.participation.groups.queries import is_activity_shareable, list_confined_activity_ids
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.web import mailer
from coprod.web.language import translate

FIXED = (
    "library.home.home",
    "library.stories.entries",
    "learning.records.records",
    "decisions.records.decisions",
    "learning.collections.shelves",
    "outcomes.i_statements.statements",
    "library.home.ladder",
    "library.home.about",
    "library.home.accessibility",
    "exchange.api.about",
)
"""Pages that are always there."""
Told = dict[str, Any]


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
    return replace(wanted, page=1, sort=SortOrder.BEST, is_elsewhere=True)


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
        link=mailer.address("library.stories.entries", **asked),
        own_link=mailer.address("library.feeds.search", **asked),
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
    link = mailer.address("library.stories.activity", slug=entry.slug)
    steps = reversed(list_events(entry, public_only=True))
    return Feed(
        title=entry.title,
        link=link,
        own_link=mailer.address("library.feeds.entry", slug=entry.slug),
        items=[
            Item(
                translate(get_verb_text(step.verb)),
                link,
                f"{link}#step-{step.id}",
                step.at,
                step.reason,
            )
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
    return [mailer.address("library.feeds.sitemap_part", number=each + 1) for each in range(number)]


def part(number: int) -> list[Address]:
    return list(everything_else()) if number == 1 else entries(number - 1)


def entries(number: int) -> list[Address]:
    return [
        led("library.stories.activity", each, slug=each.slug) for each in queries.entries(number)
    ]


def everything_else() -> Iterator[Address]:
    yield from (Address(mailer.address(endpoint)) for endpoint in FIXED)
    for each in queries.records():
        yield led("learning.records.record", each, lesson=each.slug)
    for each in queries.signed_decisions():
        yield led("decisions.records.decision", each, decision=each.slug)
    for each in queries.collections():
        yield led("learning.collections.shelf", each, shelf=each.slug)


def led(endpoint: str, place: Place, **name: str) -> Address:
    return Address(mailer.address(endpoint, **name), place.changed_at)


# Previews: what a link to a page shows elsewhere. Each begins with what makes the page public


@dataclass(frozen=True)
class Preview:
    """A title and a few lines; ``told`` are the words of schema.org for what it is.

    ``api`` and ``feed`` are where programs find it here, if they do.
    """

    title: str
    about: str
    link: str
    kind: str
    told: Told = field(default_factory=dict)
    api: str = ""
    feed: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.link).path

    def linked_data(self, register: str, partnership: str) -> Told:
        home = {"@type": "WebSite", "name": register, "url": mailer.address("library.home.home")}
        whole = {
            "@context": "https://schema.org",
            "@type": self.kind,
            "url": self.link,
            "name": self.title,
            "abstract": self.about,
            **self.told,
            "publisher": organisation(partnership),
            "isPartOf": home,
        }
        return {name: value for name, value in whole.items() if value}


def of_entry(entry: Activity, *, leaves: bool) -> Preview | None:
    """``leaves`` is what ``is_activity_shareable`` says of it, which its page has asked already."""
    if not entry.is_public or not leaves:
        return None
    leader = entry.led_by.label if entry.led_by else entry.led_by_name
    where = names(entry.terms, ListKind.LOCALITY) or [entry.place_words]
    return Preview(
        entry.title,
        excerpt(entry.summary),
        mailer.address("library.stories.activity", slug=entry.slug),
        "CreativeWork",
        {
            "datePublished": day(entry.published_at),
            "temporalCoverage": period(entry),
            "spatialCoverage": [name for name in where if name],
            "sourceOrganization": organisation(leader),
            "keywords": names(entry.terms, ListKind.TOPIC),
        },
        api=path("api.entry", slug=entry.slug),
        feed=path("library.feeds.entry", slug=entry.slug),
    )


def period(entry: Activity) -> str:
    """Say when it happened as ISO 8601 does; an end that is not known stays open."""
    if not entry.started:
        return ""
    return (
        f"{entry.started}/{entry.ended or '..'}"
        if entry.ended or entry.is_ongoing
        else str(entry.started)
    )


def of_record(record: LearningRecord) -> Preview | None:
    """The team and the entry are told only if the team lets readers know, whoever looks."""
    if record.status is not Status.PUBLISHED:
        return None
    return Preview(
        record.next_team,
        excerpt(record.tried),
        mailer.address("learning.records.record", lesson=record.slug),
        "LearningResource",
        {
            "datePublished": day(record.published_at),
            "spatialCoverage": names(record.terms, ListKind.LOCALITY),
            "keywords": names(record.terms, ListKind.TOPIC, ListKind.METHOD, ListKind.GROUP),
            **(of_its_team(record) if record.shows_team else {}),
        },
        api=path("api.record", lesson=record.slug),
    )


def of_its_team(record: LearningRecord) -> Told:
    entry = record.activity
    is_told = entry is not None and entry.is_public and is_activity_shareable(entry)
    about = (
        work(entry.title, "library.stories.activity", slug=entry.slug)
        if entry and is_told
        else None
    )
    return {"sourceOrganization": organisation(record.team), "about": about}


def of_decision(decision: DecisionRecord, *, is_newest: bool) -> Preview | None:
    """A draft has none, nor a version that another took the place of."""
    if not decision.is_signed or not is_newest:
        return None
    said = translate(decision.chosen.sentence) if decision.chosen else ""
    return Preview(
        decision.title,
        excerpt(f"{said}. {decision.pledge or decision.reason}"),
        mailer.address("decisions.records.decision", decision=decision.slug),
        "CreativeWork",
        {
            "datePublished": day(decision.signed_at),
            "sourceOrganization": organisation(decision.signed_organisation),
        },
        api=path("api.decision", decision=decision.slug),
    )


def of_collection(collection: Collection, items: Sequence[CollectionItem]) -> Preview | None:
    """``items`` are those that readers see."""
    if not collection.is_public:
        return None
    stays = list_confined_activity_ids()
    return Preview(
        collection.title,
        excerpt(collection.introduction),
        mailer.address("learning.collections.shelf", shelf=collection.slug),
        "Collection",
        {
            "datePublished": day(collection.published_at),
            "hasPart": [part for item in items for part in part_of(item, stays)],
        },
    )


def part_of(item: CollectionItem, stays: frozenset[int]) -> list[Told]:
    entry, record = item.activity, item.record
    if item.activity_id in stays:
        return []
    if entry is not None:
        return [work(entry.title, "library.stories.activity", slug=entry.slug)]
    return [work(record.next_team, "learning.records.record", lesson=record.slug)] if record else []


def of_statements(framework: StatementSet | None, current: StatementSet | None) -> Preview | None:
    """Only the version in use has one: an older one, or a draft, is not what to quote."""
    if framework is None or current is None or framework.version.id != current.version.id:
        return None
    since = framework.version.effective_from
    return Preview(
        translate(N_("What should get better")),
        excerpt(" ".join(each.words for each in framework.statements)),
        mailer.address("outcomes.i_statements.statements"),
        "DefinedTermSet",
        {
            "datePublished": since.isoformat() if since else "",
            "hasDefinedTerm": [defined(each) for each in framework.statements],
        },
    )


def of_statement(statement: Statement) -> Preview:
    """Its words alone. What people said of it changes, and stands on its page with its limits."""
    told = defined(statement)
    return Preview(
        statement.words,
        statement.domain,
        told["url"],
        "DefinedTerm",
        {"inDefinedTermSet": mailer.address("outcomes.i_statements.statements")},
    )


def defined(statement: Statement) -> Told:
    link = mailer.address("outcomes.results.statement", statement=statement.key)
    return {"@type": "DefinedTerm", "name": statement.words, "url": link}


# The words of schema.org


def work(title: str, endpoint: str, **name: str) -> Told:
    return {"@type": "CreativeWork", "name": title, "url": mailer.address(endpoint, **name)}


def organisation(name: str) -> Told | None:
    return {"@type": "Organization", "name": name} if name else None


def names(terms: Iterable[Term], *listings: ListKind) -> list[str]:
    return [term.label for term in terms if term.listing in listings]


def day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def path(endpoint: str, **name: str) -> str:
    return urlsplit(mailer.address(endpoint, **name)).path
