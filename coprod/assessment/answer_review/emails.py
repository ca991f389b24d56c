"""Letters about a query of an answer: the query, the reply, the ruling, and its end."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_query_email(title: str) -> Email:
    """To the owners."""
    return Email(
        key="assessment.answer-review.query",
        subject=N_("A question about one of your answers"),
        before=(
            N_(
                "A curator or a lay member asks about an answer in your assessment of: %(title)s.",
                title=title,
            ),
            N_("Readers see the question. They will see your reply next to it."),
        ),
        link_label=N_("Read it and reply"),
    )


def build_reply_email(title: str) -> Email:
    """To whoever asked, and to the curators."""
    return Email(
        key="assessment.answer-review.reply",
        subject=N_("A team has replied to a challenge"),
        before=(N_("A team has replied about one of its answers: %(title)s.", title=title),),
        link_label=N_("Read the reply"),
    )


def build_closing_email(title: str) -> Email:
    """To the owners, and to whoever asked."""
    return Email(
        key="assessment.answer-review.closing",
        subject=N_("A curator has closed a question about an answer"),
        before=(N_("It was about an answer in the assessment of: %(title)s.", title=title),),
        link_label=N_("See how it ended"),
    )


def build_ruling_email(title: str) -> Email:
    return Email(
        key="assessment.answer-review.ruling",
        subject=N_("A curator has looked at an answer that does not apply to you"),
        before=(
            N_("You said that a question does not apply to: %(title)s.", title=title),
            N_("A curator has accepted it, or says why not. Then a new assessment puts it right."),
        ),
        link_label=N_("See what they say"),
    )


LETTERS = (
    Letter(
        "assessment.answer-review.query",
        Reader.OWNERS,
        N_("Somebody questions an answer in public"),
        build_query_email,
    ),
    Letter(
        "assessment.answer-review.reply",
        Reader.ASKER,
        N_("The team replies to a question about an answer"),
        build_reply_email,
    ),
    Letter(
        "assessment.answer-review.closing",
        Reader.OWNERS,
        N_("A question about an answer is closed"),
        build_closing_email,
    ),
    Letter(
        "assessment.answer-review.ruling",
        Reader.OWNERS,
        N_("A curator looks at a question that does not apply"),
        build_ruling_email,
    ),
)
