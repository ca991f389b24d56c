"""The letters about a review: that somebody wrote, and that somebody is asked to decide."""

from datetime import date

from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_message_email(title: Message) -> Email:
    """That there is a message, never what it says."""
    return Email(
        key="reviews.message",
        subject=N_("Somebody wrote about a review"),
        before=(N_("There is a new message about: %(title)s.", title=title.plain),),
        link_label=N_("Read it and answer"),
    )


def build_ask_email(title: Message) -> Email:
    return Email(
        key="reviews.ask",
        subject=N_("You are asked to decide"),
        before=(
            N_("A curator asks you to decide about: %(title)s.", title=title.plain),
            N_("They cannot decide it themselves, or would like you to."),
        ),
        link_label=N_("Read it and decide"),
    )


def build_stand_in_email(title: Message) -> Email:
    return Email(
        key="reviews.stand-in",
        subject=N_("You are standing in: something is waiting for your decision"),
        before=(
            N_("You are asked to decide about: %(title)s.", title=title.plain),
            N_("A curator worked on this, so cannot decide it. You are named to stand in."),
        ),
        link_label=N_("Read it and decide"),
    )


def build_named_email(starts_on: date, ends_on: date) -> Email:
    return Email(
        key="reviews.named",
        subject=N_("You are named to stand in for a curator"),
        before=(
            N_("From %(first)s to %(last)s you stand in.", first=starts_on, last=ends_on),
            N_("A curator cannot decide about their own work. It comes to you instead."),
            N_("You get a letter each time. You need do nothing before that."),
        ),
        link_label=N_("What you were asked to decide"),
    )


LETTERS = (
    Letter(
        "reviews.message",
        Reader.DECIDER,
        N_("Somebody writes about a review"),
        lambda title: build_message_email(Message(title)),
    ),
    Letter(
        "reviews.ask",
        Reader.DECIDER,
        N_("A curator asks somebody to decide"),
        lambda title: build_ask_email(Message(title)),
    ),
    Letter(
        "reviews.stand-in",
        Reader.DECIDER,
        N_("A review goes to a stand-in"),
        lambda title: build_stand_in_email(Message(title)),
    ),
    Letter(
        "reviews.named",
        Reader.DECIDER,
        N_("Somebody is named to stand in"),
        lambda _title: build_named_email(clock.today(), clock.today()),
    ),
)
