"""Each refusal, its HTTP status, and the page that says what happened and what to do."""

import structlog
from flask import Flask, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.sansio.response import Response as BaseResponse

from coprod.core.database import session
from coprod.core.values.errors import (
    ConflictError,
    CoprodError,
    DecidedError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.web.access import SignInFirstError, actor
from coprod.web.drafts import held_page
from coprod.web.failures import answer_failure
from coprod.web.problems import is_for_machines, problem
from coprod.web.transaction import READING

Body = str | BaseResponse
Answer = tuple[Body, int] | tuple[Body, int, list[tuple[str, str]]] | BaseResponse

STATUS: dict[type[CoprodError], int] = {
    NotFoundError: 404,
    NotAllowedError: 403,
    ConflictError: 409,
    DecidedError: 409,
    RuleBrokenError: 422,
}
PAGES = {400, 403, 404, 405, 409, 413, 422, 429}
HOLDING = {409, 429}
"""The pages that show again what was typed."""
KEPT_HEADERS = {"allow", "retry-after", "www-authenticate"}

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(SignInFirstError, ask_to_sign_in)
    app.register_error_handler(CoprodError, explain)
    app.register_error_handler(CSRFError, keep_what_was_typed)
    app.register_error_handler(HTTPException, say_what_happened)
    app.register_error_handler(InternalServerError, say_sorry)
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
    return redirect(url_for("accounts.users.sign_in", next=request.full_path.rstrip("?")), code=303)


def keep_what_was_typed(_error: CSRFError) -> Answer:
    """A page that was open too long, or a forged form: show what was in it, and send nothing."""
    return held_page(must_sign_in=False), 400


def say_what_happened(error: HTTPException) -> Answer:
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status >= 500:
        return say_sorry(error)
    body, _status = error_page(status if status in PAGES else 400, error=error)
    headers = [(k, v) for k, v in error.get_headers() if k.lower() in KEPT_HEADERS]
    return body, status, headers


def say_sorry(error: Exception) -> Answer:
    """Something broke in a view, or around one: there Flask wraps it in an error of its own."""
    return answer_failure(getattr(error, "original_exception", None) or error)


def where() -> str:
    """Return the route and not the path: a path may hold the token of an e-mailed link."""
    return request.url_rule.rule if request.url_rule else "-"


def error_page(status: int, *, error: object = None) -> tuple[Body, int]:
    if is_for_machines():
        return problem(status, error=error), status
    render = held_page if status in HOLDING else render_template
    return render(f"errors/{status}.html", error=error), status
