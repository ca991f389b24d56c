"""How often one address may try: enough for a person, too little for a machine that guesses."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import RequestEntityTooLarge

from coprod.config import Settings


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


limiter = OnViews(get_remote_address, strategy="moving-window", headers_enabled=False)

LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_FIELD = 512 * 1024
MOST_PARTS = 500
MOST_FIELDS = 2_000
FIELDS_ONLY = "application/x-www-form-urlencoded"
BESIDE_A_FILE = 1024 * 1024
SIZE = "largest_request"

F = TypeVar("F", bound=Callable[..., Any])
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
    app.before_request(raise_limit)
    app.before_request(check_fields)
    limiter.init_app(app)
