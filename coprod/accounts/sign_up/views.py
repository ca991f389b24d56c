"""Joining, and opening the links that we e-mailed."""

from collections.abc import Callable

from flask import Blueprint

from coprod.accounts.sign_up import forms
from coprod.accounts.sign_up.presenters import LINKS, SIGN_UP
from coprod.accounts.users import actions, emails, queries
from coprod.accounts.users.actions import Request
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import Purpose, Way
from coprod.accounts.users.login_sessions import let_in
from coprod.accounts.users.models import Link
from coprod.accounts.users.presenters import asking
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import N_
from coprod.web import limits, mailer
from coprod.web.access import requires_role
from coprod.web.addresses import get_next_address, ours
from coprod.web.answers import Answer, go, page
from coprod.web.forms import Form, sure

bp = Blueprint("sign_up", __name__)


@bp.get("/sign-up")
@requires_role(Role.VISITOR)
def sign_up() -> Answer:
    return asking(SIGN_UP, forms.SignUpForm(next=get_next_address()))


@bp.post("/sign-up")
@requires_role(Role.VISITOR)
@limits.mail
def sign_up_sent() -> Answer:
    form = forms.SignUpForm.from_request()
    if form.validate():
        payload: dict[str, object] = {"name": form.name.data, "next": ours(form.next.data)}
        send_link(actions.ask_for_link(Request(Purpose.SIGN_UP, sure(form.email.data), payload)))
        return go("accounts.users.look_in_your_mail")
    return asking(SIGN_UP, form)


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
        purpose = queries.link(token).purpose
    except NotFoundError:
        return page("accounts/sign_up/dead_link.html"), 404
    return asking(LINKS[purpose], LINK_FORMS.get(purpose, forms.ConfirmForm)())


@bp.post("/link/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def link_used(token: str) -> Answer:
    try:
        found = queries.link(token)
        form = LINK_FORMS.get(found.purpose, forms.ConfirmForm).from_request()
        if form.validate():
            with form.catching_rule_errors():
                return OPENED[found.purpose](token, found, form)
    except NotFoundError:
        return page("accounts/sign_up/dead_link.html"), 404
    return asking(LINKS[found.purpose], form)


def joined(token: str, _found: Link, _form: Form) -> Answer:
    person, used = actions.join(token)
    return let_in(person, Way.LINK, onward(used), said=N_("Your account is made"))


def invited(token: str, _found: Link, form: Form) -> Answer:
    person = actions.accept_invitation(token, form["name"].data)
    return let_in(person, Way.LINK, "/", said=N_("Your account is made"))


def signed_in(token: str, found: Link, _form: Form) -> Answer:
    used = actions.use_link(token, Purpose.SIGN_IN)
    return let_in(actions.owner_of(found), Way.LINK, onward(used))


def password_reset(token: str, _found: Link, form: Form) -> Answer:
    person = actions.reset_password(token, form["new_password"].data)
    mailer.write(person.email or "", emails.PASSWORD_CHANGED)
    return go(
        "accounts.users.sign_in", said=N_("Your password was changed. Sign in with the new one")
    )


def email_changed(token: str, _found: Link, _form: Form) -> Answer:
    _person, old = actions.change_email(token)
    mailer.write(old, emails.EMAIL_CHANGED)
    return go("accounts.users.sign_in", said=N_("Your e-mail address was changed. Sign in with it"))


OPENED: dict[Purpose, Callable[[str, Link, Form], Answer]] = {
    Purpose.SIGN_UP: joined,
    Purpose.INVITATION: invited,
    Purpose.SIGN_IN: signed_in,
    Purpose.RESET_PASSWORD: password_reset,
    Purpose.CHANGE_EMAIL: email_changed,
}


def onward(used: Link) -> str:
    return ours(str(used.payload.get("next", "")))
