"""Which texts of a letter can be worded anew, and what must be true of the new words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.reference.wording.enums import ENGLISH
from coprod.reference.wording.rules import Texts, check_why

LONGEST_SUBJECT, LONGEST_PARAGRAPH = 120, 400
SUBJECT = "subject"
PLACE = re.compile(r"%\((\w+)\)s")
LETTER = re.compile(r"[^\W\d_]")
ADDRESS = re.compile(r"\w:/|\w\.[a-z]{2,}", re.IGNORECASE)
"""What mail programs turn into a link, also without “https”: “example.org/pay”."""


@dataclass(frozen=True)
class LetterText:
    """One text of a letter that can be worded anew.

    ``name`` is that of its box, ``original`` what it says by itself in each language that we have.
    """

    key: str
    name: str
    label: Message
    shipped: Message
    original: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> list[str]:
        return list_places(self.shipped.text)

    @property
    def longest(self) -> int:
        return LONGEST_SUBJECT if self.name == SUBJECT else LONGEST_PARAGRAPH

    def find_words(self, stored: Texts, language: str) -> str:
        """Return what is sent in a language; empty where that is the English, for want of words."""
        is_translated = language == ENGLISH or (self.key, ENGLISH) not in stored
        original = self.original.get(language, "") if is_translated else ""
        return stored.get((self.key, language)) or original


@dataclass(frozen=True)
class LetterLine:
    """One text of a letter as it is sent in a language."""

    text: LetterText
    words: str
    is_own: bool

    @property
    def is_missing(self) -> bool:
        return not self.words


@dataclass(frozen=True)
class LetterWords:
    """What somebody wrote in one language, by the names of the texts, and why."""

    language: str
    texts: Mapping[str, str]
    why: str = ""


def list_places(text: str) -> list[str]:
    """Return the names of the places that are filled when a letter is sent, each once."""
    return list(dict.fromkeys(PLACE.findall(text)))


def has_own_words(text: str) -> bool:
    """Tell whether a text says something by itself, besides what is filled in."""
    return bool(LETTER.search(PLACE.sub("", text)))


def find_mistake(text: LetterText, words: str) -> Message | None:
    """Return what is wrong with new words for a text. No words are right: the original is sent."""
    if not words:
        return None
    return find_place_mistake(text, words) or find_form_mistake(text, words)


def find_place_mistake(text: LetterText, words: str) -> Message | None:
    places = list_places(words)
    unknown = next((each for each in places if each not in text.places), None)
    if unknown:
        return N_(
            "Take out %(place)s: this letter has nothing to fill it with", place=mark(unknown)
        )
    missing = next((each for each in text.places if each not in places), None)
    if missing:
        return N_("Put %(place)s back: it is filled in when it is sent", place=mark(missing))
    if "%" in PLACE.sub("", words):
        return N_("Write “per cent” for the sign %(sign)s, and keep each place as it was", sign="%")
    return None


def find_form_mistake(text: LetterText, words: str) -> Message | None:
    if ADDRESS.search(words):
        return N_("Leave out addresses such as “example.org”: a letter has its own link")
    if len(words) > text.longest:
        return N_("Shorten this to %(most)s characters or fewer", most=text.longest)
    return None


def mark(place: str) -> str:
    return f"%({place})s"


def check_words(texts: Sequence[LetterText], words: LetterWords) -> None:
    for text in texts:
        mistake = find_mistake(text, words.texts[text.name])
        if mistake:
            raise RuleBrokenError(mistake, field=text.name)
    check_why(words.why)


def apply_words(stored: Texts, texts: Sequence[LetterText], words: LetterWords) -> Texts:
    """Return all words that are kept, with these in the place of those before."""
    after = stored
    for text in texts:
        after = apply_text(after, text, words.language, words.texts[text.name])
    return after


def apply_text(stored: Texts, text: LetterText, language: str, typed: str) -> Texts:
    """Return all words with one text anew. What says the same as without it is not kept."""
    rest = {at: words for at, words in stored.items() if at != (text.key, language)}
    new_words = typed or text.find_words(rest, language)
    if new_words == text.find_words(stored, language):
        return stored
    if language == ENGLISH:  # what was translated is no longer what is said
        rest = {at: words for at, words in rest.items() if at[0] != text.key}
    is_original = new_words == text.find_words(rest, language)
    return rest if is_original else {**rest, (text.key, language): new_words}


def leave_out_letter(stored: Texts, letter_key: str) -> Texts:
    """Return all words that are kept, without those of one letter."""
    return {at: words for at, words in stored.items() if not is_of_letter(at[0], letter_key)}


def keep_letter(stored: Texts, letter_key: str) -> Texts:
    """Return the words of one letter alone."""
    return {at: words for at, words in stored.items() if is_of_letter(at[0], letter_key)}


def is_of_letter(key: str, letter_key: str) -> bool:
    return key.startswith(f"{letter_key}:")


def build_text_key(letter_key: str, fingerprint: str) -> str:
    return f"{letter_key}:{fingerprint}"


def group_own_words(stored: Texts, letter_key: str) -> dict[str, dict[str, str]]:
    """Return the words of one letter by the hash of the sentence, then by language."""
    own: dict[str, dict[str, str]] = {}
    for (key, language), text in keep_letter(stored, letter_key).items():
        own.setdefault(key.removeprefix(f"{letter_key}:"), {})[language] = text
    return own


def compute_seen(texts: Sequence[LetterText], stored: Texts, language: str) -> str:
    """Return a mark of what a writer is shown, which changes whenever that does."""
    return compute_fingerprint(
        [
            (text.key, text.find_words(stored, ENGLISH), text.find_words(stored, language))
            for text in texts
        ]
    )
