"""E-mails to those who look after an activity, and to the curators, from any page."""

from datetime import date

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.register.review.queries import list_curators
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def write_to_curators(email: Email, endpoint: str, **values: str | int) -> None:
    """Write to the other curators. ``values`` are the parts of the address the letter leads to."""
    mailer.write_to_others(list_curators(), email, link=mailer.build_address(endpoint, **values))


def write_to_owners(activity: Activity, email: Email, endpoint: str, **values: str | int) -> None:
    """Write to the other owners of an activity."""
    mailer.write_to_others(
        list_owners(activity), email, link=mailer.build_address(endpoint, **values)
    )


def write_to_team(activity: Activity, email: Email, link: str = "") -> None:
    """Write to those who look after an activity, or to the curators where nobody is left.

    The letter leads to the story; with a ``link`` that those who look after it can open, to that.
    """
    story = mailer.build_address("library.stories.activity", slug=activity.slug)
    reachable = [each for each in list_owners(activity) if each.email]
    mailer.write_to_each(reachable or list_curators(), email, link=(reachable and link) or story)


def build_message_email(title: str) -> Email:
    return Email(
        key="register.review.message",
        subject=N_("There is a message about an activity"),
        before=(N_("Somebody has written to you about: %(title)s.", title=title),),
        link_label=N_("Read it and answer"),
    )


def build_submitted_email(title: str) -> Email:
    """To the curators: something waits."""
    return Email(
        key="register.review.submitted",
        subject=N_("An activity is waiting to be read"),
        before=(N_("Somebody has sent in: %(title)s.", title=title),),
        link_label=N_("Read it here"),
    )


def build_returned_email(title: str) -> Email:
    """To the owner. The reason is on the page, where only they and the curators can read it."""
    return Email(
        key="register.review.returned",
        subject=N_("Your activity needs a change before it can be public"),
        before=(
            N_("A curator has read your activity: %(title)s.", title=title),
            N_("They ask for a change first, and say why. Nothing you wrote is lost."),
        ),
        link_label=N_("Read what they ask for"),
    )


def build_published_email(title: str) -> Email:
    return Email(
        key="register.review.published",
        subject=N_("Your story is public"),
        before=(N_("A curator has read and published your story: %(title)s.", title=title),),
        link_label=N_("See it in the register"),
        after=(N_("Thank you. Others can now learn from it."),),
    )


def build_planned_email(title: str, day: date) -> Email:
    return Email(
        key="register.review.planned",
        subject=N_("Your story has a day to become public"),
        before=(
            N_("A curator has read and approved your story: %(title)s.", title=title),
            N_("It will be public on %(day)s. Until then nobody else sees it.", day=day),
        ),
        link_label=N_("See it"),
        after=(N_("You can still change it: then a curator reads it again."),),
    )


def build_unplanned_email(title: str) -> Email:
    return Email(
        key="register.review.unplanned",
        subject=N_("Your story is waiting for a curator again"),
        before=(
            N_("Your story had a day to become public: %(title)s.", title=title),
            N_("A curator has cancelled that day, and is reading it again."),
        ),
        link_label=N_("See it"),
    )


def build_removed_email(title: str) -> Email:
    return Email(
        key="register.review.removed",
        subject=N_("Your story is no longer public"),
        before=(N_("A curator has withdrawn or archived your story: %(title)s.", title=title),),
        link_label=N_("Read the reason"),
    )


LETTERS = (
    Letter(
        "register.review.message",
        Reader.OWNERS_AND_CURATORS,
        N_("Somebody writes about an activity that a curator is reading"),
        build_message_email,
    ),
    Letter(
        "register.review.submitted",
        Reader.CURATORS,
        N_("An activity is sent in"),
        build_submitted_email,
    ),
    Letter(
        "register.review.returned",
        Reader.OWNERS,
        N_("An activity is sent back for a change"),
        build_returned_email,
    ),
    Letter(
        "register.review.published",
        Reader.OWNERS,
        N_("A story is published"),
        build_published_email,
    ),
    Letter(
        "register.review.planned",
        Reader.OWNERS,
        N_("A story is approved for a day"),
        lambda title: build_planned_email(title, clock.today()),
    ),
    Letter(
        "register.review.unplanned",
        Reader.OWNERS,
        N_("The day of a story is cancelled"),
        build_unplanned_email,
    ),
    Letter(
        "register.review.removed",
        Reader.OWNERS,
        N_("A story is withdrawn or archived"),
        build_removed_email,
    ),
)
