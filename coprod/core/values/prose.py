"""Plain text of other people's, read as prose: its beginning, its marks, its language."""

import re

from coprod.core.values.text import clean, excerpt, fold, one_line

HEADING = re.compile(r"#{1,6}(?:\s|$)")
BULLET = re.compile(r"[-]\s+\S")
NUMBER_FIRST = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
MARKS = re.compile(r"([*`\\]|(?<!\w)_|_(?!\w)|~(?=~)|&(?=#?\w+;))")


def extract_beginning(text: str, *, limit: int, skip: tuple[str, ...]) -> str:
    """Return the beginning of the first section that tells something, cut at a word."""
    section: list[str] = []
    for line in (one_line(each) for each in clean(text).split("\n")):
        if section and (HEADING.match(line) or len(" ".join(section)) >= limit):
            break
        if fold(line) and not HEADING.match(line) and not line.lower().startswith(skip):
            section.append(line.removeprefix("- "))
    return excerpt(" ".join(section), limit=limit)


def convert_to_markdown(text: str) -> str:
    """Return plain text, whose only marks are ``#`` and ``-``, as Markdown that reads the same.

    Each line is a paragraph of its own, headings without words go, and what Markdown would take
    for a mark is kept as the letter it is.
    """
    lines = [line.strip() for line in clean(text).split("\n")]
    paragraphs = [(line, BULLET.match(line) is not None) for line in lines if line.strip("# \t")]
    pieces: list[str] = []
    for n, (line, is_bullet) in enumerate(paragraphs):
        if n:
            pieces.append("\n" if is_bullet and paragraphs[n - 1][1] else "\n\n")
        pieces.append(escape_marks(line))
    return "".join(pieces)


def has_empty_headings(text: str) -> bool:
    return any(line and not line.strip("# \t") for line in clean(text).split("\n"))


def escape_marks(line: str) -> str:
    """Keep the heading or list mark of a line, and take every other mark for a letter."""
    mark = re.match(r"(?:#{1,6}\s+|-\s+)?", line)
    start = mark.end() if mark else 0
    words = NUMBER_FIRST.sub(r"\1\\\2", MARKS.sub(r"\\\1", line[start:]))
    return line[:start] + re.sub(r"^([+#=>\[-])", r"\\\1", words)


def shorten(text: str, limit: int) -> str:
    """Return a line cut at a word so that it fits."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip() + "\u2026"
