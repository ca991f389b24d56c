"""The pages that are measured, and the addresses at which they are asked for."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.texts import Texts

A_PAGE = 20
LAST_PAGE = 500


@dataclass(frozen=True)
class Page:
    """One kind of page. ``address`` gives the next one to ask for."""

    name: str
    address: Callable[[], str]


def fresh(entries: int) -> list[Page]:
    """Return the pages as they are made, one after another, with nothing kept."""
    texts, pick = Texts(seed=7), random.Random(7)  # noqa: S311 - which page to ask for
    middle = max(1, min(LAST_PAGE, entries // A_PAGE // 2))
    return [
        Page("results", lambda: f"/library?{urlencode({'q': texts.question()})}"),
        Page("browse, page 1", lambda: "/library"),
        Page(f"browse, page {middle}", lambda: f"/library?page={middle}"),
        Page("entry", lambda: f"/library/entry-{pick.randint(1, entries)}"),
        Page("home", lambda: "/"),
    ]


def again(entries: int) -> list[Page]:
    """Return pages that visitors ask for again and again, nothing published since."""
    question = urlencode({"q": Texts(seed=7).question()})
    return [
        Page("results, again", lambda: f"/library?{question}"),
        Page("browse, again", lambda: "/library"),
        Page("entry, again", lambda: f"/library/entry-{entries // 2 + 1}"),
        Page("home, again", lambda: "/"),
    ]
