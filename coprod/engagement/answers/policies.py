"""Who answers for a team, and who says what a comment led to."""

from coprod.core.values.actor import Actor, Role
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import is_owner
from coprod.engagement.subjects.rules import Subject


def can_answer(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """Those who look after what the comment is about, while readers see both."""
    return is_owner(actor, subject) and comment.state is State.PUBLISHED and not comment.is_official


def can_say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """The owners know, and the curators who read the change."""
    knows = is_owner(actor, subject) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and knows and comment.state is State.PUBLISHED
