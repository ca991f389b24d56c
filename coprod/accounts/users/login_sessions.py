"""Login sessions: who is signed in with this browser, from when until when.

The cookie holds nothing but a random key. What it opens is a row of ``LoginSession``: without
its row it opens nothing, so signing out ends it for good.
"""

from datetime import UTC, datetime, timedelta

from flask import g, request, session
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from coprod.accounts.users import actions, queries, rules
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.models import LoginSession, Person
from coprod.core.config import split_list
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import Message
from coprod.web import limits
from coprod.web.answers import Answer, go, go_to
from coprod.web.headers import get_settings
from coprod.web.transaction import READ_METHODS

SAVE_ACTIVITY_EVERY = timedelta(minutes=5)
WITHOUT_SECOND_FACTOR = {
    "accounts.users.sign_out",
    "accounts.profile.second_factor",
    "accounts.profile.second_factor_sent",
    "accounts.profile.recovery_codes",
    "library.home.in_language",
}
"""Where somebody who must still set up the second factor may go."""


# Signing in and out


def begin_sign_in(
    person: Person,
    method: SignInMethod,
    then: str,
    *,
    message: Message | None = None,
    provider_key: str | None = None,
) -> Answer:
    """Sign somebody in, or ask for the second factor first."""
    if method.proves_twice or not person.has_second_factor:
        return complete_sign_in(person, method, then, message=message, provider_key=provider_key)
    end_current_session()
    session["half"] = start_session_here(person, method, provider_key, is_whole=False)
    session["next"] = then
    return go("accounts.users.code")


def complete_sign_in(
    person: Person,
    method: SignInMethod,
    then: str,
    *,
    message: Message | None = None,
    provider_key: str | None = None,
) -> Answer:
    """Start a login session, in a cookie that holds nothing from before it."""
    end_current_session()
    key = start_session_here(person, method, provider_key, is_whole=True)
    login_user(person)
    session["_user_id"] = key
    session.permanent = True
    answer = go_to(then, message=message)
    limits.remember_browser(answer, person.email or "")
    return answer


def start_session_here(
    person: Person, method: SignInMethod, provider_key: str | None, *, is_whole: bool
) -> str:
    """Start a login session of this browser, and return its key."""
    return actions.start_login_session(
        person,
        method,
        is_whole=is_whole,
        user_agent=request.user_agent.string,
        provider_key=provider_key,
    )


def end_current_session() -> None:
    """End this browser's login session for good, and forget all that its cookie held."""
    if "_user_id" in session:
        actions.end_login_session(str(session["_user_id"]))
    session.clear()


# Who is here


def load_user(key: str) -> Person | None:
    """Return who sits behind a key, unless they left, were away too long or were shut out."""
    login_session = queries.find_login_session(key)
    if login_session is None or is_over(login_session):
        return None
    g.login_session = login_session
    return login_session.person


def is_over(login_session: LoginSession) -> bool:
    """Say whether a login session lasted too long, or nothing came from it for too long.

    Reading changes nothing in the database, so the time of reading stands in the signed cookie.
    """
    settings, now = get_settings(), clock.now()
    read_at = datetime.fromtimestamp(int(session.get("seen", 0)), UTC)
    idle = timedelta(hours=settings.idle_hours)
    return rules.is_over(login_session.started_at, now, settings.lifetime) or rules.is_over(
        max(login_session.seen_at, read_at), now, idle
    )


def get_current_session() -> LoginSession | None:
    login_session: LoginSession | None = (
        g.get("login_session") if current_user.is_authenticated else None
    )
    return login_session


def get_pending_session() -> LoginSession | None:
    """Return the login session that waits for its second factor, while it still may."""
    login_session = queries.find_login_session(str(session.get("half", "")), is_whole=False)
    return (
        login_session
        if login_session and login_session.has_started_within(rules.SECOND_FACTOR_TIME)
        else None
    )


def update_last_active() -> None:
    """Keep the time at which this browser was last active."""
    login_session, now = get_current_session(), clock.now()
    if login_session is None:
        return
    if now.timestamp() - int(session.get("seen", 0)) > SAVE_ACTIVITY_EVERY.total_seconds():
        session["seen"] = int(now.timestamp())


def save_activity_time(response: Response) -> Response:
    """Write that time down with what was sent, as the last thing: it asks for the write lock."""
    is_saved = request.method not in READ_METHODS and response.status_code < 400
    login_session = get_current_session() if is_saved else None
    if login_session and rules.is_over(login_session.seen_at, clock.now(), SAVE_ACTIVITY_EVERY):
        actions.update_seen_at(login_session)
    return response


def require_second_factor() -> Response | None:
    """Let those who need a second factor do nothing before they have one."""
    login_session = get_current_session()
    if login_session is None or not get_settings().second_factor:
        return None
    person = login_session.person
    if person.has_second_factor or not needs_second_factor(person.role):
        return None
    if login_session.way.proves_twice:
        return None
    if request.endpoint in WITHOUT_SECOND_FACTOR:
        return None
    return go("accounts.profile.second_factor")


def needs_second_factor(role: Role) -> bool:
    """Say whether people of this role must have a second factor here: a setting says so."""
    settings = get_settings()
    return settings.second_factor and role.value in split_list(settings.second_factor_roles)
