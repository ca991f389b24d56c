"""Letters about comments: to authors, curators, the team and the safeguarding contact."""

from collections.abc import Callable

from flask_babel import force_locale

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.engagement.comments import queries
from coprod.engagement.comments.actions import SavedComment
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.presenters import get_own_address
from coprod.engagement.comments.rules import Subject
from coprod.reference.lists.queries import get_place
from coprod.register.review.emails import write_to_curators
from coprod.web import mailer
from coprod.web.filters import say_date
from coprod.web.language import ENGLISH
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

SEEN_BY_NOBODY = fix(
    N_("The register has seen words in it that may mean danger. Nobody has read it yet.")
)


def send_receipt(saved: SavedComment, subject: Subject) -> None:
    write_to_author(saved.comment, build_receipt_email(subject.title))
    if saved.comment.state is CommentState.WAITING:
        notify_curators(saved)


def notify_curators(saved: SavedComment) -> None:
    """Write when the first comment comes into an empty queue, or one that cannot wait."""
    is_urgent = saved.comment.may_be_unsafe
    if is_urgent:
        alert_safeguarding_contact(saved.comment)
    if saved.are_others_waiting and not is_urgent:
        return
    write_to_curators(build_unread_email(is_urgent=is_urgent), "desk.queue.desk")


def alert_safeguarding_contact(comment: Comment) -> None:
    """Write to the safeguarding contact of the place before anybody has read the comment."""
    title = queries.get_comment_subject(comment).title
    write_to_safeguarding_contact(
        comment, lambda number, to_ask: build_safety_alert(number, title, to_ask)
    )


def write_to_safeguarding_contact(
    comment: Comment, build_email: Callable[[int, str], Email]
) -> None:
    """Write to the safeguarding contact, in English and ahead of all other mail."""
    partnership = get_place()
    if partnership.safeguarding_email:
        email = build_email(comment.id, partnership.contact_phone or partnership.contact_email)
        link = mailer.build_address("engagement.moderation.read", comment_id=comment.id)
        with force_locale(ENGLISH):
            mailer.write_email(partnership.safeguarding_email, email, link=link, is_urgent=True)


def write_to_author(comment: Comment, email: Email) -> None:
    recipient = queries.get_author_email(comment.person_id, comment.email)
    if recipient and (path := get_own_address(comment)):
        mailer.write_email(recipient, email, link=mailer.make_absolute(path))


def write_about_consequence(comment: Comment, email: Email) -> None:
    """Tell an author what followed from their words, as long as these are public."""
    if comment.state is CommentState.PUBLISHED:
        write_to_author(comment, email)


def ask_for_answer(comment: Comment) -> None:
    """Write to the team of a public comment that asks for an answer, or for a second one."""
    if comment.answer_by is None or not comment.waits_for_answer:
        return
    subject = queries.get_comment_subject(comment)
    build = build_second_request if comment.waits_for_second_answer else build_answer_request
    email = build(subject.title, say_date(comment.answer_by))
    link = mailer.build_address("engagement.comments.answer", comment_id=comment.id)
    mailer.write_to_each(SUBJECT_KINDS[subject.kind].list_owners(subject.id), email, link=link)


def build_receipt_email(title: str) -> Email:
    return Email(
        key="engagement.comments.receipt",
        subject=N_("Your comment has arrived"),
        before=(
            N_("Thank you for your comment on: %(title)s.", title=title),
            N_("A person reads it before it is public."),
        ),
        link_label=N_("Follow it, change it or delete it"),
        after=(fix(N_("This link is yours alone. Keep it to yourself.")),),
    )


def build_link_email(title: str) -> Email:
    """To a guest who left an address later: the private page."""
    return Email(
        key="engagement.comments.link",
        subject=N_("The private page of your comment"),
        before=(
            N_("You wrote a comment on: %(title)s.", title=title),
            N_("Here is your private page. We write to you when something happens."),
        ),
        link_label=N_("Follow it, change it or delete it"),
    )


def build_answered_email(title: str) -> Email:
    """To the author, once: when readers see the team's answer."""
    return Email(
        key="engagement.comments.answered",
        subject=N_("Your comment has an answer"),
        before=(N_("The team has answered your comment on: %(title)s.", title=title),),
        link_label=N_("Read the answer"),
    )


def build_led_to_email(title: str) -> Email:
    """To the author, once: when the team first names a change."""
    return Email(
        key="engagement.comments.led-to",
        subject=N_("Something changed because of your comment"),
        before=(N_("You wrote a comment on: %(title)s. It led to a change.", title=title),),
        link_label=N_("See what became of it"),
    )


