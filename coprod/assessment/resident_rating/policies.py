"""Who may ask residents, answer, look at single answers, and see what came of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, exists, or_

from coprod.assessment.resident_rating.models import CodeSheet, ResidentRound
from coprod.assessment.resident_rating.rules import SHOWN_AFTER
from coprod.assessment.self_assessment.models import Rating
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner, was_ever_owner


def can_manage(actor: Actor, activity: Activity) -> bool:
    """Those who look after the activity, and curators: open and close rounds, print, type in."""
    return is_owner(actor, activity) or (actor.id is not None and actor.is_at_least(Role.CURATOR))


def can_ask(actor: Actor, activity: Activity) -> bool:
    return can_manage(actor, activity) and activity.status is Status.PUBLISHED


def can_answer(actor: Actor, activity: Activity) -> bool:
    """Anybody, with or without an account, but those who look after the activity or did."""
    return not was_ever_owner(actor, activity)


def can_review_answers(actor: Actor, activity: Activity) -> bool:
    """A curator without a hand in the activity reads answers, issues codes, releases rounds."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator and not was_ever_owner(actor, activity)


def is_independent(actor: Actor, resident_round: ResidentRound, holders: Collection[int]) -> bool:
    """A curator, or whoever holds codes of the round, who never looked after the activity."""
    is_either = can_review_answers(actor, resident_round.activity) or actor.id in holders
    return is_either and not was_ever_owner(actor, resident_round.activity)


def can_type_in(actor: Actor, resident_round: ResidentRound, holders: Collection[int]) -> bool:
    return can_manage(actor, resident_round.activity) or is_independent(
        actor, resident_round, holders
    )


def can_print_codes(actor: Actor, resident_round: ResidentRound, sheet: CodeSheet) -> bool:
    """A curator who never had a hand in the activity, and whoever the codes were issued to."""
    return is_independent(
        actor, resident_round, [each for each in [sheet.holder_id] if each is not None]
    )


def has_team_gone_first(today: date) -> ColumnElement[bool]:
    """Return the condition under which a result is shown: to everybody alike, signed in or not.

    The team has answered for itself, for this round or since it was opened; or it had its time:
    two weeks after the round closed its silence hides nothing any more.
    """
    answered = exists().where(
        Rating.activity_id == ResidentRound.activity_id,
        Rating.submitted_at.is_not(None),
        or_(Rating.round == ResidentRound.round, Rating.submitted_at >= ResidentRound.opened_at),
    )
    return or_(answered, ResidentRound.closes_on <= today - SHOWN_AFTER)
