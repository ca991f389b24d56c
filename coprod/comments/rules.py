"""What must be true of a comment, and how long people may wait and change their minds."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coprod.comments.words import Kind, State
from coprod.kit import workdays
from coprod.kit.clock import LONDON
from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_
from coprod.kit.text import folded

ABOUT_WORDS, MOST_WORDS = 1000, 1100
LONGEST = 9000
LONGEST_CONSENT = 500
CHANGE_WITHIN = timedelta(minutes=30)
REPEATED_WITHIN = timedelta(days=30)
SHORTEST_REPEATED = 20
"""Many people write "Thank you": only longer words are looked for again."""

CHANGEABLE = frozenset({State.WAITING, State.PUBLISHED})
CLAIM = re.compile(
    r"\b(chang|improv|better|worse|no longer|not any ?more|anymore|since then|used to|stopp|"
    r"clos|open|led to|as a result|because of|thanks to|made a difference|fix|cut|"
    r"reduc|increas|achiev|deliver|impact|fewer|now|finally|worked|broke)",
    re.IGNORECASE,
)


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


def claims_a_change(kind: Kind | None, body: str) -> bool:
    """Tell whether words may claim that something changed, or is not as it is told here.

    It would rather be wrong than let such a claim through: a person reads it then.
    """
    return kind is Kind.WRONG or CLAIM.search(body) is not None


def fingerprint_of(body: str) -> str:
    """Return a mark by which the same words are known again; none for a few words."""
    bare = folded(body)
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= SHORTEST_REPEATED else ""
