"""Where pages stand whose address changed: what was mailed or printed leads on.

The only place that knows the old addresses. The first row that fits is used. Where the name of an
activity stood behind a word, it stands before it now.
"""

import re
from urllib.parse import quote

from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

FORMER_ADDRESSES = (
    ("/scaling/{slug}/(?P<page>use|ask|lineage)", "/stories/{slug}/{page}"),
    ("/scaling/{slug}", "/activities/{slug}"),
    ("/stages/{slug}", "/stories/{slug}/stages"),
    ("/involved/{slug}", "/activities/{slug}/groups"),
    ("/assess/{slug}", "/activities/{slug}/assess"),
    ("/confirm/{slug}", "/activities/{slug}/confirm"),
    ("/gap/{slug}", "/activities/{slug}/gap"),
    ("/residents/{slug}", "/activities/{slug}/residents"),
    ("/taking-part/{slug}", "/activities/{slug}/taking-part"),
    ("/consents/{slug}", "/activities/{slug}/consents"),
    ("/formats/{slug}", "/activities/{slug}/formats"),
    ("/register/mine", "/my-work"),
    ("/register/organisation", "/my-work/organisation"),
    ("/register", "/activities"),
    ("/library", "/stories"),
    ("/get-involved", "/have-your-say"),
    ("/resources", "/money-and-time"),
    ("/pots", "/funding-pots"),
    ("/rates", "/rate-card"),
    ("/insight", "/what-people-told-us"),
)
"""How an address began, and how it begins now. What follows stays as it is."""

SLUG = "(?P<slug>[a-z0-9-]+)"
PATTERNS = tuple(
    (re.compile(f"{before.replace('{slug}', SLUG)}(?=/|$)"), after)
    for before, after in FORMER_ADDRESSES
)


def find_current_path(path: str) -> str | None:
    """Return where the page stands that once stood at ``path``, if it ever was an address."""
    for pattern, after in PATTERNS:
        if match := pattern.match(path):
            return after.format(**match.groupdict()) + path[match.end() :]
    return None


def redirect_former_address(error: Exception) -> Response | None:
    """Lead on from an old address, with the query and with what was sent; else None."""
    path = find_current_path(request.path) if isinstance(error, NotFound) else None
    if path is None:
        return None
    query = request.query_string.decode()
    address = request.script_root + quote(path)
    return redirect(f"{address}?{query}" if query else address, code=308)
