"""Signing in with the account of an outside provider, and ending that."""

import time

import structlog
from flask import Blueprint, abort, session
from werkzeug.wrappers import Response

from coprod.accounts.profile.forms import ProvenForm
from coprod.accounts.single_sign_on import actions, presenters, rules
from coprod.accounts.single_sign_on.rules import Identity
from coprod.accounts.users import queries
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.login_sessions import begin_sign_in, get_current_session
from coprod.accounts.users.presenters import render_simple_form
from coprod.core.keyring import hash_token
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.addresses import get_next_address, keep_own_address
from coprod.web.answers import Answer, go, page
from coprod.web.csrf import protect
from coprod.web.forms import require_value
from coprod.web.headers import get_settings
from coprod.web.openid import (
    ProviderError,
    build_logout_address,
    fetch_claims,
    get_provider,
    read_logout_token,
    send_to_provider,
)
from coprod.web.transaction import writes_by_get

bp = Blueprint("single_sign_on", __name__)
log = structlog.get_logger()

BACK = "/sign-in/provider/back"
NEXT, LINKING = "provider_next", "provider_link"
LINK_WITHIN = 10 * 60
NOT_SAID = N_("Your work account did not tell us who you are. Start again, or sign in another way")


@bp.get("/sign-in/provider")
@requires_role(Role.VISITOR)
@limits.links
def start() -> Answer:
    """Send this browser to the provider. The session remembers that it was sent from here."""
    session[NEXT] = get_next_address()
    try:
        return send_to_provider(BACK)
    except ProviderError as error:
        return refuse(NOT_SAID, error)


@bp.get(BACK)
@requires_role(Role.VISITOR)
@limits.links
@writes_by_get
def back() -> Answer:
    """Let in whoever the provider sends back, or link their account if they began that."""
    was_begun, may_link = LINKING in session, is_linking()
    session.pop(LINKING, None)
    try:
        identity = rules.read_identity(fetch_claims(), get_settings())
        if was_begun:
            return complete_link(identity, may_link=may_link)
        return complete_provider_sign_in(identity)
    except ProviderError as error:
        return refuse(NOT_SAID, error)
    except RuleBrokenError as error:
        return refuse(error.message, error)


def complete_provider_sign_in(identity: Identity) -> Answer:
    settings = get_settings()
    person = actions.find_or_add_person(identity, settings)
    method = SignInMethod.PROVIDER_TWICE if settings.oidc_second_factor else SignInMethod.PROVIDER
    key = hash_token(identity.session_key) if identity.session_key else None
    then = keep_own_address(session.get(NEXT))
    return begin_sign_in(person, method, then, provider_key=key)


def is_linking() -> bool:
    """Say whether whoever is signed in here has just shown that they may link their account."""
    begun_by, begun_at = session.get(LINKING, (None, 0))
    login_session = get_current_session()
    is_fresh = time.time() - begun_at < LINK_WITHIN
    return login_session is not None and login_session.id == begun_by and is_fresh


def complete_link(identity: Identity, *, may_link: bool) -> Answer:
    if not may_link:
        raise ProviderError
    actions.link_identity(actor(), identity, get_settings())
    return go("accounts.profile.account", message=N_("You can now sign in with your work account"))


def refuse(message: Message, error: Exception) -> Answer:
    """Say why somebody is not signed in. What the provider wrote stays in the log, as a kind."""
    log.info("provider_sign_in_refused", why=type(error.__cause__ or error).__name__)
    body = page(
        "accounts/single_sign_on/refused.html",
        message=message,
        provider=get_settings().provider_name,
    )
    return body, 403


# Linking an account that is there already


@bp.get("/account/provider")
@requires_role(Role.RESIDENT)
def link() -> Answer:
    get_provider()
    if is_linking():
        return page("accounts/single_sign_on/continue.html", provider=get_settings().provider_name)
    return render_simple_form(presenters.LINK, build_link_form())


@bp.post("/account/provider")
@requires_role(Role.RESIDENT)
@limits.current_password
def link_sent() -> Answer:
    get_provider()
    form, login_session = build_link_form(), require_value(get_current_session())
    if form.validate():
        with form.catching_rule_errors():
            actions.check_may_link(actor(), form.build_proof(login_session))
            session[LINKING] = [login_session.id, int(time.time())]
            return go("accounts.single_sign_on.link")
    return render_simple_form(presenters.LINK, form)


def build_link_form() -> ProvenForm:
    return ProvenForm.build(queries.get_own_account(actor()))


# Ending it


@bp.get("/sign-in/provider/out")
@requires_role(Role.VISITOR)
def signed_out() -> Answer:
    """Say that this register is left, and lead to where the work account is left too."""
    get_provider()
    return page(
        "accounts/single_sign_on/signed_out.html",
        provider=get_settings().provider_name,
        address=build_logout_address("/"),
    )


@bp.post("/sign-in/provider/ended")
@requires_role(Role.VISITOR)
@limits.links
def ended() -> Answer:
    """Hear from the provider itself that a session ended there (back-channel logout)."""
    try:
        get_provider()
        actions.end_sessions(read_logout_token())
    except (NotFoundError, ProviderError):
        abort(400)
    return Response("", mimetype="text/plain")


protect.exempt(ended)
