"""Finding a passage wherever it stands, however it is written, and cutting it out.

What is compared are the letters and digits alone: no case, accents, spaces, punctuation, Markdown
or tags. So a passage is found in a text, in an address made of it, and in the words of the index.
"""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, Protocol

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.desk.redaction.enums import RemovalKind

FEWEST_LETTERS = 4
LONGEST_PASSAGE = 5000
MOST_PLACES = 600
CONTEXT_LETTERS = 60
TAKEN_OUT_ADDRESS = "https://taken-out.invalid/"
"""A name that leads nowhere for ever: it is reserved for that."""
ENTITY = re.compile(r"&#?\w{1,32};")
MARKUP = re.compile(rf"<[^<>]*>|{ENTITY.pattern}")
NO_LETTERS = re.compile(r"(?![\u0980-\u09ff])[\W_]+")
NUMBER = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d{1,7})(\.\d{1,2})?%?")

Span = tuple[int, int]


class Finder(Protocol):
    """What can tell where it stands in a text."""

    def find_spans(self, text: str) -> list[Span]: ...


JsonPath = tuple[str | int | None, ...]
"""The way to a value within JSON: names of keys, and places in lists or among the keys.

None at the end stands for the name of the last key itself.
"""


# Letters


@dataclass(frozen=True)
class Letters:
    """The letters of a text, and where each begins and ends in it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def begins_word(self, at: int) -> bool:
        return at == 0 or self.starts[at] > self.ends[at - 1]

    def ends_word(self, at: int) -> bool:
        """Tell whether a word ends before this letter; an s may still follow."""
        if at >= len(self.text) or self.begins_word(at):
            return True
        return self.text[at] == "s" and (at + 1 == len(self.text) or self.begins_word(at + 1))

    def get_span(self, at: int, size: int) -> Span:
        return self.starts[at], self.ends[at + size - 1]

    def find_words(self, size: int) -> Iterator[int]:
        """Yield where so many letters stand that begin and end with a word."""
        for at in range(len(self.text) - size + 1):
            if self.begins_word(at) and self.ends_word(at + size):
                yield at


def extract_letters(text: str, markup: re.Pattern[str] = ENTITY) -> str:
    """Return the letters and digits of a text."""
    return fold(markup.sub(unescape, text) if "<" in text or "&" in text else text)


def fold(text: str) -> str:
    return NO_LETTERS.sub("", unicodedata.normalize("NFKD", text.casefold()))


fold_piece = lru_cache(maxsize=8192)(fold)
"""The same for single characters: a text has few of them, each many times."""


def unescape(match: re.Match[str]) -> str:
    return " " if match[0].startswith("<") else html.unescape(match[0])


def locate_letters(text: str, markup: re.Pattern[str] = ENTITY) -> Letters:
    """Return the letters of ``bare`` with their places: slower, for texts that have the passage."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in split_pieces(text, markup):
        letters = fold_piece(piece)
        if not letters and unicodedata.combining(piece[:1] or " ") and ends:
            ends[-1] = end
        texts.append(letters)
        starts += [start] * len(letters)
        ends += [end] * len(letters)
    return Letters("".join(texts), starts, ends)


