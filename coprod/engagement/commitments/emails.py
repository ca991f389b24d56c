"""Letters about commitments: to curators, to teams, and to whoever wrote what led to one."""

from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments.emails import write_about_consequence
from coprod.engagement.commitments import queries
from coprod.engagement.commitments.models import Commitment
from coprod.web.filters import say_date
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_typed_in_email(title: str) -> Email:
    """To the owners, when a curator typed a promise in."""
    return Email(
        key="engagement.commitments.typed-in",
        subject=N_("There is a promise on your activity"),
        before=(
            N_("A curator has written about a promise on: %(title)s.", title=title),
            N_("Readers see it, and the day by which it is due."),
        ),
        link_label=N_("Read it"),
    )


def build_to_read_email(title: str) -> Email:
    """To the curators, when a team said something about a promise."""
    return Email(
        key="engagement.commitments.to-read",
        subject=N_("Read what a team says about a promise"),
        before=(
            N_("The team has made a promise, or updated one, on: %(title)s.", title=title),
            N_("Readers do not see it before you have read it."),
        ),
        link_label=N_("Read it"),
    )


def build_published_email(title: str) -> Email:
    """To the owners: a curator has read what they said."""
    return Email(
        key="engagement.commitments.published",
        subject=N_("Readers now see what you said about a promise"),
        before=(
            N_("A curator has read what you said about a promise on: %(title)s.", title=title),
        ),
        link_label=N_("See it"),
    )


def build_sent_back_email(title: str) -> Email:
    """To the owners: a curator asks for other words."""
    return Email(
        key="engagement.commitments.sent-back",
        subject=N_("Please change what you said about a promise"),
        before=(
            N_("A curator has read what you said about a promise on: %(title)s.", title=title),
            N_("Readers do not see it yet. Your words are kept for you."),
        ),
        link_label=N_("See what to change"),
    )


def build_promised_email(title: str) -> Email:
    """To the author of the comment that a promise was made from."""
    return Email(
        key="engagement.commitments.promised",
        subject=N_("Somebody made a promise because of your comment"),
        before=(
            N_("You wrote a comment on: %(title)s.", title=title),
            N_("A promise was made from it, with a day by which it is due."),
        ),
        link_label=N_("Read the promise"),
    )


def build_moved_email(title: str) -> Email:
    """To the same author: there is news of the promise."""
    return Email(
        key="engagement.commitments.moved",
        subject=N_("There is news of a promise made from your comment"),
        before=(
            N_("You wrote a comment on: %(title)s.", title=title),
            N_("A promise was made from it. The team has given an update."),
        ),
        link_label=N_("See what became of it"),
    )


def build_late_email(title: str) -> Email:
    """To the same author, once: its day has passed."""
    return Email(
        key="engagement.commitments.late",
        subject=N_("A promise made from your comment is late"),
        before=(
            N_("You wrote a comment on: %(title)s.", title=title),
            N_("A promise was made from it. Its day has passed, and it is not done."),
            N_("We have asked the team. We write to you when there is news."),
        ),
        link_label=N_("See where it is"),
    )


def write_to_comment_author(commitment: Commitment) -> None:
    """Tell whose comment a promise was made from what readers see of it now. Once for each step."""
    comment = queries.find_comment_of(commitment)
    if comment is None or comment.person_id == commitment.last.person_id:
        return
    is_new = len(commitment.public_steps) == 1
    build = build_promised_email if is_new else build_moved_email
    write_about_consequence(comment, build(commitment.activity.title))


def write_about_delay(commitment: Commitment) -> None:
    """Tell the author of the comment that a promise was made from that it is late."""
    comment = queries.find_comment_of(commitment)
    if comment is not None:
        write_about_consequence(comment, build_late_email(commitment.activity.title))


def build_reminder_email(title: str, due: PartialDate) -> Email:
    """To the owners: the day has passed."""
    due_text: Message | str = say_date(due)
    return Email(
        key="engagement.commitments.reminder",
        subject=N_("A promise is overdue"),
        before=(
            N_(
                "Your activity %(title)s promised something by %(when)s.",
                title=title,
                when=due_text,
            ),
            N_("Say whether it is done, when it will be, or why it is not being done."),
        ),
        link_label=N_("Say how it is going"),
        after=(N_("Until then everybody reads that it is overdue."),),
    )


LETTERS = (
    Letter(
        "engagement.commitments.typed-in",
        Reader.OWNERS,
        N_("A curator writes a promise down"),
        build_typed_in_email,
    ),
    Letter(
        "engagement.commitments.to-read",
        Reader.CURATORS,
        N_("A team says something about a promise"),
        build_to_read_email,
    ),
    Letter(
        "engagement.commitments.published",
        Reader.OWNERS,
        N_("What a team said about a promise is public"),
        build_published_email,
    ),
    Letter(
        "engagement.commitments.sent-back",
        Reader.OWNERS,
        N_("A curator asks for other words about a promise"),
        build_sent_back_email,
    ),
    Letter(
        "engagement.commitments.promised",
        Reader.AUTHOR,
        N_("Readers see a promise that was made from a comment"),
        build_promised_email,
    ),
    Letter(
        "engagement.commitments.moved",
        Reader.AUTHOR,
        N_("Readers see news of a promise that was made from a comment"),
        build_moved_email,
    ),
    Letter(
        "engagement.commitments.late",
        Reader.AUTHOR,
        N_("The day of a promise that was made from a comment has passed"),
        build_late_email,
    ),
    Letter(
        "engagement.commitments.reminder",
        Reader.OWNERS,
        N_("The day of a promise has passed"),
        lambda title: build_reminder_email(title, PartialDate(2027, 3)),
    ),
)
