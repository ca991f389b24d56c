"""The language in the address: ``/bn/stories`` is ``/stories`` for who reads Bengali.

Pages that people read have such an address in each language, English without. What is no page has
one address: where forms are sent, files, feeds, the API, codes, receipts and one-time links; so
have pages for staff, which are in English. Their language is the one that was chosen last.

A middleware takes the language off the path before anything else sees it, and remembers it in the
reader's cookie. ``url_for`` puts the language of the page before the address of a page to read.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, current_app, has_request_context, redirect, request
from werkzeug.http import dump_cookie, parse_cookie
from werkzeug.routing import Rule
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from coprod.core.config import Settings
from coprod.core.values.actor import Role
from coprod.web.access import MARK
from coprod.web.language import (
    CODES,
    COOKIE,
    COOKIE_LIFETIME,
    ENGLISH,
    IN_ADDRESS,
    choose_language,
    find_locale_language,
)
from coprod.web.transaction import READ_METHODS

NO_PAGES = ("/api/", "/card/", "/files/", "/in/", "/static/", "/.well-known/", "/health", "/ready")
"""How addresses begin that nobody reads as a page."""


def init_app(app: Flask) -> None:
    app.before_request(redirect_to_language)
    app.after_request(link_languages)
    app.extensions["localise_address"] = localise_address
    app.jinja_env.globals.update(address_in=find_address_in)
    app.jinja_env.filters["without_language"] = remove_language


def wrap_app(app: Flask) -> None:
    app.wsgi_app = LanguageMiddleware(app)  # type: ignore[method-assign]


# What is a page to read


def is_for_reading(rule: Rule) -> bool:
    """Tell whether a route is a page that people read, and not one for staff or for programs."""
    if "GET" not in (rule.methods or ()) or is_for_programs(rule):
        return False
    return "token" not in rule.arguments and is_translated(rule.endpoint)


def is_for_programs(rule: Rule) -> bool:
    """Tell whether a route answers with a file, a feed or data."""
    return rule.rule.startswith(NO_PAGES) or "." in rule.rule.rpartition("/")[2].rpartition(">")[2]


def is_translated(endpoint: str) -> bool:
    required: Role | None = getattr(current_app.view_functions[endpoint], MARK, None)
    return required is not None and required.rank <= Role.RESIDENT.rank


def is_page(endpoint: str) -> bool:
    """Tell whether an endpoint is a page to read. Each is judged once for a process."""
    known: dict[str, bool] = current_app.extensions.setdefault("pages_to_read", {})
    if endpoint not in known:
        rules = [*current_app.url_map.iter_rules(endpoint)]
        known[endpoint] = all(is_for_reading(rule) for rule in rules)
    return known[endpoint]


# Into addresses, and out of them


def localise_address(endpoint: str, address: str) -> str:
    """Return the address of a page in the language of the words around it."""
    code = choose_language_of_links()
    if code == ENGLISH or not address.startswith("/") or not is_page(endpoint):
        return address
    root = request.script_root if has_request_context() else ""
    return f"{root}/{code}{address[len(root) :]}"


def choose_language_of_links() -> str:
    """Return the language of what is written: of this page or of a letter. Programs read English.

    So a feed or the map of the site names a page by the same address, whoever asks for it.
    """
    is_in_request = has_request_context()
    if is_in_request and request.url_rule and is_for_programs(request.url_rule):
        return ENGLISH
    return find_locale_language(is_in_request=is_in_request)


def remove_language(address: str) -> str:
    """Return the address of the same page in English."""
    parts = urlsplit(address)
    return parts._replace(path=split_path(parts.path)[1]).geturl()


def split_path(path: str) -> tuple[str, str]:
    """Return the language that a path begins with, if any, and the path without it."""
    first, slash, rest = path[1:].partition("/")
    is_language = path.startswith("/") and first in CODES and first != ENGLISH
    return (first, slash + rest or "/") if is_language else ("", path)


def find_address_in(code: str) -> str | None:
    """Return the address of this page in a language; None where it has one address for all."""
    if request.method not in READ_METHODS or not request.url_rule:
        return None
    if not is_page(request.url_rule.endpoint):
        return None
    path = request.full_path.rstrip("?")
    return request.script_root + (path if code == ENGLISH else f"/{code}{path}")


def link_languages(response: Response) -> Response:
    """Tell search engines where the same page is in each language, by its whole address."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url.rstrip("/")
    if base and response.status_code == 200:
        for code in CODES:
            if address := find_address_in(code):
                link = f'<{base}{iri_to_uri(address)}>; rel="alternate"; hreflang="{code}"'
                response.headers.add("Link", link)
    return response


# At the door


def redirect_to_language() -> Response | None:
    """Lead a reader to the page in the language that they chose, or that their browser asks for.

    What has one address for all languages is led to from where it has none.
    """
    if request.method not in READ_METHODS or not request.endpoint:
        return None
    has_language = IN_ADDRESS in request.environ
    if is_page(request.endpoint) == has_language:
        return None
    code = "" if has_language else choose_language()
    if code == ENGLISH:
        return None
    prefix = f"/{code}" if code else ""
    path = request.full_path.rstrip("?")
    return redirect(f"{request.script_root}{prefix}{path}", code=302)


class LanguageMiddleware:
    """Takes the language off the path, and remembers it for what has no language in its address."""

    def __init__(self, app: Flask) -> None:
        self.inner: WSGIApplication = app.wsgi_app
        settings: Settings = app.extensions["settings"]
        self.is_secure = settings.is_https

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        code, path = split_path(environ.get("PATH_INFO", ""))
        if not code:
            return self.inner(environ, start_response)
        chosen = parse_cookie(environ.get("HTTP_COOKIE", "")).get(COOKIE)
        environ.update({"PATH_INFO": path, IN_ADDRESS: code})

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(
                status, [*headers, ("Set-Cookie", self.build_cookie(code))], *rest
            )

        return self.inner(environ, start_response if chosen == code else start)

    def build_cookie(self, code: str) -> str:
        return dump_cookie(
            COOKIE,
            code,
            max_age=COOKIE_LIFETIME,
            secure=self.is_secure,
            httponly=True,
            samesite="Lax",
        )
