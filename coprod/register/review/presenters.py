"""The conversation about an activity as it is shown, and the letters that go with it.

Letters name the activity, lead to it, and tell nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.models import Event
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.review.models import ReviewMessage
from coprod.web.mailer import Email

MESSAGE_VERB = "wrote a message"


@dataclass(frozen=True)
class Moment:
    """One step or one message. People are shown by the part they play, not by name."""

    at: datetime
    what: Message
    text: str
    anchor: str
    is_message: bool = False
    is_mine: bool = False


def build_timeline(
    actor: Actor, notes: Sequence[Event], messages: Sequence[ReviewMessage]
) -> list[Moment]:
    """Return what was done and said about an activity, in the order in which it happened."""
    steps = [
        Moment(
            n.at, get_verb_text(n.verb), n.reason, f"step-{n.id}", is_mine=n.person_id == actor.id
        )
        for n in notes
        if n.verb != MESSAGE_VERB
    ]
    spoken = [
        Moment(
            m.at,
            m.voice.label,
            m.body,
            f"message-{m.id}",
            is_message=True,
            is_mine=m.person_id == actor.id,
        )
        for m in messages
    ]
    return sorted([*steps, *spoken], key=lambda moment: moment.at)


def build_message_email(title: str) -> Email:
    return Email(
        subject=N_("There is a message about an entry"),
        before=(N_("Somebody has written to you about: %(title)s.", title=title),),
        link_label=N_("Read it and answer"),
    )


def build_submitted_email(title: str) -> Email:
    """To the curators: something waits."""
    return Email(
        subject=N_("An entry is waiting to be read"),
        before=(N_("Somebody has sent in: %(title)s.", title=title),),
        link_label=N_("Read it here"),
    )


def build_returned_email(title: str) -> Email:
    """To the owner. The reason is on the page, where only they and the curators can read it."""
    return Email(
        subject=N_("Your entry needs a change before it can be public"),
        before=(
            N_("A curator has read your entry: %(title)s.", title=title),
            N_("They ask for a change first, and say why. Nothing you wrote is lost."),
        ),
        link_label=N_("Read what they ask for"),
    )


def build_published_email(title: str) -> Email:
    return Email(
        subject=N_("Your entry is public"),
        before=(N_("A curator has read and published your entry: %(title)s.", title=title),),
        link_label=N_("See it in the register"),
        after=(N_("Thank you. Others can now learn from it."),),
    )


def build_removed_email(title: str) -> Email:
    return Email(
        subject=N_("Your entry is no longer public"),
        before=(N_("A curator has withdrawn or archived your entry: %(title)s.", title=title),),
        link_label=N_("Read the reason"),
    )
