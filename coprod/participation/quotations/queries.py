"""Which people were asked about their words, and what stands in an activity."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.keyring import find_link_token, hash_token
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require, require_found
from coprod.participation.quotations.models import Quotation
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.activities.rules import Naming, Story, Telling
from coprod.register.sections.queries import get_working_part, load_pending


def list_texts(activity: Activity) -> tuple[str, ...]:
    """Return the words in which somebody can be quoted, as the team has them now."""
    pending = load_pending(activity)
    story = get_working_part(activity, Story, pending)
    title = get_working_part(activity, Naming, pending).title
    return title, get_working_part(activity, Telling, pending).summary, story.body, story.learned


def list_quotations(activity: Activity) -> Sequence[Quotation]:
    """Return what people who are quoted were asked, of an activity that the reader was given."""
    statement = select(Quotation).where(Quotation.activity_id == activity.id)
    return session.scalars(statement.order_by(Quotation.id)).all()


def get_quotation(actor: Actor, activity: Activity, quotation_id: int) -> Quotation:
    """Return one to those who look after the activity, locked until the transaction ends."""
    require(can_manage(actor, activity))
    statement = select(Quotation).where(
        Quotation.id == quotation_id, Quotation.activity_id == activity.id
    )
    statement = statement.options(joinedload(Quotation.activity))
    return require_found(session.scalars(statement.with_for_update(of=Quotation)).one_or_none())


def get_by_token(token: str, *, to_change: bool = False) -> Quotation:
    """Return the question that a link leads to, while its activity is not gone."""
    statement = (
        select(Quotation)
        .join(Quotation.activity)
        .where(Quotation.token_hash == hash_token(token), Activity.status.not_in(GONE))
        .options(contains_eager(Quotation.activity).joinedload(Activity.text))
    )
    if to_change:
        statement = statement.with_for_update(of=Quotation)
    return require_found(session.scalars(statement).one_or_none())


def get_quotation_token(quotation: Quotation) -> str:
    """Return the token of a link that the team hands over; of no other is it known."""
    return find_link_token(quotation.encrypted_token, quotation.token_hash, ())
