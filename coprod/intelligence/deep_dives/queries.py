"""Finding deep dives, and what nobody told us. Nothing that the actor may not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require_found
from coprod.intelligence.breakdowns.enums import SplitBy
from coprod.intelligence.breakdowns.queries import find_latest_quarter, get_breakdown
from coprod.intelligence.breakdowns.rules import Cut, Row, read_cut
from coprod.intelligence.deep_dives import policies
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.intelligence.deep_dives.rules import parse_arguments
from coprod.intelligence.feedback.enums import Window
from coprod.participation.directory.models import Connector
from coprod.participation.directory.queries import list_connectors
from coprod.participation.directory.rules import ConnectorFilter
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_labels, list_terms_in_use


def select_deep_dives(actor: Actor) -> Select[DeepDive]:
    return select(DeepDive).where(policies.is_visible_to(actor))


def list_deep_dives(actor: Actor) -> Sequence[DeepDive]:
    """Return deep dives, the last changed first, with what was asked of each."""
    statement = select_deep_dives(actor).options(selectinload(DeepDive.questions))
    return session.scalars(statement.order_by(DeepDive.changed_at.desc(), DeepDive.id.desc())).all()


def get_deep_dive(actor: Actor, slug: str, *, to_change: bool = False) -> DeepDive:
    rows = (DeepDive.questions, DeepDive.steps, DeepDive.events)
    statement = select_deep_dives(actor).where(DeepDive.slug == slug)
    statement = statement.options(*(selectinload(each) for each in rows))
    if to_change:
        statement = statement.with_for_update(of=DeepDive)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def get_headline(actor: Actor, deep_dive: DeepDive) -> Row | None:
    """Return all of a kept cut together, as the actor may see it; None of what cannot be shown."""
    arguments = parse_arguments(deep_dive.cut)
    try:
        cut = read_cut(arguments, find_latest_quarter(actor))
        return get_breakdown(actor, cut.split(None)).whole
    except RuleBrokenError:
        return None


MOST_CONNECTORS = 3


@dataclass(frozen=True)
class SilentPractices:
    """Practices of which nobody told us anything in 18 months, by the name of their network.

    Those of no network stand under "". ``connectors``: groups that can be asked to reach people.
    """

    total: int
    names: Mapping[str, Sequence[str]]
    connectors: Sequence[Connector]

    @property
    def number(self) -> int:
        return sum(len(each) for each in self.names.values())


def find_silent_practices(actor: Actor, cut: Cut) -> SilentPractices | None:
    """Return the practices with nothing, whatever else the cut looks at within; None of no list."""
    practices = list_terms_in_use(ListKind.PRACTICE, clock.today())
    if not practices or cut.has_exact_days:
        return None
    asked = replace(cut, window=Window.EIGHTEEN_MONTHS, split_by=SplitBy.PRACTICE)
    asked = replace(asked, within=None, value="", service="")
    heard = {row.key for row in get_breakdown(actor, asked).rows}
    silent = [each for each in practices if str(each.id) not in heard]
    networks = get_labels({each.within_id for each in silent if each.within_id})
    names: dict[str, list[str]] = {}
    for each in silent:
        names.setdefault(networks.get(each.within_id or 0, ""), []).append(each.label)
    connectors = list_connectors(actor, ConnectorFilter())[:MOST_CONNECTORS]
    return SilentPractices(len(practices), dict(sorted(names.items())), connectors)
