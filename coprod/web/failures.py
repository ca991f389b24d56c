"""When the register itself fails: a page that needs nothing that may be broken, and a number.

The page asks no database and no place. What was sent and not saved stands on it, with a button that
sends it again. The number is in the log beside what broke.

Flask asks ``answer_failure`` for whatever a view or the COMMIT raises; ``FailureMiddleware`` stands
in front of all else, for what fails around Flask.
"""

import secrets
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask
import sqlalchemy.exc
import structlog
from flask import Flask, Response, current_app, make_response, request
from flask.ctx import RequestContext
from jinja2 import Template
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from coprod.core.database import is_duplicate, session
from coprod.core.storage import has_room, is_disk_full
from coprod.core.values.phrases import N_, Message
from coprod.web.drafts import can_show_typed, is_readable, list_typed_words
from coprod.web.language import get_language, translate
from coprod.web.problems import build_problem, is_for_machines
from coprod.web.submissions import ONCE_FIELD, get_once_token
from coprod.web.transaction import READ_METHODS

DUPLICATE, FAILED, UNAVAILABLE, FULL = 409, 500, 503, 507
RETRY_AFTER_SECONDS = "30"
PASSED_ON = ("next", "held")
"""Fields that are no words of anybody's, but belong to the form when it is sent again."""

SQLITE_UNAVAILABLE = (
    *("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR"),
    *("SQLITE_READONLY", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_PROTOCOL"),
)
POSTGRESQL_UNAVAILABLE = ("08", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connection, rollback, resources, state, intervention, system."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Failure:
    """What a person reads about a failure."""

    status: int
    heading: Message
    cause: Message
    advice: Message


FAILURES = {
    each.status: each
    for each in (
        Failure(
            DUPLICATE,
            N_("Somebody saved the same at the same moment"),
            N_("Two people saved at once, and only one was saved."),
            N_("Look at what is there now. If your words are still right, send them again."),
        ),
        Failure(
            FAILED,
            N_("Sorry, something went wrong"),
            N_("It is our fault, not yours."),
            N_("Try again in a few minutes."),
        ),
        Failure(
            UNAVAILABLE,
            N_("Sorry, the register is not available just now"),
            N_("It cannot read or save anything at the moment. It is our fault, not yours."),
            N_("Try again in a few minutes."),
        ),
        Failure(
            FULL,
            N_("Sorry, there is no room to save anything"),
            N_("The computer that holds the register is full. You can still read."),
            N_("We must make room first. Tell us if you still see this page tomorrow."),
        ),
    )
}


def init_app(app: Flask) -> None:
    app.extensions["failure_page"] = app.jinja_env.get_template("errors/failure.html")
    app.wsgi_app = FailureMiddleware(app)  # type: ignore[method-assign]


def answer_failure(error: BaseException) -> Response:
    """Answer a request that failed, undo what it did, and say in the log what happened."""
    reference, status = secrets.token_hex(4), find_status(error)
    route = request.url_rule.rule if request.url_rule else "-"
    kind = type(error).__name__
    log.error("failed", exc_info=error, reference=reference, kind=kind, route=route, status=status)
    roll_back()
    if is_for_machines():
        response = build_problem(status, reference=reference)
    else:
        response = make_response(render_failure(FAILURES[status], reference), status)
    if status == UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def roll_back() -> None:
    """Undo what was not committed, also in the browser's session: it tells of what is not true."""
    try:
        session.rollback()
    except SQLAlchemyError:
        session().invalidate()
    before = current_app.session_interface.open_session(current_app, request)
    flask.session.clear()
    flask.session.update(before or {})


def render_failure(failure: Failure, reference: str) -> str:
    """Render without Flask's ``render_template``: that asks for what every other page needs."""
    template: Template = current_app.extensions["failure_page"]
    return template.render(
        request=request,
        failure=failure,
        reference=reference,
        is_sent=request.method not in READ_METHODS,
        fields=list_fields(),
        has_files=request.mimetype == "multipart/form-data",
    )


def list_fields() -> list[tuple[str, str, bool]]:
    """Return the fields of the form that was sent: name, value, and whether a person wrote it."""
    if request.method in READ_METHODS:
        return []
    with suppress(Exception):  # what was sent may not be readable: a full disk, a lost connection
        if can_show_typed():
            passed_on = [(name, request.form[name]) for name in PASSED_ON if name in request.form]
            once = request.form.get(ONCE_FIELD) or get_once_token()
            words = [(name, value, is_readable(name, value)) for name, value in list_typed_words()]
            return [*words, (ONCE_FIELD, once, False), *((*each, False) for each in passed_on)]
    return []


def find_status(error: BaseException) -> int:
    causes = list(list_causes(error))
    if any(is_disk_full(each) for each in causes):
        return FULL
    if any(is_unavailable(each) for each in causes):
        return UNAVAILABLE if has_room() else FULL
    return DUPLICATE if any(is_duplicate(each) for each in causes) else FAILED


def list_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Walk from an error to what it came from, and to what the database's own program raised."""
    while error is not None:
        yield error
        if isinstance(error, DBAPIError) and error.orig is not None:
            yield error.orig
        error = error.__cause__ or error.__context__


def is_unavailable(error: BaseException) -> bool:
    """Tell whether the database did not answer or would not take this now, but may later."""
    if isinstance(error, sqlalchemy.exc.TimeoutError):
        return True
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "").startswith(SQLITE_UNAVAILABLE)
    state = getattr(error, "sqlstate", None)
    if state:
        return str(state).startswith(POSTGRESQL_UNAVAILABLE)
    return isinstance(error, DBAPIError) and has_no_answer(error)


def has_no_answer(error: DBAPIError) -> bool:
    is_sqlite = isinstance(error.orig, sqlite3.Error)
    return not is_sqlite and isinstance(error, (OperationalError, InterfaceError))


PLAIN_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body><h1>{}</h1><p>{}</p></body></html>\n"
)


def render_plain_page(heading: Message, words: Message) -> str:
    """Return a page that needs no database, no place and no address of ours."""
    return PLAIN_PAGE.format(
        get_language(), translate(heading), translate(heading), translate(words)
    )


class FailureMiddleware:
    """The outermost door: no exception goes on to the server."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner: WSGIApplication = app.wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            started.append(status)
            return start_response(status, headers, *rest)

        try:
            return self.inner(environ, start)
        except Exception as error:
            answer = self.answer_error(error, environ)
            if started:
                start_response(answer.status, list(answer.headers), sys.exc_info())
                return [answer.get_data()]
            return answer(environ, start_response)

    def answer_error(self, error: Exception, environ: WSGIEnvironment) -> Response:
        sent = environ.get("werkzeug.request")  # its form was read, and cannot be read again
        known = sent if isinstance(sent, self.app.request_class) else None
        context = RequestContext(self.app, environ, request=known)
        context.push()
        try:
            return self.app.process_response(answer_failure(error))
        except Exception as worse:
            log.exception("failed twice", kind=type(worse).__name__)
            failure = FAILURES[FAILED]
            return Response(render_plain_page(failure.heading, failure.advice), FAILED)
        finally:
            with suppress(Exception):
                context.pop()
