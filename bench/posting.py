"""People who post comments: each has the page open, with a token of their own, and sends words."""

import re
from collections.abc import Callable

from bench.load import exchange, get, post
from bench.pages import talked_about
from bench.texts import Texts

COOKIE = re.compile(rb"Set-Cookie: (session=[^;]+)")
FIELD = r'name="%s"[^>]*value="([^"]+)"'
LETTERS = 300


def poster(port: int, entries: int, number: int) -> Callable[[], bytes]:
    """Open the page for a comment once, and return what sends it with other words each time."""
    path = f"/comments/on/entry/entry-{talked_about(entries) - number}/write"
    page = exchange(port, get(port, path))
    cookie = COOKIE.search(page)
    if not cookie:
        raise RuntimeError(f"{path} gave no session to post with")
    texts = Texts(seed=number)
    fixed = {name: found(page, name) for name in ("csrf_token", "opened")}

    def send() -> bytes:
        form = {**fixed, "kind": "idea", "body": texts.text(LETTERS), "name": "", "email": ""}
        return post(port, path, form, cookie[1].decode())

    return send


def found(page: bytes, name: str) -> str:
    value = re.search(FIELD % name, page.decode())
    if not value:
        raise RuntimeError(f"the page for a comment has no {name}")
    return value[1]
