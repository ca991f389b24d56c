"""What must be true of the words of a page, and which words a reader gets."""

from dataclasses import dataclass

from coprod.core.values.errors import require_short
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.reference.page_texts.enums import PageText
from coprod.reference.wording.enums import ENGLISH
from coprod.reference.wording.rules import Texts, check_why

LONGEST_LINE, LONGEST_PAGE = 160, 20_000


@dataclass(frozen=True)
class PageWords:
    """What an administrator wrote for a page, in the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class NewWords:
    """What somebody wrote in one language, and why. No words: those that the page came with."""

    language: str
    text: str
    why: str = ""


def get_longest(page_text: PageText) -> int:
    return LONGEST_LINE if page_text.is_line else LONGEST_PAGE


def find_words(stored: Texts, page_text: PageText, language: str) -> PageWords | None:
    """Return the words for a reader: in their language, else in English.

    None where nobody wrote any: then the page says what it came with.
    """
    for code in (language, ENGLISH):
        if text := stored.get((page_text.value, code)):
            return PageWords(text, code)
    return None


def check_words(page_text: PageText, words: NewWords) -> None:
    longest = get_longest(page_text)
    require_short(words.text, longest, field="words")
    check_why(words.why)


def apply_words(stored: Texts, page_text: PageText, words: NewWords) -> Texts:
    """Return all words that are kept, with these in place of those before.

    What was translated from other English words is no longer what is said.
    """
    at = (page_text.value, words.language)
    if stored.get(at, "") == words.text:
        return stored
    is_english = words.language == ENGLISH
    rest = leave_out(stored, page_text) if is_english else {**stored}
    rest.pop(at, None)
    return {**rest, at: words.text} if words.text else rest


def leave_out(stored: Texts, page_text: PageText) -> dict[tuple[str, str], str]:
    """Return all words that are kept, without those of one text."""
    return {at: text for at, text in stored.items() if at[0] != page_text.value}


def keep_text(stored: Texts, page_text: PageText) -> Texts:
    """Return the words of one text alone."""
    return {at: text for at, text in stored.items() if at[0] == page_text.value}


def compute_seen(stored: Texts, page_text: PageText) -> str:
    """Return a mark of what a writer is shown, which changes whenever that does."""
    return compute_fingerprint(sorted(keep_text(stored, page_text).items()))
