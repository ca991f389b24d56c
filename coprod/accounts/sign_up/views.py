"""Joining, and opening the links that we e-mailed."""

from collections.abc import Callable

from flask import Blueprint

from coprod.accounts.sign_up import forms
from coprod.accounts.sign_up.presenters import LINKS, SIGN_UP
from coprod.accounts.users import actions, emails, queries
from coprod.accounts.users.actions import LinkRequest
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import Purpose, SignInMethod
from coprod.accounts.users.login_sessions import begin_sign_in
from coprod.accounts.users.models import Link
from coprod.accounts.users.presenters import render_simple_form
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import N_
from coprod.web import limits, mailer
from coprod.web.access import requires_role
from coprod.web.addresses import get_next_address, keep_own_address
from coprod.web.answers import Answer, go, page
from coprod.web.forms import Form, require_value

bp = Blueprint("sign_up", __name__)


@bp.get("/sign-up")
@requires_role(Role.VISITOR)
def sign_up() -> Answer:
    return render_simple_form(SIGN_UP, forms.SignUpForm(next=get_next_address()))


@bp.post("/sign-up")
@requires_role(Role.VISITOR)
@limits.mail
def sign_up_sent() -> Answer:
    form = forms.SignUpForm.from_request()
    if form.validate():
        payload: dict[str, object] = {
            "name": form.name.data,
            "next": keep_own_address(form.next.data),
        }
        send_link(
            actions.ask_for_link(
                LinkRequest(Purpose.SIGN_UP, require_value(form.email.data), payload)
            )
        )
        return go("accounts.users.look_in_your_mail")
    return render_simple_form(SIGN_UP, form)


LINK_FORMS: dict[Purpose, type[Form]] = {
    Purpose.RESET_PASSWORD: forms.ResetForm,
    Purpose.INVITATION: forms.InvitedForm,
}


@bp.get("/link/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def link(token: str) -> Answer:
    """Show what the link would do. Mail scanners open links: only the button uses one."""
    try:
        purpose = queries.get_link(token).purpose
    except NotFoundError:
        return page("accounts/sign_up/dead_link.html"), 404
    return render_simple_form(LINKS[purpose], LINK_FORMS.get(purpose, forms.ConfirmForm)())


@bp.post("/link/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def link_used(token: str) -> Answer:
    try:
        link = queries.get_link(token)
        form = LINK_FORMS.get(link.purpose, forms.ConfirmForm).from_request()
        if form.validate():
            with form.catching_rule_errors():
                return LINK_OPENERS[link.purpose](token, link, form)
    except NotFoundError:
        return page("accounts/sign_up/dead_link.html"), 404
    return render_simple_form(LINKS[link.purpose], form)


def open_sign_up(token: str, _link: Link, _form: Form) -> Answer:
    person, used = actions.complete_sign_up(token)
    return begin_sign_in(
        person, SignInMethod.LINK, get_next_of(used), message=N_("Your account is made")
    )


def open_invitation(token: str, _link: Link, form: Form) -> Answer:
    person = actions.accept_invitation(token, form["name"].data)
    return begin_sign_in(person, SignInMethod.LINK, "/", message=N_("Your account is made"))


def open_sign_in(token: str, link: Link, _form: Form) -> Answer:
    used = actions.use_link(token, Purpose.SIGN_IN)
    return begin_sign_in(actions.get_link_owner(link), SignInMethod.LINK, get_next_of(used))


def open_password_reset(token: str, _link: Link, form: Form) -> Answer:
    person = actions.reset_password(token, form["new_password"].data)
    mailer.write_email(person.email or "", emails.PASSWORD_CHANGED)
    return go(
        "accounts.users.sign_in", message=N_("Your password was changed. Sign in with the new one")
    )


def open_email_change(token: str, _link: Link, _form: Form) -> Answer:
    _person, old = actions.change_email(token)
    mailer.write_email(old, emails.EMAIL_CHANGED)
    return go(
        "accounts.users.sign_in", message=N_("Your e-mail address was changed. Sign in with it")
    )


LINK_OPENERS: dict[Purpose, Callable[[str, Link, Form], Answer]] = {
    Purpose.SIGN_UP: open_sign_up,
    Purpose.INVITATION: open_invitation,
    Purpose.SIGN_IN: open_sign_in,
    Purpose.RESET_PASSWORD: open_password_reset,
    Purpose.CHANGE_EMAIL: open_email_change,
}


def get_next_of(used: Link) -> str:
    return keep_own_address(str(used.payload.get("next", "")))
