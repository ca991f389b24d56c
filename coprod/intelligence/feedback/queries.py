"""Finding insight summaries, and preparing them to be added up into trends.

None of these returns what the actor may not see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback import policies
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, THREE_YEARS, Side, Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.rules import Key, Piece, Provenance, Subject, UnplacedPeriod
from coprod.reference.lists.models import Term

PAGE_SIZE = 20
EAGER_LOADS = tuple(joinedload(getattr(Insight, side.value)) for side in LISTS_BY_SIDE)
NEWEST_FIRST = (Insight.ends.desc(), Insight.id.desc())


@dataclass(frozen=True)
class SummaryFilter:
    """Which summaries: about what, from which source, lying wholly in which time."""

    about: Mapping[Side, int | str] = field(default_factory=dict)
    source: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


def get_summary(actor: Actor, insight_id: int, *, to_change: bool = False) -> Insight:
    statement = select(Insight).where(Insight.id == insight_id, policies.visible_to(actor))
    if to_change:
        statement = statement.with_for_update(of=Insight)
    return require_found(session.scalars(statement.options(*EAGER_LOADS)).one_or_none())


def list_summaries(actor: Actor, summary_filter: SummaryFilter) -> Sequence[Insight]:
    """Return one page of summaries, the newest period first."""
    statement = (
        select(Insight).where(*build_conditions(actor, summary_filter)).options(*EAGER_LOADS)
    )
    statement = (
        statement.order_by(*NEWEST_FIRST)
        .limit(PAGE_SIZE)
        .offset((summary_filter.page - 1) * PAGE_SIZE)
    )
    return session.scalars(statement).all()


def count_summaries(actor: Actor, summary_filter: SummaryFilter) -> int:
    return (
        session.scalar(
            select(func.count(Insight.id)).where(*build_conditions(actor, summary_filter))
        )
        or 0
    )


def build_conditions(actor: Actor, summary_filter: SummaryFilter) -> list[ColumnElement[bool]]:
    conditions = [
        policies.visible_to(actor),
        *(is_about(*each) for each in summary_filter.about.items()),
    ]
    if summary_filter.source:
        conditions.append(Insight.source == summary_filter.source)
    if summary_filter.since:
        conditions.append(Insight.starts >= summary_filter.since)
    if summary_filter.until:
        conditions.append(Insight.ends <= summary_filter.until)
    return conditions


def is_about(side: Side, value: int | str) -> ColumnElement[bool]:
    """Names that were replaced count under the name of today."""
    if side is Side.THEME:
        return Insight.theme.in_([Theme(str(value))])
    if side is Side.ELSEWHERE:
        return Insight.elsewhere.in_([str(value)])
    column: ColumnElement[int] = getattr(Insight, f"{side}_id")
    return column.in_(select_current_and_former_terms(int(value)))


def select_current_and_former_terms(term_id: int) -> Select[int]:
    """Select every name that counts under the one in use that this name became."""
    term = aliased(Term)
    current_id = select(term.in_use_id).where(term.id == term_id).scalar_subquery()
    return select(Term.id).where(or_(Term.id == term_id, Term.in_use_id == current_id))


def list_summaries_between(actor: Actor, starts: date, ends: date) -> Sequence[Insight]:
    """Return every summary whose period lies wholly between two days."""
    conditions = build_conditions(actor, SummaryFilter(since=starts, until=ends))
    return session.scalars(select(Insight).where(*conditions).order_by(*NEWEST_FIRST)).all()


def list_unplaced_periods(starts: date, ends: date) -> list[tuple[date, date, frozenset[Side]]]:
    """Return when comments came whose name for a side is on no list, whoever may see the numbers.

    Only when, and for which sides: so no false gap is reported.
    """
    wholes = [getattr(Insight, f"{side}_id").is_(None) for side in LISTS_BY_SIDE]
    statement = select(Insight.starts, Insight.ends, Insight.unplaced).where(
        policies.is_not_empty(), Insight.starts <= ends, Insight.ends >= starts, *wholes
    )
    rows = session.execute(statement)
    return [(since, until, frozenset(map(Side, sides))) for since, until, sides in rows if sides]


def find_twin(provenance: Provenance, subject: Subject) -> Insight | None:
    """Return the summary of just this source, period and subject, whoever may see it."""
    same = {**vars(provenance), **vars(subject)}
    return session.scalars(select(Insight).filter_by(**same).limit(1)).first()


def list_counted_from(actor: Actor, source: str) -> list[Insight]:
    """Return the summaries that were counted from the files of a source, held for a change."""
    statement = select(Insight).where(policies.visible_to(actor), Insight.source == source)
    statement = statement.where(Insight.is_counted).order_by(Insight.id).with_for_update(of=Insight)
    return list(session.scalars(statement))


def list_sources(actor: Actor) -> Sequence[str]:
    statement = select(Insight.source).where(policies.visible_to(actor)).distinct()
    return session.scalars(statement.order_by(Insight.source)).all()


def get_newest_day(actor: Actor) -> date | None:
    """Return the last day of the newest feedback."""
    return session.scalar(select(func.max(Insight.ends)).where(policies.visible_to(actor)))


def get_terms_by_id() -> dict[int, Term]:
    """Return every name, old ones too, of the lists that feedback is sorted by."""
    statement = select(Term).where(Term.listing.in_(LISTS_BY_SIDE.values()))
    terms = session.scalars(statement.order_by(Term.position, Term.label, Term.id)).all()
    return {each.id: each for each in terms}


def list_subject_names(insight: Insight) -> Iterable[str | Message]:
    """Return what a summary is about, by the names of its day; nothing means all."""
    for side in Side:
        if side is Side.THEME and insight.theme:
            yield insight.theme.label
        elif side is Side.ELSEWHERE and insight.elsewhere:
            yield insight.elsewhere
        elif side.listing and (term := getattr(insight, side.value)):
            yield term.label


@dataclass(frozen=True)
class TrendData:
    """The summaries of just over three years, and the names by which they can be looked at."""

    insights: Mapping[int, Insight]
    pieces: Sequence[Piece]
    names: Mapping[Side, Mapping[Key, str | Message]]
    until: Quarter
    unplaced: Sequence[UnplacedPeriod] = ()


def load_trend_data(actor: Actor, until: Quarter) -> TrendData:
    since = until.back(THREE_YEARS).starts
    insights = list_summaries_between(actor, since, until.ends)
    unplaced = [UnplacedPeriod(*each) for each in list_unplaced_periods(since, until.ends)]
    terms = get_terms_by_id()
    exact = policies.sees_exact_numbers(actor)
    pieces = [build_piece(each, terms, exact=exact) for each in insights]
    insights_by_id = {each.id: each for each in insights}
    return TrendData(insights_by_id, pieces, list_names_by_side(pieces, terms), until, unplaced)


def build_piece(insight: Insight, terms: Mapping[int, Term], *, exact: bool) -> Piece:
    subject = insight.subject
    numbers = insight.numbers if exact else insight.public_numbers
    values: dict[Side, Key] = {}
    for side in subject.sides:
        value = subject.get_value(side)
        known = terms.get(int(value)) if side.listing and value else None
        values[side] = (known.in_use_id or known.id) if known else str(value)
    return Piece(insight.id, insight.source, insight.starts, insight.ends, values, numbers)


def list_names_by_side(
    pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Side, dict[Key, str | Message]]:
    """Return what there is on each side: the lists as they are today, and the names in feedback."""
    return {side: list_names_of_side(side, pieces, terms) for side in Side}


def list_names_of_side(
    side: Side, pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Key, str | Message]:
    if side is Side.THEME:
        return {theme.value: label for theme, label in Theme.labels().items()}
    values = {each.values[side] for each in pieces if side in each.values}
    if side is Side.ELSEWHERE:
        return {str(name): str(name) for name in sorted(map(str, values))}
    today = clock.today()
    return {
        term.id: term.label
        for term in terms.values()
        if term.listing is LISTS_BY_SIDE[side] and (term.is_in_use(today) or term.id in values)
    }
