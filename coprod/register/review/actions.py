"""Seeing an activity through to publication: sent in, sent back, published, withdrawn."""

from collections.abc import Callable, Sequence
from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.errors import NotAllowedError, RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.actions import (
    build_first_answers,
    get_lasting_slug,
    log_activities,
    set_public_address,
)
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Part, Sourcing, check_ready
from coprod.register.freshness.rules import compute_review_date
from coprod.register.review import policies, queries, rules
from coprod.register.review.enums import Voice
from coprod.register.review.models import ReviewMessage
from coprod.register.review.rules import ImportedPart, PersonAnswers
from coprod.register.sections.actions import write_parts
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Working, check_fit_for_public

PUBLICATION_CHECKS: list[Callable[[Actor, Activity], None]] = []
"""What else must hold before an activity is sent in or published: packages above add to it."""

SUBMISSION_STEPS: list[Callable[[Activity], None]] = []
"""What follows once an activity was sent in: packages above add to it."""

PUBLICATION_HOLDS: list[Callable[[Activity, date], Sequence[Message]]] = []
"""Why publication on a day waits: a curator goes on with a reason. Packages above add to it."""


def submit_activity(actor: Actor, activity: Activity, people: PersonAnswers | None = None) -> None:
    """Send an activity to the curators. From now on its owner waits for an answer.

    ``people``: what its team says of people in it; without that, what it said before stays.
    """
    require(policies.can_submit(actor, activity))
    check_ready(build_first_answers(activity))
    check_fit(actor, activity)
    move(activity, Status.SUBMITTED)
    activity.submitted_at = clock.now()
    if people:
        is_somebody = people.recognisable in {YesNoUnsure.YES, YesNoUnsure.UNSURE}
        activity.person_recognisable = people.recognisable
        activity.person_agreed = people.agreed if is_somebody else None
    record_event(actor, "submitted", activity)
    for follow in SUBMISSION_STEPS:
        follow(activity)


def return_activity(actor: Actor, activity: Activity, reason: str) -> None:
    """Send an activity back to its owner, with what should be changed."""
    require(policies.can_review(actor, activity))
    rules.check_reason(reason)
    move(activity, Status.RETURNED)
    activity.publish_on = None
    mark_answered(activity)
    record_event(actor, "returned", activity, reason=reason)


def publish_activity(actor: Actor, activity: Activity, reason: str = "") -> None:
    """Let readers see an activity. ``reason``: why it does not wait for what holds it."""
    require(policies.can_review(actor, activity))
    check_fit(actor, activity)
    pass_holds(actor, activity, find_holds(activity, clock.today()), reason)
    make_public(actor, activity)


def make_public(actor: Actor, activity: Activity) -> None:
    move(activity, Status.PUBLISHED)
    activity.publish_on = None
    if activity.published_at is None:
        set_public_address(activity)
    set_publication_dates(activity)
    mark_answered(activity)
    record_event(actor, "published", activity, is_public=True)


def plan_publication(actor: Actor, activity: Activity, day: date | None, reason: str = "") -> None:
    """Approve an activity, or choose another day: it is hidden until then.

    What would hold it on that day is passed here, with a reason, and not asked about again.
    """
    require(policies.can_plan(actor, activity))
    check_fit(actor, activity)
    chosen_day = rules.check_day(day, clock.today())
    passed = find_holds(activity, activity.publish_on) if activity.publish_on else []
    holds = [each for each in find_holds(activity, chosen_day) if each not in passed]
    pass_holds(actor, activity, holds, reason)
    activity.publish_on = chosen_day
    mark_answered(activity)
    record_event(actor, "planned", activity, day=activity.publish_on)


def cancel_publication(actor: Actor, activity: Activity) -> None:
    """Take back an approval: the activity waits for a curator again."""
    require(policies.can_change_plan(actor, activity))
    activity.publish_on = None
    record_event(actor, "cancelled a plan", activity)


def reopen_planned(actor: Actor, activity: Activity) -> None:
    """Let its team change what was approved: a curator reads it again afterwards."""
    require(policies.can_reopen(actor, activity))
    move(activity, Status.RETURNED)
    activity.publish_on = None
    record_event(actor, "reopened", activity)


def publish_planned(activity: Activity) -> None:
    """Publish on its day what a curator approved."""
    require(policies.can_review(SYSTEM, activity))
    check_fit(SYSTEM, activity)
    make_public(SYSTEM, activity)


def return_to_queue(activity: Activity) -> None:
    """Let a curator read again what may not be public as it is by now."""
    activity.publish_on = None
    record_event(SYSTEM, "cancelled a plan", activity)


