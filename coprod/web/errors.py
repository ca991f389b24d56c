"""Each refusal, its HTTP status, and the page that says what happened and what to do."""

import secrets

import structlog
from flask import Flask, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as BaseResponse

from coprod.db import session
from coprod.kit.errors import (
    ConflictError,
    CoprodError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.kit.phrases import N_, Phrase
from coprod.web.access import SignInFirstError, actor
from coprod.web.held import held_page
from coprod.web.language import current, say
from coprod.web.problems import is_for_machines, problem
from coprod.web.transaction import READING

Body = str | BaseResponse
Answer = tuple[Body, int] | tuple[Body, int, list[tuple[str, str]]] | BaseResponse

STATUS: dict[type[CoprodError], int] = {
    NotFoundError: 404,
    NotAllowedError: 403,
    ConflictError: 409,
    RuleBrokenError: 422,
}
PAGES = {400, 403, 404, 405, 409, 413, 422, 429, 500}
KEPT_HEADERS = {"allow", "retry-after", "www-authenticate"}

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(SignInFirstError, ask_to_sign_in)
    app.register_error_handler(CoprodError, explain)
    app.register_error_handler(CSRFError, keep_what_was_typed)
    app.register_error_handler(HTTPException, say_what_happened)
    app.register_error_handler(Exception, say_sorry)


def explain(error: CoprodError) -> Answer:
    if isinstance(error, NotFoundError):
        try:
            moved: BaseResponse | None = current_app.extensions["lead_on"]()
        except GoneError as gone:
            return error_page(410, error=gone)
        if moved:
            return moved
    return refuse(error)


def refuse(error: CoprodError) -> Answer:
    status = STATUS.get(type(error), 400)
    if status == 403:
        log.info("refused", route=where(), person=actor().id, method=request.method)
    if not session.is_active:  # the database refused the change, and would refuse this page too
        session.rollback()
    return error_page(status, error=error)


def ask_to_sign_in(_error: SignInFirstError) -> Answer:
    if request.method not in READING and request.form:
        return held_page(must_sign_in=True), 403
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), code=303)


def keep_what_was_typed(_error: CSRFError) -> Answer:
    """A page that was open too long, or a forged form: show what was in it, and send nothing."""
    return held_page(must_sign_in=False), 400


def say_what_happened(error: HTTPException) -> Answer:
    if error.response is not None:
        return error.response
    status = error.code or 500
    shown = status if status in PAGES else (400 if status < 500 else 500)
    body, _status = error_page(shown, error=error)
    headers = [(k, v) for k, v in error.get_headers() if k.lower() in KEPT_HEADERS]
    return body, error.code or status, headers


def say_sorry(error: Exception) -> Answer:
    """Something broke. The reference is in the log beside what broke, and nothing else is told."""
    reference = secrets.token_hex(4)
    log.error(
        "failed", exc_info=error, reference=reference, kind=type(error).__name__, route=where()
    )
    session.rollback()
    try:
        return error_page(500, reference=reference)
    except Exception as worse:  # not even the page can be made: the database may be gone
        log.exception("failed twice", kind=type(worse).__name__)
        return plain_page(N_("Sorry, something went wrong"), N_("Try again in a few minutes.")), 500


def where() -> str:
    """Return the route and not the path: a path may hold the token of an e-mailed link."""
    return request.url_rule.rule if request.url_rule else "-"


def error_page(status: int, *, error: object = None, reference: str = "") -> tuple[Body, int]:
    if is_for_machines():
        return problem(status, error=error, reference=reference), status
    return render_template(f"errors/{status}.html", error=error, reference=reference), status


PLAIN = Markup(
    '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body><h1>{}</h1><p>{}</p></body></html>\n"
)


def plain_page(heading: Phrase, words: Phrase) -> str:
    """Return a page that needs no database, no place and no address of ours."""
    return PLAIN.format(current(), say(heading), say(heading), say(words))
