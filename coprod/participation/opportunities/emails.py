"""The letter to a team from somebody who would like to take part, or to do the same."""

from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.participation.contact_requests.enums import ContactReason
from coprod.participation.opportunities.rules import MessageToTeam
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

EXAMPLE_WORDS = N_("Can I come on Tuesday?")


def build_message_to_team(
    reason: ContactReason, title: str, message: MessageToTeam, day: str = ""
) -> Email:
    """To the owners. It is not stored: only their mailboxes have it. ``day``: answer by then."""
    due = N_("Please answer by %(day)s, and then say so in the register.", day=day)
    return Email(
        key="participation.opportunities.message-to-team",
        subject=N_("Somebody wrote to you through the register"),
        before=(
            N_("%(wish)s: %(title)s.", wish=reason.label, title=title),
            fix(N_("They write: %(words)s", words=message.words)),
            describe_contact(message),
            *((due,) if day else ()),
        ),
        link_label=N_("Say that you have answered") if day else N_("See the activity"),
        after=(fix(N_("Use how to reach them for this alone, and delete it afterwards.")),),
    )


def build_message_to_curators(message: MessageToTeam) -> Email:
    """To the curators, from somebody who wants to say something about no story in particular."""
    return Email(
        key="participation.opportunities.message-to-curators",
        subject=N_("Somebody told us something"),
        before=(
            N_("Somebody wrote to you on “Have your say”."),
            fix(N_("They write: %(words)s", words=message.words)),
            describe_contact(message),
        ),
        link_label=N_("See “Have your say”"),
        after=(fix(N_("Use how to reach them for this alone, and delete it afterwards.")),),
    )


def describe_contact(message: MessageToTeam) -> Message:
    if not message.can_be_answered:
        return fix(N_("They did not say how to reach them."))
    return fix(
        N_("They agreed that you may reach them like this: %(contact)s", contact=message.contact)
    )


LETTERS = (
    Letter(
        "participation.opportunities.message-to-curators",
        Reader.CURATORS,
        N_("Somebody writes to those who look after the register"),
        lambda _title: build_message_to_curators(MessageToTeam(translate(EXAMPLE_WORDS))),
    ),
    Letter(
        "participation.opportunities.message-to-team",
        Reader.OWNERS,
        N_("Somebody writes to the team of an activity"),
        lambda title: build_message_to_team(
            ContactReason.TAKE_PART,
            title,
            MessageToTeam(translate(EXAMPLE_WORDS)),
            say_date(clock.today()),
        ),
    ),
)
