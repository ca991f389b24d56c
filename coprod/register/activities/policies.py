"""Who may see an activity, and who may change it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, inspect, or_, select, true

from coprod.core.database import is_within
from coprod.core.values.actor import Actor, Right, Role
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity, ActivityTerm, CoOwner
from coprod.register.activities.rules import is_private

OPENING_RIGHTS = (Right.LOOK_AFTER, Right.SEE_DRAFTS)
OPEN_TO_ITS_OWNER = frozenset({Status.DRAFT, Status.RETURNED})


def is_public_activity(of: type[Activity] = Activity) -> ColumnElement[bool]:
    """Return the condition that readers see an activity today. ``of`` is an alias of its table."""
    return and_(of.status == Status.PUBLISHED, is_within(of.public_until))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for activities carries.

    Everybody sees what is published, and that something is gone that was published once.
    Owners, first or not, see their own; lay members see what waits for a curator too, to advise;
    curators see all. A right shows what is within its organisation or workstream.
    """
    if actor.is_at_least(Role.CURATOR):
        return true()
    seen = or_(
        is_public_activity(), and_(Activity.status.in_(GONE), Activity.published_at.is_not(None))
    )
    if actor.role is Role.LAY_MEMBER:
        seen = or_(seen, Activity.status == Status.SUBMITTED)
    if actor.rights:
        seen = or_(seen, is_visible_by_right(actor))
    return seen if actor.id is None else or_(seen, is_owned_by(actor))


