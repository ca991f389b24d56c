"""One request, one transaction: a POST that succeeds is kept, everything else is dropped.

SQLite lets one request write at a time. A POST takes the write lock with its first query, so what
it reads cannot change before it writes. Mark a view ``@defers_write_lock`` if it does something
slow first, such as scanning a file, or is used by many people at once. Until its action calls
``acquire_write_lock`` each query of the request runs in autocommit and nothing is locked; after it,
the action checks again everything that decides. A view without the mark needs neither.

Without it a comment takes 14.5 ms of CPU, not 11.1, eight people who post at once wait 30% longer
(p95), and nobody can save anything while a file is scanned.
``tests/web/test_write_lock.py`` holds each marked view to reading again under the lock.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from coprod.core.database import reading, session, write_lock_deferred

READ_METHODS = {"GET", "HEAD", "OPTIONS"}
MARK = "defers_write_lock"
WRITES_BY_GET = "writes_by_get"

F = TypeVar("F", bound=Callable[..., Any])


def defers_write_lock(view: F) -> F:
    """Let a view read without the write lock until its action calls ``acquire_write_lock``.

    The innermost decorator, right above the function.
    """
    setattr(view, MARK, True)
    return view


def writes_by_get(view: F) -> F:
    """Let a GET of this view be kept: for an address to which another site sends people back.

    The view itself must find in the session that this browser began it. The innermost decorator.
    """
    setattr(view, WRITES_BY_GET, True)
    return view


def is_read_only() -> bool:
    """Say whether nothing that this request does is kept."""
    view = current_app.view_functions.get(request.endpoint or "")
    writes = request.method == "GET" and getattr(view, WRITES_BY_GET, False)
    return request.method in READ_METHODS and not writes


def init_app(app: Flask) -> None:
    app.before_request(begin_request)
    app.after_request(end_transaction)
    app.teardown_request(reset_modes)


def begin_request() -> None:
    reading.set(is_read_only())
    view = current_app.view_functions.get(request.endpoint or "")
    write_lock_deferred.set(request.method not in READ_METHODS and getattr(view, MARK, False))


def commit_refused() -> None:
    """Keep what this request does although it is refused: words that were typed, nothing else."""
    g.is_kept = True


def end_transaction(response: Response) -> Response:
    is_good = response.status_code < 400 or g.get("is_kept", False)
    if not is_read_only() and is_good:
        session.commit()
    elif session.registry.has():
        session.rollback()
    return response


def reset_modes(_error: BaseException | None) -> None:
    reading.set(False)
    write_lock_deferred.set(False)
