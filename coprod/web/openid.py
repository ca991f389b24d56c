"""Signing in at an outside provider by OpenID Connect, as Authlib does it.

Authlib makes state, nonce and the key of PKCE, keeps them in the session of this browser, and
checks signature, issuer, audience, times and nonce of what the provider says. This file says where
the provider is, what it may sign with, and what counts as one refusal.
"""

from collections.abc import Mapping
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from flask import Flask, current_app, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException
from werkzeug.wrappers import Response

from coprod.core.config import Settings
from coprod.core.values.errors import NotFoundError
from coprod.web.headers import get_settings
from coprod.web.mailer import make_absolute

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""By which a provider may sign: with a key of its own, never with none or with our secret."""
CLOCKS_DIFFER = 60
LONGEST_WAIT = 10
"""Seconds for one answer of the provider."""
ENDED = "http://schemas.openid.net/event/backchannel-logout"
FAILURES = (OAuthError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError)

Claims = Mapping[str, Any]


class ProviderError(Exception):
    """The provider did not say who this is, or not in a way that can be believed."""


class Provider(FlaskOAuth2App):
    """The provider of the settings. It must say itself that it is the one."""

    def load_server_metadata(self) -> dict[str, Any]:
        metadata: dict[str, Any] = super().load_server_metadata()
        if metadata.get("issuer") != get_settings().oidc_issuer:
            metadata.clear()
            raise RuntimeError("the provider calls itself something else")
        offered = metadata.get("id_token_signing_alg_values_supported") or ALGORITHMS
        allowed = [name for name in offered if name in ALGORITHMS]
        metadata["id_token_signing_alg_values_supported"] = allowed
        return metadata


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.extensions["provider"] = build_provider(settings) if settings.oidc_issuer else None


def build_provider(settings: Settings) -> Provider:
    return Provider(
        FlaskIntegration("provider"),
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.oidc_scopes,
            "code_challenge_method": "S256",
            "default_timeout": LONGEST_WAIT,
        },
    )


def get_provider() -> Provider:
    """Return the provider; without one none of its addresses is there."""
    provider: Provider | None = current_app.extensions["provider"]
    if provider is None:
        raise NotFoundError
    return provider


def send_to_provider(back: str) -> Response:
    """Send this browser to the provider, to come back to this path of ours."""
    try:
        answer: Response = get_provider().authorize_redirect(make_absolute(back))
    except FAILURES as failure:
        raise ProviderError from failure
    return answer


def fetch_claims() -> Claims:
    """Return what the provider says of whoever came back from it, once all of it is checked."""
    options = {"aud": {"essential": True, "value": get_settings().oidc_client_id}}
    options["iss"] = {"essential": True, "value": get_settings().oidc_issuer}
    try:
        token = get_provider().authorize_access_token(claims_options=options, leeway=CLOCKS_DIFFER)
        claims: Claims = token["userinfo"]
    except FAILURES as failure:
        raise ProviderError from failure
    return claims


def read_logout_token() -> Claims:
    """Return whose session has ended at the provider, from what it sent to us itself."""
    provider = get_provider()
    try:
        algorithms = provider.load_server_metadata()["id_token_signing_alg_values_supported"]
        decoded = jwt.decode(
            request.form.get("logout_token", ""),
            KeySet.import_key_set(provider.fetch_jwk_set()),
            registry=JWSRegistry(algorithms=algorithms, strict_check_header=False),
        )
        check_logout_claims(decoded.claims)
    except FAILURES as failure:
        raise ProviderError from failure
    return decoded.claims


def check_logout_claims(claims: Claims) -> None:
    """Refuse what was not said to us, now, about an end: a token of a sign-in is none."""
    settings = get_settings()
    jwt.JWTClaimsRegistry(
        leeway=CLOCKS_DIFFER,
        iss={"essential": True, "value": settings.oidc_issuer},
        aud={"essential": True, "value": settings.oidc_client_id},
        iat={"essential": True},
        exp={"essential": True},
    ).validate(dict(claims))
    names_nobody = "sub" not in claims and "sid" not in claims
    if names_nobody or "nonce" in claims or ENDED not in claims.get("events", {}):
        raise ValueError("this is no end of a session")


def build_logout_address(back: str) -> str | None:
    """Return where somebody ends their session at the provider too, if it has such a page."""
    try:
        provider = get_provider()
        if not provider.load_server_metadata().get("end_session_endpoint"):
            return None
        address = provider.create_logout_url(
            make_absolute(back), client_id=get_settings().oidc_client_id
        )
    except FAILURES:
        return None
    return str(address["url"])
