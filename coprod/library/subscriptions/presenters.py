"""What is followed, in words, and what is new of it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.library.feeds.enums import TOPIC_ENDPOINTS
from coprod.library.feeds.presenters import describe_search, list_public_news
from coprod.library.feeds.queries import NewsPeriod, TopicNews, list_topic_news
from coprod.library.index.enums import KIND_LABELS
from coprod.library.index.presenters import DocumentRow, get_page_address
from coprod.library.stories.enums import FIXED_VALUES, LIST_FACETS
from coprod.library.stories.presenters import ActivityListRow, build_address, parse_search
from coprod.library.stories.queries import LibrarySearch
from coprod.library.subscriptions import queries
from coprod.library.subscriptions.models import Follow, Follower
from coprod.register.activities.models import Activity
from coprod.web import mailer
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.mailer import EmailItem

NOT_PUBLIC = N_("A story that is no longer public")


@dataclass(frozen=True)
class FollowedItem:
    """One thing that somebody follows: what it is called and where it is read."""

    follow: Follow
    title: str
    link: str


def list_followed(follower: Follower | None) -> list[FollowedItem]:
    return [describe_follow(each) for each in follower.live_follows] if follower else []


def describe_follow(follow: Follow) -> FollowedItem:
    activity = follow.activity
    if follow.topic:
        link = mailer.build_address(TOPIC_ENDPOINTS[follow.topic])
        return FollowedItem(follow, translate(follow.topic.label), link)
    if activity is None:
        return FollowedItem(
            follow, get_search_title(follow.search), build_search_link(follow.search)
        )
    if not activity.is_public:
        return FollowedItem(follow, translate(NOT_PUBLIC), "")
    return FollowedItem(
        follow, activity.title, mailer.build_address("library.stories.activity", slug=activity.slug)
    )


# Searches, as they are kept


def format_search(search_request: LibrarySearch) -> str:
    """Return a search in the one form in which it is stored: as its address says it."""
    parts = {
        name: value
        for name, value in build_address(search_request).items()
        if name not in {"page", "sort"}
    }
    return urlencode(parts, doseq=True)


def has_typed_words(search_request: LibrarySearch) -> bool:
    """Tell whether a search has words of somebody’s own: a value that no list has is shown too."""
    return bool(
        search_request.words
        or any(v for f, v in search_request.chosen.items() if f not in FIXED_VALUES)
    )


def build_search_address(search: str) -> dict[str, object]:
    return build_address(parse_stored_search(search))


def parse_stored_search(search: str) -> LibrarySearch:
    return parse_search(parse_qs(search))


def get_search_title(search: str) -> str:
    return describe_search(parse_stored_search(search))


def build_search_link(search: str) -> str:
    return mailer.build_address("library.stories.entries", **build_search_address(search))


@dataclass(frozen=True)
class FollowableTerm:
    """A place or a topic of an entry, and the part of an address that asks for it."""

    title: str
    address: dict[str, str]


def list_followable_terms(activity: Activity) -> list[FollowableTerm]:
    facets_by_list = {listing: facet for facet, listing in LIST_FACETS.items()}
    about = [term for term in activity.terms if term.listing in facets_by_list]
    return [
        FollowableTerm(term.label, {facets_by_list[term.listing].value: term.key}) for term in about
    ]


# News


def list_news(follow: Follow, until: datetime) -> list[EmailItem]:
    """Return what is new of one thing, and nothing of what visitors may not read."""
    if follow.activity is not None:
        return list_activity_news(follow.activity, follow.notified_until, until)
    period = NewsPeriod(follow.notified_until, until)
    if follow.topic is not None:
        return [build_topic_item(each) for each in reversed(list_topic_news(follow.topic, period))]
    return list_search_news(parse_stored_search(follow.search), period)


def build_topic_item(news: TopicNews) -> EmailItem:
    link = mailer.build_address(news.endpoint, **news.values)
    about = N_("%(what)s, %(day)s", what=news.about, day=say_date(news.at))
    return EmailItem(news.title, link, about)


def list_search_news(search_request: LibrarySearch, period: NewsPeriod) -> list[EmailItem]:
    """Return nothing when something may be missing: then all of it is in the next letter."""
    missing: list[bool] = []
    rows = list_public_news(search_request, lambda: missing.append(True), period)
    return [] if missing or not rows else [build_email_item(row) for row in reversed(rows)]


def build_email_item(row: ActivityListRow | DocumentRow) -> EmailItem:
    page, named = get_page_address(row.kind, row.name)
    what, summary = KIND_LABELS[row.kind], excerpt(row.summary)
    about = N_("%(what)s, new: %(summary)s", what=translate(what), summary=summary)
    return EmailItem(row.title, mailer.build_address(page, **named), about)


def list_activity_news(activity: Activity, since: datetime, until: datetime) -> list[EmailItem]:
    link = mailer.build_address("library.stories.activity", slug=activity.slug)
    steps = [
        EmailItem(
            activity.title,
            link,
            N_("%(what)s, %(day)s", what=get_verb_text(n.verb), day=say_date(n.at)),
        )
        for n in queries.list_public_steps(activity.id, since, until)
    ]
    return [*steps, *list_comment_news(activity, since, until)]


def list_comment_news(activity: Activity, since: datetime, until: datetime) -> list[EmailItem]:
    """Say how much was said and answered, and no words: a letter cannot be hidden later."""
    new_comments = queries.list_new_comments(activity.id, since, until)
    answers = sum(each.is_official for each in new_comments)
    others = len(new_comments) - answers
    counts = (
        (others, N_("New comments: %(number)s", number=others)),
        (answers, N_("New answers from the team: %(number)s", number=answers)),
    )
    link = mailer.build_address(
        "engagement.comments.of_subject", kind=ACTIVITY_SUBJECTS.name, slug=activity.slug
    )
    return [EmailItem(activity.title, link, text) for number, text in counts if number]


STOPPED = N_("Stopped. You will get no more letters about this")
FOLLOWED: Message = N_("You follow it now")