def build_unread_email(*, is_urgent: bool) -> Email:
    """To the curators: comments wait."""
    urgent = (N_("One of them has a word from your list of words to read first."),)
    return Email(
        key="engagement.comments.unread-first" if is_urgent else "engagement.comments.unread",
        subject=N_("Read this comment first")
        if is_urgent
        else N_("Comments are waiting to be read"),
        before=(
            N_("Somebody has written a comment. Readers cannot see it yet."),
            *(urgent if is_urgent else ()),
        ),
        link_label=N_("Read what is waiting"),
    )


def build_safety_alert(number: int, title: str, contact: str) -> Email:
    """To the safeguarding contact, at once. It says where a comment is and none of its words."""
    return Email(
        key="engagement.comments.safety-alert",
        subject=N_("A comment may be about somebody who is not safe"),
        before=(
            fix(N_("This is comment %(number)s on: %(title)s.", number=number, title=title)),
            SEEN_BY_NOBODY,
            fix(N_("It is not public. This letter leaves out what it says, to protect people.")),
            fix(N_("Ask the curators for it: %(contact)s.", contact=contact)),
        ),
        link_label=N_("Curators read it here"),
    )


def build_answer_request(title: str, day: str) -> Email:
    return Email(
        key="engagement.comments.answer-request",
        subject=N_("Somebody is waiting for your answer"),
        before=(
            N_("There is a comment on: %(title)s.", title=title),
            N_("Please answer for your team by %(day)s. Readers see how long they wait.", day=day),
        ),
        link_label=N_("Read it and answer"),
    )


def build_second_request(title: str, day: str) -> Email:
    return Email(
        key="engagement.comments.second-request",
        subject=N_("Your answer was not enough for somebody"),
        before=(
            N_("You answered a comment on: %(title)s.", title=title),
            N_("Whoever wrote it says that this does not answer it. We ask you this once."),
            N_("Please say more by %(day)s. Readers see how long they wait.", day=day),
        ),
        link_label=N_("Read it and say more"),
    )


def build_answer_reminder(title: str, number: int) -> Email:
    return Email(
        key="engagement.comments.answer-reminder",
        subject=N_("Your answer is late"),
        before=(
            N_("Comments on this are waiting for your answer: %(title)s.", title=title),
            N_("How many are late: %(number)s. Everybody can see it.", number=number),
        ),
        link_label=N_("Read them and answer"),
        after=(N_("“We cannot do this, because …” is an answer too."),),
    )


LETTERS = (
    Letter(
        "engagement.comments.receipt", Reader.AUTHOR, N_("A comment arrives"), build_receipt_email
    ),
    Letter(
        "engagement.comments.link",
        Reader.AUTHOR,
        N_("Somebody leaves an address on the private page of a comment"),
        build_link_email,
    ),
    Letter(
        "engagement.comments.answered",
        Reader.AUTHOR,
        N_("Readers see the team’s answer to a comment"),
        build_answered_email,
    ),
    Letter(
        "engagement.comments.led-to",
        Reader.AUTHOR,
        N_("The team says which change a comment led to"),
        build_led_to_email,
    ),
    Letter(
        "engagement.comments.unread",
        Reader.CURATORS,
        N_("The first comment comes into an empty queue"),
        lambda _title: build_unread_email(is_urgent=False),
    ),
    Letter(
        "engagement.comments.unread-first",
        Reader.CURATORS,
        N_("A comment has a word to read first"),
        lambda _title: build_unread_email(is_urgent=True),
    ),
    Letter(
        "engagement.comments.safety-alert",
        Reader.SAFEGUARDING,
        N_("A comment may be about somebody who is not safe"),
        lambda title: build_safety_alert(1, title, "020 7946 0000"),
    ),
    Letter(
        "engagement.comments.answer-request",
        Reader.OWNERS,
        N_("A comment asks for an answer"),
        lambda title: build_answer_request(title, say_date(clock.today())),
    ),
    Letter(
        "engagement.comments.second-request",
        Reader.OWNERS,
        N_("The author of a comment says that an answer is not enough"),
        lambda title: build_second_request(title, say_date(clock.today())),
    ),
    Letter(
        "engagement.comments.answer-reminder",
        Reader.OWNERS,
        N_("An answer is late"),
        lambda title: build_answer_reminder(title, 2),
    ),
)
