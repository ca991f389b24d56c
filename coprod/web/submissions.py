"""The same form sent twice is saved once: a double press, a page sent again, “send it again”.

Each form holds a random token that is new on each page. Who sends it, where, with what words: the
same again is led to where the first was led. Other words with that token are another form.

Forms with secrets are left out: their answers change a browser's cookies, and a copy would not.
"""

import hashlib
import secrets
from collections.abc import Iterator
from typing import IO

import flask
from flask import Flask, Response, flash, g, redirect, request
from sqlalchemy.exc import IntegrityError

from coprod.core import keyring
from coprod.core.database import session
from coprod.core.submissions import Submission, SubmissionAnswer, find_answer, save_answer
from coprod.web.access import actor
from coprod.web.drafts import can_show_typed

ONCE_FIELD = "once"
NOT_COMPARED = {"csrf_token", ONCE_FIELD, "held"}
MESSAGES = "_flashes"
"""Where Flask keeps what the next page tells."""


def init_app(app: Flask) -> None:
    app.before_request(answer_again)
    app.after_request(settle_submission)


def get_once_token() -> str:
    """Return the token of the forms on this page."""
    if "once_token" not in g:
        g.once_token = secrets.token_urlsafe(18)
    token: str = g.once_token
    return token


def read_submission() -> Submission | None:
    token = request.form.get(ONCE_FIELD, "") if request.method == "POST" else ""
    if not token or not can_show_typed():
        return None
    parts = repr([token, actor().id, request.path, *list_parts()])
    return Submission(keyring.list_digests(parts)[0], token)


def list_parts() -> Iterator[tuple[str, ...]]:
    """Return all that was sent but the tokens: a file as a digest of what is in it."""
    for name, value in request.form.items(multi=True):
        if name not in NOT_COMPARED:
            yield name, value
    for name, file in request.files.items(multi=True):
        yield name, file.filename or "", hash_stream(file.stream)


def hash_stream(stream: IO[bytes]) -> str:
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    return digest


def answer_again() -> Response | None:
    g.submission = read_submission()
    answer = find_answer(g.submission) if g.submission else None
    return redirect_again(answer) if answer else None


def redirect_again(answer: SubmissionAnswer) -> Response:
    flask.session.pop(MESSAGES, None)
    for message in answer.messages:
        flash(message)
    g.submission = None
    return redirect(answer.location, code=303)  # type: ignore[return-value]


def settle_submission(response: Response) -> Response:
    """Write down where a form led to; or lead on to there, if the same form was saved meanwhile."""
    submission: Submission | None = g.get("submission")  # none where the form could not be read
    if submission is None or response.status_code >= 500:
        return response
    if 300 <= response.status_code < 400:
        return save_redirect(submission, response)
    answer = find_answer(submission) if response.status_code >= 400 else None
    return redirect_again(answer) if answer else response


def save_redirect(submission: Submission, response: Response) -> Response:
    messages = tuple(str(message) for _category, message in flask.session.get(MESSAGES, []))
    try:
        save_answer(submission, SubmissionAnswer(response.location or "/", messages))
    except IntegrityError:
        session.rollback()
        answer = find_answer(submission)
        if answer is None:
            raise
        return redirect_again(answer)
    return response
