"""Wording the statements in versions, and saying what an entry has to do with them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements import policies, queries, rules
from coprod.outcomes.i_statements.models import (
    DRAFT,
    Indicator,
    OutcomeLink,
    Statement,
    StatementVersion,
)
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.outcomes.i_statements.rules import FrameworkSaid, IndicatorSaid, Linking, StatementSaid
from coprod.reference.wording.rules import Effect
from coprod.register.activities.models import Activity

STEP = 10


def load_framework(actor: Actor, said: FrameworkSaid) -> int:
    """Take in a place's statements as its first version, and return how many that was.

    Later versions are written by curators.
    """
    check_may(actor)
    if session.scalar(select(func.count(StatementVersion.id))):
        return 0
    made = new_version(actor, 1)
    every: tuple[StatementSaid | IndicatorSaid, ...] = (*said.statements, *said.indicators)
    for position, each in enumerate(every, 1):
        rules.check_said(each)
        session.add(row(made, each, position * STEP))
    session.flush()
    put_into_use(made, clock.today(), "")
    record_event(actor, "made a version effective", made, number=1)
    return len(every)


def new_version(actor: Actor, number: int) -> StatementVersion:
    made = StatementVersion(number=number, draft_of=DRAFT, person_id=actor.id)
    session.add(made)
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
    return made


def row(
    version: StatementVersion, said: StatementSaid | IndicatorSaid, position: int
) -> Statement | Indicator:
    values = {**vars(said), "version_id": version.id, "position": position}
    if isinstance(said, StatementSaid):
        return Statement(**{**values, "told": dict(said.told)})
    return Indicator(**values)


def put_into_use(version: StatementVersion, day: date, why: str) -> None:
    version.effective_from, version.why, version.draft_of = day, why, None
    session.flush()


def begin_version(actor: Actor) -> StatementVersion:
    """Begin to word the statements anew, from how the last version says them."""
    check_may(actor)
    last = session.scalars(
        select(StatementVersion).order_by(StatementVersion.number.desc()).limit(1)
    ).first()
    if last is not None and last.draft_of:
        raise RuleBrokenError(N_("A new version is being written already"))
    made = new_version(actor, last.number + 1 if last else 1)
    if last is not None:
        copy_into(made, queries.whole(last))
    record_event(actor, "began a version", made, number=made.number)
    return made


def copy_into(version: StatementVersion, framework: StatementSet) -> None:
    for each in (*framework.statements, *framework.indicators):
        left = {"id", "version_id"}
        kept = {c.key: getattr(each, c.key) for c in each.__table__.columns if c.key not in left}
        session.add(type(each)(**kept, version_id=version.id))
    session.flush()


def write_said(
    actor: Actor, framework: StatementSet, said: StatementSaid | IndicatorSaid, key: str = ""
) -> None:
    """Word one statement or indicator of the draft anew, or add one when no ``key`` is named."""
    check_may(actor)
    rules.check_said(said)
    ours: Sequence[Statement | Indicator] = (
        framework.statements if isinstance(said, StatementSaid) else framework.indicators
    )
    domain_key = domain_key_of(framework, said.domain)
    values = {**vars(said), "domain_key": domain_key}
    values.pop("key")
    kept = next((each for each in ours if each.key == key), None)
    if key and kept is None:
        raise NotFoundError
    if kept is None:
        name = said.words if isinstance(said, StatementSaid) else said.label
        made = row(framework.version, said, STEP * (len(ours) + 1))
        made.key, made.domain_key = rules.key_of(name, {each.key for each in ours}), domain_key
        session.add(made)
    else:
        for field, value in values.items():
            setattr(kept, field, dict(value) if field == "told" else value)
    session.flush()
    record_event(actor, "wrote a version", framework.version, key=key)


def domain_key_of(framework: StatementSet, domain: str) -> str:
    """Return the key of a domain that is there already by this name, or a new one."""
    known = {each.domain: each.domain_key for each in framework.statements}
    return known.get(domain) or rules.key_of(domain, set(known.values()))


def remove_said(actor: Actor, framework: StatementSet, gone: Statement | Indicator) -> None:
    check_may(actor)
    session.delete(gone)
    session.flush()
    record_event(actor, "wrote a version", framework.version, removed=gone.key)


def make_effective(actor: Actor, framework: StatementSet, effect: Effect) -> None:
    """Put the draft into use from a day on. From now on it stays as it is."""
    check_may(actor)
    if not framework.statements:
        raise RuleBrokenError(N_("Write at least one statement first"))
    if not effect.why:
        raise RuleBrokenError(N_("Say what this changes, and why"), field="why")
    days = [v.effective_from for v in queries.versions(actor) if v.effective_from]
    if effect.day < max([clock.today(), *days]):
        said = N_("Choose today or a later day, and not before the version that it follows")
        raise RuleBrokenError(said, field="day")
    put_into_use(framework.version, effect.day, effect.why)
    record_event(
        actor, "made a version effective", framework.version, number=framework.version.number
    )


def discard_version(actor: Actor, framework: StatementSet) -> None:
    check_may(actor)
    record_event(actor, "threw away a version", framework.version, number=framework.version.number)
    for each in (*framework.statements, *framework.indicators):
        session.delete(each)
    session.flush()
    session.delete(framework.version)
    session.flush()


def check_may(actor: Actor) -> None:
    if not policies.can_word(actor):
        raise NotAllowedError


# What entries say


def link_statement(actor: Actor, activity: Activity, key: str, linking: Linking) -> OutcomeLink:
    """Say what an entry has to do with a statement. What was said of it in this way is replaced."""
    if not policies.can_link(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_linking(linking)
    framework = queries.current()
    statement = framework.of(key) if framework else None
    if statement is None:
        raise RuleBrokenError(N_("Choose a statement"), field="statement")
    same = select(OutcomeLink).where(OutcomeLink.activity_id == activity.id, OutcomeLink.key == key)
    for before in session.scalars(same.where(OutcomeLink.kind == linking.kind)):
        session.delete(before)
    session.flush()
    made = OutcomeLink(
        activity_id=activity.id, statement_id=statement.id, key=key, person_id=actor.id
    )
    made.kind, made.strength, made.why = linking.kind, linking.strength, linking.why
    session.add(made)
    session.flush()
    record_event(actor, "linked a statement", activity, key=key, kind=linking.kind, why=linking.why)
    return made


def unlink_statement(actor: Actor, activity: Activity, aim: OutcomeLink) -> None:
    if not policies.can_link(actor, activity):
        raise NotAllowedError
    session.delete(aim)
    session.flush()
    record_event(
        actor, "unlinked a statement", activity, is_public=True, key=aim.key, kind=aim.kind
    )


def let_be_read(actor: Actor, activity: Activity, aim: OutcomeLink) -> None:
    """Let readers see what an entry says of a statement: a curator has read it."""
    if not policies.can_let_be_read(actor, activity):
        raise NotAllowedError
    if aim.read_at is not None:
        raise ConflictError
    aim.read_at = clock.now()
    session.flush()
    about: dict[str, Any] = {"key": aim.key, "kind": aim.kind, "aim": aim.id}
    record_event(actor, "let a link be read", activity, is_public=True, **about)
