"""What must be true of a comment, and how long people may wait and change their minds."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coprod.core.values import workdays
from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import bare, folded
from coprod.engagement.comments.enums import Kind, State

ABOUT_WORDS, MOST_WORDS = 1000, 1100
LONGEST = 9000
LONGEST_CONSENT = 500
CHANGE_WITHIN = timedelta(minutes=30)
REPEATED_WITHIN = timedelta(days=30)
SHORTEST_REPEATED = 20
"""Many people write "Thank you": only longer words are looked for again."""

CHANGEABLE = frozenset({State.WAITING, State.PUBLISHED})


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
        return workdays.after(sent_at.astimezone(LONDON).date(), self.read_within, self.off)

    def answer_by(self, today: date) -> date:
        return workdays.after(today, self.answer_within, self.off)


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
    beginnings = {words for each in listed if (words := bare(each))}
    said = bare(body)
    is_listed = any(f" {each}" in f" {said}" for each in beginnings)
    return kind is Kind.WRONG or is_listed or not scripts(said) <= scripts("".join(beginnings))


def scripts(text: str) -> set[str]:
    """Return the scripts of the letters in a text, as Unicode names them."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


def fingerprint_of(body: str) -> str:
    """Return a mark by which the same words are known again; none for a few words."""
    bare = folded(body)
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= SHORTEST_REPEATED else ""
