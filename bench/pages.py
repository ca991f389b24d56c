"""The pages that are measured, and the addresses at which they are asked for."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from bench.corpus import TALKED_ABOUT
from bench.texts import Texts

A_PAGE = 20


@dataclass(frozen=True)
class Page:
    """One kind of page. ``address`` gives the next one to ask for."""

    name: str
    address: Callable[[], str]
    known: tuple[str, ...] = ()
    """All its addresses, where there are few enough that a server has made the parts of each."""


def fresh(entries: int) -> list[Page]:
    """Return the pages as they are made, one after another, with nothing kept."""
    texts, pick = Texts(seed=7), random.Random(7)  # noqa: S311 - which page to ask for
    middle = max(1, entries // A_PAGE // 2)
    talked = tuple(map(address_of, range(1, talked_about(entries) + 1)))
    browsed = sorted({1, middle, *([500] if entries > 500 * A_PAGE else [])})
    return [
        Page("results", lambda: f"/stories?{urlencode({'q': texts.question()})}"),
        *(Page(f"browse, page {n}", partial("/stories?page={}".format, n)) for n in browsed),
        Page("story, 30 comments", lambda: pick.choice(talked), talked),
        Page("story", lambda: address_of(pick.randint(1, entries))),
        Page("home", lambda: "/"),
    ]


def address_of(number: int) -> str:
    return f"/stories/entry-{number}"


def talked_about(entries: int) -> int:
    return min(entries, TALKED_ABOUT)


def again(entries: int) -> list[Page]:
    """Return pages that visitors ask for again and again, nothing published since."""
    question = urlencode({"q": Texts(seed=7).question()})
    return [
        Page("results, again", lambda: f"/stories?{question}"),
        Page("browse, again", lambda: "/stories"),
        Page("story, again", lambda: address_of(talked_about(entries))),
        Page("home, again", lambda: "/"),
    ]
