"""One request, one transaction: a POST that succeeds is kept, everything else is dropped."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from coprod.db import putting_off, reading, session

READING = {"GET", "HEAD", "OPTIONS"}
MARK = "reads_first"

F = TypeVar("F", bound=Callable[..., Any])


def reads_first(view: F) -> F:
    """Let a view read and check before it asks for the write lock. Stands right over the function.

    Its action calls ``edition.change_follows`` and after that checks again what may have changed.
    """
    setattr(view, MARK, True)
    return view


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(settle)
    app.teardown_request(close)


def begin() -> None:
    reading.set(request.method in READING)
    view = current_app.view_functions.get(request.endpoint or "")
    putting_off.set(request.method not in READING and getattr(view, MARK, False))


def keep() -> None:
    """Keep what this request does although it is refused: words that were typed, nothing else."""
    g.is_kept = True


def settle(response: Response) -> Response:
    is_good = response.status_code < 400 or g.get("is_kept", False)
    if request.method not in READING and is_good:
        session.commit()
    elif session.registry.has():
        session.rollback()
    return response


def close(_error: BaseException | None) -> None:
    reading.set(False)
    putting_off.set(False)
