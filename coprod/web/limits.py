"""How often one address may try: enough for a person, too little for a machine that guesses."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from coprod.config import Settings

limiter = Limiter(get_remote_address, strategy="moving-window", headers_enabled=False)

LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_FIELD = 512 * 1024
MOST_PARTS = 500
BESIDE_A_FILE = 1024 * 1024
TAKES_FILES = "takes_files"
F = TypeVar("F", bound=Callable[..., object])


def takes_files(view: F) -> F:
    """Mark a view that takes a file: alone among all, it may be sent as much as a file is large."""
    setattr(view, TAKES_FILES, True)
    return view


def make_room() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method == "POST" and getattr(view, TAKES_FILES, False):
        settings: Settings = current_app.extensions["settings"]
        request.max_content_length = settings.files_largest_mb * 1024 * 1024 + BESIDE_A_FILE


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELD,
        MAX_FORM_PARTS=MOST_PARTS,
        RATELIMIT_STORAGE_URI="memory://",
    )
    app.before_request(make_room)
    limiter.init_app(app)
    limiter.enabled = settings.limits
