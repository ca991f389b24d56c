"""One's own account: who one is here, how one signs in, and leaving."""

import time

from flask import Blueprint, session

from coprod.accounts.profile import actions, forms, presenters
from coprod.accounts.users import emails, queries
from coprod.accounts.users.emails import send_link
from coprod.accounts.users.enums import ROLE_LABELS, ROLE_MEANINGS
from coprod.accounts.users.login_sessions import (
    end_current_session,
    get_current_session,
    needs_second_factor,
)
from coprod.accounts.users.models import (
    LoginSession,
    Person,
    generate_secret,
    list_readable_secrets,
)
from coprod.accounts.users.presenters import INPUT_ATTRIBUTES, render_simple_form
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.reference.lists.queries import get_labels
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page
from coprod.web.forms import Form, require_value
from coprod.web.headers import get_settings
from coprod.web.limits import current_password

bp = Blueprint("profile", __name__, url_prefix="/account")

CODES_SHOWN_FOR = 10 * 60


@bp.get("")
@requires_role(Role.RESIDENT)
def account() -> Answer:
    person = queries.get_own_account_with_organisation(actor())
    return page(
        "accounts/profile/account.html",
        person=person,
        role=ROLE_LABELS[person.role],
        means=ROLE_MEANINGS[person.role],
        login_sessions=queries.list_login_sessions(actor(), get_settings().lifetime),
        this=require_current_session(),
        rights=person.list_rights(),
        right_terms=get_labels({each.term_id for each in person.list_rights()}),
        provider=get_settings().provider_name,
        is_linked=bool(get_settings().provider_name) and queries.has_identity(actor()),
    )


@bp.get("/name")
@requires_role(Role.RESIDENT)
def name() -> Answer:
    return render_simple_form(presenters.NAME, forms.NameForm(name=actor().name))


@bp.post("/name")
@requires_role(Role.RESIDENT)
def name_sent() -> Answer:
    form = forms.NameForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_name(actor(), require_value(form.name.data))
            return go("accounts.profile.account", message=N_("Your name was changed"))
    return render_simple_form(presenters.NAME, form)


@bp.get("/password")
@requires_role(Role.RESIDENT)
def password() -> Answer:
    return render_simple_form(presenters.PASSWORD, forms.PasswordForm.build(get_own_account()))


@bp.post("/password")
@requires_role(Role.RESIDENT)
@current_password
def password_sent() -> Answer:
    form = forms.PasswordForm.build(get_own_account())
    if form.validate():
        with form.catching_rule_errors():
            actions.change_password(
                actor(),
                form.build_proof(require_current_session()),
                require_value(form.new_password.data),
            )
            mailer.write_email(get_own_account().email or "", emails.PASSWORD_CHANGED)
            return go("accounts.profile.account", message=N_("Your password was set"))
    return render_simple_form(presenters.PASSWORD, form)


@bp.get("/e-mail")
@requires_role(Role.RESIDENT)
def email() -> Answer:
    return render_simple_form(presenters.EMAIL, forms.EmailForm.build(get_own_account()))


@bp.post("/e-mail")
@requires_role(Role.RESIDENT)
@current_password
def email_sent() -> Answer:
    form = forms.EmailForm.build(get_own_account())
    if form.validate():
        with form.catching_rule_errors():
            proof = form.build_proof(require_current_session())
            send_link(actions.ask_to_change_email(actor(), proof, require_value(form.email.data)))
            return go("accounts.users.look_in_your_mail")
    return render_simple_form(presenters.EMAIL, form)


# The second step


@bp.get("/second-factor")
@requires_role(Role.RESIDENT)
def second_factor() -> Answer:
    if get_own_account().has_second_factor:
        return page("accounts/profile/second_factor_on.html", is_needed=is_second_factor_needed())
    if not list_readable_secrets(session.get("new_secret", "")):
        session["new_secret"] = generate_secret()
    return render_set_up(forms.FactorForm.build(get_own_account()))


@bp.post("/second-factor")
@requires_role(Role.RESIDENT)
@current_password
def second_factor_sent() -> Answer:
    form, secret = forms.FactorForm.build(get_own_account()), str(session.get("new_secret", ""))
    if not secret or get_own_account().has_second_factor:
        return go("accounts.profile.second_factor")
    if form.validate():
        with form.catching_rule_errors():
            proof = form.build_proof(require_current_session())
            actions.set_up_second_factor(actor(), proof, secret, require_value(form.code.data))
            session.pop("new_secret")
            mailer.write_email(get_own_account().email or "", emails.FACTOR_CHANGED)
            return show_recovery_codes()
    return render_set_up(form)


