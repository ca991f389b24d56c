"""Nominating an activity, choosing it for a meeting of a board, and saying more of it."""

from coprod.board.forward_plan.actions import plan_item
from coprod.board.forward_plan.models import PlanItem
from coprod.board.forward_plan.rules import ItemDraft
from coprod.board.meetings.enums import AskKind
from coprod.board.meetings.models import Meeting
from coprod.board.spotlights import policies, queries, rules
from coprod.board.spotlights.models import Spotlight, SpotlightNomination
from coprod.board.spotlights.rules import SpotlightDraft
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity

DRAFT_FIELDS = ("title", "words", "film_link", "film_words", "starts_on", "ends_on")
ITEM_TITLE = N_("Spotlight")
"""All that the plan says itself: the rest is read from the activity, while it is public."""


def nominate(actor: Actor, activity: Activity, reason: str) -> None:
    """Say that others should see an activity, and why. Each person does once for each."""
    require(policies.can_nominate(actor, activity))
    rules.check_reason(reason)
    nomination = SpotlightNomination(
        activity_id=activity.id, person_id=actor.require_id(), reason=reason
    )
    if add_if_absent(nomination):
        record_event(actor, "nominated an activity", activity)


def choose_spotlight(actor: Actor, activity: Activity, draft: SpotlightDraft) -> Spotlight:
    """Choose an activity for a meeting, where it is an item of the forward plan."""
    require(policies.can_choose(actor, activity))
    rules.check_spotlight(draft)
    meetings = {each.id: each for each in queries.list_meetings(actor)}
    if draft.meeting_id not in meetings:
        raise RuleBrokenError(N_("Choose a meeting"), field="meeting_id")
    meeting = meetings[draft.meeting_id]
    spotlight = Spotlight(group=meeting.group, activity=activity)
    spotlight.item = queries.find_planned_item(meeting, activity) or plan_spotlight(
        actor, activity, meeting, draft
    )
    set_spotlight(spotlight, draft)
    session.add(spotlight)
    session.flush()
    record_event(actor, "chose a spotlight", spotlight, is_public=True)
    return spotlight


def plan_spotlight(
    actor: Actor, activity: Activity, meeting: Meeting, draft: SpotlightDraft
) -> PlanItem:
    item = ItemDraft(
        title=ITEM_TITLE.plain,
        purpose=AskKind.DISCUSS,
        lead=draft.lead,
        minutes=draft.minutes,
        meeting_id=meeting.id,
        addresses=(f"/stories/{activity.slug}",),
        is_public=True,
        is_spotlight=True,
    )
    return plan_item(actor, meeting.group, item)


def set_spotlight(spotlight: Spotlight, draft: SpotlightDraft) -> None:
    for name in DRAFT_FIELDS:
        setattr(spotlight, name, getattr(draft, name))


def change_spotlight(
    actor: Actor, spotlight: Spotlight, draft: SpotlightDraft, *, seen: int
) -> None:
    """Change what it says and how long it is shown. Its meeting stays."""
    require(policies.can_keep_spotlights(actor))
    require(seen == spotlight.version, ConflictError)
    rules.check_spotlight(draft)
    set_spotlight(spotlight, draft)
    spotlight.version += 1
    session.flush()
    record_event(actor, "changed a spotlight", spotlight, is_public=True)
