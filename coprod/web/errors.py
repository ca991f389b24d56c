"""Each refusal, its HTTP status, and the page that says what happened and what to do."""

import structlog
from flask import Flask, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.sansio.response import Response

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
from coprod.web.drafts import render_held_page
from coprod.web.failures import answer_failure
from coprod.web.former_addresses import redirect_former_address
from coprod.web.problems import build_problem, is_for_machines
from coprod.web.transaction import READ_METHODS

Body = str | Response
Answer = tuple[Body, int] | tuple[Body, int, list[tuple[str, str]]] | Response

STATUS: dict[type[CoprodError], int] = {
    NotFoundError: 404,
    NotAllowedError: 403,
    ConflictError: 409,
    DecidedError: 409,
    RuleBrokenError: 422,
}
PAGES = {400, 403, 404, 405, 409, 413, 422, 429}
HOLDING_PAGES = {409, 429}
"""The pages that show again what was typed."""
KEPT_HEADERS = {"allow", "retry-after", "www-authenticate"}

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(SignInFirstError, ask_to_sign_in)
    app.register_error_handler(CoprodError, answer_refusal)
    app.register_error_handler(CSRFError, answer_lost_token)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(InternalServerError, answer_exception)
    app.register_error_handler(Exception, answer_exception)


def answer_refusal(error: CoprodError) -> Answer:
    if isinstance(error, NotFoundError):
        try:
            moved: Response | None = current_app.extensions["lead_on"]()
        except GoneError as gone:
            return render_error_page(410, error=gone)
        if moved:
            return moved
    return render_refusal(error)


def render_refusal(error: CoprodError) -> Answer:
    status = STATUS.get(type(error), 400)
    if status == 403:
        log.info("refused", route=get_route(), person=actor().id, method=request.method)
    if not session.is_active:  # the database refused the change, and would refuse this page too
        session.rollback()
    return render_error_page(status, error=error)


def ask_to_sign_in(_error: SignInFirstError) -> Answer:
    if request.method not in READ_METHODS and request.form:
        return render_held_page(must_sign_in=True), 403
    return redirect(url_for("accounts.users.sign_in", next=request.full_path.rstrip("?")), code=303)


def answer_lost_token(_error: CSRFError) -> Answer:
    """A page that was open too long, or a forged form: show what was in it, and send nothing."""
    return render_held_page(must_sign_in=False), 400


def answer_http_error(error: HTTPException) -> Answer:
    if moved := redirect_former_address(error):
        return moved
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status >= 500:
        return answer_exception(error)
    body, _status = render_error_page(status if status in PAGES else 400, error=error)
    headers = [(k, v) for k, v in error.get_headers() if k.lower() in KEPT_HEADERS]
    return body, status, headers


def answer_exception(error: Exception) -> Answer:
    """Something broke in a view, or around one: there Flask wraps it in an error of its own."""
    return answer_failure(getattr(error, "original_exception", None) or error)


def get_route() -> str:
    """Return the route and not the path: a path may hold the token of an e-mailed link."""
    return request.url_rule.rule if request.url_rule else "-"


def render_error_page(status: int, *, error: object = None) -> tuple[Body, int]:
    if is_for_machines():
        return build_problem(status, error=error), status
    render = render_held_page if status in HOLDING_PAGES else render_template
    return render(f"errors/{status}.html", error=error), status
