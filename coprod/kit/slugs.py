"""Readable addresses."""

import re
import unicodedata

LIMIT = 60


def slugify(text: str, *, limit: int = LIMIT) -> str:
    """Return ``text`` as lower-case words joined by hyphens: only a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:limit].strip("-") or "entry"


def last_part(address: str) -> str:
    """Return the last part of an address, or of its end, by which a page is known."""
    return address.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
