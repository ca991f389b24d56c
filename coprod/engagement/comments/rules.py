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

from coprod.core.values import clock, workdays
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold, fold_without_joiners
from coprod.engagement.comments.enums import CommentKind, CommentState, SpamSignal

ABOUT_WORDS, MOST_WORDS = 1000, 1100
LONGEST_BODY = 9000
LONGEST_CONSENT = 500
CHANGE_WITHIN = timedelta(minutes=30)
CHANGEABLE = frozenset({CommentState.WAITING, CommentState.PUBLISHED})
REPEATED_WITHIN = timedelta(days=30)
SHORTEST_REPEATED = 20
"""Many people write "Thank you": only longer words are looked for again."""
REMIND_AGAIN_AFTER = 10
"""Working days after which a letter goes out again, as long as nobody answers."""
FASTEST_SECONDS = 3.0
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
    history_endpoint: str = ""
    url_parameter: str = "slug"
    owner_ids: frozenset[int] = frozenset()
    ever_owner_ids: frozenset[int] = frozenset()

    @property
    def url_values(self) -> dict[str, str]:
        """Its slug, under the name that its addresses have for it."""
        return {self.url_parameter: self.slug}


@dataclass(frozen=True)
class CommentSettings:
    """How this register handles comments: the operator's settings, and the place's days off."""

    read_within: int = 2
    answer_within: int = 10
    replies: bool = False
    trust_after: int = 0
    days_off: frozenset[date] = frozenset()

    def read_by(self, sent_at: datetime) -> date:
        """Return the day by which a person reads what was sent then."""
        return workdays.add_workdays(clock.to_day(sent_at), self.read_within, self.days_off)

    def answer_by(self, today: date) -> date:
        return workdays.add_workdays(today, self.answer_within, self.days_off)


def check_body(body: str) -> None:
    number = len(body.split())
    if not number:
        raise RuleBrokenError(N_("Write what you want to say"), field="body")
    if number > MOST_WORDS or len(body) > LONGEST_BODY:
        message = N_(
            "Shorten this to about %(most)s words. It has %(number)s now",
            most=f"{ABOUT_WORDS:,}",
            number=f"{number:,}",
        )
        raise RuleBrokenError(message, field="body")


def check_consent(consent: str) -> None:
    if not consent:
        message = N_("Say how the person agreed that you send this for them")
        raise RuleBrokenError(message, field="consent")


def may_change(state: CommentState, sent_at: datetime, now: datetime, *, is_answered: bool) -> bool:
    """Authors change their words for half an hour, and whenever they were asked to."""
    if state is CommentState.REWORD:
        return True
    return state in CHANGEABLE and not is_answered and now - sent_at <= CHANGE_WITHIN


def claims_a_change(kind: CommentKind | None, body: str, change_words: Iterable[str]) -> bool:
    """Tell whether words may claim that something changed, or is not as the page says.

    ``change_words`` are beginnings of words in every language that the place has them in. It would
    rather be wrong than let such a claim through: a person reads it then. So words in a script
    that the list has nothing in may claim anything.
    """
    beginnings = {words for each in change_words if (words := fold_without_joiners(each))}
    words = fold_without_joiners(body)
    is_listed = any(f" {each}" in f" {words}" for each in beginnings)
    return (
        kind is CommentKind.WRONG
        or is_listed
        or not find_scripts(words) <= find_scripts("".join(beginnings))
    )


def find_scripts(text: str) -> set[str]:
    """Return the scripts of the letters in a text, as Unicode names them."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


def is_reminder_due(
    answer_by: date, chased_on: date | None, today: date, days_off: workdays.DaysOff
) -> bool:
    """Tell whether to write today. One letter in each period, however often asked."""
    if today <= answer_by:
        return False
    return (
        chased_on is None
        or workdays.count_workdays(chased_on, today, days_off) >= REMIND_AGAIN_AFTER
    )


# What looks like spam


@dataclass(frozen=True)
class SubmissionSignals:
    """What a form shows of its sender: was the trap filled, after how many seconds, if known."""

    is_trapped: bool = False
    seconds: float | None = None


def find_spam_signals(
    text: str,
    submission_signals: SubmissionSignals,
    *,
    spam_words: Iterable[str],
    is_repeated: bool,
) -> tuple[SpamSignal, ...]:
    """Return every spam signal of a text."""
    checks = {
        SpamSignal.TRAP: submission_signals.is_trapped,
        SpamSignal.FAST: submission_signals.seconds is not None
        and submission_signals.seconds < FASTEST_SECONDS,
        SpamSignal.LINKS: len(LINK.findall(text)) > MOST_LINKS,
        SpamSignal.REPEATED: is_repeated,
        SpamSignal.LISTED: has_listed_words(text, spam_words),
    }
    return tuple(mark for mark, is_so in checks.items() if is_so)


def has_listed_words(text: str, listed: Iterable[str]) -> bool:
    """Tell whether any of some words or phrases stands in a text, as whole words."""
    bare = f" {fold(text)} "
    return any(f" {words} " in bare for each in listed if (words := fold_listed(each)))


@lru_cache(maxsize=4_096)
def fold_listed(words: str) -> str:
    """Return words of a list without marks. The lists are the same for each comment."""
    return fold(words)


def is_likely_spam(signals: Iterable[SpamSignal]) -> bool:
    """Tell whether to read something last. One sign alone is chance, but for the trap."""
    distinct = set(signals)
    return SpamSignal.TRAP in distinct or len(distinct) > 1


def hash_words(body: str) -> str:
    """Return a hash by which the same words are found again; none for a few words."""
    bare = fold(body)
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= SHORTEST_REPEATED else ""
