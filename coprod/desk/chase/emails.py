"""The letter about each kind of thing to chase: that of the reminders, where there is one."""

from collections.abc import Callable
from functools import partial

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.desk.chase.enums import ChaseKind
from coprod.desk.chase.rules import ChaseCase
from coprod.engagement.comments.emails import build_answer_reminder
from coprod.engagement.commitments.emails import build_reminder_email
from coprod.register.freshness.emails import build_reminder
from coprod.web.filters import say_date
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_action_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.action",
        subject=N_("An action of a board is late"),
        before=(
            N_(
                "This action was due on %(when)s, and your role looks after it: %(title)s.",
                title=case.title,
                when=say_date(case.since),
            ),
            N_("Tell the community voice lead how it stands, and what stands in its way."),
        ),
        link_label=N_("Look at the action"),
        after=(N_("It is shown as late to everybody, and in the next pack of the board."),),
    )


def build_idea_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.idea",
        subject=N_("A board has not answered an idea of a lay member"),
        before=(
            N_(
                "An answer was due on %(when)s. The board is: %(title)s.",
                title=case.title,
                when=say_date(case.since),
            ),
            N_("Answer for the board, or ask it what it will do."),
        ),
        link_label=N_("Read the idea"),
        after=(N_("It is shown as late to the members of the board."),),
    )


def build_target_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.target",
        subject=N_("A target or a data gap is waiting"),
        before=(
            N_(
                "A review or a plan for missing numbers was due on %(when)s: %(title)s.",
                title=case.title,
                when=say_date(case.since),
            ),
            N_("Ask the role that looks after it, and write down what was decided."),
        ),
        link_label=N_("Look at the indicator"),
    )


def build_money_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.money",
        subject=N_("Money for your activity is ending"),
        before=(
            N_(
                "Some money for your activity %(title)s ends on %(when)s.",
                title=case.title,
                when=say_date(case.since),
            ),
            N_("Say whether it goes on, or what happens when it ends."),
        ),
        link_label=N_("Look at your activity"),
    )


def build_consent_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.consent",
        subject=N_("Somebody’s consent is ending"),
        before=(
            N_(
                "A consent to a story or a picture in your activity %(title)s ends on %(when)s.",
                title=case.title,
                when=say_date(case.since),
            ),
            N_("After that day, readers will not see what it covers."),
        ),
        link_label=N_("Look at your activity"),
        after=(
            N_("Ask the person who gave it whether they still agree. They are free to say no."),
        ),
    )


def build_round_email(case: ChaseCase) -> Email:
    return Email(
        key="desk.chase.round",
        subject=N_("A residents’ round is waiting to be released"),
        before=(
            N_("Residents have answered about: %(title)s.", title=case.title),
            N_("Readers see what they said once a curator has released it."),
        ),
        link_label=N_("Go to the desk"),
    )


BUILDERS: dict[ChaseKind, Callable[[ChaseCase], Email]] = {
    ChaseKind.ANSWERS: lambda case: build_answer_reminder(case.title, case.number),
    ChaseKind.PROMISES: lambda case: build_reminder_email(case.title, case.rows[0].due),
    ChaseKind.ACTIONS: build_action_email,
    ChaseKind.IDEAS: build_idea_email,
    ChaseKind.TARGETS: build_target_email,
    ChaseKind.STALE: lambda case: build_reminder(case.title, case.question),
    ChaseKind.MONEY: build_money_email,
    ChaseKind.CONSENTS: build_consent_email,
    ChaseKind.ROUNDS: build_round_email,
}


def build_email(case: ChaseCase) -> Email:
    return BUILDERS[case.kind](case)


def build_example(kind: ChaseKind, title: str) -> Email:
    case = ChaseCase(kind, "activity", 1, title=title, since=clock.today(), endpoint="")
    return BUILDERS[kind](case)


LETTERS = (
    Letter(
        "desk.chase.action",
        Reader.OWNERS,
        N_("A curator chases an action of a board"),
        partial(build_example, ChaseKind.ACTIONS),
    ),
    Letter(
        "desk.chase.idea",
        Reader.CURATORS,
        N_("A curator chases the answer to an idea of a lay member"),
        partial(build_example, ChaseKind.IDEAS),
    ),
    Letter(
        "desk.chase.target",
        Reader.CURATORS,
        N_("A curator chases a target or a data gap"),
        partial(build_example, ChaseKind.TARGETS),
    ),
    Letter(
        "desk.chase.money",
        Reader.OWNERS,
        N_("A curator chases money that ends"),
        partial(build_example, ChaseKind.MONEY),
    ),
    Letter(
        "desk.chase.consent",
        Reader.OWNERS,
        N_("A curator chases a consent that ends"),
        partial(build_example, ChaseKind.CONSENTS),
    ),
    Letter(
        "desk.chase.round",
        Reader.CURATORS,
        N_("A curator chases a residents’ round that was not released"),
        partial(build_example, ChaseKind.ROUNDS),
    ),
)