def check_fit(actor: Actor, activity: Activity) -> None:
    check_fit_for_public(read_part(activity, Working))
    for check in PUBLICATION_CHECKS:
        check(actor, activity)


def find_holds(activity: Activity, day: date) -> list[Message]:
    return [hold for find in PUBLICATION_HOLDS for hold in find(activity, day)]


def pass_holds(actor: Actor, activity: Activity, holds: Sequence[Message], reason: str) -> None:
    """Refuse what others are still to be heard about, unless a reason says why not."""
    if not holds:
        return
    if not reason:
        raise RuleBrokenError(holds[0], field="message")
    record_event(actor, "did not wait", activity, reason=reason)


def set_publication_dates(activity: Activity) -> None:
    """Let readers see an activity from now on, and ask in a year whether it is still true."""
    activity.published_at = clock.now()
    activity.checked_on = clock.today()
    activity.review_by = compute_review_date(activity.checked_on)


def withdraw_activity(
    actor: Actor,
    activity: Activity,
    reason: str,
    *,
    instead: Activity | None = None,
    **details: bool,
) -> None:
    """Take an activity out of sight. A short public marker with the reason stays in its place.

    ``details`` say what else that marker tells: see ``queries.Removal``.
    """
    take_out_of_sight(actor, activity, Status.WITHDRAWN, reason, instead, **details)


def archive_activity(
    actor: Actor, activity: Activity, reason: str, *, instead: Activity | None = None
) -> None:
    """Put away an activity that was right and has had its day. A public marker stays."""
    take_out_of_sight(actor, activity, Status.ARCHIVED, reason, instead)


def take_out_of_sight(
    actor: Actor,
    activity: Activity,
    to: Status,
    reason: str,
    instead: Activity | None,
    **details: bool,
) -> None:
    require(policies.can_withdraw(actor, activity))
    rules.check_reason(reason)
    move(activity, to)
    activity.withdrawn_reason = reason
    activity.read_instead_id = instead.id if instead else None
    role = actor.role.value
    record_event(actor, to.value, activity, reason=reason, is_public=True, role=role, **details)


def add_message(actor: Actor, activity: Activity, body: str) -> ReviewMessage:
    """Add a message to the conversation about an activity. Readers never see it."""
    voice = policies.get_voice(actor, activity)
    if voice is None or actor.id is None:
        raise NotAllowedError
    rules.check_message(body)
    if voice is Voice.CURATOR:
        mark_answered(activity)
    message = ReviewMessage(activity_id=activity.id, person_id=actor.id, voice=voice, body=body)
    message.waits = voice is Voice.OWNER
    session.add(message)
    session.flush()
    record_event(actor, "wrote a message", activity, message=message.id)
    return message


def mark_answered(activity: Activity) -> None:
    """A curator has spoken or decided: what the team wrote before waits no longer."""
    for message in queries.list_waiting_messages(activity):
        message.waits = False


def close_message(actor: Actor, message: ReviewMessage) -> None:
    """Let what a team wrote wait no longer, without an answer."""
    require(policies.can_review(actor, message.activity))
    message.waits = False
    record_event(actor, "closed a message", message.activity, message=message.id)


def import_activity(actor: Actor, *parts: ImportedPart, publish: bool) -> Activity:
    """Bring in one activity that was published elsewhere."""
    return import_activities(actor, [parts], publish=publish)[0]


def import_activities(
    actor: Actor, parts_of_each: Sequence[tuple[ImportedPart, ...]], *, publish: bool
) -> list[Activity]:
    """Bring in activities that were published elsewhere, as they are there: all or none.

    Nobody publishes their own activity; but what a source has published is not the curator's own,
    and is shown with its source. Decision 0008.
    """
    require(policies.can_import_activities(actor))
    if not all(any(isinstance(part, Sourcing) for part in parts) for parts in parts_of_each):
        raise RuleBrokenError(N_("An activity that is brought in must say where it comes from"))
    activities = log_activities(actor, [drop_counted_parts(parts) for parts in parts_of_each])
    for activity, parts in zip(activities, parts_of_each, strict=True):
        if counted := tuple(part for part in parts if isinstance(part, rules.COUNTED_PARTS)):
            write_parts(activity, counted)
    for activity in activities if publish else ():
        activity.status = Status.PUBLISHED
        activity.submitted_at = clock.now()
        activity.slug = get_lasting_slug(activity)
        set_publication_dates(activity)
        record_event(actor, "taken in", activity, is_public=True)
    return activities


def drop_counted_parts(parts: tuple[ImportedPart, ...]) -> tuple[Part, ...]:
    return tuple(part for part in parts if not isinstance(part, rules.COUNTED_PARTS))


def move(activity: Activity, to: Status) -> None:
    rules.check_move(activity.status, to)
    activity.status = to
