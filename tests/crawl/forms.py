"""The forms that a page offers, and hostile words to fill every box of them with."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HOSTILE = (
    "9" * 400,
    "<svg/onload=alert(1)>{{1337*7}}x' OR 1=1 --",
    "\x00\x1b\u202enan\r\nBcc: all@example.org",
)
RAN = ("<svg/onload", "9359x")
"""What a page would hold if the words had been taken for markup, or for a sum in a template."""
KEPT = {"csrf_token", "once", "next", "seen"}


@dataclass
class Filled:
    """A form as a page offers it: where it goes, its boxes, and what is ticked or picked in it."""

    address: str
    boxes: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)

    def with_words(self, words: str) -> dict[str, str]:
        return {**self.given, **dict.fromkeys(self.boxes - KEPT, words)}


class Forms(HTMLParser):
    """Collects the forms of a page that are sent to us."""

    def __init__(self, page: str, here: str) -> None:
        super().__init__()
        self.here = here
        self.found: list[Filled] = []
        self.inside: Filled | None = None
        self.picks = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.inside = Filled(given.get("action") or self.here)
            self.found.append(self.inside)
        elif self.inside and (tag == "option" or given.get("name")):
            self.take(self.inside, tag, given)

    def take(self, form: Filled, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.picks = name
        elif tag == "option":
            form.given.setdefault(self.picks, given.get("value", ""))
        elif tag == "textarea" or kind not in {"radio", "checkbox", "file", "submit", "button"}:
            form.boxes.add(name)
        elif kind == "radio":
            form.given.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
