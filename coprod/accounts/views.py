"""Signing in and out.

The cookie holds nothing but a random key. What it opens stands in the table ``sitting``: without
its row it opens nothing, so signing out ends it for good.
"""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, g, request, session
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from coprod.accounts import actions, forms, pages, queries, rules
from coprod.accounts.actions import Mailing, Request
from coprod.accounts.models import Person, Sitting
from coprod.accounts.words import Purpose, Way
from coprod.config import MailBy
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.kit.phrases import N_, Phrase
from coprod.web import letters, limits
from coprod.web.access import opens_to
from coprod.web.addresses import ours
from coprod.web.answers import Answer, go, go_to, mistakes, page
from coprod.web.forms import Form, sure
from coprod.web.headers import current_settings
from coprod.web.transaction import READING

bp = Blueprint("accounts", __name__)
SEEN_EVERY = timedelta(minutes=5)
WITHOUT_SECOND_FACTOR = {
    "accounts.sign_out", "profile.second_factor", "profile.second_factor_sent",
    "profile.recovery_codes", "welcome.in_language",
}  # fmt: skip
"""Where somebody who must still set up the second factor may go."""


def half_signed_in() -> str:
    """Return who is being tried: a new start with the password gives no new tries at the code."""
    half = half_sitting()
    if half is None:
        return limits.connection()
    known = limits.known_browser(limits.account_of(half.person.email or ""))
    return known or f"person {half.person_id}"


second_codes = limits.limit("second_codes", half_signed_in, counts=limits.was_wrong)


# Signing in


@bp.get("/sign-in")
@opens_to(Role.VISITOR)
def sign_in() -> Answer:
    if current_sitting():
        return go("profile.account")
    return page("accounts/sign_in.html", form=forms.SignInForm(next=wanted()), boxes=pages.BOXES)


@bp.post("/sign-in")
@opens_to(Role.VISITOR)
@limits.passwords
def sign_in_sent() -> Answer:
    form = forms.SignInForm.from_request()
    if form.validate():
        with form.explaining():
            person = actions.check_sign_in(sure(form.email.data), sure(form.password.data))
            return let_in(person, Way.PASSWORD, ours(form.next.data))
    return mistakes("accounts/sign_in.html", form=form, boxes=pages.BOXES)


@bp.get("/sign-in/code")
@opens_to(Role.VISITOR)
def code() -> Answer:
    if half_sitting() is None:
        return go("accounts.sign_in")
    return asking(pages.CODE, forms.CodeForm())


@bp.post("/sign-in/code")
@opens_to(Role.VISITOR)
@second_codes
def code_sent() -> Answer:
    half, form = half_sitting(), forms.CodeForm.from_request()
    if half is None:
        return go("accounts.sign_in")
    if form.validate():
        with form.explaining():
            actions.check_code(half, sure(form.code.data))
            return seat(half.person, half.way, ours(session.get("next")))
    return asking(pages.CODE, form)


@bp.get("/sign-in/link")
@opens_to(Role.VISITOR)
def sign_in_link() -> Answer:
    return asking(pages.SIGN_IN_LINK, forms.LinkForm(next=wanted()))


@bp.post("/sign-in/link")
@opens_to(Role.VISITOR)
@limits.mail
def sign_in_link_sent() -> Answer:
    return link_asked(Purpose.SIGN_IN, pages.SIGN_IN_LINK)


@bp.get("/sign-in/forgotten")
@opens_to(Role.VISITOR)
def forgotten() -> Answer:
    return asking(pages.FORGOTTEN, forms.LinkForm())


@bp.post("/sign-in/forgotten")
@opens_to(Role.VISITOR)
@limits.mail
def forgotten_sent() -> Answer:
    return link_asked(Purpose.RESET_PASSWORD, pages.FORGOTTEN)


def link_asked(purpose: Purpose, asks: pages.Asking) -> Answer:
    form = forms.LinkForm.from_request()
    if form.validate():
        payload: dict[str, object] = {"next": ours(form.next.data)}
        write(actions.ask_for_link(Request(purpose, sure(form.email.data), payload)))
        return go("accounts.look_in_your_mail")
    return asking(asks, form)


@bp.get("/sign-in/look-in-your-mail")
@opens_to(Role.VISITOR)
def look_in_your_mail() -> Answer:
    """Say the same to everybody: this page does not know whether there is an account."""
    settings = current_settings()
    by_folder = settings.mail_by is MailBy.FOLDER and not settings.is_production
    return page("accounts/look_in_your_mail.html", by_folder=by_folder)


@bp.post("/sign-out")
@opens_to(Role.VISITOR)
def sign_out() -> Answer:
    leave()
    return go("welcome.home", said=N_("You are signed out"))


# What the views above share


def asking(asks: pages.Asking, form: Form) -> Answer:
    """Show a page that asks one thing, again with 422 when the answer had mistakes."""
    answer = mistakes if form.errors or form.form_errors else page
    return answer("accounts/asking.html", asks=asks, form=form, boxes=pages.BOXES)


@bp.app_template_global("role_of")
def role_of(person_id: int | None) -> Phrase:
    return queries.role_of(person_id)


def wanted() -> str:
    return ours(request.args.get("next"))


def write(mailing: Mailing) -> None:
    letter = pages.letter(mailing.purpose, is_blank=mailing.is_blank)
    letters.write(mailing.to, letter, link=letters.address("joining.link", token=mailing.token))


def let_in(person: Person, way: Way, then: str, *, said: Phrase | None = None) -> Answer:
    """Sign somebody in, or ask for the second factor first."""
    if not person.has_second_factor:
        return seat(person, way, then, said=said)
    leave()
    session["half"] = actions.start_sitting(person, way, is_whole=False)
    session["next"] = then
    return go("accounts.code")


def seat(person: Person, way: Way, then: str, *, said: Phrase | None = None) -> Answer:
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
    found = queries.sitting(key)
    if found is None or is_over(found):
        return None
    g.sitting = found
    return found.person


def is_over(sitting: Sitting) -> bool:
    """Say whether a sitting lasted too long, or nothing came from it for too long.

    Reading changes nothing in the database, so the time of reading stands in the signed cookie.
    """
    settings, now = current_settings(), clock.now()
    read_at = datetime.fromtimestamp(int(session.get("seen", 0)), UTC)
    idle = timedelta(hours=settings.idle_hours)
    return rules.is_over(sitting.started_at, now, settings.lifetime) or rules.is_over(
        max(sitting.seen_at, read_at), now, idle
    )


def current_sitting() -> Sitting | None:
    found: Sitting | None = g.get("sitting") if current_user.is_authenticated else None
    return found


def half_sitting() -> Sitting | None:
    """Return the sitting that waits for its second factor, if there is one and it still may."""
    found = queries.sitting(str(session.get("half", "")), is_whole=False)
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
    return go("profile.second_factor")