def render_set_up(form: Form) -> Answer:
    """Show the secret as a picture and as letters. It is kept once the app has shown a code."""
    values = get_own_account().get_set_up_values(session["new_secret"])
    status = 422 if form.errors or form.form_errors else 200
    body = page(
        "accounts/profile/second_factor.html",
        form=form,
        values=values,
        boxes=INPUT_ATTRIBUTES,
        is_needed=is_second_factor_needed(),
    )
    return body, status


@bp.get("/second-factor/off")
@requires_role(Role.RESIDENT)
def turn_off() -> Answer:
    return render_simple_form(presenters.TURN_OFF, forms.ProvenForm.build(get_own_account()))


@bp.post("/second-factor/off")
@requires_role(Role.RESIDENT)
@current_password
def turn_off_sent() -> Answer:
    require(not is_second_factor_needed())
    form = forms.ProvenForm.build(get_own_account())
    if form.validate():
        with form.catching_rule_errors():
            actions.turn_off_second_factor(actor(), form.build_proof(require_current_session()))
            mailer.write_email(get_own_account().email or "", emails.FACTOR_CHANGED)
            return go("accounts.profile.account", message=N_("The second step is turned off"))
    return render_simple_form(presenters.TURN_OFF, form)


@bp.get("/recovery-codes")
@requires_role(Role.RESIDENT)
def recovery_codes() -> Answer:
    """Show the codes for a short time after they were made; later, offer to make new ones."""
    if time.time() - int(session.get("codes_made", 0)) < CODES_SHOWN_FOR:
        return page(
            "accounts/profile/recovery_codes.html", codes=get_own_account().list_recovery_codes()
        )
    return render_simple_form(presenters.NEW_CODES, forms.ProvenForm.build(get_own_account()))


@bp.post("/recovery-codes")
@requires_role(Role.RESIDENT)
@current_password
def recovery_codes_sent() -> Answer:
    form = forms.ProvenForm.build(get_own_account())
    if form.validate():
        with form.catching_rule_errors():
            actions.renew_recovery_codes(actor(), form.build_proof(require_current_session()))
            return show_recovery_codes()
    return render_simple_form(presenters.NEW_CODES, form)


def show_recovery_codes() -> Answer:
    session["codes_made"] = int(time.time())
    return go("accounts.profile.recovery_codes")


# Leaving


@bp.post("/sign-out-everywhere")
@requires_role(Role.RESIDENT)
def sign_out_everywhere() -> Answer:
    actions.sign_out_everywhere(actor())
    end_current_session()
    return go("accounts.users.sign_in", message=N_("You are signed out everywhere"))


@bp.post("/sessions/<key:session_id>/end")
@requires_role(Role.RESIDENT)
def end_session(session_id: int) -> Answer:
    actions.end_session(actor(), session_id)
    return go("accounts.profile.account", message=N_("That browser is signed out"))


@bp.post("/sessions/end-others")
@requires_role(Role.RESIDENT)
def end_other_sessions() -> Answer:
    actions.end_other_sessions(actor(), require_current_session())
    return go("accounts.profile.account", message=N_("Every other browser is signed out"))


@bp.get("/close")
@requires_role(Role.RESIDENT)
def close() -> Answer:
    return render_simple_form(presenters.CLOSE, forms.ProvenForm.build(get_own_account()))


@bp.post("/close")
@requires_role(Role.RESIDENT)
@current_password
def close_sent() -> Answer:
    form = forms.ProvenForm.build(get_own_account())
    if form.validate():
        with form.catching_rule_errors():
            actions.close_account(actor(), form.build_proof(require_current_session()))
            end_current_session()
            return go("library.home.home", message=N_("Your account is closed"))
    return render_simple_form(presenters.CLOSE, form)


def get_own_account() -> Person:
    return queries.get_own_account(actor())


def require_current_session() -> LoginSession:
    return require_value(get_current_session())


def is_second_factor_needed() -> bool:
    return needs_second_factor(actor().role)
