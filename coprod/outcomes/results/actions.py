"""Entering results, sending them to a curator, publishing them, and taking them down."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.outcomes.results import policies, queries, rules
from coprod.outcomes.results.enums import WaveState
from coprod.outcomes.results.models import Tally, Wave
from coprod.outcomes.results.rules import CountsRow, WaveDetails
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list
from coprod.register.activities.models import Activity


def add_wave(
    actor: Actor, activity: Activity | None, details: WaveDetails, *, is_survey: bool = False
) -> Wave:
    """Begin to enter what people said; ``activity`` is None where the partnership asked."""
    require(policies.can_add(actor, activity))
    actor_id = actor.require_id()
    rules.check_details(details)
    if details.place_id is not None:
        get_term_of_list(ListKind.LOCALITY, details.place_id)
    wave = Wave(activity=activity, by_id=actor_id, is_survey=is_survey, **vars(details))
    wave.state = WaveState.ASKING if is_survey else WaveState.DRAFT
    session.add(wave)
    session.flush()
    record_event(actor, "added results", activity or wave, wave=wave.id)
    return wave


def enter_counts(actor: Actor, wave: Wave, rows: Sequence[CountsRow]) -> None:
    """Write counts. What was entered for the same statement and group is replaced."""
    check_can_change(actor, wave)
    if wave.is_survey:
        raise RuleBrokenError(N_("The answers to a survey are counted by the register"))
    for row in rows:
        rules.check_row(row, wave.grouped_by)
    rules.check_once(queries.build_wave_results(wave, rows), queries.list_published_before(wave))
    write_tallies(wave, rows)
    wave.state = WaveState.DRAFT


def write_tallies(wave: Wave, rows: Sequence[CountsRow]) -> None:
    tallies = queries.list_tallies(wave)
    tally_by_key = {
        (each.statement_id, rules.normalise_group(each.group)): each for each in tallies
    }
    for row in rows:
        key = (row.statement_id, rules.normalise_group(row.group))
        tally = tally_by_key.get(key)
        if tally is None:
            tally = Tally(wave_id=wave.id, statement_id=row.statement_id, group=row.group.strip())
            tally_by_key[key] = tally
            session.add(tally)
        tally.counts = {answer.value: number for answer, number in row.counts.items()}
    session.flush()


def send_wave(actor: Actor, wave: Wave) -> None:
    """Ask a curator to publish the results."""
    check_can_change(actor, wave)
    rules.check_complete([queries.build_row(each) for each in queries.list_tallies(wave)])
    rules.check_disclosure(queries.build_wave_results(wave), queries.list_published_before(wave))
    wave.state = WaveState.SENT
    session.flush()
    record_event(actor, "sent results", wave)


def publish_wave(actor: Actor, wave: Wave) -> None:
    """Let everybody read the results. From now on they stay as they are."""
    require(wave.state is WaveState.SENT, ConflictError)
    require(policies.can_publish(actor, wave))
    rules.check_complete([queries.build_row(each) for each in queries.list_tallies(wave)])
    rules.check_disclosure(queries.build_wave_results(wave), queries.list_published_before(wave))
    wave.state, wave.published_at = WaveState.PUBLISHED, clock.now()
    session.flush()
    record_event(actor, "published results", wave.activity or wave, is_public=True, wave=wave.id)


def take_wave_down(actor: Actor, wave: Wave, reason: str) -> None:
    require(policies.can_take_down(actor, wave))
    if not reason:
        raise RuleBrokenError(N_("Give a reason. It will be public"), field="reason")
    wave.state, wave.reason = WaveState.TAKEN_DOWN, reason
    session.flush()
    about = wave.activity or wave
    record_event(actor, "took down results", about, is_public=True, reason=reason, wave=wave.id)


def discard_wave(actor: Actor, wave: Wave) -> None:
    check_can_change(actor, wave)
    for tally in queries.list_tallies(wave):
        session.delete(tally)
    session.flush()
    session.delete(wave)
    session.flush()


def check_can_change(actor: Actor, wave: Wave) -> None:
    require(policies.can_change(actor, wave))
