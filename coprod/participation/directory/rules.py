"""What the directory takes in of a group: nothing of private people, and not without consent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from coprod.accounts.users.rules import check_email
from coprod.core.search_engine.analysis import get_stop_stems, list_stems, normalize
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold
from coprod.participation.directory.enums import ConnectorKind
from coprod.register.completeness.rules import MAIL, PHONE
from coprod.register.sections.rules import check_address

LONGEST = {
    "name": 120,
    "other_names": 120,
    "about": 500,
    "how_to_ask": 500,
    "capacity": 300,
    "page": 500,
    "consent_how": 300,
}
MOST_NAMES = 20
LONGEST_SEARCH = 200
UNTELLING_WORDS = "who could can help us reach reaches find group groups people residents community"
"""What people write around the words that say whom they look for."""
LONGEST_CONSENT = timedelta(days=731)
REMIND_BEFORE = timedelta(days=30)
"""How long before a consent ends the curators are reminded."""
LINK_DAYS = timedelta(days=14)
"""How long a group can use the link to its own page."""
PERSONAL_MAILBOX = re.compile(r"[a-z]{2,}[._-][a-z]{2,}\d*")
SHARED_WORDS = frozenset(
    {
        "admin",
        "champions",
        "community",
        "contact",
        "engagement",
        "enquiries",
        "enquiry",
        "forum",
        "general",
        "group",
        "hello",
        "help",
        "info",
        "involvement",
        "mail",
        "network",
        "office",
        "reception",
        "support",
        "team",
        "voice",
        "volunteering",
    }
)


@dataclass(frozen=True)
class ConnectorWords:
    """What a group may change itself by its link. ``term_ids`` are of all its lists."""

    about: str = ""
    how_to_ask: str = ""
    capacity: str = ""
    email: str = ""
    page: str = ""
    term_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class ConnectorConsent:
    """That the group agreed to stand here: how, when, and until when."""

    how: str
    agreed_on: date | None
    until: date | None


@dataclass(frozen=True)
class ConnectorDraft:
    """All that a curator writes. ``other_names`` are those by which activities name the group."""

    name: str
    kind: ConnectorKind | None
    words: ConnectorWords
    consent: ConnectorConsent
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConnectorFilter:
    """Who is looked for: in words, or by the number of a term, or 0 for any."""

    language: int = 0
    place: int = 0
    reach: int = 0
    words: str = ""


@dataclass(frozen=True)
class WordMatch:
    """The stems of a search that tell something, less those that name a place."""

    stems: frozenset[str]
    place: int = 0


def match_places(words: str, places: Iterable[tuple[int, str]]) -> WordMatch:
    """Find the place that a search names: “Somali mothers in the South East”."""
    stems = list_telling_stems(words)
    by_place = {key: list_telling_stems(label) for key, label in places}
    named = [key for key, each in by_place.items() if each and each <= stems]
    place = max(named, key=lambda key: len(by_place[key]), default=0)
    return WordMatch(stems - by_place.get(place, frozenset()), place)


def list_telling_stems(words: str) -> frozenset[str]:
    stems = frozenset(list_stems(normalize(words)))
    return stems - get_stop_stems() - get_untelling_stems()


@cache
def get_untelling_stems() -> frozenset[str]:
    return frozenset(list_stems(UNTELLING_WORDS))


def check_draft(draft: ConnectorDraft, today: date) -> None:
    if not draft.name:
        message = N_("Say what the organisation or role is called")
        raise RuleBrokenError(message, field="name")
    check_text("name", draft.name)
    if draft.kind is None:
        raise RuleBrokenError(N_("Choose what kind of group it is"), field="kind")
    if len(draft.other_names) > MOST_NAMES:
        raise RuleBrokenError(N_("Keep to %(most)s names", most=MOST_NAMES), field="other_names")
    for name in draft.other_names:
        check_text("other_names", name)
    check_words(draft.words, draft.name)
    check_consent(draft.consent, today)


def check_words(words: ConnectorWords, name: str) -> None:
    """Check what all can read, written by a curator or by the group itself."""
    for field in ("about", "how_to_ask", "capacity"):
        check_text(field, getattr(words, field))
    if not words.email and not words.page:
        message = N_("Give a shared mailbox or a page on the web, so that people can reach it")
        raise RuleBrokenError(message, field="email")
    if words.email:
        check_mailbox(words.email, name)
    if words.page:
        check_length("page", words.page)
        check_address(words.page, "page")
    if not words.term_ids:
        message = N_("Tick a language, a place or people whom it reaches")
        raise RuleBrokenError(message, field="reaches")


def check_text(field: str, text: str) -> None:
    """Refuse somebody's address or number where all can read it."""
    check_length(field, text)
    if MAIL.search(text) or PHONE.search(text):
        message = N_(
            "Take out the e-mail address or telephone number. How to reach the group has boxes of "
            "its own: a shared mailbox, or a page"
        )
        raise RuleBrokenError(message, field=field)


def check_length(field: str, text: str) -> None:
    require_short(text, LONGEST[field], field=field)


def check_mailbox(email: str, name: str) -> None:
    check_email(email)
    if looks_personal(email, name):
        message = N_(
            "This looks like the address of one person. Give a shared mailbox, such as "
            "info@example.org, or a page on the web"
        )
        raise RuleBrokenError(message, field="email")


def looks_personal(email: str, name: str) -> bool:
    """Tell whether a mailbox is called like a person: “first.last”, and nothing of the group."""
    local = email.partition("@")[0].lower()
    if not PERSONAL_MAILBOX.fullmatch(local):
        return False
    parts = set(re.split(r"[._-]", local.rstrip("0123456789")))
    return not parts & (SHARED_WORDS | list_words(name))


def list_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", fold(name)))


def check_consent(consent: ConnectorConsent, today: date) -> None:
    if not consent.how:
        message = N_("Say how the group agreed to be listed, such as “by e-mail”")
        raise RuleBrokenError(message, field="consent_how")
    check_text("consent_how", consent.how)
    if consent.agreed_on is None or consent.agreed_on > today:
        raise RuleBrokenError(N_("Enter the day on which the group agreed"), field="consented_on")
    check_last_day(consent.agreed_on, consent.until, today)


def check_last_day(agreed_on: date, until: date | None, today: date) -> None:
    if until is None:
        message = N_("Say until when it agreed. After that day it is not shown")
        raise RuleBrokenError(message, field="consent_until")
    if until < today:
        raise RuleBrokenError(N_("This day has passed already"), field="consent_until")
    if until > agreed_on + LONGEST_CONSENT:
        message = N_("Choose a day within two years of the day on which it agreed")
        raise RuleBrokenError(message, field="consent_until")


def list_names(name: str, other_names: Iterable[str]) -> tuple[str, ...]:
    """Return all names by which activities may name a group."""
    return tuple(dict.fromkeys((name, *other_names)))
