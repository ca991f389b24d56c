"""Fail on markup that a browser would have to guess at, and on pages that break our own rules."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button"}
SAY_YES = ("required", "checked", "disabled", "selected", "multiple", "readonly", "hidden")
TABLE_PARTS = {"table", "thead", "tbody", "tr", "th", "td"}
TOKENS = {"csrf_token", "once"}
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls")


def check(html: str) -> None:
    """Raise ``AssertionError`` with everything that is wrong with a page."""
    wrong = faults(html)
    assert not wrong, wrong


def faults(html: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    wrong = [str(error) for error in parser.errors]
    for rule in RULES:
        wrong += rule(root)
    return wrong


def one_heading_that_begins_the_title(root: Any) -> Iterator[str]:
    headings = ["".join(h.itertext()).strip() for h in root.iter("h1")]
    title = "".join(root.find(".//title").itertext()).strip()
    if len(headings) != 1:
        yield f"{len(headings)} h1: {headings}"
    elif " ".join(headings[0].split()) not in " ".join(title.split()):
        yield f"h1 {headings[0]!r} is not in the title {title!r}"


def ids_are_unique(root: Any) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter() if e.get("id") is not None)
    yield from (f"id {name!r} stands {n} times" for name, n in ids.items() if n > 1)


def links_within_the_page_lead_somewhere(root: Any) -> Iterator[str]:
    ids = {e.get("id") for e in root.iter()}
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere"


def boxes_have_labels(root: Any) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    for box in root.iter():
        if (
            box.tag in LABELLED
            and box.get("type") not in NEEDS_NO_LABEL
            and not (box.get("id") in labelled or box.get("aria-label"))
        ):
            yield f"no label for {box.get('name')!r}"


def nothing_inline(root: Any) -> Iterator[str]:
    for element in root.iter():
        handlers = [name for name in element.attrib if str(name).startswith("on")]
        if element.get("style") is not None or handlers or element.tag == "style":
            yield f"inline style or script in <{element.tag}>"
        if element.tag == "script" and not (element.get("src") or is_data(element)):
            yield "inline script"


def is_data(script: Element) -> bool:
    return script.get("type") == "application/ld+json"


def forms_that_send_have_their_tokens(root: Any) -> Iterator[str]:
    for form in root.iter("form"):
        names = {box.get("name") for box in form.iter("input")}
        if form.get("method", "get").lower() == "post" and not names >= TOKENS:
            yield f"a token is missing in the form to {form.get('action')!r}"


def nothing_from_elsewhere(root: Any) -> Iterator[str]:
    for element in root.iter():
        is_loaded = element.tag == "link" and element.get("rel") != "canonical"
        source = element.get("src") or (element.get("href") if is_loaded else "") or ""
        if re.match(r"(https?:)?//", source):
            yield f"loads {source}"


def nothing_is_said_by_saying_no(root: Any) -> Iterator[str]:
    """An attribute such as ``required`` says yes by being there, whatever its value is."""
    for element in root.iter():
        yield from (f'{n}="false"' for n in SAY_YES if str(element.get(n)).lower() == "false")


def parts_named_as_described_by_are_there(root: Any) -> Iterator[str]:
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        named = [each for name in REFERRING for each in str(element.get(name, "")).split()]
        yield from (f"{each} describes nothing" for each in named if each not in ids)


def images_have_words(root: Any) -> Iterator[str]:
    yield from (f"no alt for {i.get('src')}" for i in root.iter("img") if i.get("alt") is None)


def table_parts_keep_their_own_roles(root: Any) -> Iterator[str]:
    for part in root.iter():
        if part.tag in TABLE_PARTS and part.get("role"):
            yield f"role={part.get('role')!r} on <{part.tag}>"


RULES = (
    one_heading_that_begins_the_title,
    ids_are_unique,
    links_within_the_page_lead_somewhere,
    boxes_have_labels,
    nothing_inline,
    forms_that_send_have_their_tokens,
    nothing_from_elsewhere,
    images_have_words,
    table_parts_keep_their_own_roles,
    nothing_is_said_by_saying_no,
    parts_named_as_described_by_are_there,
)
