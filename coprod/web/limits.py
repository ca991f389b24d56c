"""How often something may be done, and how much may be sent at once.

A limit is enough for a room full of people on one connection, and too little for a machine that
guesses or floods. Each is a setting; ``docs/operations.md`` says what it guards (decision 49).
"""

import hashlib
import math
import time
from collections.abc import Callable
from datetime import timedelta
from ipaddress import IPv6Network, ip_address
from typing import Any, TypeVar

from flask import Flask, current_app, g, request, session
from flask_limiter import Limiter, RateLimitExceeded, RouteLimit
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from coprod.core.config import Settings
from coprod.web import one_time_tokens
from coprod.web.access import actor, is_signed_in
from coprod.web.drafts import render_held_page
from coprod.web.errors import Answer, render_error_page
from coprod.web.headers import get_settings
from coprod.web.problems import is_for_machines

F = TypeVar("F", bound=Callable[..., Any])
Key = Callable[[], str]
Outcome = Callable[[Response], bool]

BROWSER_COOKIE = "known"
SIGN_IN = "/sign-in"
RETRY_AFTER = "Retry-After"
BROWSER_COOKIE_LIFETIME = timedelta(days=180)


class ViewLimiter(Limiter):
    """Our limits stand on views, and are checked there. There is none to look for before each.

    The limiter is one for the process, so whether limits count is asked of the app that answers.
    """

    def _check_request_limit(
        self,
        callable_name: str | None = None,
        in_middleware: bool = True,  # noqa: FBT001, FBT002 - Flask-Limiter's
    ) -> None:
        settings: Settings = current_app.extensions["settings"]
        if settings.limits and not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


def get_connection() -> str:
    """Return the address of a request; for IPv6 its network, of which one home has all addresses.

    It is asked of the last proxy that the settings name, and never of what a client claims.
    """
    address = get_remote_address()
    if ":" not in address:
        return address
    return str(IPv6Network((ip_address(address), 64), strict=False))


def get_writer() -> str:
    """Return who writes: a person, or the browser of a visitor."""
    person_id = actor().id
    return get_browser() if person_id is None else f"person {person_id}"


def get_browser() -> str:
    """Return the browser that our forms were given to; without its cookie, the connection."""
    token = str(session.get("csrf_token", ""))
    return f"browser {hashlib.sha256(token.encode()).hexdigest()}" if token else get_connection()


def get_connection_and_path() -> str:
    return f"{get_connection()} {request.path}"


def get_typed_account() -> str:
    """Return what stands for the account whose e-mail address was typed."""
    return hash_account(request.form.get("email", ""))


def hash_account(email: str) -> str:
    return one_time_tokens.list_digests("account", email.strip().lower())[0]


def get_account_and_connection() -> str:
    account = get_typed_account()
    return find_known_browser(account) or f"{account} {get_connection()}"


def find_known_browser(account: str) -> str:
    """Return the mark of a browser in which somebody has signed in to this account, or nothing."""
    token = one_time_tokens.read_token(request.cookies.get(BROWSER_COOKIE, ""), account)
    return token.digest if token and token.age < BROWSER_COOKIE_LIFETIME else ""


def is_known_browser() -> bool:
    return bool(find_known_browser(get_typed_account()))


def remember_browser(response: Response, email: str) -> None:
    """Give this browser a mark, so that wrong passwords typed elsewhere do not stop it."""
    token = one_time_tokens.create_token(hash_account(email))
    one_time_tokens.set_cookie(
        response, token, path=SIGN_IN, lifetime=BROWSER_COOKIE_LIFETIME, cookie=BROWSER_COOKIE
    )


def is_wrong(response: Response) -> bool:
    return response.status_code in {404, 422}


def is_done(response: Response) -> bool:
    return response.status_code < 400


def is_wrong_code(response: Response) -> bool:
    """Tell whether a code may have been guessed: who typed none has guessed none."""
    return is_wrong(response) and bool(request.form.get("slip_code"))


def exempt_answer() -> None:
    """Leave an answer out of its limit: a code let it in, and there are as many as there are."""
    g.is_exempt_answer = True


def is_limited_answer(response: Response) -> bool:
    return is_done(response) and not g.get("is_exempt_answer", False)


def get_rate(name: str) -> str:
    """Return how often something may be done, as the settings say it: “10/hour”."""
    return str(getattr(get_settings(), f"limit_{name}"))


def get_room_rate(name: str) -> str:
    """Return how often all visitors of one connection may do together what one may do alone."""
    amount, window = get_rate(name).split("/")
    return f"{int(amount) * get_settings().limit_room}/{window}"


