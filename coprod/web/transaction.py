"""One request, one transaction: a POST that succeeds is kept, everything else is dropped."""

from flask import Flask, Response, g, request

from coprod.db import reading, session

READING = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(settle)
    app.teardown_request(close)


def begin() -> None:
    reading.set(request.method in READING)


def keep() -> None:
    """Keep what this request does although it is refused: words that were typed, nothing else."""
    g.is_kept = True


def settle(response: Response) -> Response:
    is_good = response.status_code < 400 or g.get("is_kept", False)
    if request.method not in READING and is_good:
        session.commit()
    else:
        session.rollback()
    return response


def close(_error: BaseException | None) -> None:
    reading.set(False)
