"""Reading the entries that are compared, and others that could be."""

from collections.abc import Mapping, Sequence

from sqlalchemy import exists

from coprod.assessment.models import Rating
from coprod.db import session
from coprod.kit.actor import Actor
from coprod.ratings.queries import with_answers
from coprod.ratings.rules import FourRatings
from coprod.reference.words import Listing
from coprod.register.models import Activity, ActivityTerm
from coprod.register.policies import published
from coprod.register.queries import IN_A_LIST, visible
from coprod.register.words import GONE

FEW = 5


def entries(actor: Actor, slugs: Sequence[str]) -> list[Activity]:
    """Return those of these entries that the actor may read, in the order asked for."""
    wanted = visible(actor).where(Activity.slug.in_(slugs), Activity.status.not_in(GONE))
    found = {each.slug: each for each in session.scalars(wanted.options(*IN_A_LIST))}
    return [found[slug] for slug in slugs if slug in found]


def latest_answers(actor: Actor, fours: Mapping[int, FourRatings]) -> dict[int, Rating]:
    """Return the assessment that counts now of each entry that has one, by the entry."""
    ids = [four.team[-1].rating_id for four in fours.values() if four.team]
    return {each.activity_id: each for each in with_answers(actor, ids)}


def others(actor: Actor, chosen: Sequence[Activity]) -> Sequence[Activity]:
    """Return a few public entries of the same workstreams, the one published last first."""
    streams = [term.id for each in chosen for term in each.listed(Listing.WORKSTREAM)]
    shares = exists().where(
        ActivityTerm.activity_id == Activity.id, ActivityTerm.term_id.in_(streams)
    )
    ids = [each.id for each in chosen]
    wanted = visible(actor).where(published(), shares, Activity.id.not_in(ids))
    wanted = wanted.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(wanted.limit(FEW)).all()
