"""Login sessions: who is signed in with this browser, from when until when.

The cookie holds nothing but a random key. What it opens stands in the table ``sitting``: without
its row it opens nothing, so signing out ends it for good.
"""

from datetime import UTC, datetime, timedelta

from flask import g, request, session
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from coprod.accounts.users import actions, queries, rules
from coprod.accounts.users.enums import Way
from coprod.accounts.users.models import LoginSession, Person
from coprod.core.values import clock
from coprod.core.values.phrases import Message
from coprod.web import limits
from coprod.web.answers import Answer, go, go_to
from coprod.web.headers import current_settings
from coprod.web.transaction import READING

SEEN_EVERY = timedelta(minutes=5)
WITHOUT_SECOND_FACTOR = {
    "accounts.users.sign_out",
    "accounts.profile.second_factor",
    "accounts.profile.second_factor_sent",
    "accounts.profile.recovery_codes",
    "library.home.in_language",
}
"""Where somebody who must still set up the second factor may go."""


# Signing in and out


def let_in(person: Person, way: Way, then: str, *, said: Message | None = None) -> Answer:
    """Sign somebody in, or ask for the second factor first."""
    if not person.has_second_factor:
        return seat(person, way, then, said=said)
    leave()
    session["half"] = actions.start_sitting(person, way, is_whole=False)
    session["next"] = then
    return go("accounts.users.code")


def seat(person: Person, way: Way, then: str, *, said: Message | None = None) -> Answer:
    """Begin a sitting, in a session that holds nothing from before it."""
    leave()
    key = actions.start_sitting(person, way, is_whole=True)
    login_user(person)
    session["_user_id"] = key
    session.permanent = True
    answer = go_to(then, said=said)
    limits.remember_browser(answer, person.email or "")
    return answer


def leave() -> None:
    """End this browser's sitting for good, and forget all that its cookie held."""
    if "_user_id" in session:
        actions.end_sitting(str(session["_user_id"]))
    session.clear()


# Who is here


def load(key: str) -> Person | None:
    """Return who sits behind a key, unless they left, were away too long or were shut out."""
    found = queries.find_login_session(key)
    if found is None or is_over(found):
        return None
    g.sitting = found
    return found.person


def is_over(sitting: LoginSession) -> bool:
    """Say whether a sitting lasted too long, or nothing came from it for too long.

    Reading changes nothing in the database, so the time of reading stands in the signed cookie.
    """
    settings, now = current_settings(), clock.now()
    read_at = datetime.fromtimestamp(int(session.get("seen", 0)), UTC)
    idle = timedelta(hours=settings.idle_hours)
    return rules.is_over(sitting.started_at, now, settings.lifetime) or rules.is_over(
        max(sitting.seen_at, read_at), now, idle
    )


def current_sitting() -> LoginSession | None:
    found: LoginSession | None = g.get("sitting") if current_user.is_authenticated else None
    return found


def half_sitting() -> LoginSession | None:
    """Return the sitting that waits for its second factor, if there is one and it still may."""
    found = queries.find_login_session(str(session.get("half", "")), is_whole=False)
    return found if found and found.started_within(rules.HALF_WAY) else None


def move_on() -> None:
    """Keep the time at which this browser was last active."""
    sitting, now = current_sitting(), clock.now()
    if sitting is None:
        return
    if now.timestamp() - int(session.get("seen", 0)) > SEEN_EVERY.total_seconds():
        session["seen"] = int(now.timestamp())


def save_activity_time(response: Response) -> Response:
    """Write that time down with what was sent, as the last thing: it asks for the write lock."""
    is_saved = request.method not in READING and response.status_code < 400
    sitting = current_sitting() if is_saved else None
    if sitting and rules.is_over(sitting.seen_at, clock.now(), SEEN_EVERY):
        actions.see(sitting)
    return response


def hold_back() -> Response | None:
    """Let those who need a second factor do nothing before they have one."""
    sitting = current_sitting()
    if sitting is None or not current_settings().second_factor:
        return None
    person = sitting.person
    if person.has_second_factor or not rules.needs_second_factor(person.role):
        return None
    if request.endpoint in WITHOUT_SECOND_FACTOR:
        return None
    return go("accounts.profile.second_factor")
