"""The letters to community groups, and to curators about them."""

from datetime import date

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.participation.directory.models import Connector
from coprod.register.review.emails import write_to_curators
from coprod.web import mailer
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

EXAMPLE_GROUP = N_("Tenants of the estate")


def build_link_email(name: str, last_day: date) -> Email:
    """To the shared mailbox of a group. The link is for the group alone."""
    return Email(
        key="participation.directory.link",
        subject=N_("What we say about your group"),
        before=(
            N_("%(group)s is in our list of community groups.", group=name),
            N_(
                "With this link you can change what we say about you, or take your group off the "
                "list at once. It works until %(day)s.",
                day=say_date(last_day),
            ),
        ),
        link_label=N_("Look at our page, and change it"),
        after=(
            fix(N_("A person reads changes before everybody sees them.")),
            N_("If nobody in your group asked for this, you need not do anything."),
        ),
    )


def build_changed_email(name: str) -> Email:
    """To the curators: a group wrote, and somebody reads it first."""
    return Email(
        key="participation.directory.changed",
        subject=N_("A community group sent changes"),
        before=(N_("%(group)s sent changes to its page.", group=name),),
        link_label=N_("Read them and decide"),
    )


def build_ending_email(name: str, last_day: date) -> Email:
    """To the curators, before a consent ends."""
    return Email(
        key="participation.directory.ending",
        subject=N_("A community group’s consent ends soon"),
        before=(
            N_(
                "%(group)s agreed to be listed until %(day)s. After that day it is not shown.",
                group=name,
                day=say_date(last_day),
            ),
            N_("Ask the group whether it wants to stay, and write down what it says."),
        ),
        link_label=N_("Open its page"),
    )


def send_link(connector: Connector, token: str) -> None:
    last_day = connector.link_until or clock.today()
    link = mailer.build_address("participation.directory.ours", token=token)
    mailer.write_email(connector.email, build_link_email(connector.name, last_day), link=link)


def write_of_change(connector: Connector) -> None:
    write_to_curators(build_changed_email(connector.name), "desk.queue.desk")


def write_of_end(connector: Connector) -> None:
    email = build_ending_email(connector.name, connector.consent_until)
    write_to_curators(email, "participation.directory.community_group", connector=connector.slug)


LETTERS = (
    Letter(
        "participation.directory.link",
        Reader.GROUP,
        N_("A community group asks for the link to its page"),
        lambda _title: build_link_email(translate(EXAMPLE_GROUP), clock.today()),
    ),
    Letter(
        "participation.directory.changed",
        Reader.CURATORS,
        N_("A community group sends changes"),
        lambda _title: build_changed_email(translate(EXAMPLE_GROUP)),
    ),
    Letter(
        "participation.directory.ending",
        Reader.CURATORS,
        N_("A community group’s consent ends soon"),
        lambda _title: build_ending_email(translate(EXAMPLE_GROUP), clock.today()),
    ),
)