def is_visible_by_right(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a right of the actor shows an activity that is not public."""
    wholly = actor.list_scopes(Right.LOOK_AFTER, Right.SEE_DRAFTS)
    waiting = actor.list_scopes(Right.READ_FIRST)
    return and_(
        Activity.status.not_in(GONE),
        or_(
            is_within_scopes(wholly),
            and_(is_within_scopes(waiting), Activity.status == Status.SUBMITTED),
        ),
    )


def is_within_scopes(scopes: frozenset[int]) -> ColumnElement[bool]:
    """Return the condition that an activity is of one of these organisations or workstreams.

    It is of the organisation that leads it; where none is named, of that of whoever logged it.
    """
    tagged = select(ActivityTerm.activity_id).where(ActivityTerm.term_id.in_(scopes))
    home = func.coalesce(Activity.led_by_id, Activity.organisation_id)
    return or_(home.in_(scopes), Activity.id.in_(tagged))


def has_right(actor: Actor, right: Right, activity: Activity) -> bool:
    """Tell whether somebody has a right within the organisation or workstream of an activity.

    Where its terms are not at hand, a right within a workstream does not count.
    """
    scopes = actor.list_scopes(right)
    if actor.id is None or not scopes or activity.status in GONE:
        return False
    terms = () if "terms" in inspect(activity).unloaded else activity.terms
    home = activity.led_by_id or activity.organisation_id
    return home in scopes or any(term.id in scopes for term in terms)


def looks_after(actor: Actor, activity: Activity) -> bool:
    """Tell whether somebody writes it: its owners, and who has the right, if these let them."""
    by_right = has_right(actor, Right.LOOK_AFTER, activity)
    return is_owner(actor, activity) or (by_right and not activity.is_closed_to_organisation)


def is_owned_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor looks after an activity, first or beside others."""
    co_owned = select(CoOwner.activity_id).where(
        CoOwner.person_id == actor.id, CoOwner.left_at.is_(None)
    )
    return or_(Activity.owner_id == actor.id, Activity.id.in_(co_owned))


def is_owner(actor: Actor, activity: Activity) -> bool:
    """Whoever looks after it: the first owner, or one of those beside them."""
    return is_first_owner(actor, activity) or (
        actor.id is not None
        and any(each.person_id == actor.id and not each.left_at for each in activity.co_owners)
    )


def is_first_owner(actor: Actor, activity: Activity) -> bool:
    return actor.id is not None and activity.owner_id == actor.id


def was_ever_owner(actor: Actor, activity: Activity) -> bool:
    """Whoever looks after it or ever did. They do not decide about it."""
    co_owner_ids = (each.person_id for each in activity.co_owners)
    return actor.id in get_ever_owner_ids(activity.owner_id, co_owner_ids)


def get_ever_owner_ids(owner_id: int, co_owner_ids: Iterable[int]) -> frozenset[int]:
    """Return everybody who ever owned an activity: the first owner and all co-owners."""
    return frozenset({owner_id, *co_owner_ids})


def was_ever_owned_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor ever owned an activity."""
    ever_co_owned = select(CoOwner.activity_id).where(CoOwner.person_id == actor.id)
    return or_(Activity.owner_id == actor.id, Activity.id.in_(ever_co_owned))


def is_of_leading_organisation(actor: Actor, activity: Activity) -> bool:
    """Somebody of the organisation that leads a public activity, unless its owner declined that.

    It lets them have a part in it. It does not say that they ever had one.
    """
    is_leading = actor.organisation_id is not None and activity.led_by_id == actor.organisation_id
    is_open = activity.status is Status.PUBLISHED and not activity.is_closed_to_organisation
    return actor.id is not None and is_leading and is_open


def is_led_by_organisation_of(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor belongs to an activity in this way."""
    if actor.id is None or actor.organisation_id is None:
        return false()
    is_leading = Activity.led_by_id == actor.organisation_id
    return and_(is_leading, is_public_activity(), Activity.is_closed_to_organisation.is_(False))


def can_log(actor: Actor) -> bool:
    """Anyone with an account may log an activity: residents too."""
    return actor.id is not None and actor.is_at_least(Role.RESIDENT)


def find_leading_organisation(actor: Actor) -> int | None:
    """Return which organisation leads what somebody logs, until they say otherwise."""
    scopes = actor.list_scopes(Right.LOG)
    return actor.organisation_id or (min(scopes) if len(scopes) == 1 else None)


def can_edit(actor: Actor, activity: Activity) -> bool:
    """Those who look after it write while it is a draft or was sent back to them."""
    return looks_after(actor, activity) and activity.status in OPEN_TO_ITS_OWNER


def can_propose(actor: Actor, activity: Activity) -> bool:
    """Those who look after it write a published activity anew, and others of who leads it.

    Readers see it once a curator has approved it.
    """
    is_public = activity.status is Status.PUBLISHED
    is_theirs = looks_after(actor, activity) or is_of_leading_organisation(actor, activity)
    return is_public and is_theirs


def is_locked_to(actor: Actor, activity: Activity) -> bool:
    """Tell whether an entry is checked and locked, so that this person changes none of it at once.

    Curators who do not look after it go on changing it. What the team writes of a public entry
    waits for a curator anyway; an assessment, which would be final at once, asks here. Taking back
    a file or a consent stays open to the team: whoever is in it may have second thoughts.
    """
    is_curator = actor.is_at_least(Role.CURATOR) and not is_owner(actor, activity)
    return activity.is_locked and not is_curator


def can_write(actor: Actor, activity: Activity) -> bool:
    """Who is asked the questions about an activity, whether or not a curator must approve."""
    return can_edit(actor, activity) or can_propose(actor, activity)


def can_write_parts(actor: Actor, activity: Activity, kinds: Iterable[type[Any]]) -> bool:
    """What readers never see is for those alone who look after the activity."""
    is_public = not any(is_private(kind) for kind in kinds)
    return can_write(actor, activity) and (is_public or is_owner(actor, activity))


def can_see_exact_numbers(actor: Actor, activity: Activity) -> bool:
    """Exact numbers of people: who looks after the activity, who typed them, and the curators."""
    return can_read_notes(actor, activity)


def can_open(actor: Actor, activity: Activity) -> bool:
    """Who sees what an activity tells as its team writes it, and what waits."""
    sees = can_read_notes(actor, activity) or can_propose(actor, activity)
    return sees or any(has_right(actor, each, activity) for each in OPENING_RIGHTS)


def can_change_address(actor: Actor) -> bool:
    """Curators: an address may be all that gives somebody away."""
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_discard(actor: Actor, activity: Activity) -> bool:
    """The first owner may throw away a draft that nobody else has read."""
    return is_first_owner(actor, activity) and activity.status is Status.DRAFT


def can_manage(actor: Actor, activity: Activity) -> bool:
    """Those who look after an entry, and curators, before and after it is public."""
    is_there = activity.status not in GONE
    return actor.id is not None and is_there and can_read_notes(actor, activity)


def can_read_notes(actor: Actor, activity: Activity) -> bool:
    """Who sees every step of an activity's life; others see the public steps."""
    return is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
