"""What an entry says, the rung it stands on, and why its team keeps a word."""

from collections.abc import Iterable

from sqlalchemy import select

from coprod.assessment.four_ratings.queries import said
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import KeptWord
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import pending
from coprod.register.activities.rules import unpack
from coprod.register.sections.queries import kinds
from coprod.register.sections.rules import Told


def rung(actor: Actor, activity: Activity) -> Rung | None:
    """Return the rung that an entry's words are measured by: the one place to look it up.

    What a curator and a lay member confirmed comes before the team's own.
    """
    team, both = (tuple(marks.get(activity.id, ())) for marks in said(actor, [activity.id]))
    return FourRatings(team=team, confirmed=both).stands_at


def as_written(activity: Activity, told: Told) -> Told:
    """Return what an entry tells as its team wants it: what waits comes before what is public."""
    if activity.status is not Status.PUBLISHED:
        return told
    known = kinds()
    waiting = {
        known[each.kind]: unpack(known[each.kind], each.told)
        for each in pending(activity.id)
        if each.kind in known
    }
    return Told({**told.parts, **waiting})


def kept(activity: Activity) -> dict[Word, KeptWord]:
    """Return the latest reason for each word that the team keeps."""
    wanted = select(KeptWord).where(KeptWord.activity_id == activity.id).order_by(KeptWord.id)
    return in_force(session.scalars(wanted))


def in_force(reasons: Iterable[KeptWord]) -> dict[Word, KeptWord]:
    """Return of some reasons, the latest last, the one for each word that still stands."""
    newest = {each.word: each for each in reasons}
    return {word: each for word, each in newest.items() if each.given_up_at is None}
