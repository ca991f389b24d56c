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
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS, list_new_comments
from coprod.learning.collections.models import Collection, CollectionItem
from coprod.learning.records.models import LearningRecord
from coprod.library.feeds import queries
from coprod.library.feeds.enums import TOPIC_ENDPOINTS, NewsTopic
from coprod.library.feeds.queries import NewsPeriod, PublicPage, TopicNews
from coprod.library.index.enums import KIND_LABELS
from coprod.library.index.presenters import DocumentRow, get_page_address
from coprod.library.stories.presenters import (
    ActivityListPage,
    ActivityListRow,
    build_address,
    build_chips,
    build_rows,
    build_rows_without_reasons,
    restrict_to_shareable,
)
from coprod.library.stories.queries import LibrarySearch, list_ids_without_index
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.participation.groups.queries import is_activity_shareable, list_confined_activity_ids
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.web import mailer
from coprod.web.language import translate

STATIC_PAGES = (
    "library.home.home",
    "library.stories.entries",
    "learning.records.records",
    "decisions.records.decisions",
    "learning.collections.collections",
    "outcomes.i_statements.statements",
    "library.home.ladder",
    "library.home.about",
    "library.home.accessibility",
    "exchange.api.about",
    "exchange.library_export.export",
)
"""Pages that are always there."""
LinkedData = dict[str, Any]
A_COMMENT = N_("A new comment")
AN_ANSWER = N_("The team answered a comment")


# Feeds


@dataclass(frozen=True)
class FeedItem:
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
    items: Sequence[FeedItem]

    @property
    def at(self) -> datetime:
        return max((item.at for item in self.items), default=clock.now().replace(hour=0, minute=0))


def sort_by_newest(search: LibrarySearch) -> LibrarySearch:
    """Return a search as it is asked for news: the newest first, from the first."""
    return replace(search, page=1, sort=SortOrder.BEST, is_elsewhere=True)


def list_public_news(
    search: LibrarySearch, when_behind: Callable[[], object], period: NewsPeriod | None = None
) -> list[ActivityListRow | DocumentRow] | None:
    """Return what a search finds that came out in a time, as the database lets visitors see it now.

    None while there is no index to ask. ``when_behind`` is called when some of it may be missing.
    Feeds and letters go elsewhere: what may not leave this place is no news.
    """
    search = restrict_to_shareable(search)
    result = queries.find_news(search, period or NewsPeriod(), when_behind)
    if result is None:
        return None
    rows = build_rows(VISITOR, replace(search, words=""), result)
    return [row for row in rows if not isinstance(row, ActivityListRow) or row.is_readable]


def list_news_without_index(search: LibrarySearch) -> list[ActivityListRow]:
    """Return the entries that have all the words, while there is no index to ask."""
    return build_rows_without_reasons(VISITOR, list_ids_without_index(VISITOR, search))


def build_search_feed(search: LibrarySearch, rows: Sequence[ActivityListRow | DocumentRow]) -> Feed:
    parameters = build_address(search)
    return Feed(
        title=describe_search(search),
        link=mailer.build_address("library.stories.entries", **parameters),
        own_link=mailer.build_address("library.feeds.search", **parameters),
        items=[build_feed_item(row) for row in rows],
    )


def describe_search(search: LibrarySearch) -> str:
    """Say what a search looks for: its words, and what it was narrowed to."""
    uncounted = {facet.value: dict.fromkeys(values, 0) for facet, values in search.chosen.items()}
    chips = build_chips(search, ActivityListPage(search, [], 0, uncounted).filters)
    words = [f"“{search.words}”"] if search.words else []
    description = ", ".join([*words, *(translate(chip.label) for chip in chips)])
    return description or translate(N_("All that is new"))


def build_feed_item(row: ActivityListRow | DocumentRow) -> FeedItem:
    page, named = get_page_address(row.kind, row.name)
    link = mailer.build_address(page, **named)
    return FeedItem(row.title, link, link, row.at, excerpt(row.summary), row.kind)


def build_activity_feed(activity: Activity) -> Feed:
    """Return the public steps in the life of an entry and what was said of it, the newest first."""
    link = mailer.build_address("library.stories.activity", slug=activity.slug)
    steps = [
        FeedItem(
            translate(get_verb_text(step.verb)),
            link,
            f"{link}#step-{step.id}",
            step.at,
            step.reason,
        )
        for step in list_events(activity, public_only=True)
    ]
    items = [*reversed(steps), *list_comment_items(activity)]
    return Feed(
        title=activity.title,
        link=link,
        own_link=mailer.build_address("library.feeds.entry", slug=activity.slug),
        items=sorted(items, key=lambda item: item.at, reverse=True),
    )