def split_pieces(text: str, markup: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield each character, tag or entity with its place."""
    at = 0
    for match in markup.finditer(text):
        yield from ((n, n + 1, text[n]) for n in range(at, match.start()))
        yield match.start(), match.end(), unescape(match)
        at = match.end()
    yield from ((n, n + 1, text[n]) for n in range(at, len(text)))


def list_markup_patterns(text: str) -> tuple[re.Pattern[str], ...]:
    """Return how a text may be read: what stands in angles may be a tag, or words like others."""
    return (ENTITY, MARKUP) if "<" in text else (ENTITY,)


# Passages


@dataclass(frozen=True)
class Passage:
    """Words or a number as a curator pasted them."""

    text: str

    @cached_property
    def letters(self) -> str:
        return extract_letters(self.text)

    @cached_property
    def number(self) -> Decimal | None:
        match = NUMBER.fullmatch(self.text.strip())
        return Decimal(match[1].replace(",", "") + (match[2] or "")) if match else None

    @property
    def kind(self) -> RemovalKind:
        return RemovalKind.WORDS if self.number is None else RemovalKind.NUMBER

    @property
    def needs_choice(self) -> bool:
        """Tell whether it is so short or common that each place must be chosen."""
        return self.number is not None or len(self.letters) < FEWEST_LETTERS

    def find_spans(self, text: str) -> list[Span]:
        """Return where it stands in a text."""
        if self.number is not None:
            return [match.span() for match in self.digits.finditer(text)]
        readings = (
            locate_letters(text, markup)
            for markup in list_markup_patterns(text)
            if self.letters in extract_letters(text, markup)
        )
        spans = [
            letters.get_span(at, len(self.letters))
            for letters in readings
            for at in self.find_starts(letters)
        ]
        return merge_spans(spans)

    def find_starts(self, letters: Letters) -> Iterator[int]:
        at = letters.text.find(self.letters)
        while at >= 0:
            if letters.begins_word(at) and letters.ends_word(at + len(self.letters)):
                yield at
            at = letters.text.find(self.letters, at + 1)

    @cached_property
    def digits(self) -> re.Pattern[str]:
        """Match the number with or without commas, and not as a part of another number."""
        whole, _, rest = str(self.number).partition(".")
        commas = re.escape(f"{int(whole):,}").replace(",", ",?")
        return re.compile(
            rf"(?<![\d.,])£?{commas}{re.escape('.' + rest) if rest else ''}(?![.,]?\d)"
        )


@dataclass(frozen=True)
class PassageHash:
    """A passage that nobody can read back: the number of its letters, and their keyed hash."""

    size: int
    digest: str
    key: bytes = field(repr=False)

    def find_spans(self, text: str) -> list[Span]:
        readings = [locate_letters(text, markup) for markup in list_markup_patterns(text)]
        return merge_spans(
            each.get_span(at, self.size) for each in readings for at in self.find_starts(each)
        )

    def find_starts(self, letters: Letters) -> Iterator[int]:
        for at in letters.find_words(self.size):
            if hash_text(letters.text[at : at + self.size], self.key) == self.digest:
                yield at


def hash_text(text: str, key: bytes) -> str:
    return blake2b(text.encode(), key=key, digest_size=16).hexdigest()


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return places in their order; what overlaps is one place."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def check_passage(passage: Passage) -> None:
    if not passage.letters:
        raise RuleBrokenError(N_("Paste the words or the number"), field="passage")


def check_reason(reason: str, passage: Passage | None) -> None:
    """The reason stays for ever, so it must not say the words again."""
    if not reason.strip():
        raise RuleBrokenError(N_("Say why, without the words themselves"), field="reason")
    if passage and passage.find_spans(reason):
        message = N_("Say why without the words that are taken out: your reason is kept")
        raise RuleBrokenError(message, field="reason")


# Cutting


EMPHASIS = ("**", "__", "~~", "*", "_", "`")


def widen_over_emphasis(text: str, span: Span) -> Span:
    """Return a span with the marks of Markdown around it that end or begin within it."""
    start, end = span
    for mark in EMPHASIS:
        if text[start:end].count(mark) % 2 == 1:
            if text[:start].endswith(mark):
                return start - len(mark), end
            if text[end:].startswith(mark):
                return start, end + len(mark)
    return span


def replace_spans(text: str, spans: Sequence[Span], marker: str) -> str:
    """Put a marker in the place of each span; tags within it stay, so that they are closed."""
    for start, end in (widen_over_emphasis(text, span) for span in reversed(spans)):
        tags = "".join(t for t in MARKUP.findall(text[start:end]) if t.startswith("<"))
        text = text[:start] + marker + tags + text[end:]
    return text


def quote_span(text: str, span: Span) -> tuple[str, str, str]:
    """Return a place in a text as people recognise it: what is before, the words, what is after."""
    start, end = span
    before, after = text[max(0, start - CONTEXT_LETTERS) : start], text[end : end + CONTEXT_LETTERS]
    return (
        ("…" if start > CONTEXT_LETTERS else "") + before,
        text[start:end],
        after + ("…" if end + CONTEXT_LETTERS < len(text) else ""),
    )


def is_address(name: object) -> bool:
    return isinstance(name, str) and (name == "address" or name.endswith("link"))


def is_contact(name: object) -> bool:
    return name in {"email", "contact"}


# Values within JSON


def iterate_strings(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, str]]:
    """Yield every text in a value of JSON with the way to it, and every name of a key."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from iterate_strings(each, (*path, place))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield (*path, name, None), name
            yield from iterate_strings(each, (*path, name))


def iterate_numbers(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Decimal, Any]]:
    """Yield the numbers of people and money in a packed part: way, number, what stands instead."""
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from iterate_numbers(each, (*path, place))
    elif isinstance(value, dict):
        yield from iterate_own_numbers(value, path)
        for name, each in value.items():
            yield from iterate_numbers(each, (*path, name))


