"""Signing in and out."""

from flask import Blueprint, session

from coprod.accounts.users import actions, forms, presenters, queries
from coprod.accounts.users.actions import LinkRequest
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import Purpose, SignInMethod
from coprod.accounts.users.login_sessions import (
    begin_sign_in,
    complete_sign_in,
    end_current_session,
    get_current_session,
    get_pending_session,
)
from coprod.accounts.users.presenters import INPUT_ATTRIBUTES, render_simple_form
from coprod.core.config import MailBy
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web import limits
from coprod.web.access import requires_role
from coprod.web.addresses import get_next_address, keep_own_address
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import require_value
from coprod.web.headers import get_settings
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("users", __name__)


def get_code_limit_key() -> str:
    """Return who is being tried: a new start with the password gives no new tries at the code."""
    pending_session = get_pending_session()
    if pending_session is None:
        return limits.get_connection()
    browser = limits.find_known_browser(limits.hash_account(pending_session.person.email or ""))
    return browser or f"person {pending_session.person_id}"


second_codes = limits.limit("second_codes", get_code_limit_key, counts=limits.is_wrong)


# Signing in


@bp.get("/sign-in")
@requires_role(Role.VISITOR)
def sign_in() -> Answer:
    if get_current_session():
        return go("accounts.profile.account")
    return render_sign_in(forms.SignInForm(next=get_next_address()))


@bp.post("/sign-in")
@requires_role(Role.VISITOR)
@limits.passwords
def sign_in_sent() -> Answer:
    form = forms.SignInForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            person = actions.check_sign_in(
                require_value(form.email.data), require_value(form.password.data)
            )
            return begin_sign_in(person, SignInMethod.PASSWORD, keep_own_address(form.next.data))
    return render_sign_in(form)


def render_sign_in(form: forms.SignInForm) -> Answer:
    """Show the ways to sign in, again with 422 when the answer had mistakes."""
    answer = form_page if form.errors or form.form_errors else page
    return answer(
        "accounts/users/sign_in.html",
        form=form,
        boxes=INPUT_ATTRIBUTES,
        provider=get_settings().provider_name,
    )


@bp.get("/sign-in/code")
@requires_role(Role.VISITOR)
def code() -> Answer:
    if get_pending_session() is None:
        return go("accounts.users.sign_in")
    return render_simple_form(presenters.CODE, forms.CodeForm())


@bp.post("/sign-in/code")
@requires_role(Role.VISITOR)
@second_codes
def code_sent() -> Answer:
    pending_session, form = get_pending_session(), forms.CodeForm.from_request()
    if pending_session is None:
        return go("accounts.users.sign_in")
    if form.validate():
        with form.catching_rule_errors():
            actions.check_code(pending_session, require_value(form.code.data))
            return complete_sign_in(
                pending_session.person,
                pending_session.way,
                keep_own_address(session.get("next")),
                provider_key=pending_session.provider_key,
            )
    return render_simple_form(presenters.CODE, form)


@bp.get("/sign-in/link")
@requires_role(Role.VISITOR)
def sign_in_link() -> Answer:
    return render_simple_form(presenters.SIGN_IN_LINK, forms.LinkForm(next=get_next_address()))


@bp.post("/sign-in/link")
@requires_role(Role.VISITOR)
@limits.mail
def sign_in_link_sent() -> Answer:
    return send_requested_link(Purpose.SIGN_IN, presenters.SIGN_IN_LINK)


@bp.get("/sign-in/forgotten")
@requires_role(Role.VISITOR)
def forgotten() -> Answer:
    return render_simple_form(presenters.FORGOTTEN_PASSWORD, forms.LinkForm())


@bp.post("/sign-in/forgotten")
@requires_role(Role.VISITOR)
@limits.mail
def forgotten_sent() -> Answer:
    return send_requested_link(Purpose.RESET_PASSWORD, presenters.FORGOTTEN_PASSWORD)


def send_requested_link(purpose: Purpose, texts: presenters.SimpleFormPage) -> Answer:
    form = forms.LinkForm.from_request()
    if form.validate():
        payload: dict[str, object] = {"next": keep_own_address(form.next.data)}
        send_link(
            actions.ask_for_link(LinkRequest(purpose, require_value(form.email.data), payload))
        )
        return go("accounts.users.look_in_your_mail")
    return render_simple_form(texts, form)


@bp.get("/sign-in/look-in-your-mail")
@requires_role(Role.VISITOR)
def look_in_your_mail() -> Answer:
    """Say the same to everybody: this page does not know whether there is an account."""
    settings = get_settings()
    by_folder = settings.mail_by is MailBy.FOLDER and not settings.is_production
    return page("accounts/users/look_in_your_mail.html", by_folder=by_folder)


@bp.post("/sign-out")
@requires_role(Role.VISITOR)
def sign_out() -> Answer:
    login_session = get_current_session()
    is_by_provider = login_session is not None and login_session.way.is_by_provider
    end_current_session()
    if is_by_provider and get_settings().provider_name:
        return go("accounts.single_sign_on.signed_out")
    return go("library.home.home", message=N_("You are signed out"))


def build_role(person_id: int | None) -> Context:
    return {"role": queries.get_role_label(person_id)}


add_slot_template(bp, "conflict.decided_by", "accounts/users/_role.html", build_role)
