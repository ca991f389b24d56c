"""The home page, and the pages that say what this is."""

from flask import Blueprint, make_response, request

from coprod.kit.actor import Role
from coprod.kit.errors import NotFoundError
from coprod.web.access import opens_to
from coprod.web.addresses import ours
from coprod.web.answers import Answer, go_to, page
from coprod.web.language import CODES, COOKIE

bp = Blueprint("welcome", __name__)
A_YEAR = 365 * 24 * 3600


@bp.get("/")
@opens_to(Role.VISITOR)
def home() -> Answer:
    return page("welcome/home.html")


@bp.get("/in/<code>")
@opens_to(Role.VISITOR)
def in_language(code: str) -> Answer:
    """Remember the language in a cookie of the reader's own; nothing is kept here."""
    if code not in CODES:
        raise NotFoundError
    answer = make_response(go_to(ours(request.args.get("next"))))
    answer.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


@bp.get("/ladder")
@opens_to(Role.VISITOR)
def ladder() -> Answer:
    return page("welcome/ladder.html")


@bp.get("/about")
@opens_to(Role.VISITOR)
def about() -> Answer:
    return page("welcome/about.html")


@bp.get("/accessibility")
@opens_to(Role.VISITOR)
def accessibility() -> Answer:
    return page("welcome/accessibility.html")


@bp.get("/privacy")
@opens_to(Role.VISITOR)
def privacy() -> Answer:
    return page("welcome/privacy.html")


@bp.get("/cookies")
@opens_to(Role.VISITOR)
def cookies() -> Answer:
    return page("welcome/cookies.html")


@bp.get("/contact")
@opens_to(Role.VISITOR)
def contact() -> Answer:
    return page("welcome/contact.html")
