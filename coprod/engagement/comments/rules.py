"""What must be true of a comment, how long people may wait and change their minds, and spam.

Nothing is ever refused because it looks like spam: a person decides. There is no puzzle, and
nothing counts against somebody who writes slowly, comes back later or hears the page read out.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from coprod.core.values import workdays
from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold, fold_without_joiners
from coprod.engagement.comments.enums import Kind, Mark, State

ABOUT_WORDS, MOST_WORDS = 1000, 1100
LONGEST = 9000
LONGEST_CONSENT = 500
CHANGE_WITHIN = timedelta(minutes=30)
CHANGEABLE = frozenset({State.WAITING, State.PUBLISHED})
REPEATED_WITHIN = timedelta(days=30)
SHORTEST_REPEATED = 20
"""Many people write "Thank you": only longer words are looked for again."""
AGAIN = 10
"""Working days after which a letter goes out again, as long as nobody answers."""
FASTEST = 3.0
"""Seconds in which nobody has read the page, chosen an answer and written something."""
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """One thing that can be commented on, whichever package it is of.

    ``owner_ids`` are those who look after it now; ``ever_owner_ids`` also those who ever did.
    ``endpoint`` shows it and ``history`` shows what was changed in it; both take its ``place``.
    """

    kind: str
    id: int
    slug: str
    title: str
    endpoint: str
    history: str = ""
    named: str = "slug"
    owner_ids: frozenset[int] = frozenset()
    hand_ids: frozenset[int] = frozenset()

    @property
    def place(self) -> dict[str, str]:
        """Its slug, under the name that its addresses have for it."""
        return {self.named: self.slug}


@dataclass(frozen=True)
class Ways:
    """How this register handles comments: the operator's settings, and the place's days off."""

    read_within: int = 2
    answer_within: int = 10
    replies: bool = False
    trust_after: int = 0
    off: frozenset[date] = frozenset()

    def read_by(self, sent_at: datetime) -> date:
        """Return the day by which a person reads what was sent then."""
        return workdays.add_workdays(sent_at.astimezone(LONDON).date(), self.read_within, self.off)

    def answer_by(self, today: date) -> date:
        return workdays.add_workdays(today, self.answer_within, self.off)


def check_body(body: str) -> None:
    number = len(body.split())
    if not number:
        raise RuleBrokenError(N_("Write what you want to say"), field="body")
    if number > MOST_WORDS or len(body) > LONGEST:
        said = N_(
            "Shorten this to about %(most)s words. It has %(number)s now",
            most=f"{ABOUT_WORDS:,}",
            number=f"{number:,}",
        )
        raise RuleBrokenError(said, field="body")


def check_consent(consent: str) -> None:
    if not consent:
        said = N_("Say how the person agreed that you send this for them")
        raise RuleBrokenError(said, field="consent")


def may_change(state: State, sent_at: datetime, now: datetime, *, is_answered: bool) -> bool:
    """Authors change their words for half an hour, and whenever they were asked to."""
    if state is State.REWORD:
        return True
    return state in CHANGEABLE and not is_answered and now - sent_at <= CHANGE_WITHIN


def claims_a_change(kind: Kind | None, body: str, listed: Iterable[str]) -> bool:
    """Tell whether words may claim that something changed, or is not as it is told here.

    ``listed`` are beginnings of words in every language that the place knows them in. It would
    rather be wrong than let such a claim through: a person reads it then. So words in a script
    that the list has nothing in may claim anything.
    """
    beginnings = {words for each in listed if (words := fold_without_joiners(each))}
    said = fold_without_joiners(body)
    is_listed = any(f" {each}" in f" {said}" for each in beginnings)
    return kind is Kind.WRONG or is_listed or not scripts(said) <= scripts("".join(beginnings))


def scripts(text: str) -> set[str]:
    """Return the scripts of the letters in a text, as Unicode names them."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


def is_due(answer_by: date, chased_on: date | None, today: date, off: workdays.DaysOff) -> bool:
    """Tell whether to write today. One letter in each period, however often asked."""
    if today <= answer_by:
        return False
    return chased_on is None or workdays.count_workdays(chased_on, today, off) >= AGAIN


# What looks like spam


@dataclass(frozen=True)
class Trace:
    """How some words came: whether the trap was filled, and after how many seconds, if known."""

    is_trapped: bool = False
    seconds: float | None = None


def marks(text: str, trace: Trace, *, listed: Iterable[str], is_repeated: bool) -> tuple[Mark, ...]:
    """Return everything about some words that looks like spam."""
    found = {
        Mark.TRAP: trace.is_trapped,
        Mark.FAST: trace.seconds is not None and trace.seconds < FASTEST,
        Mark.LINKS: len(LINK.findall(text)) > MOST_LINKS,
        Mark.REPEATED: is_repeated,
        Mark.LISTED: has_any(text, listed),
    }
    return tuple(mark for mark, is_so in found.items() if is_so)


def has_any(text: str, listed: Iterable[str]) -> bool:
    """Tell whether any of some words or phrases stands in a text, as whole words."""
    bare = f" {fold(text)} "
    return any(f" {words} " in bare for each in listed if (words := bare_words(each)))


@lru_cache(maxsize=4_096)
def bare_words(words: str) -> str:
    """Return words of a list without marks. The lists are the same for each comment."""
    return fold(words)


def is_likely(marks: Iterable[Mark]) -> bool:
    """Tell whether to read something last. One sign alone is chance, but for the trap."""
    found = set(marks)
    return Mark.TRAP in found or len(found) > 1


def fingerprint_of(body: str) -> str:
    """Return a mark by which the same words are known again; none for a few words."""
    bare = fold(body)
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= SHORTEST_REPEATED else ""
