"""What happens to a record after it was signed off: entries, notes, reviews, the check."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.decisions.decisions.rules import Addition, check_addition
from coprod.decisions.records import policies
from coprod.decisions.records.enums import Later
from coprod.decisions.records.models import DecisionEntry, DecisionLater, DecisionRecord
from coprod.decisions.records.rules import check_lengths
from coprod.register.activities import actions as register
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity


def link_entry(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    """Say that an entry came of this decision. Nobody links what others look after."""
    if not policies.can_link_entry(actor, decision, activity):
        raise NotAllowedError
    if activity.status in GONE:
        raise RuleBrokenError(N_("This entry is no longer public"), field="entry")
    if any(link.activity_id == activity.id for link in decision.links):
        return
    decision.links.append(DecisionEntry(activity_id=activity.id, activity=activity))
    register.flush()
    record_event(actor, "linked an entry", decision, entry=activity.slug)


def unlink_entry(actor: Actor, decision: DecisionRecord, activity: Activity) -> None:
    if not policies.can_link(actor, decision):
        raise NotAllowedError
    decision.links = [each for each in decision.links if each.activity_id != activity.id]
    record_event(actor, "unlinked an entry", decision, entry=activity.slug)


def add_later(actor: Actor, decision: DecisionRecord, addition: Addition) -> None:
    """Add a note, a review or the check of the promise. The record itself stays as it is."""
    if not policies.can_add(actor, decision) or actor.id is None:
        raise NotAllowedError
    check_lengths(addition)
    check_addition(addition, clock.today())
    row = DecisionLater(person_id=actor.id, **vars(addition))
    decision.later.append(row)
    decision.reminded_on = None
    register.flush()
    record_event(actor, VERBS[addition.kind], decision, is_public=True, kept=addition.kept)


VERBS = {
    Later.NOTE: "added a note",
    Later.REVIEW: "looked at again",
    Later.CHECK: "checked the promise",
}


def was_reminded(decision: DecisionRecord, today: date) -> None:
    decision.reminded_on = today
