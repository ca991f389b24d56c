"""Keeping a word with a reason, giving it up, and letting readers see the reason."""

from coprod.assessment.honest_labels import policies, queries, rules
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import WordJustification
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require, require_found
from coprod.register.activities.models import Activity
from coprod.register.review.actions import PUBLICATION_CHECKS
from coprod.register.sections.queries import read_sections


def keep_word(actor: Actor, activity: Activity, word: Word, reason: str) -> WordJustification:
    """Keep a word against the hint. On a public activity the reason waits for a curator."""
    require(policies.can_keep_word(actor, activity))
    actor_id = actor.require_id()
    rules.check_reason(reason)
    justification = WordJustification(
        activity_id=activity.id, word=word, reason=reason, person_id=actor_id
    )
    session.add(justification)
    session.flush()
    record_event(actor, "kept a word", activity, word=word)
    return justification


def give_up_word(actor: Actor, activity: Activity, word: Word) -> None:
    """Take the reason back; the hint stands again."""
    require(policies.can_keep_word(actor, activity))
    get_justification(activity, word).given_up_at = clock.now()
    session.flush()
    record_event(actor, "gave up a word", activity, word=word)


def publish_reason(actor: Actor, activity: Activity, word: Word, *, justification_id: int) -> None:
    """Let readers see the reason that the curator read (``justification_id``), and no later one."""
    require(policies.can_publish_reason(actor, activity))
    justification = get_justification(activity, word)
    require(justification.id == justification_id, ConflictError)
    justification.read_at = clock.now()
    session.flush()
    record_event(actor, "let a word be read", activity, is_public=True, word=word)


def check_words(actor: Actor, activity: Activity) -> None:
    """Let nothing become public whose name or text says more than its level, without a reason."""
    content = queries.get_written_content(activity, read_sections(activity))
    overclaims = rules.find_overclaims(content, queries.get_rung(actor, activity))
    rules.check_justified(overclaims, queries.get_justifications(activity) if overclaims else ())


PUBLICATION_CHECKS.append(check_words)


def get_justification(activity: Activity, word: Word) -> WordJustification:
    return require_found(queries.get_justifications(activity).get(word))
