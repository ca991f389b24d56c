"""Whether a text is English: by its letters, and by the share of words that all English has."""

import re

SHORTEST = 20
"""Words: nothing can be told from fewer."""
COMMON = frozenset(
    {"the", "of", "and", "to", "in", "a", "is", "was", "that", "it", "for", "on", "with", "we"}
    | {"they"}
)
ENGLISH_SHARE = 0.15
PLAIN_SHARE = 0.95
"""Of the letters: English has few with accents, and none of another script."""


def looks_english(text: str) -> bool | None:
    """Tell whether a text looks like English; None when it is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < SHORTEST:
        return None
    letters = "".join(words)
    plain = sum(letter.isascii() for letter in letters)
    common = sum(word in COMMON for word in words)
    return plain >= PLAIN_SHARE * len(letters) and common >= ENGLISH_SHARE * len(words)
