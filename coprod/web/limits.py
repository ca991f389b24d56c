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
from coprod.web.drafts import held_page
from coprod.web.errors import Answer, error_page
from coprod.web.headers import current_settings
from coprod.web.problems import is_for_machines

F = TypeVar("F", bound=Callable[..., Any])
Key = Callable[[], str]
Outcome = Callable[[Response], bool]

KNOWN = "known"
SIGN_IN = "/sign-in"
RETRY_AFTER = "Retry-After"
KNOWN_FOR = timedelta(days=180)


class OnViews(Limiter):
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


def connection() -> str:
    """Return the address of a request; for IPv6 its network, of which one home has all addresses.

    It is asked of the last proxy that the settings name, and never of what a client claims.
    """
    address = get_remote_address()
    if ":" not in address:
        return address
    return str(IPv6Network((ip_address(address), 64), strict=False))


def writer() -> str:
    """Return who writes: a person, or the browser of a visitor."""
    person_id = actor().id
    return browser() if person_id is None else f"person {person_id}"


def browser() -> str:
    """Return the browser that our forms were given to; without its cookie, the connection."""
    token = str(session.get("csrf_token", ""))
    return f"browser {hashlib.sha256(token.encode()).hexdigest()}" if token else connection()


def connection_and_path() -> str:
    return f"{connection()} {request.path}"


def typed_account() -> str:
    """Return what stands for the account whose e-mail address was typed."""
    return account_of(request.form.get("email", ""))


def account_of(email: str) -> str:
    return one_time_tokens.digests("account", email.strip().lower())[0]


def account_and_connection() -> str:
    account = typed_account()
    return known_browser(account) or f"{account} {connection()}"


def known_browser(account: str) -> str:
    """Return the mark of a browser in which somebody has signed in to this account, or nothing."""
    slip = one_time_tokens.read(request.cookies.get(KNOWN, ""), account)
    return slip.once if slip and slip.age < KNOWN_FOR else ""


def is_known_browser() -> bool:
    return bool(known_browser(typed_account()))


def remember_browser(response: Response, email: str) -> None:
    """Give this browser a mark, so that wrong passwords typed elsewhere do not stop it."""
    slip = one_time_tokens.new(account_of(email))
    one_time_tokens.remember(response, slip, path=SIGN_IN, lasts=KNOWN_FOR, cookie=KNOWN)


def was_wrong(response: Response) -> bool:
    return response.status_code in {404, 422}


def was_done(response: Response) -> bool:
    return response.status_code < 400


def was_wrong_code(response: Response) -> bool:
    """Tell whether a code may have been guessed: who typed none has guessed none."""
    return was_wrong(response) and bool(request.form.get("slip_code"))


def exempt_answer() -> None:
    """Leave an answer out of its limit: a code let it in, and there are as many as there are."""
    g.is_exempt_answer = True


def is_limited_answer(response: Response) -> bool:
    return was_done(response) and not g.get("is_exempt_answer", False)


def rate(name: str) -> str:
    """Return how often something may be done, as the settings say it: “10/hour”."""
    return str(getattr(current_settings(), f"limit_{name}"))


def room_rate(name: str) -> str:
    """Return how often all visitors of one connection may do together what one may do alone."""
    amount, window = rate(name).split("/")
    return f"{int(amount) * current_settings().limit_room}/{window}"


limiter = OnViews(connection, strategy="moving-window", headers_enabled=False)


def limit(name: str, key: Key, *, counts: Outcome | None = None, **more: Any) -> RouteLimit:
    """Return a limit for views that takes its rate from a setting. Views share what is left.

    It counts every request, or those alone whose outcome ``counts``.
    """
    given = {"limit_provider": lambda: rate(name), "scope": name, "shared": True, **more}
    return RouteLimit(limiter=limiter, key_function=key, deduct_when=counts, **given)


def all_of(*limits: RouteLimit) -> Callable[[F], F]:
    def mark(view: F) -> F:
        for each in limits:
            view = each(view)  # type: ignore[assignment]  # it keeps the view's own type
        return view

    return mark


def per_writer(name: str) -> Callable[[F], F]:
    """Limit what a person or a browser does at a view, and what visitors of a connection do."""
    return all_of(
        limit(name, writer, counts=was_done, shared=False),
        limit(
            name,
            connection,
            counts=was_done,
            shared=False,
            scope=f"{name} of a room",
            limit_provider=lambda: room_rate(name),
            exempt_when=is_signed_in,
        ),
    )


passwords = all_of(
    limit("passwords", account_and_connection, counts=was_wrong),
    limit("passwords_account", typed_account, counts=was_wrong, exempt_when=is_known_browser),
    limit("passwords_connection", connection, counts=was_wrong, exempt_when=is_known_browser),
)
current_password = limit("passwords", writer, counts=was_wrong, scope="current_password")
mail = all_of(
    limit("mail", account_and_connection),
    limit("mail_account", typed_account, exempt_when=is_known_browser),
    limit("mail_connection", connection, exempt_when=is_known_browser),
)
links = limit("links", connection)
codes = limit("codes", connection, counts=was_wrong_code)
"""For pages that take the code of a round: it counts the wrong ones alone."""
answers = limit("answers", connection_and_path, counts=is_limited_answer)
comments = per_writer("comments")
letters = per_writer("letters")
marks = per_writer("marks")
changes = per_writer("changes")
autosave = limit("autosave", writer)
invitations = limit("invitations", writer)
api = limit("api", connection)


def seconds_to_wait() -> int:
    """Return in how many seconds the limit that was just exceeded lets somebody try again."""
    current = limiter.current_limit
    return max(1, current.reset_at - int(time.time())) if current else 60


def refuse_for_now(error: RateLimitExceeded) -> Answer:
    """Say what was too much, when to try again and what to do now, with what was typed."""
    seconds = seconds_to_wait()
    headers = [(RETRY_AFTER, str(seconds))]
    if is_for_machines():
        return *error_page(429, error=error), headers
    minutes = max(1, math.ceil((seconds - 1) / 60))
    body = held_page("errors/429.html", limit=error.limit.scope, minutes=minutes)
    return body, 429, headers


LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_FIELD = 512 * 1024
MOST_PARTS = 500
MOST_FIELDS = 2_000
FIELDS_ONLY = "application/x-www-form-urlencoded"
BESIDE_A_FILE = 1024 * 1024
SIZE = "largest_request"

Size = Callable[[Settings], int]
"""Tells from the settings how many bytes may be sent."""


def takes_up_to(size: Size) -> Callable[[F], F]:
    """Let what is sent to one view be larger than elsewhere. Stands right over the function."""

    def mark(view: F) -> F:
        setattr(view, SIZE, size)
        return view

    return mark


takes_files = takes_up_to(lambda s: s.files_largest_mb * 1024 * 1024 + BESIDE_A_FILE)


def raise_limit() -> None:
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
    app.register_error_handler(RateLimitExceeded, refuse_for_now)
    app.before_request(raise_limit)
    app.before_request(check_fields)
    limiter.init_app(app)
