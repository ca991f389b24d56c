"""Text as people typed it, made fit to store, to search and to cut short."""

import re
import unicodedata

UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
TURNED = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
ACCENTS = re.compile(r"[\u0300-\u036f]+")
WORD = re.compile(r"[\w\u0980-\u09ff]+")
JOINERS = re.compile("[\u200b-\u200d\u2060\u00ad]")
"""Marks within words that nobody sees: Bengali is written with them and without."""
SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\u202f\u3000]+")


def clean(text: str) -> str:
    """Drop what no database or page can hold: NUL, lone surrogates, marks that turn text round."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    return TURNED.sub("", UNSAFE.sub("", joined)).strip()


def one_line(text: str) -> str:
    return SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def fold(text: str) -> str:
    """Return the words of ``text`` for comparing: no accents, no case, no marks between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(WORD.findall(ACCENTS.sub("", bare)))


def fold_without_joiners(text: str) -> str:
    """Return the words of ``text`` for comparing, without the marks that nobody sees."""
    return fold(JOINERS.sub("", text))


def excerpt(text: str, *, limit: int = 240) -> str:
    """Return the beginning of ``text``, cut at a word, with an ellipsis where it was cut."""
    plain = one_line(text)
    if len(plain) <= limit:
        return plain
    return plain[:limit].rsplit(" ", 1)[0].rstrip(",;:.- ") + "\u2026"


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def escape_cell(text: str) -> str:
    """Return text for a cell of a spreadsheet that cannot run there as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
