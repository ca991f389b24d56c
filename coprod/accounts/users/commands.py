"""Commands about accounts."""

import click
import structlog
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.accounts.users import actions, emails, queries, rules
from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.models import Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices

group = AppGroup("accounts", help="Commands about accounts.")
log = structlog.get_logger()

DEMO = {
    Role.RESIDENT: ("resident@demo.example", "Demo resident"),
    Role.LAY_MEMBER: ("lay@demo.example", "Demo lay member"),
    Role.TEAM_MEMBER: ("team@demo.example", "Demo team member"),
    Role.CURATOR: ("curator@demo.example", "Demo curator"),
    Role.ADMINISTRATOR: ("admin@demo.example", "Demo administrator"),
}
DEMO_PASSWORD = "kettle-ladder-orange"  # noqa: S105 - printed for everyone who runs the demo


@group.command("make-administrator")
@click.argument("email")
@with_appcontext
def make_administrator(email: str) -> None:
    """Make the person with this EMAIL an administrator, and mail and print a link to sign in."""
    try:
        token = grant_administrator(rules.check_email(email))
    except RuleBrokenError as broken:
        raise click.ClickException(broken.message.plain) from None
    click.echo(f"{email} can now sign in as an administrator. The link works once:")
    click.echo(token)


def grant_administrator(email: str) -> str:
    """Raise somebody who has an account, or invite somebody who has none. Return the link."""
    person = queries.find_by_email(email)
    if person is None:
        role = {"role": Role.ADMINISTRATOR.value}
        mailing = actions.create_link(Purpose.INVITATION, email, None, dict(role))
    else:
        before, person.role, person.active = person.role, Role.ADMINISTRATOR, True
        record_event(SYSTEM, "changed role", person, before=before.value, after=person.role.value)
        log.info("role_changed", person=person.id, by=None, role=person.role.value)
        mailing = actions.create_link(Purpose.SIGN_IN, email, person, {})
    link = mail_sign_in_link(mailing)
    session.commit()
    return link


def mail_sign_in_link(mailing: actions.Mailing) -> str:
    """Mail a link to sign in, and return it."""
    with current_app.test_request_context():
        return emails.send_link(mailing)


@group.command("reset-second-factor")
@click.argument("email")
@with_appcontext
def reset_second_factor(email: str) -> None:
    """Let the person with this EMAIL in again who lost their phone and their codes.

    It takes their second factor away, and mails and prints a link to sign in. For the last
    administrator: for others an administrator does it on the page of the person.
    """
    try:
        person = queries.find_by_email(rules.check_email(email))
    except RuleBrokenError as broken:
        raise click.ClickException(broken.message.plain) from None
    if person is None or not person.active:
        raise click.ClickException("There is no account with this e-mail address.")
    actions.clear_second_factor(person)
    actions.end_login_sessions(person)
    record_event(SYSTEM, "took second factor", person)
    log.info("second_factor_taken", person=person.id, by=None)
    link = mail_sign_in_link(actions.create_link(Purpose.SIGN_IN, email, person, {}))
    session.commit()
    click.echo("The second factor is taken away. This link signs in once; set up a new one then:")
    click.echo(link)


@group.command("demo")
@click.password_option()
@with_appcontext
def demo(password: str) -> None:
    """Make one open sign-in for each role, to try things out. Never in production."""
    for role, email in make_demo_people(password):
        click.echo(f"{role.value:15} {email}")


def make_demo_people(password: str) -> list[tuple[Role, str]]:
    """Make one sign-in for each role where it is missing; refused but where COPROD_DEMO is set."""
    settings: Settings = current_app.extensions["settings"]
    if settings.is_production or not settings.demo:
        raise NotAllowedError(
            "Demo sign-ins are only made where COPROD_DEMO=1, never in production"
        )
    organisations = list_choices(ListKind.ORGANISATION, clock.today())
    for role, (email, name) in DEMO.items():
        home = organisations[0][0] if organisations and role is Role.TEAM_MEMBER else None
        person = queries.find_by_email(email) or actions.add_person(email, name, role, home)
        person.role, person.active, person.name = role, True, name
        person.organisation_id = person.organisation_id or home
        if person.password is None:
            person.set_password(password)
    session.commit()
    return [(role, email) for role, (email, _name) in DEMO.items()]


def are_demo_people_ready() -> bool:
    """Say whether each demo sign-in is there, as it was made."""
    people = [(role, queries.find_by_email(email)) for role, (email, _name) in DEMO.items()]
    return all(person and is_demo_person_ready(person, role) for role, person in people)


def is_demo_person_ready(person: Person, role: Role) -> bool:
    return person.role is role and person.active and person.password is not None
