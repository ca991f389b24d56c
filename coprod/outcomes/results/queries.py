"""Results: what everybody may read of them, and the rows behind them for those who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results import policies, rules
from coprod.outcomes.results.enums import Moment, Said, State
from coprod.outcomes.results.models import Tally, Wave
from coprod.outcomes.results.rules import Row, Shown, WaveResults
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class Result:
    """What may be shown of one statement in one wave, with the words that people were asked."""

    wave: Wave
    statement: Statement
    shown: Shown


def visible(actor: Actor) -> Select[Wave]:
    return (
        select(Wave)
        .outerjoin(Wave.activity)
        .options(contains_eager(Wave.activity), joinedload(Wave.place))
        .where(policies.readable_by(actor))
    )


def wave(actor: Actor, wave_id: int, *, to_change: bool = False) -> Wave:
    wanted = visible(actor).where(Wave.id == wave_id)
    held = wanted.with_for_update(of=Wave) if to_change else wanted
    found = session.scalars(held).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def of_entry(actor: Actor, activity: Activity) -> Sequence[Wave]:
    """Return the waves of one entry, the latest first."""
    wanted = visible(actor).where(Wave.activity_id == activity.id)
    return session.scalars(wanted.order_by(Wave.asked_on.desc(), Wave.id.desc())).all()


def of_partnership(actor: Actor) -> Sequence[Wave]:
    wanted = visible(actor).where(Wave.activity_id.is_(None))
    return session.scalars(wanted.order_by(Wave.asked_on.desc(), Wave.id.desc())).all()


def unread(actor: Actor) -> Select[Wave]:
    return visible(actor).where(Wave.state == State.SENT)


def waiting(actor: Actor) -> Sequence[Wave]:
    """Return the results that this curator is asked to publish."""
    found = session.scalars(unread(actor).order_by(Wave.id)).all()
    return [each for each in found if policies.can_publish(actor, each)]


def tallies(wave: Wave) -> Sequence[Tally]:
    """Return the rows behind the numbers, for rules and for those who may see them."""
    wanted = select(Tally).where(Tally.wave_id == wave.id).options(joinedload(Tally.statement))
    return session.scalars(wanted.order_by(Tally.statement_id, Tally.group, Tally.id)).all()


def seen_before(wave: Wave) -> list[WaveResults]:
    """Return what readers saw of the same work for a time that may be the same, in that order."""
    same = (Wave.activity_id.is_not_distinct_from(wave.activity_id), Wave.id != wave.id)
    wanted = select(Wave).where(*same, Wave.published_at.is_not(None))
    found = session.scalars(wanted.order_by(Wave.published_at, Wave.id))
    return [compared(each) for each in found if each.asked_on.overlaps(wave.asked_on)]


def compared(wave: Wave, rows: Iterable[Row] | None = None) -> WaveResults:
    """Return a wave as it is compared with others. ``rows``: these, and not those that it has."""
    found = [as_row(each) for each in tallies(wave)] if rows is None else list(rows)
    keys = keys_of(row.statement_id for row in found)
    counts = {(keys[r.statement_id], rules.same_name(r.group)): r.counts for r in found}
    is_public = wave.state is State.PUBLISHED
    return WaveResults(wave.title, wave.asked_by, wave.place_id, counts, is_public=is_public)


def keys_of(ids: Iterable[int]) -> dict[int, str]:
    """Return the keys of statements: one that was worded anew is the same statement."""
    wanted = select(Statement.id, Statement.key).where(Statement.id.in_(set(ids)))
    return dict(session.execute(wanted).all())


def as_row(tally: Tally) -> Row:
    counts = {answer: tally.counts.get(answer, 0) for answer in Said}
    return Row(tally.statement_id, counts, tally.group)


def results_of(wave: Wave) -> list[Result]:
    """Return what everybody will see of one wave, or sees."""
    return gathered(wave, tallies(wave))


def gathered(wave: Wave, found: Iterable[Tally]) -> list[Result]:
    by_statement: dict[int, list[Tally]] = {}
    for each in found:
        by_statement.setdefault(each.statement_id, []).append(each)
    return [
        Result(wave, rows[0].statement, shown_of(wave, [as_row(row) for row in rows]))
        for rows in by_statement.values()
    ]


def shown_of(wave: Wave, rows: Sequence[Row]) -> Shown:
    whole = next((row.counts for row in rows if not row.group), {})
    groups = {row.group: row.counts for row in rows if row.group}
    return rules.shown(whole, groups, in_place=wave.place_id is not None)


def public_results(keys: Sequence[str] | None = None) -> list[Result]:
    """Return all public results, the earliest first: the same for every reader."""
    wanted = public_tallies()
    return by_wave(wanted if keys is None else wanted.where(Statement.key.in_(keys)))


def results_of_entries(ids: Sequence[int]) -> dict[int, list[Result]]:
    """Return the public results of each of these entries, the earliest first."""
    found: dict[int, list[Result]] = {key: [] for key in ids}
    for each in by_wave(public_tallies().where(Wave.activity_id.in_(ids))):
        found[each.wave.activity_id or 0].append(each)
    return found


def public_tallies() -> Select[Tally]:
    return (
        select(Tally)
        .join(Tally.wave)
        .join(Tally.statement)
        .outerjoin(Wave.activity)
        .options(
            contains_eager(Tally.wave).contains_eager(Wave.activity),
            contains_eager(Tally.wave).joinedload(Wave.place),
            contains_eager(Tally.statement),
        )
        .where(policies.is_public())
        .order_by(Wave.asked_on, Wave.id, Statement.position, Tally.id)
    )


def by_wave(wanted: Select[Tally]) -> list[Result]:
    waves: dict[int, list[Tally]] = {}
    for each in session.scalars(wanted):
        waves.setdefault(each.wave_id, []).append(each)
    return [result for rows in waves.values() for result in gathered(rows[0].wave, rows)]


def has_both_rounds() -> ColumnElement[bool]:
    """Return the condition that results of before and of after are public for an entry."""
    return and_(*(has_round(moment) for moment in (Moment.BEFORE, Moment.AFTER)))


def has_round(moment: Moment) -> ColumnElement[bool]:
    same = (Wave.activity_id == Activity.id, Wave.moment == moment)
    return exists().where(*same, policies.is_public())
