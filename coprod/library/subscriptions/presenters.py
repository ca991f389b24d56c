"""What is followed, in words, and the letters about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.library.feeds import presenters as feeds
from coprod.library.feeds.presenters import search_in_words
from coprod.library.feeds.queries import Span
from coprod.library.index.enums import KIND_LABELS
from coprod.library.index.presenters import ThingRow, place_of
from coprod.library.stories.enums import FIXED, OF_A_LIST
from coprod.library.stories.presenters import Row, address, wanted
from coprod.library.stories.queries import Wanted
from coprod.library.subscriptions import queries
from coprod.library.subscriptions.models import Follow, Follower
from coprod.register.activities.models import Activity
from coprod.web import mailer
from coprod.web.filters import in_words
from coprod.web.language import translate
from coprod.web.mailer import Email, Item

MOST_ITEMS = 40
A_SEARCH = N_("what a search of this register finds")
NOT_PUBLIC = N_("An entry that is not public any more")


@dataclass(frozen=True)
class Followed:
    """One thing that somebody follows: what it is called and where it is read."""

    follow: Follow
    title: str
    link: str


def followed(follower: Follower | None) -> list[Followed]:
    return [shown(each) for each in follower.live_follows] if follower else []


def shown(follow: Follow) -> Followed:
    entry = follow.activity
    if entry is None:
        return Followed(follow, search_title(follow.search), search_link(follow.search))
    if not entry.is_public:
        return Followed(follow, translate(NOT_PUBLIC), "")
    return Followed(
        follow, entry.title, mailer.address("library.stories.activity", slug=entry.slug)
    )


# Searches, as they are kept


def as_kept(asked: Wanted) -> str:
    """Return a search in the one form in which it is kept: as its address says it."""
    parts = {name: value for name, value in address(asked).items() if name not in {"page", "sort"}}
    return urlencode(parts, doseq=True)


def may_be_typed(asked: Wanted) -> bool:
    """Tell whether a search has words of somebody’s own: a value that no list has is shown too."""
    return bool(asked.words or any(v for f, v in asked.chosen.items() if f not in FIXED))


def parts_of(search: str) -> dict[str, object]:
    return address(as_asked(search))


def as_asked(search: str) -> Wanted:
    return wanted(parse_qs(search))


def search_title(search: str) -> str:
    return search_in_words(as_asked(search))


def search_link(search: str) -> str:
    return mailer.address("library.stories.entries", **parts_of(search))


@dataclass(frozen=True)
class Related:
    """A place or a topic of an entry, and the part of an address that asks for it."""

    title: str
    asked: dict[str, str]


def related(entry: Activity) -> list[Related]:
    facets_of = {listing: facet for facet, listing in OF_A_LIST.items()}
    about = [term for term in entry.terms if term.listing in facets_of]
    return [Related(term.label, {facets_of[term.listing].value: term.key}) for term in about]


# News


def news(follow: Follow, until: datetime) -> list[Item]:
    """Return what is new of one thing, and nothing of what visitors may not read."""
    if follow.activity is not None:
        return news_of_entry(follow.activity, follow.told_until, until)
    return news_of_search(as_asked(follow.search), Span(follow.told_until, until))


def news_of_search(wanted: Wanted, span: Span) -> list[Item]:
    """Return nothing when something may be missing: then all of it is told next time."""
    missing: list[bool] = []
    found = feeds.news(wanted, lambda: missing.append(True), span)
    return [] if missing or not found else [published(row) for row in reversed(found)]


def published(row: Row | ThingRow) -> Item:
    page, named = place_of(row.kind, row.name)
    what, summary = KIND_LABELS[row.kind], excerpt(row.summary)
    about = N_("%(what)s, new: %(summary)s", what=translate(what), summary=summary)
    return Item(row.title, mailer.address(page, **named), about)


def news_of_entry(entry: Activity, since: datetime, until: datetime) -> list[Item]:
    link = mailer.address("library.stories.activity", slug=entry.slug)
    return [
        Item(
            entry.title,
            link,
            N_("%(what)s, %(day)s", what=get_verb_text(n.verb), day=in_words(n.at)),
        )
        for n in queries.steps(entry.id, since, until)
    ]


def without_twins(items: Sequence[Item]) -> list[Item]:
    """What two searches find is told once."""
    return list({(item.link, translate(item.about)): item for item in items}.values())


# Letters


def letter(items: Sequence[Item]) -> Email:
    told = without_twins(items)
    left_out = len(told) - MOST_ITEMS
    more = (N_("There is more than this letter holds. Look in the register."),)
    return Email(
        subject=N_("What is new in the register"),
        before=(N_("This is new among what you follow:"),),
        items=tuple(told[:MOST_ITEMS]),
        after=more if left_out > 0 else (),
    )


def asking(title: str) -> Email:
    """To an address that somebody gave: nothing comes unless whoever reads it says yes.

    ``title`` is of this register: words that were typed into a search would let anybody have us
    write anything to anybody. They stand on the page that the link leads to.
    """
    of = title or translate(A_SEARCH)
    return Email(
        subject=N_("Do you want letters from the register?"),
        before=(N_("Somebody gave this address to follow: %(title)s.", title=of),),
        link_says=N_("See what it is, and say yes or no"),
        after=(
            N_("If it was not you, do nothing. You will hear no more, and we forget the address."),
        ),
    )


STOPPED = N_("Stopped. No more letters come about this")
FOLLOWED: Message = N_("You follow it now")
