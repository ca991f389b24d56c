"""A cache of whole pages for visitors, in front of the app, until the content changes.

**What it does.** A WSGI middleware answers a GET that was answered before from memory, packed, with
an ETag. The host, the path, the query, the language and the one in the address are its key; the
content version and the day (``coprod.core.content_version``) hold for the whole cache, which is
emptied when they change. The least recently used pages are evicted at ``COPROD_PAGE_CACHE_MB`` for
each process.

**What leaving it out costs.** CPU of a page that was opened before, at 10,000 entries (a mean of
results, browse, an entry and home, without the server's own): 5.9 ms in place of 0.02.

**How to use it without knowing it.** A page is cached only where its view says
``same_for_all_visitors``: without that it is right, and slower. It is neither stored after the view
touched the reader's session or called ``skip_caching``, nor given to a browser with a cookie other
than those of the language and of the closed guide.
"""

import gzip
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, request, session
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header, parse_cookie

from coprod.core.config import Settings
from coprod.web import guide_cookie
from coprod.web.current_content_version import CurrentContentVersion
from coprod.web.language import COOKIE, IN_ADDRESS, match_language

MARK = "same_for_all_visitors"
IS_CACHEABLE = "coprod.may_keep"
IS_TEMPORARY = "coprod.is_passing"
MAX_PAGE = 1024 * 1024
NONCE = "'nonce-"

F = TypeVar("F", bound=Callable[..., Any])
Headers = list[tuple[str, str]]


def same_for_all_visitors(view: F) -> F:
    """Let the page be cached. Stands between ``requires_role`` and the function."""
    setattr(view, MARK, True)
    return view


def skip_caching() -> None:
    """Do not cache this answer: it is temporary, until what it waits for is ready."""
    request.environ[IS_TEMPORARY] = True


def is_temporary() -> bool:
    return bool(request.environ.get(IS_TEMPORARY, False))


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    if settings.page_cache_mb:
        app.after_request(mark_cacheable)
        app.wsgi_app = PageCacheMiddleware(app, settings.page_cache_mb * 1024 * 1024)  # type: ignore[method-assign]


def mark_cacheable(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    is_same = getattr(view, MARK, False) and not session.modified
    is_lasting = response.status_code == 200 and not is_temporary()
    request.environ[IS_CACHEABLE] = is_same and is_lasting
    return response


@dataclass(frozen=True)
class CachedPage:
    """A page as it was sent, with its body plain and compressed."""

    headers: Headers
    body: bytes
    compressed: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed)


@dataclass
class PageStore:
    """The pages of one content version; the least recently used are evicted when it is full."""

    capacity: int
    version: object = None
    pages: OrderedDict[Hashable, CachedPage] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def find(self, current: object, key: Hashable) -> CachedPage | None:
        with self.lock:
            if current != self.version:
                self.pages.clear()
                self.version, self.size = current, 0
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, current: object, key: Hashable, page: CachedPage) -> None:
        with self.lock:
            if current != self.version or key in self.pages:
                return
            self.pages[key] = page
            self.size += page.size
            while self.size > self.capacity:
                _oldest, evicted = self.pages.popitem(last=False)
                self.size -= evicted.size


class PageCacheMiddleware:
    """The middleware in front of the app: sends cached pages, and stores what may be cached."""

    def __init__(self, app: Flask, capacity: int) -> None:
        self.app = app
        self.inner: WSGIApplication = app.wsgi_app
        self.store = PageStore(capacity)
        self.version: CurrentContentVersion = app.extensions["current_content_version"]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = build_key(environ) if environ["REQUEST_METHOD"] == "GET" else None
        if key is None:
            return self.inner(environ, start_response)
        current = self.version.get()
        if current is None:
            return self.inner(environ, start_response)
        page = self.store.find(current, key)
        return (
            send_cached_page(page, environ, start_response)
            if page
            else self.answer_and_store(environ, start_response, current, key)
        )

    def answer_and_store(
        self, environ: WSGIEnvironment, start: StartResponse, current: object, key: Hashable
    ) -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def listen(status: str, headers: Headers, *rest: Any) -> Any:
            started.append((status, headers))
            return start(status, headers, *rest)

        answer = self.inner(environ, listen)
        if not environ.get(IS_CACHEABLE) or not started:
            return answer
        body = join_body(answer)
        headers = started[-1][1]
        if len(body) < MAX_PAGE and "Set-Cookie" not in dict(headers):
            self.store.put(current, key, build_cached_page(headers, body))
        return [body]


def join_body(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()


def build_cached_page(headers: Headers, body: bytes) -> CachedPage:
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    cached_headers = [h for h in headers if h[0] not in {"Content-Length", "ETag"}]
    return CachedPage([*cached_headers, ("ETag", tag)], body, gzip.compress(body, 6, mtime=0), tag)


def build_key(environ: WSGIEnvironment) -> Hashable:
    """Return what a visitor's page depends on, or None for a reader who may see something else."""
    cookies = environ.get("HTTP_COOKIE", "")
    language = get_visitor_language(cookies, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    if language is None:
        return None
    host, query = environ.get("HTTP_HOST", ""), environ.get("QUERY_STRING", "")
    in_address = environ.get(IN_ADDRESS, "")
    return (
        host,
        in_address,
        environ["PATH_INFO"],
        query,
        language,
        guide_cookie.is_closed_in(cookies),
    )


@lru_cache(maxsize=512)
def get_visitor_language(cookies: str, accepted: str) -> str | None:
    """Return the language a visitor reads in; None when a cookie of another kind came along."""
    values = parse_cookie(cookies)
    if set(values) - {COOKIE, guide_cookie.COOKIE}:
        return None
    return match_language(values.get(COOKIE, ""), parse_accept_header(accepted, LanguageAccept))


def send_cached_page(
    page: CachedPage, environ: WSGIEnvironment, start: StartResponse
) -> Iterable[bytes]:
    headers = [replace_nonce(each) for each in page.headers]
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start("304 NOT MODIFIED", [h for h in headers if h[0] != "Content-Type"])
        return []
    body = page.body
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = page.compressed
        headers.append(("Content-Encoding", "gzip"))
    start("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]


def replace_nonce(header: tuple[str, str]) -> tuple[str, str]:
    """No nonce goes out twice. Our pages need none: they have no script of their own in them."""
    name, value = header
    before, mark, after = value.partition(NONCE)
    if not mark:
        return header
    return name, f"{before}{NONCE}{secrets.token_urlsafe(24)}{after[after.index(chr(39)) :]}"
