"""Keeping a word with a reason, giving it up, and letting readers see the reason."""

from coprod.assessment.honest_labels import policies, queries, rules
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import KeptWord
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.register.activities.models import Activity
from coprod.register.review.actions import CHECKS
from coprod.register.sections.queries import told_all


def keep_word(actor: Actor, activity: Activity, word: Word, reason: str) -> KeptWord:
    """Keep a word against the hint. On a public entry the reason waits for a curator."""
    if not policies.can_keep(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_reason(reason)
    kept = KeptWord(activity_id=activity.id, word=word, reason=reason, person_id=actor.id)
    session.add(kept)
    session.flush()
    record_event(actor, "kept a word", activity, word=word)
    return kept


def give_up_word(actor: Actor, activity: Activity, word: Word) -> None:
    """Take the reason back; the hint stands again."""
    if not policies.can_keep(actor, activity):
        raise NotAllowedError
    kept_now(activity, word).given_up_at = clock.now()
    session.flush()
    record_event(actor, "gave up a word", activity, word=word)


def let_be_read(actor: Actor, activity: Activity, word: Word, *, kept_id: int) -> None:
    """Let readers see the reason. ``kept_id`` is the one the curator read, and no later one."""
    if not policies.can_let_be_read(actor, activity):
        raise NotAllowedError
    kept = kept_now(activity, word)
    if kept.id != kept_id:
        raise ConflictError
    kept.read_at = clock.now()
    session.flush()
    record_event(actor, "let a word be read", activity, is_public=True, word=word)


def check_words(actor: Actor, activity: Activity) -> None:
    """Let nothing become public whose name or text says more than its level, without a reason."""
    told = queries.as_written(activity, told_all(activity))
    over = rules.overclaims(told, queries.rung(actor, activity))
    rules.check_justified(over, queries.kept(activity) if over else ())


CHECKS.append(check_words)


def kept_now(activity: Activity, word: Word) -> KeptWord:
    found = queries.kept(activity).get(word)
    if found is None:
        raise NotFoundError
    return found
