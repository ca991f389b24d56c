"""Letters about comments: to authors, curators, the team and the safeguarding contact."""

from collections.abc import Callable

from flask_babel import force_locale

from coprod.engagement.comments import presenters, queries
from coprod.engagement.comments.actions import Written
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.presenters import own_address
from coprod.engagement.comments.rules import Subject
from coprod.reference.lists.queries import place
from coprod.register.review.emails import write_to_curators
from coprod.web import mailer
from coprod.web.filters import in_words
from coprod.web.language import ENGLISH
from coprod.web.mailer import Email


def tell_that_it_came(written: Written, about: Subject) -> None:
    write_to_author(written.comment, presenters.receipt(about.title))
    if written.comment.state is State.WAITING:
        tell_curators(written)


def tell_curators(written: Written) -> None:
    """Write when the first comment comes into an empty queue, or one that cannot wait."""
    is_urgent = written.comment.may_be_unsafe
    if is_urgent:
        alert_contact(written.comment)
    if written.others_wait and not is_urgent:
        return
    write_to_curators(presenters.read_these(is_urgent=is_urgent), "engagement.moderation.desk")


def alert_contact(comment: Comment) -> None:
    """Write to the safeguarding contact of the place before anybody has read the comment."""
    title = queries.its_subject(comment).title
    write_to_contact(comment, lambda number, to_ask: presenters.safety_alert(number, title, to_ask))


def write_to_contact(comment: Comment, letter_about: Callable[[int, str], Email]) -> None:
    """Write to the safeguarding contact, in English and ahead of all other mail."""
    here = place()
    if here.safeguarding_email:
        letter = letter_about(comment.id, here.contact_phone or here.contact_email)
        link = mailer.address("engagement.moderation.read", comment_id=comment.id)
        with force_locale(ENGLISH):
            mailer.write(here.safeguarding_email, letter, link=link, is_urgent=True)


def write_to_author(comment: Comment, letter: Email) -> None:
    email = queries.email_of(comment)
    if email and (path := own_address(comment)):
        mailer.write(email, letter, link=mailer.whole(path))


def ask_for_answer(comment: Comment) -> None:
    """Write to the team of a comment that has become public and asks for an answer."""
    if comment.answer_by is None or not comment.waits_for_answer:
        return
    about = queries.its_subject(comment)
    letter = presenters.asked(about.title, in_words(comment.answer_by))
    link = mailer.address("engagement.comments.answer", comment_id=comment.id)
    mailer.write_to_each(SUBJECT_KINDS[about.kind].owners(about.id), letter, link=link)
