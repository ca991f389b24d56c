"""Who answers for a team, and who says what a comment led to."""

from coprod.comments.models import Comment
from coprod.comments.policies import is_owner
from coprod.comments.words import State
from coprod.kit.actor import Actor, Role
from coprod.subjects.rules import Subject


def can_answer(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """Those who look after what the comment is about, while readers see both."""
    return is_owner(actor, subject) and comment.state is State.PUBLISHED and not comment.is_official


def can_say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """The owners know, and the curators who read the change."""
    knows = is_owner(actor, subject) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and knows and comment.state is State.PUBLISHED
