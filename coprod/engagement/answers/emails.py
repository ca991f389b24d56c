"""The letter that asks a team for an answer to a comment."""

from coprod.engagement.answers import presenters
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import its_subject
from coprod.engagement.subjects.policies import SUBJECT_KINDS
from coprod.web import mailer
from coprod.web.filters import in_words


def ask_for_answer(comment: Comment) -> None:
    """Write to the team of a comment that has become public and asks for an answer."""
    if comment.answer_by is None or not comment.waits_for_answer:
        return
    about = its_subject(comment)
    letter = presenters.asked(about.title, in_words(comment.answer_by))
    link = mailer.address("answers.answer", comment_id=comment.id)
    mailer.write_to_each(SUBJECT_KINDS[about.kind].owners(about.id), letter, link=link)
