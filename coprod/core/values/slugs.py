"""Readable addresses."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable
from itertools import chain, count

LIMIT = 60
LETTERS = "bcdfghjkmnpqrstvwxz"
"""No vowels, so that no word comes of it by chance; none that is read as another."""


def slugify(text: str, *, limit: int = LIMIT) -> str:
    """Return ``text`` as lower-case words joined by hyphens: only a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:limit].strip("-") or "entry"


def find_free_slug(stem: str, is_taken: Callable[[str], bool], separator: str = "-") -> str:
    """Return the stem, or the stem with the first number that makes it one that nothing has."""
    numbered = (f"{stem}{separator}{number}" for number in count(2))
    return next(slug for slug in chain([stem], numbered) if not is_taken(slug))


def generate_slug() -> str:
    """Return an address that says nothing."""
    return "".join(secrets.choice(LETTERS) for _each in range(10))


def derive_slug(digest: str) -> str:
    """Return an address that says nothing, and is the same whenever the digest is."""
    number, letters = int(digest, 16), []
    for _each in range(10):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def hash_slug(slug: str) -> str:
    """Return what an address is known by where its words are not kept."""
    return hashlib.sha256(slug.encode()).hexdigest()


def get_last_part(address: str) -> str:
    """Return the last part of an address, or of its end, by which a page is known."""
    return address.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
