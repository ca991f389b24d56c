"""Who sees hints about words, who may keep a word, and when readers see why."""

from coprod.assessment.honest_labels.models import WordJustification
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_read_notes, can_write
from coprod.register.review.policies import CORRECTABLE, can_review


def can_keep_word(actor: Actor, activity: Activity) -> bool:
    """Those who write the activity."""
    return can_write(actor, activity)


def can_read_hints(actor: Actor, activity: Activity) -> bool:
    """Those who write the activity and the curators: a reader judges for themselves."""
    return can_read_notes(actor, activity) and activity.status not in GONE


def can_publish_reason(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after the activity."""
    return can_review(actor, activity) and activity.status in CORRECTABLE


def is_public(activity: Activity, justification: WordJustification) -> bool:
    """A curator has read the reason: by itself, or with the whole activity on publishing it."""
    came_with_it = activity.published_at is not None and activity.published_at >= justification.at
    return justification.read_at is not None or came_with_it
