"""Letters about comments: to their authors, to the curators, to the safeguarding contact."""

from collections.abc import Callable

from flask_babel import force_locale

from coprod.engagement.comments import presenters, queries
from coprod.engagement.comments.actions import Written
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import own_address
from coprod.engagement.subjects.rules import Subject
from coprod.reference.lists.queries import place
from coprod.register.review.emails import write_to_curators
from coprod.web import mailer
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
    write_to_curators(presenters.read_these(is_urgent=is_urgent), "moderation.desk")


def alert_contact(comment: Comment) -> None:
    """Write to the safeguarding contact of the place before anybody has read the comment."""
    title = queries.its_subject(comment).title
    write_to_contact(comment, lambda number, to_ask: presenters.safety_alert(number, title, to_ask))


def write_to_contact(comment: Comment, letter_about: Callable[[int, str], Email]) -> None:
    """Write to the safeguarding contact, in English and ahead of all other mail."""
    here = place()
    if here.safeguarding_email:
        letter = letter_about(comment.id, here.contact_phone or here.contact_email)
        link = mailer.address("moderation.read", comment_id=comment.id)
        with force_locale(ENGLISH):
            mailer.write(here.safeguarding_email, letter, link=link, is_urgent=True)


def write_to_author(comment: Comment, letter: Email) -> None:
    email = queries.email_of(comment)
    if email and (path := own_address(comment)):
        mailer.write(email, letter, link=mailer.whole(path))
