"""Results: what everybody may read of them, and the rows behind them for those who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results import policies, rules
from coprod.outcomes.results.enums import LikertAnswer, Moment, WaveState
from coprod.outcomes.results.models import Tally, Wave
from coprod.outcomes.results.rules import CountsRow, StatementFigures, WaveResults
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class StatementResult:
    """What may be shown of one statement in one wave, with the words that people were asked."""

    wave: Wave
    statement: Statement
    figures: StatementFigures


def select_visible_waves(actor: Actor) -> Select[Wave]:
    return (
        select(Wave)
        .outerjoin(Wave.activity)
        .options(contains_eager(Wave.activity), joinedload(Wave.place))
        .where(policies.readable_by(actor))
    )


def get_wave(actor: Actor, wave_id: int, *, to_change: bool = False) -> Wave:
    matching = select_visible_waves(actor).where(Wave.id == wave_id)
    query = matching.with_for_update(of=Wave) if to_change else matching
    return require_found(session.scalars(query).one_or_none())


def list_waves_of_activity(actor: Actor, activity: Activity) -> Sequence[Wave]:
    """Return the waves of one activity, the latest first."""
    query = select_visible_waves(actor).where(Wave.activity_id == activity.id)
    return session.scalars(query.order_by(Wave.surveyed_on.desc(), Wave.id.desc())).all()


def list_waves_of_partnership(actor: Actor) -> Sequence[Wave]:
    query = select_visible_waves(actor).where(Wave.activity_id.is_(None))
    return session.scalars(query.order_by(Wave.surveyed_on.desc(), Wave.id.desc())).all()


def list_tallies(wave: Wave) -> Sequence[Tally]:
    """Return the rows behind the numbers, for rules and for those who may see them."""
    query = select(Tally).where(Tally.wave_id == wave.id).options(joinedload(Tally.statement))
    return session.scalars(query.order_by(Tally.statement_id, Tally.group, Tally.id)).all()


def list_published_before(wave: Wave) -> list[WaveResults]:
    """Return the published results of the same work whose time overlaps, the first one first."""
    same = (Wave.activity_id.is_not_distinct_from(wave.activity_id), Wave.id != wave.id)
    query = select(Wave).where(*same, Wave.published_at.is_not(None))
    waves = session.scalars(query.order_by(Wave.published_at, Wave.id))
    return [
        build_wave_results(each) for each in waves if each.surveyed_on.overlaps(wave.surveyed_on)
    ]


def build_wave_results(wave: Wave, rows: Iterable[CountsRow] | None = None) -> WaveResults:
    """Return a wave as it is compared with others. ``rows``: these, and not those that it has."""
    rows_found = [build_row(each) for each in list_tallies(wave)] if rows is None else list(rows)
    keys = get_statement_keys(row.statement_id for row in rows_found)
    counts = {(keys[r.statement_id], rules.normalise_group(r.group)): r.counts for r in rows_found}
    is_public = wave.state is WaveState.PUBLISHED
    return WaveResults(wave.title, wave.surveyed_by, wave.place_id, counts, is_public=is_public)


def get_statement_keys(ids: Iterable[int]) -> dict[int, str]:
    """Return the keys of statements: one that was worded anew is the same statement."""
    query = select(Statement.id, Statement.key).where(Statement.id.in_(set(ids)))
    return dict(session.execute(query).all())


def build_row(tally: Tally) -> CountsRow:
    counts = {answer: tally.counts.get(answer, 0) for answer in LikertAnswer}
    return CountsRow(tally.statement_id, counts, tally.group)


def list_results(wave: Wave) -> list[StatementResult]:
    """Return what everybody will see of one wave, or sees."""
    return build_results(wave, list_tallies(wave))


def build_results(wave: Wave, tallies: Iterable[Tally]) -> list[StatementResult]:
    by_statement: dict[int, list[Tally]] = {}
    for tally in tallies:
        by_statement.setdefault(tally.statement_id, []).append(tally)
    return [
        StatementResult(
            wave, rows[0].statement, build_figures(wave, [build_row(row) for row in rows])
        )
        for rows in by_statement.values()
    ]


def build_figures(wave: Wave, rows: Sequence[CountsRow]) -> StatementFigures:
    whole = next((row.counts for row in rows if not row.group), {})
    groups = {row.group: row.counts for row in rows if row.group}
    return rules.build_figures(whole, groups, in_place=wave.place_id is not None)


def list_public_results(keys: Sequence[str] | None = None) -> list[StatementResult]:
    """Return all public results, the earliest first: the same for every reader."""
    query = select_public_tallies()
    return list_results_by_wave(query if keys is None else query.where(Statement.key.in_(keys)))


def get_results_by_activity(ids: Sequence[int]) -> dict[int, list[StatementResult]]:
    """Return the public results of each of these activities, the earliest first."""
    results: dict[int, list[StatementResult]] = {key: [] for key in ids}
    for result in list_results_by_wave(select_public_tallies().where(Wave.activity_id.in_(ids))):
        results[result.wave.activity_id or 0].append(result)
    return results


def select_public_tallies() -> Select[Tally]:
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
        .order_by(Wave.surveyed_on, Wave.id, Statement.position, Tally.id)
    )


def list_results_by_wave(query: Select[Tally]) -> list[StatementResult]:
    waves: dict[int, list[Tally]] = {}
    for tally in session.scalars(query):
        waves.setdefault(tally.wave_id, []).append(tally)
    return [result for rows in waves.values() for result in build_results(rows[0].wave, rows)]


def has_both_rounds() -> ColumnElement[bool]:
    """Return the condition that results of before and of after are public for an activity."""
    return and_(*(has_round(moment) for moment in (Moment.BEFORE, Moment.AFTER)))


def has_round(moment: Moment) -> ColumnElement[bool]:
    same = (Wave.activity_id == Activity.id, Wave.moment == moment)
    return exists().where(*same, policies.is_public())
