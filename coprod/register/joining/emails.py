"""The letters about a question to join a team. They do not say what anybody wrote."""

from coprod.core.values.phrases import N_
from coprod.register.activities.queries import list_owners
from coprod.register.joining.actions import ANSWER_WORKDAYS
from coprod.register.joining.enums import JoinState
from coprod.register.joining.models import JoinRequest
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def write_to_owners(request: JoinRequest) -> None:
    link = mailer.build_address("register.joining.answer", join_id=request.id)
    mailer.write_to_others(
        list_owners(request.activity), build_request_email(request.activity.title), link=link
    )


def write_to_asker(request: JoinRequest) -> None:
    title, slug = request.activity.title, request.activity.slug
    if request.state is JoinState.ACCEPTED:
        email, endpoint = build_accepted_email(title), "register.activities.check"
    else:
        email, endpoint = build_declined_email(title), "register.joining.join"
    mailer.write_to_each([request.person], email, link=mailer.build_address(endpoint, slug=slug))


def build_request_email(title: str) -> Email:
    return Email(
        key="register.joining.request",
        subject=N_("Somebody would like to join your team"),
        before=(
            N_("Somebody asks to join the team of an activity: %(title)s.", title=title),
            N_(
                "If nobody answers within %(days)s working days, a curator does.",
                days=ANSWER_WORKDAYS,
            ),
        ),
        link_label=N_("Read it and answer"),
    )


def build_accepted_email(title: str) -> Email:
    return Email(
        key="register.joining.accepted",
        subject=N_("You are on the team"),
        before=(
            N_(
                "You asked to join the team of an activity. You can now change it: %(title)s.",
                title=title,
            ),
        ),
        link_label=N_("See it"),
    )


def build_declined_email(title: str) -> Email:
    return Email(
        key="register.joining.declined",
        subject=N_("An answer to your question to join a team"),
        before=(N_("You asked to join the team of an activity: %(title)s.", title=title),),
        link_label=N_("Read the answer"),
    )


LETTERS = (
    Letter(
        "register.joining.request",
        Reader.OWNERS,
        N_("Somebody asks to join a team"),
        build_request_email,
    ),
    Letter(
        "register.joining.accepted",
        Reader.ASKER,
        N_("Somebody is let into a team"),
        build_accepted_email,
    ),
    Letter(
        "register.joining.declined",
        Reader.ASKER,
        N_("Somebody is not let into a team"),
        build_declined_email,
    ),
)
