"""The home page, and the pages that say what this is."""

from flask import Blueprint, Response, current_app, make_response, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.library.accessible_formats.enums import STATEMENT_REVIEWED_ON
from coprod.library.accessible_formats.queries import count_activities_by_kind
from coprod.library.home.enums import CROSSWALK, DOUBTS
from coprod.library.home.queries import count_origins, load_home
from coprod.library.home.rules import format_security_contact
from coprod.reference.lists.queries import get_cached_place
from coprod.reference.outlines.presenters import build_area_map
from coprod.web.access import requires_role
from coprod.web.addresses import keep_own_address
from coprod.web.answers import Answer, go_to, page
from coprod.web.headers import get_settings, set_cookie
from coprod.web.language import CODES, COOKIE, COOKIE_LIFETIME
from coprod.web.mailer import build_address
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("home", __name__)
ROBOTS = """User-agent: *
Disallow: /in/
Disallow: /stories?
Disallow: /bn/stories?
Disallow: /so/stories?
Disallow: /stories/feed.atom?
Disallow: /api/
Disallow: /card/
Disallow: /sign-in
Disallow: /bn/sign-in
Disallow: /so/sign-in
"""


@bp.get("/")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def home() -> Answer:
    home = load_home()
    drawn = build_area_map({each.key: each.number for each in home.places})
    return page("library/home/home.html", home=home, map=drawn)


@bp.get("/in/<slug:code>")
@requires_role(Role.VISITOR)
def in_language(code: str) -> Answer:
    """Remember the language in a cookie of the reader's own; nothing is kept here."""
    require(code in CODES, NotFoundError)
    answer = make_response(go_to(keep_own_address(request.args.get("next"))))
    set_cookie(answer, COOKIE, code, lifetime=COOKIE_LIFETIME)
    return answer


@bp.get("/ladder")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def ladder() -> Answer:
    return page("library/home/ladder.html", crosswalk=CROSSWALK, doubts=DOUBTS)


@bp.get("/about")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def about() -> Answer:
    return page("library/home/about.html", origins=count_origins())


@bp.get("/accessibility")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def accessibility() -> Answer:
    return page(
        "library/home/accessibility.html",
        made=STATEMENT_REVIEWED_ON,
        formats=count_activities_by_kind(),
        origins=count_origins(),
    )


@bp.get("/privacy")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def privacy() -> Answer:
    return page("library/home/privacy.html", settings=get_settings())


@bp.get("/cookies")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def cookies() -> Answer:
    name = current_app.config["SESSION_COOKIE_NAME"]
    return page("library/home/cookies.html", settings=get_settings(), session_cookie=name)


@bp.get("/terms")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def terms() -> Answer:
    return page("library/home/terms.html")


@bp.get("/house-rules")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def house_rules() -> Answer:
    return page("library/home/house_rules.html")


@bp.get("/contact")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def contact() -> Answer:
    return page("library/home/contact.html")


@bp.get("/robots.txt")
@requires_role(Role.VISITOR)
def robots() -> Answer:
    """Let search engines in, but not where every link is another question to the database."""
    whole = f"{ROBOTS}\nSitemap: {build_address('library.feeds.sitemap')}\n"
    return Response(whole, mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@requires_role(Role.VISITOR)
def security() -> Answer:
    """Say to whom somebody writes who found a weakness; not there where nobody would read it."""
    email = get_cached_place().contact_email
    require(email, NotFoundError)
    address = build_address("library.home.security")
    return Response(format_security_contact(email, address, clock.now()), mimetype="text/plain")