def iterate_own_numbers(
    value: dict[str, Any], path: JsonPath
) -> Iterator[tuple[JsonPath, Decimal, Any]]:
    if set(value) == {"sureness", "number"} and value["number"] is not None:
        yield path, Decimal(value["number"]), {"sureness": "unknown", "number": None}
    if set(value) == {"unit", "hundredths"}:
        yield path, Decimal(value["hundredths"]) / 100, None
    if set(value) == {"offered", "accepted", "declined"}:
        for name, number in value.items():
            if number is not None:
                yield (*path, name), Decimal(number), None


KEYS_WITHIN = frozenset({"of"})
"""Names under which a table of counts has keys of rows, and no counts."""


def iterate_counts(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Decimal]]:
    """Yield every whole number of a table of counts with the way to it."""
    if type(value) is int:
        yield path, Decimal(value)
    for name, each in value.items() if isinstance(value, dict) else ():
        if name not in KEYS_WITHIN:
            yield from iterate_counts(each, (*path, name))


def change_value(value: Any, path: JsonPath, change: Callable[[Any], Any]) -> Any:
    """Return a copy in which what stands at the end of a way is changed."""
    if not path:
        return change(value)
    first, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(first, int):
        first = next(islice(value, first, None), None)
    if isinstance(value, list) and isinstance(first, int) and first < len(value):
        return [change_value(v, rest, change) if n == first else v for n, v in enumerate(value)]
    if not isinstance(value, dict) or first not in value:
        return value
    if rest == (None,):
        return {change(k) if k == first else k: v for k, v in value.items()}
    return {k: change_value(v, rest, change) if k == first else v for k, v in value.items()}


def hide_words_in_path(value: Any, path: JsonPath, finder: Finder) -> JsonPath:
    """Return the way with the place of a key instead of its name, where that has the words."""
    hidden: list[str | int | None] = []
    for step in path:
        has_words = (
            isinstance(step, str) and isinstance(value, dict) and bool(finder.find_spans(step))
        )
        hidden.append(list(value).index(step) if has_words else step)
        if step is not None:
            value = value[step]
    return tuple(hidden)


def get_value(value: Any, path: JsonPath) -> Any:
    """Return what stands at the end of a way; None where it leads nowhere."""
    values: list[Any] = [None]
    change_value(value, path, lambda each: values.append(each))
    return values[-1]


# Places


@dataclass(frozen=True)
class Place:
    """Where something stands: no words."""

    table: str
    row_id: int
    column: str
    path: JsonPath = ()
    kind: RemovalKind = RemovalKind.WORDS

    @property
    def name(self) -> str:
        """Return what names it in a form."""
        identity = json.dumps([self.table, self.row_id, self.column, list(self.path), self.kind])
        return blake2b(identity.encode(), digest_size=12).hexdigest()

    @property
    def order(self) -> tuple[bool, int]:
        """Values are changed before the names of keys on the way to them, the deepest first."""
        return self.path[-1:] == (None,), -len(self.path)


@dataclass(frozen=True)
class FoundPlace:
    """A place with what a curator needs to recognise it."""

    place: Place
    excerpts: tuple[tuple[str, str, str], ...] = ()
    is_own: bool = True


def fingerprint_places(places: Iterable[FoundPlace]) -> str:
    """Return a hash of all places, which changes whenever there is one more or less."""
    names = sorted(each.place.name for each in places)
    return blake2b("".join(names).encode(), digest_size=16).hexdigest()


def check_number_of_places(places: Sequence[FoundPlace]) -> None:
    if not places:
        raise RuleBrokenError(N_("It is nowhere in the register"), field="passage")
    if len(places) > MOST_PLACES:
        message = N_("It is in more than %(most)s places. Paste a longer passage", most=MOST_PLACES)
        raise RuleBrokenError(message, field="passage")
