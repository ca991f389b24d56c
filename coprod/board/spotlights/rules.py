"""What a nomination and a spotlight must say: no film without a way to follow it in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.disclosure.rules import refuse_small_counts
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_

LONGEST = {
    "reason": 1000,
    "title": 120,
    "words": 1000,
    "film_link": 2000,
    "film_words": 10000,
    "lead": 120,
}
LONGEST_TIME = timedelta(days=366)


@dataclass(frozen=True)
class SpotlightDraft:
    """A spotlight. ``lead`` and ``minutes`` are of its item at the meeting."""

    title: str
    words: str
    starts_on: date | None
    ends_on: date | None
    film_link: str = ""
    film_words: str = ""
    meeting_id: int | None = None
    lead: str = ""
    minutes: int | None = None


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Say why others should see it"), field="reason")
    require_short(reason, LONGEST["reason"], field="reason")


def check_spotlight(draft: SpotlightDraft) -> None:
    if not draft.title:
        raise RuleBrokenError(N_("Give it a title"), field="title")
    if not draft.words:
        raise RuleBrokenError(N_("Say what others can learn from it"), field="words")
    for name in ("title", "words", "film_link", "film_words"):
        require_short(getattr(draft, name), LONGEST[name], field=name)
    for name in ("title", "words"):
        refuse_small_counts(getattr(draft, name), field=name)
    check_film(draft.film_link, draft.film_words)
    check_days(draft.starts_on, draft.ends_on)


def check_film(link: str, words: str) -> None:
    if link and not is_safe_link(link):
        message = N_("Enter a whole address, such as https://www.example.org/film")
        raise RuleBrokenError(message, field="film_link")
    if link and not words:
        message = N_("Say that it has captions, and write what is said in it")
        raise RuleBrokenError(message, field="film_words")


def check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is None:
        raise RuleBrokenError(N_("Enter the whole first day"), field="starts_on")
    if ends_on is None:
        raise RuleBrokenError(N_("Enter the whole last day"), field="ends_on")
    if ends_on < starts_on:
        raise RuleBrokenError(N_("The last day cannot be before the first"), field="ends_on")
    if ends_on - starts_on > LONGEST_TIME:
        raise RuleBrokenError(N_("Choose a last day within a year of the first"), field="ends_on")