limiter = ViewLimiter(get_connection, strategy="moving-window", headers_enabled=False)


def limit(name: str, key: Key, *, counts: Outcome | None = None, **more: Any) -> RouteLimit:
    """Return a limit for views that takes its rate from a setting. Views share what is left.

    It counts every request, or those alone whose outcome ``counts``.
    """
    options = {"limit_provider": lambda: get_rate(name), "scope": name, "shared": True, **more}
    return RouteLimit(limiter=limiter, key_function=key, deduct_when=counts, **options)


def combine_limits(*limits: RouteLimit) -> Callable[[F], F]:
    def mark(view: F) -> F:
        for each in limits:
            view = each(view)  # type: ignore[assignment]  # it keeps the view's own type
        return view

    return mark


def limit_per_writer(name: str) -> Callable[[F], F]:
    """Limit what a person or a browser does at a view, and what visitors of a connection do."""
    return combine_limits(
        limit(name, get_writer, counts=is_done, shared=False),
        limit(
            name,
            get_connection,
            counts=is_done,
            shared=False,
            scope=f"{name} of a room",
            limit_provider=lambda: get_room_rate(name),
            exempt_when=is_signed_in,
        ),
    )


passwords = combine_limits(
    limit("passwords", get_account_and_connection, counts=is_wrong),
    limit("passwords_account", get_typed_account, counts=is_wrong, exempt_when=is_known_browser),
    limit("passwords_connection", get_connection, counts=is_wrong, exempt_when=is_known_browser),
)
current_password = limit("passwords", get_writer, counts=is_wrong, scope="current_password")
mail = combine_limits(
    limit("mail", get_account_and_connection),
    limit("mail_account", get_typed_account, exempt_when=is_known_browser),
    limit("mail_connection", get_connection, exempt_when=is_known_browser),
)
links = limit("links", get_connection)
codes = limit("codes", get_connection, counts=is_wrong_code)
"""For pages that take the code of a round: it counts the wrong ones alone."""
answers = limit("answers", get_connection_and_path, counts=is_limited_answer)
comments = limit_per_writer("comments")
letters = limit_per_writer("letters")
marks = limit_per_writer("marks")
changes = limit_per_writer("changes")
autosave = limit("autosave", get_writer)
invitations = limit("invitations", get_writer)
api = limit("api", get_connection)


def count_seconds_to_wait() -> int:
    """Return in how many seconds the limit that was just exceeded lets somebody try again."""
    current = limiter.current_limit
    return max(1, current.reset_at - int(time.time())) if current else 60


def answer_rate_limit(error: RateLimitExceeded) -> Answer:
    """Say what was too much, when to try again and what to do now, with what was typed."""
    seconds = count_seconds_to_wait()
    headers = [(RETRY_AFTER, str(seconds))]
    if is_for_machines():
        return *render_error_page(429, error=error), headers
    minutes = max(1, math.ceil((seconds - 1) / 60))
    body = render_held_page("errors/429.html", limit=error.limit.scope, minutes=minutes)
    return body, 429, headers


LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_FIELD = 512 * 1024
MOST_PARTS = 500
MOST_FIELDS = 2_000
FIELDS_ONLY = "application/x-www-form-urlencoded"
FORM_BESIDE_FILE = 1024 * 1024
SIZE = "largest_request"

Size = Callable[[Settings], int]
"""Tells from the settings how many bytes may be sent."""


def allow_size(size: Size) -> Callable[[F], F]:
    """Let what is sent to one view be larger than elsewhere. Stands right over the function."""

    def mark(view: F) -> F:
        setattr(view, SIZE, size)
        return view

    return mark


takes_files = allow_size(lambda s: s.files_largest_mb * 1024 * 1024 + FORM_BESIDE_FILE)


def set_size_limit() -> None:
    """Before anything reads the form: how much this view takes, if it takes more than others."""
    view = current_app.view_functions.get(request.endpoint or "")
    size: Size | None = getattr(view, SIZE, None)
    if size and request.method == "POST":
        request.max_content_length = size(current_app.extensions["settings"])


def check_fields() -> None:
    """Refuse a form of more fields than any of ours has, before they are read one by one.

    Werkzeug counts the parts of a form with files; in one without, each field ends with a "&".
    """
    if request.mimetype == FIELDS_ONLY and request.get_data(cache=True).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge


def init_app(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELD,
        MAX_FORM_PARTS=MOST_PARTS,
        RATELIMIT_STORAGE_URI="memory://",
    )
    app.register_error_handler(RateLimitExceeded, answer_rate_limit)
    app.before_request(set_size_limit)
    app.before_request(check_fields)
    limiter.init_app(app)
