"""Where pages stand whose address changed: what was mailed or printed leads on.

The only place that knows the old addresses of our own. An area adds what knows those of others,
with ``add_path_finder``. The first row that fits is used. Where the name of an
activity stood behind a word, it stands before it now.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, current_app, redirect, request
from flask.blueprints import BlueprintSetupState
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


PathFinder = Callable[[str], str | None]
FINDERS = "path finders"


def add_path_finder(bp: Blueprint, find_path: PathFinder) -> None:
    """Ask ``find_path``, wherever this blueprint is registered, for what stood at a path elsewhere.

    It gets the path with its query, and returns the address of a page of ours or None.
    """

    def register(state: BlueprintSetupState) -> None:
        state.app.extensions.setdefault(FINDERS, []).append(find_path)

    bp.record(register)


def redirect_former_address(error: Exception) -> Response | None:
    """Lead on from an old address, with the query and with what was sent; else None."""
    if not isinstance(error, NotFound):
        return None
    path = find_current_path(request.path)
    if path is None:
        return redirect_path_of_others()
    query = request.query_string.decode()
    address = request.script_root + quote(path)
    return redirect(f"{address}?{query}" if query else address, code=308)


def redirect_path_of_others() -> Response | None:
    """Lead on from an address that a site had whose name leads to us now."""
    if request.method != "GET":
        return None
    path = request.full_path.rstrip("?")
    found = (find_path(path) for find_path in current_app.extensions.get(FINDERS, ()))
    address = next((each for each in found if each), None)
    return redirect(address, code=301) if address else None