def list_comment_items(activity: Activity) -> Iterator[FeedItem]:
    """Say that something was said or answered, and no words: feeds are kept elsewhere."""
    kind = ACTIVITY_SUBJECTS.name
    link = mailer.build_address("engagement.comments.of_subject", kind=kind, slug=activity.slug)
    for each in list_new_comments(kind, activity.id, None, None, queries.MOST_NEWS):
        title = AN_ANSWER if each.is_official else A_COMMENT
        key = f"{link}#comment-{each.id}"
        yield FeedItem(translate(title), key, key, each.published_at or each.sent_at)


def build_topic_feed(topic: NewsTopic) -> Feed:
    return Feed(
        title=translate(topic.label),
        link=mailer.build_address(TOPIC_ENDPOINTS[topic]),
        own_link=mailer.build_address("library.feeds.topic", topic=topic.value),
        items=[build_topic_item(each) for each in queries.list_topic_news(topic, NewsPeriod())],
    )


def build_topic_item(news: TopicNews) -> FeedItem:
    link = mailer.build_address(news.endpoint, **news.values)
    return FeedItem(news.title, link, f"{link}#{news.key}", news.at, translate(news.about))


# The map of the site


@dataclass(frozen=True)
class SitemapUrl:
    link: str
    changed_at: datetime | None = None


