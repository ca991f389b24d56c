"""Addresses that came from outside: only our own pages are worth going to."""

import re
from urllib.parse import urlsplit

from flask import request

OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*")
LONGEST = 2000


def keep_own_address(address: str | None, *, otherwise: str = "/") -> str:
    r"""Return ``address`` when it is a path of this site, else ``otherwise``.

    Refused are ``//host``, ``/\host``, schemes, control characters, and paths that only turn
    into one of those when they are decoded or joined.
    """
    if not address or len(address) > LONGEST or not OWN_PATH.fullmatch(address):
        return otherwise
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and not parts.path.startswith("//")
    return address if is_ours and "%5c" not in address.lower() else otherwise


def get_next_address() -> str:
    """Return where a reader goes after signing in: ``next`` of the address, if it is ours."""
    return keep_own_address(request.args.get("next"))
