"""Reading chains, which are public."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, selectinload

from coprod.board.chains.models import Chain
from coprod.board.meetings.models import BoardGroup
from coprod.core.database import session
from coprod.core.values.errors import require_found


def select_chains() -> Select[Chain]:
    statement = select(Chain).join(Chain.group)
    return statement.options(contains_eager(Chain.group), selectinload(Chain.links))


def list_chains() -> Sequence[Chain]:
    return session.scalars(select_chains().order_by(Chain.title, Chain.id)).all()


def list_chains_of(group: BoardGroup) -> Sequence[Chain]:
    """Return the chains that led to a board, without their links."""
    statement = select(Chain).where(Chain.group_id == group.id)
    return session.scalars(statement.order_by(Chain.title, Chain.id)).all()


def get_chain(slug: str, *, to_change: bool = False) -> Chain:
    statement = select_chains().where(Chain.slug == slug)
    if to_change:
        statement = statement.with_for_update(of=Chain)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())
