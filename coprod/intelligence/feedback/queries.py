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
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback import policies
from coprod.intelligence.feedback.enums import LISTED, THEMES, THREE_YEARS, Side, Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.rules import Asking, Key, Piece, Subject, Unplaced
from coprod.reference.lists.models import Term

A_PAGE = 20
WITH_NAMES = tuple(joinedload(getattr(Insight, side.value)) for side in LISTED)
NEWEST_FIRST = (Insight.ends.desc(), Insight.id.desc())


@dataclass(frozen=True)
class Wanted:
    """Which summaries: about what, from which source, lying wholly in which time."""

    about: Mapping[Side, int | str] = field(default_factory=dict)
    source: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


def summary(actor: Actor, insight_id: int, *, to_change: bool = False) -> Insight:
    wanted = select(Insight).where(Insight.id == insight_id, policies.visible_to(actor))
    if to_change:
        wanted = wanted.with_for_update(of=Insight)
    found = session.scalars(wanted.options(*WITH_NAMES)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def summaries(actor: Actor, wanted: Wanted) -> Sequence[Insight]:
    """Return one page of summaries, the newest period first."""
    found = select(Insight).where(*conditions(actor, wanted)).options(*WITH_NAMES)
    found = found.order_by(*NEWEST_FIRST).limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)
    return session.scalars(found).all()


def count(actor: Actor, wanted: Wanted) -> int:
    return session.scalar(select(func.count(Insight.id)).where(*conditions(actor, wanted))) or 0


def conditions(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    told = [policies.visible_to(actor), *(is_about(*each) for each in wanted.about.items())]
    if wanted.source:
        told.append(Insight.source == wanted.source)
    if wanted.since:
        told.append(Insight.starts >= wanted.since)
    if wanted.until:
        told.append(Insight.ends <= wanted.until)
    return told


def is_about(side: Side, value: int | str) -> ColumnElement[bool]:
    """Names that were replaced count under the name of today."""
    if side is Side.THEME:
        return Insight.theme.in_([Theme(str(value))])
    if side is Side.ELSEWHERE:
        return Insight.elsewhere.in_([str(value)])
    column: ColumnElement[int] = getattr(Insight, f"{side}_id")
    return column.in_(under(int(value)))


def under(term_id: int) -> Select[int]:
    """Select every name that counts under the one in use that this name became."""
    asked = aliased(Term)
    now = select(asked.in_use_id).where(asked.id == term_id).scalar_subquery()
    return select(Term.id).where(or_(Term.id == term_id, Term.in_use_id == now))


def between(actor: Actor, starts: date, ends: date) -> Sequence[Insight]:
    """Return every summary whose period lies wholly between two days."""
    wanted = conditions(actor, Wanted(since=starts, until=ends))
    return session.scalars(select(Insight).where(*wanted).order_by(*NEWEST_FIRST)).all()


def unplaced(starts: date, ends: date) -> list[tuple[date, date, frozenset[Side]]]:
    """Return when comments came whose name for a side is on no list, whoever may see the numbers.

    Only when, and for which sides: so nobody is told of a gap that may be none.
    """
    wholes = [getattr(Insight, f"{side}_id").is_(None) for side in LISTED]
    wanted = select(Insight.starts, Insight.ends, Insight.unplaced).where(
        policies.holds_something(), Insight.starts <= ends, Insight.ends >= starts, *wholes
    )
    found = session.execute(wanted)
    return [(since, until, frozenset(map(Side, sides))) for since, until, sides in found if sides]


def twin(asking: Asking, subject: Subject) -> Insight | None:
    """Return the summary of just this source, period and subject, whoever may see it."""
    same = {**vars(asking), **vars(subject)}
    return session.scalars(select(Insight).filter_by(**same).limit(1)).first()


def counted_from(actor: Actor, source: str) -> list[Insight]:
    """Return the summaries that were counted from the files of a source, held for a change."""
    wanted = select(Insight).where(policies.visible_to(actor), Insight.source == source)
    wanted = wanted.where(Insight.is_counted).order_by(Insight.id).with_for_update(of=Insight)
    return list(session.scalars(wanted))


def sources(actor: Actor) -> Sequence[str]:
    wanted = select(Insight.source).where(policies.visible_to(actor)).distinct()
    return session.scalars(wanted.order_by(Insight.source)).all()


def newest(actor: Actor) -> date | None:
    """Return the last day of the newest feedback."""
    return session.scalar(select(func.max(Insight.ends)).where(policies.visible_to(actor)))


def terms() -> dict[int, Term]:
    """Return every name, old ones too, of the lists that feedback is told by."""
    wanted = select(Term).where(Term.listing.in_(LISTED.values()))
    found = session.scalars(wanted.order_by(Term.position, Term.label, Term.id)).all()
    return {each.id: each for each in found}


def names(insight: Insight) -> Iterable[str | Message]:
    """Return what a summary is about, by the names of its day; nothing means all."""
    for side in Side:
        if side is Side.THEME and insight.theme:
            yield insight.theme.label
        elif side is Side.ELSEWHERE and insight.elsewhere:
            yield insight.elsewhere
        elif side.listing and (term := getattr(insight, side.value)):
            yield term.label


@dataclass(frozen=True)
class Gathered:
    """The summaries of just over three years, and the names by which they can be looked at."""

    insights: Mapping[int, Insight]
    pieces: Sequence[Piece]
    names: Mapping[Side, Mapping[Key, str | Message]]
    until: Quarter
    unplaced: Sequence[Unplaced] = ()


def gathered(actor: Actor, until: Quarter) -> Gathered:
    since = until.back(THREE_YEARS).starts
    found = between(actor, since, until.ends)
    named_nowhere = [Unplaced(*each) for each in unplaced(since, until.ends)]
    by_id = terms()
    exact = policies.sees_exact_numbers(actor)
    pieces = [piece(each, by_id, exact=exact) for each in found]
    insights = {each.id: each for each in found}
    return Gathered(insights, pieces, list_names_by_side(pieces, by_id), until, named_nowhere)


def piece(insight: Insight, terms: Mapping[int, Term], *, exact: bool) -> Piece:
    subject = insight.subject
    numbers = insight.numbers if exact else insight.shown_numbers
    values: dict[Side, Key] = {}
    for side in subject.sides:
        value = subject.value(side)
        known = terms.get(int(value)) if side.listing and value else None
        values[side] = (known.in_use_id or known.id) if known else str(value)
    return Piece(insight.id, insight.source, insight.starts, insight.ends, values, numbers)


def list_names_by_side(
    pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Side, dict[Key, str | Message]]:
    """Return what there is on each side: the lists as they are today, and what was told of."""
    return {side: side_names(side, pieces, terms) for side in Side}


def side_names(
    side: Side, pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Key, str | Message]:
    if side is Side.THEME:
        return {theme.value: label for theme, label in THEMES.items()}
    told = {each.values[side] for each in pieces if side in each.values}
    if side is Side.ELSEWHERE:
        return {str(name): str(name) for name in sorted(map(str, told))}
    today = clock.today()
    return {
        term.id: term.label
        for term in terms.values()
        if term.listing is LISTED[side] and (term.is_in_use(today) or term.id in told)
    }
