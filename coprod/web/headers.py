"""What every answer carries: where a page may load from, and that nobody may keep what is private.

Also the door: requests for a host that is not ours, or too large to be a form, go no further.
"""

from datetime import timedelta

from flask import Flask, Response, current_app, g, request, session
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from coprod.core.config import Settings
from coprod.core.values.phrases import N_
from coprod.web.failures import render_plain_page

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SANDBOX = "sandbox; default-src 'none'"
FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
STATIC = "/static/"
NO_STORE = "no-store"
STORED_A_WEEK = "public, max-age=604800"
USER_ID = "_user_id"
"""Where Flask-Login keeps who it is: to ask for the person would ask the database once more."""


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    behind_tls = settings.is_https
    app.before_request(check_host)
    app.after_request(set_cache_headers)
    app.after_request(set_security_headers)
    Talisman(
        app,
        force_https=False,
        frame_options="DENY",
        content_security_policy=POLICY,
        content_security_policy_nonce_in=["script-src"],
        referrer_policy="same-origin",
        session_cookie_secure=behind_tls,
        strict_transport_security=behind_tls,
        permissions_policy={"geolocation": "()", "camera": "()", "microphone": "()"},
    )
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=0)  # type: ignore[method-assign]


def check_host() -> tuple[str, int] | None:
    """Refuse hosts we do not answer to. Links in mail never use the host of a request."""
    hosts: frozenset[str] = list_trusted_hosts()
    if hosts and request.host.rsplit(":", 1)[0].lower() not in hosts:
        message = N_("Check the address in your browser, or the link that brought you here.")
        return render_plain_page(N_("There is nothing at this address"), message), 400
    return None


def list_trusted_hosts() -> frozenset[str]:
    settings: Settings = get_settings()
    return frozenset(h.strip().lower() for h in settings.trusted_hosts.split(",") if h.strip())


def get_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def set_cookie(
    response: BaseResponse, name: str, value: str, *, lifetime: timedelta, path: str = "/"
) -> None:
    """Set a cookie that no script reads, and that behind TLS travels by it alone."""
    response.set_cookie(
        name,
        value,
        path=path,
        max_age=lifetime,
        secure=get_settings().is_https,
        httponly=True,
        samesite="Lax",
    )


def sandbox_response() -> None:
    """Take from this answer all power to run or to load: it is a file that somebody sent us."""
    g.is_sandboxed = True


def allow_framing() -> None:
    """Let pages of others show this answer in a frame. It can run, load and send nothing there."""
    g.is_framed = True


def allow_storing() -> None:
    """Let browsers and caches store this answer for a week: it is drawn from its address alone."""
    g.is_storable = True


def hide_from_search_engines() -> None:
    """Ask search engines not to list this answer, whatever kind of file it is."""
    g.is_unlisted = True


def forbid_storing(response: Response) -> Response:
    """Forbid every cache to store an answer: the browser’s own and those on the way."""
    response.headers["Cache-Control"] = NO_STORE
    return response


def set_security_headers(response: Response) -> Response:
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if g.get("is_framed", False) and response.status_code < 400:
        response.headers["Content-Security-Policy"] = FRAMED
        response.headers.remove("X-Frame-Options")
    if g.get("is_sandboxed", False) and response.status_code < 400:
        response.headers["Content-Security-Policy"] = SANDBOX
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if g.get("is_unlisted", False):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def set_cache_headers(response: Response) -> Response:
    """Forbid keeping what only this reader may see; let public pages be asked for again."""
    if request.path.startswith(STATIC):
        return response
    if g.get("is_storable", False) and response.status_code < 400:
        response.headers["Cache-Control"] = STORED_A_WEEK
        return response
    response.headers.add("Vary", "Cookie")
    if response.headers.get("Cache-Control") == NO_STORE:
        return response
    is_private = response.status_code >= 400 or USER_ID in session
    response.headers["Cache-Control"] = NO_STORE if is_private else "private, no-cache"
    return response
