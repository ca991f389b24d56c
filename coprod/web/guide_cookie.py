"""Whether a visitor has closed the first-use guide: in a cookie of their own, as the language is.

The cache of pages knows it, so that closing the guide makes no page slower.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from werkzeug.http import parse_cookie

COOKIE = "guide"
CLOSED = "closed"
LIFETIME = timedelta(days=365)


@lru_cache(maxsize=512)
def is_closed_in(header: str) -> bool:
    """The same of cookies as a browser sends them."""
    return is_closed(parse_cookie(header))


def is_closed(cookies: Mapping[str, str]) -> bool:
    return cookies.get(COOKIE) == CLOSED
