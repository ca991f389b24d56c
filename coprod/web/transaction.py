"""One request, one transaction: a POST that succeeds is kept, everything else is dropped."""

from flask import Flask, Response, request

from coprod.db import reading, session

READING = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(settle)
    app.teardown_request(close)


def begin() -> None:
    reading.set(request.method in READING)


def settle(response: Response) -> Response:
    if request.method not in READING and response.status_code < 400:
        session.commit()
    else:
        session.rollback()
    return response


def close(_error: BaseException | None) -> None:
    reading.set(False)
