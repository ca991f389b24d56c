"""Signing in and out."""

from flask import Blueprint, session

from coprod.accounts.users import actions, forms, presenters, queries
from coprod.accounts.users.actions import Request
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import Purpose, Way
from coprod.accounts.users.login_sessions import current_sitting, half_sitting, leave, let_in, seat
from coprod.accounts.users.presenters import BOXES, asking
from coprod.core.config import MailBy
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web import limits
from coprod.web.access import requires_role
from coprod.web.addresses import get_next_address, ours
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import sure
from coprod.web.headers import current_settings
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("users", __name__)


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
@requires_role(Role.VISITOR)
def sign_in() -> Answer:
    if current_sitting():
        return go("accounts.profile.account")
    return page(
        "accounts/users/sign_in.html", form=forms.SignInForm(next=get_next_address()), boxes=BOXES
    )


@bp.post("/sign-in")
@requires_role(Role.VISITOR)
@limits.passwords
def sign_in_sent() -> Answer:
    form = forms.SignInForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            person = actions.check_sign_in(sure(form.email.data), sure(form.password.data))
            return let_in(person, Way.PASSWORD, ours(form.next.data))
    return form_page("accounts/users/sign_in.html", form=form, boxes=BOXES)


@bp.get("/sign-in/code")
@requires_role(Role.VISITOR)
def code() -> Answer:
    if half_sitting() is None:
        return go("accounts.users.sign_in")
    return asking(presenters.CODE, forms.CodeForm())


@bp.post("/sign-in/code")
@requires_role(Role.VISITOR)
@second_codes
def code_sent() -> Answer:
    half, form = half_sitting(), forms.CodeForm.from_request()
    if half is None:
        return go("accounts.users.sign_in")
    if form.validate():
        with form.catching_rule_errors():
            actions.check_code(half, sure(form.code.data))
            return seat(half.person, half.way, ours(session.get("next")))
    return asking(presenters.CODE, form)


@bp.get("/sign-in/link")
@requires_role(Role.VISITOR)
def sign_in_link() -> Answer:
    return asking(presenters.SIGN_IN_LINK, forms.LinkForm(next=get_next_address()))


@bp.post("/sign-in/link")
@requires_role(Role.VISITOR)
@limits.mail
def sign_in_link_sent() -> Answer:
    return link_asked(Purpose.SIGN_IN, presenters.SIGN_IN_LINK)


@bp.get("/sign-in/forgotten")
@requires_role(Role.VISITOR)
def forgotten() -> Answer:
    return asking(presenters.FORGOTTEN, forms.LinkForm())


@bp.post("/sign-in/forgotten")
@requires_role(Role.VISITOR)
@limits.mail
def forgotten_sent() -> Answer:
    return link_asked(Purpose.RESET_PASSWORD, presenters.FORGOTTEN)


def link_asked(purpose: Purpose, asks: presenters.Asking) -> Answer:
    form = forms.LinkForm.from_request()
    if form.validate():
        payload: dict[str, object] = {"next": ours(form.next.data)}
        send_link(actions.ask_for_link(Request(purpose, sure(form.email.data), payload)))
        return go("accounts.users.look_in_your_mail")
    return asking(asks, form)


@bp.get("/sign-in/look-in-your-mail")
@requires_role(Role.VISITOR)
def look_in_your_mail() -> Answer:
    """Say the same to everybody: this page does not know whether there is an account."""
    settings = current_settings()
    by_folder = settings.mail_by is MailBy.FOLDER and not settings.is_production
    return page("accounts/users/look_in_your_mail.html", by_folder=by_folder)


@bp.post("/sign-out")
@requires_role(Role.VISITOR)
def sign_out() -> Answer:
    leave()
    return go("library.home.home", said=N_("You are signed out"))


def build_role(person_id: int | None) -> Context:
    return {"role": queries.role_of(person_id)}


add_slot_template(bp, "conflict.decided_by", "accounts/users/_role.html", build_role)
