"""Find words on a page that no translator would ever see.

Translations are replaced by one that puts ⟦ ⟧ round whatever it is asked for. Words that stand
outside ⟦ ⟧, and that nobody typed (see ``tests/crawl/world.py``), were never marked.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import flask_babel
import pytest
from babel.support import NullTranslations

from coprod.library.accessible_formats.enums import FORMAT_LANGUAGES
from coprod.web.language import LANGUAGES

HEARD = ("title", "aria-label", "placeholder", "alt")
SILENT = {"script", "style", "template"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
SAYS_ITS_VALUE = {"submit", "button", "reset"}
FLOWS_ON = {
    "a",
    "abbr",
    "b",
    "br",
    "code",
    "em",
    "i",
    "kbd",
    "small",
    "span",
    "strong",
    "svg",
    "path",
}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATA = re.compile(
    "|".join(
        [
            r"«[^»]*(?:»|…|\.\.\.|$)",
            r"(?:Person|Term|Group|key)[ _]\d+\b",
            r"\S+@\S+",
            r"\b[A-Z2-7]{4}(?:-[A-Z2-7]{4})+\b",  # the key of a second factor
            rf"(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}",
            r"Say more about who took part|It was entered twice|Nobody wanted to be paid",
            r"Minutes(?:, item \d+)?",
            r"Please leave out the name|The hall was \[taken out\]",
            r"co-produced|https://example.org/x",
            *(re.escape(language.name) for language in LANGUAGES),
            *(re.escape(tongue.name) for tongue in FORMAT_LANGUAGES.values()),
        ]
    )
)
MARKS = re.compile(r"[⟦⟧]")
IS_TEXT = re.compile(r"[^\W\d_]")


class Marked(NullTranslations):
    """Translations into a language in which every sentence stands between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    ugettext = gettext
    ungettext = ngettext


@contextmanager
def marked() -> Iterator[None]:
    """Put marks round every sentence that is asked for, within this block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask_babel.Domain, "get_translations", lambda _domain: Marked())
        yield


class Reader(HTMLParser):
    """Collects what a page says: its text, and the attributes that are shown or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.heard: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.silent or tag in SILENT or given.get("translate") == "no":
            self.silent += tag not in VOID
            return
        self.heard += [given[name] for name in HEARD if name in given]
        if tag == "input" and given.get("type") in SAYS_ITS_VALUE:
            self.heard.append(given.get("value", ""))
        self.handle_edge(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
        else:
            self.handle_edge(tag)

    def handle_edge(self, tag: str) -> None:
        if tag not in FLOWS_ON:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.append(data)


def outside(text: str) -> list[str]:
    """Return the words that stand outside every pair of ⟦ ⟧ and are not somebody's data."""
    depth, kept = 0, []
    for part in re.split(r"([⟦⟧])", text):
        depth += {"⟦": 1, "⟧": -1}.get(part, 0)
        kept.append(part if depth == 0 and not MARKS.match(part) else "\n" * (depth > 0))
    rest = DATA.sub(" ", "".join(kept))
    return [line.strip() for line in rest.splitlines() if IS_TEXT.search(line)]


def unmarked(html: str) -> set[str]:
    reader = Reader()
    reader.feed(html)
    return {words for said in ("".join(reader.text), *reader.heard) for words in outside(said)}
