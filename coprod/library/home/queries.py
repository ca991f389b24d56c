"""What the home page tells: the newest entries, and how far the register answers four questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func
from sqlalchemy.orm import joinedload, selectinload

from coprod.challenges.queries import has_cost, has_learned_text
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.outcomes.i_statements.queries import is_linked
from coprod.register.activities.models import EXAMPLES, Activity, PromisedRung, Source
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import select_visible_activities

NEWEST = 4


@dataclass(frozen=True)
class RegisterTotals:
    """How many entries are published, and how many of them say something to each challenge."""

    activities: int
    learned: int
    costed: int
    promised: int
    aimed: int


def select_readable(actor: Actor) -> Select[Activity]:
    return select_visible_activities(actor).where(is_public_activity())


def list_newest(actor: Actor) -> Sequence[Activity]:
    """Return the entries that were published last, with who leads them and if they are made up."""
    with_names = (
        joinedload(Activity.led_by),
        joinedload(Activity.source),
        selectinload(Activity.promises),
    )
    latest_first = (Activity.published_at.desc(), Activity.id.desc())
    statement = select_readable(actor).options(*with_names).order_by(*latest_first).limit(NEWEST)
    return session.scalars(statement).all()


@dataclass(frozen=True)
class Origins:
    """How many public entries were written here, brought in from elsewhere, and made up."""

    here: int
    brought_in: int
    made_up: int


@content_version.cached
def count_origins() -> Origins:
    count, statement = func.count(Activity.id), select_readable(VISITOR).outerjoin(Activity.source)
    origin_conditions = (Source.id.is_(None), Source.name != EXAMPLES, Source.name == EXAMPLES)
    counts = statement.with_only_columns(*(count.filter(each) for each in origin_conditions))
    return Origins(*map(int, session.execute(counts).one()))


@content_version.cached
def count_totals() -> RegisterTotals:
    """Count in one go, and only what everybody can look up."""
    says_promised = exists().where(PromisedRung.activity_id == Activity.id)
    count = func.count(Activity.id)
    challenge_conditions = (has_learned_text(), has_cost(), says_promised, is_linked())
    filtered_counts = [count.filter(condition) for condition in challenge_conditions]
    counts = select_readable(VISITOR).with_only_columns(count, *filtered_counts)
    return RegisterTotals(*map(int, session.execute(counts).one()))
