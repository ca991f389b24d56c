"""Entering results, sending them to a curator, publishing them, and taking them down."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.results import policies, queries, rules
from coprod.outcomes.results.enums import State
from coprod.outcomes.results.models import Tally, Wave
from coprod.outcomes.results.rules import Details, Row
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import term_of
from coprod.register.activities.models import Activity


def add_wave(
    actor: Actor, activity: Activity | None, details: Details, *, is_survey: bool = False
) -> Wave:
    """Begin to enter what people said; ``activity`` is None where the partnership asked."""
    if not policies.can_add(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_details(details)
    if details.place_id is not None:
        term_of(ListKind.LOCALITY, details.place_id)
    made = Wave(activity=activity, by_id=actor.id, is_survey=is_survey, **vars(details))
    made.state = State.ASKING if is_survey else State.DRAFT
    session.add(made)
    session.flush()
    record_event(actor, "added results", activity or made, wave=made.id)
    return made


def enter(actor: Actor, wave: Wave, rows: Sequence[Row]) -> None:
    """Write counts. What was entered for the same statement and group is replaced."""
    check_may_change(actor, wave)
    if wave.is_survey:
        raise RuleBrokenError(N_("The answers to a survey are counted by the register"))
    for row in rows:
        rules.check_row(row, wave.grouped_by)
    rules.check_once(queries.compared(wave, rows), queries.seen_before(wave))
    write(wave, rows)
    wave.state = State.DRAFT


def write(wave: Wave, rows: Sequence[Row]) -> None:
    found = queries.tallies(wave)
    known = {(each.statement_id, rules.same_name(each.group)): each for each in found}
    for row in rows:
        key = (row.statement_id, rules.same_name(row.group))
        kept = known.get(key)
        if kept is None:
            kept = Tally(wave_id=wave.id, statement_id=row.statement_id, group=row.group.strip())
            known[key] = kept
            session.add(kept)
        kept.counts = {said.value: number for said, number in row.counts.items()}
    session.flush()


def send(actor: Actor, wave: Wave) -> None:
    """Ask a curator to publish the results."""
    check_may_change(actor, wave)
    rules.check_complete([queries.as_row(each) for each in queries.tallies(wave)])
    rules.check_beside(queries.compared(wave), queries.seen_before(wave))
    wave.state = State.SENT
    session.flush()
    record_event(actor, "sent results", wave)


def publish(actor: Actor, wave: Wave) -> None:
    """Let everybody read the results. From now on they stay as they are."""
    if wave.state is not State.SENT:
        raise ConflictError
    if not policies.can_publish(actor, wave):
        raise NotAllowedError
    rules.check_complete([queries.as_row(each) for each in queries.tallies(wave)])
    rules.check_beside(queries.compared(wave), queries.seen_before(wave))
    wave.state, wave.published_at = State.PUBLISHED, clock.now()
    session.flush()
    record_event(actor, "published results", wave.activity or wave, is_public=True, wave=wave.id)


def take_down(actor: Actor, wave: Wave, reason: str) -> None:
    if not policies.can_take_down(actor, wave):
        raise NotAllowedError
    if not reason:
        raise RuleBrokenError(N_("Give a reason. It will be public"), field="reason")
    wave.state, wave.reason = State.TAKEN_DOWN, reason
    session.flush()
    about = wave.activity or wave
    record_event(actor, "took down results", about, is_public=True, reason=reason, wave=wave.id)


def discard(actor: Actor, wave: Wave) -> None:
    check_may_change(actor, wave)
    for each in queries.tallies(wave):
        session.delete(each)
    session.flush()
    session.delete(wave)
    session.flush()


def check_may_change(actor: Actor, wave: Wave) -> None:
    if not policies.can_change(actor, wave):
        raise NotAllowedError
