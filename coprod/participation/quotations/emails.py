"""The letters to people who are quoted, to owners and to curators. None of them quotes anybody."""

from datetime import date

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.models import Quotation
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.web.filters import say_date
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix


def notify_of_reply(quotation: Quotation) -> None:
    """Tell the team and the curators that somebody answered, and what is to do."""
    is_refused = quotation.answer is QuoteAnswer.REFUSED
    build = build_refused_email if is_refused else build_replied_email
    email, slug = build(quotation.activity.title), quotation.activity.slug
    write_to_owners(quotation.activity, email, "participation.quotations.quotations", slug=slug)
    write_to_curators(email, "participation.quotations.quotations", slug=slug)


def build_question(title: str, answer_by: date) -> Email:
    """Ask somebody about their words. The link is for them alone."""
    return Email(
        key="participation.quotations.question",
        subject=N_("May we publish what you said?"),
        before=(
            N_("Something that you said is in: %(title)s.", title=title),
            fix(N_("You can say yes, ask for other words, or say no. Nobody reads your name.")),
            N_("Please answer by %(day)s. You can still answer later.", day=say_date(answer_by)),
        ),
        link_label=N_("Read the words and answer"),
        after=(fix(N_("The link is for you alone. We do not keep your address.")),),
    )


def build_replied_email(title: str) -> Email:
    """To the owners and the curators."""
    return Email(
        key="participation.quotations.replied",
        subject=N_("A person who is quoted has answered"),
        before=(N_("Somebody who is quoted in %(title)s has answered.", title=title),),
        link_label=N_("Read the answer"),
    )


def build_refused_email(title: str) -> Email:
    """To the owners and the curators: the words go, or somebody says why they stay."""
    return Email(
        key="participation.quotations.refused",
        subject=N_("A person asks us not to publish their words"),
        before=(
            N_(
                "Somebody who is quoted in %(title)s asks us not to publish their words.",
                title=title,
            ),
            N_("Take the words out. A curator who keeps them says why."),
        ),
        link_label=N_("See which words"),
    )


LETTERS = (
    Letter(
        "participation.quotations.question",
        Reader.QUOTED,
        N_("An activity quotes a person"),
        lambda title: build_question(title, clock.today()),
    ),
    Letter(
        "participation.quotations.replied",
        Reader.OWNERS_AND_CURATORS,
        N_("A person who is quoted answers"),
        build_replied_email,
    ),
    Letter(
        "participation.quotations.refused",
        Reader.OWNERS_AND_CURATORS,
        N_("A person asks us not to publish their words"),
        build_refused_email,
    ),
)
