"""Which stories somebody wants side by side, as an address says it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

MOST = 4
MOST_PRINTED = 12
"""Side by side there is room for few; on paper one story follows the other."""
LONGEST = 300


def parse_slugs(texts: Sequence[str]) -> list[str]:
    """Read the names of entries from what was typed, ticked or pasted: each one once."""
    slugs = [parse_slug(text) for text in texts]
    return [each for each in dict.fromkeys(slugs) if each]


def parse_slug(text: str) -> str:
    """Return the end of an address; a name that was typed alone is its own end."""
    try:
        path = urlsplit(text.strip()[:LONGEST]).path
    except ValueError:
        return ""
    return path.rstrip("/").rpartition("/")[2].lower()