def list_sitemap_parts() -> list[str]:
    """Return the parts of the map: the first holds all but the entries."""
    number = 1 + -(-queries.count_activities() // queries.SITEMAP_PART_SIZE)
    return [
        mailer.build_address("library.feeds.sitemap_part", number=each + 1)
        for each in range(number)
    ]


def list_urls_of_part(number: int) -> list[SitemapUrl]:
    return list(list_other_urls()) if number == 1 else list_activity_urls(number - 1)


def list_activity_urls(number: int) -> list[SitemapUrl]:
    return [
        build_url("library.stories.activity", each, slug=each.slug)
        for each in queries.list_activities(number)
    ]


def list_other_urls() -> Iterator[SitemapUrl]:
    yield from (SitemapUrl(mailer.build_address(endpoint)) for endpoint in STATIC_PAGES)
    for each in queries.list_records():
        yield build_url("learning.records.record", each, record_slug=each.slug)
    for each in queries.list_signed_decisions():
        yield build_url("decisions.records.decision", each, decision=each.slug)
    for each in queries.list_collections():
        yield build_url("learning.collections.collection_page", each, collection_slug=each.slug)
    for each in queries.list_reports():
        yield build_url("intelligence.reports.report", each, report=each.slug)
    for each in queries.list_campaigns():
        yield build_url("intelligence.campaigns.campaign", each, campaign=each.slug)


def build_url(endpoint: str, public_page: PublicPage, **name: str) -> SitemapUrl:
    return SitemapUrl(mailer.build_address(endpoint, **name), public_page.changed_at)


# Previews: what a link to a page shows elsewhere. Each begins with what makes the page public


@dataclass(frozen=True)
class Preview:
    """A title and a few lines; ``properties`` are the words of schema.org for what it is.

    ``api`` and ``feed`` are where programs find it here, if they do.
    """

    title: str
    description: str
    link: str
    kind: str
    properties: LinkedData = field(default_factory=dict)
    api: str = ""
    feed: str = ""

    def build_linked_data(self, register: str, partnership: str) -> LinkedData:
        home = {
            "@type": "WebSite",
            "name": register,
            "url": mailer.build_address("library.home.home"),
        }
        whole = {
            "@context": "https://schema.org",
            "@type": self.kind,
            "url": self.link,
            "name": self.title,
            "abstract": self.description,
            **self.properties,
            "publisher": describe_organisation(partnership),
            "isPartOf": home,
        }
        return {name: value for name, value in whole.items() if value}


def preview_activity(activity: Activity, *, is_shareable: bool) -> Preview | None:
    """``is_shareable`` is what ``groups.may_leave`` says of it, which its page knows already."""
    if not activity.is_public or not is_shareable:
        return None
    leader = activity.led_by.label if activity.led_by else activity.led_by_name
    where = list_labels(activity.terms, ListKind.LOCALITY) or [activity.place_words]
    return Preview(
        activity.title,
        excerpt(activity.summary),
        mailer.build_address("library.stories.activity", slug=activity.slug),
        "CreativeWork",
        {
            "datePublished": format_day(activity.published_at),
            "temporalCoverage": format_period(activity),
            "spatialCoverage": [name for name in where if name],
            "sourceOrganization": describe_organisation(leader),
            "keywords": list_labels(activity.terms, ListKind.TOPIC),
        },
        api=build_path("api.entry", slug=activity.slug),
        feed=build_path("library.feeds.entry", slug=activity.slug),
    )


def format_period(activity: Activity) -> str:
    """Say when it happened as ISO 8601 does; an end that is not known stays open."""
    if not activity.started:
        return ""
    return (
        f"{activity.started}/{activity.ended or '..'}"
        if activity.ended or activity.is_ongoing
        else str(activity.started)
    )


def preview_record(record: LearningRecord) -> Preview | None:
    """The team and the activity are named only if the team lets readers know, whoever looks."""
    if record.status is not Status.PUBLISHED:
        return None
    return Preview(
        record.next_team,
        excerpt(record.tried),
        mailer.build_address("learning.records.record", record_slug=record.slug),
        "LearningResource",
        {
            "datePublished": format_day(record.published_at),
            "spatialCoverage": list_labels(record.terms, ListKind.LOCALITY),
            "keywords": list_labels(record.terms, ListKind.TOPIC, ListKind.METHOD, ListKind.GROUP),
            **(describe_team(record) if record.shows_team else {}),
        },
        api=build_path("api.record", record_slug=record.slug),
    )


def describe_team(record: LearningRecord) -> LinkedData:
    activity = record.activity
    is_public = activity is not None and activity.is_public and is_activity_shareable(activity)
    about = (
        describe_work(activity.title, "library.stories.activity", slug=activity.slug)
        if activity and is_public
        else None
    )
    return {"sourceOrganization": describe_organisation(record.team), "about": about}


def preview_decision(decision: DecisionRecord, *, is_newest: bool) -> Preview | None:
    """A draft has none, nor a version that another took the place of."""
    if not decision.is_signed or not is_newest:
        return None
    sentence = translate(decision.chosen.sentence) if decision.chosen else ""
    return Preview(
        decision.title,
        excerpt(f"{sentence}. {decision.pledge or decision.reason}"),
        mailer.build_address("decisions.records.decision", decision=decision.slug),
        "CreativeWork",
        {
            "datePublished": format_day(decision.signed_at),
            "sourceOrganization": describe_organisation(decision.signed_organisation),
        },
        api=build_path("api.decision", decision=decision.slug),
    )


def preview_collection(collection: Collection, items: Sequence[CollectionItem]) -> Preview | None:
    """``items`` are those that readers see."""
    if not collection.is_public:
        return None
    unshareable_ids = list_confined_activity_ids()
    return Preview(
        collection.title,
        excerpt(collection.introduction),
        mailer.build_address(
            "learning.collections.collection_page", collection_slug=collection.slug
        ),
        "Collection",
        {
            "datePublished": format_day(collection.published_at),
            "hasPart": [part for item in items for part in describe_item(item, unshareable_ids)],
        },
    )


def describe_item(item: CollectionItem, unshareable_ids: frozenset[int]) -> list[LinkedData]:
    activity, record = item.activity, item.record
    if item.activity_id in unshareable_ids:
        return []
    if activity is not None:
        return [describe_work(activity.title, "library.stories.activity", slug=activity.slug)]
    return (
        [describe_work(record.next_team, "learning.records.record", record_slug=record.slug)]
        if record
        else []
    )


def preview_statements(
    framework: StatementSet | None, current: StatementSet | None
) -> Preview | None:
    """Only the version in use has one: an older one, or a draft, is not what to quote."""
    if framework is None or current is None or framework.version.id != current.version.id:
        return None
    since = framework.version.effective_from
    return Preview(
        translate(N_("What should get better")),
        excerpt(" ".join(each.words for each in framework.statements)),
        mailer.build_address("outcomes.i_statements.statements"),
        "DefinedTermSet",
        {
            "datePublished": since.isoformat() if since else "",
            "hasDefinedTerm": [describe_statement(each) for each in framework.statements],
        },
    )


def preview_statement(statement: Statement) -> Preview:
    """Its words alone. What people said of it changes, and stands on its page with its limits."""
    properties = describe_statement(statement)
    return Preview(
        statement.words,
        statement.domain,
        properties["url"],
        "DefinedTerm",
        {"inDefinedTermSet": mailer.build_address("outcomes.i_statements.statements")},
    )


def describe_statement(statement: Statement) -> LinkedData:
    link = mailer.build_address("outcomes.results.statement", statement=statement.key)
    return {"@type": "DefinedTerm", "name": statement.words, "url": link}


# The words of schema.org


def describe_work(title: str, endpoint: str, **name: str) -> LinkedData:
    return {"@type": "CreativeWork", "name": title, "url": mailer.build_address(endpoint, **name)}


def describe_organisation(name: str) -> LinkedData | None:
    return {"@type": "Organization", "name": name} if name else None


def list_labels(terms: Iterable[Term], *listings: ListKind) -> list[str]:
    return [term.label for term in terms if term.listing in listings]


def format_day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def build_path(endpoint: str, **name: str) -> str:
    return urlsplit(mailer.build_address(endpoint, **name)).path
