"""Wording the statements in versions, and saying what an activity has to do with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError, require
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
from coprod.outcomes.i_statements.rules import (
    IndicatorContent,
    LinkDetails,
    StatementContent,
    StatementSetContent,
)
from coprod.reference.wording.actions import seal_version
from coprod.reference.wording.rules import EffectiveDay, check_effect
from coprod.register.activities.models import Activity

STEP = 10


def load_statements(actor: Actor, content: StatementSetContent) -> int:
    """Take in a place's statements as its first version, and return how many that was.

    Later versions are written by curators.
    """
    check_can_word(actor)
    if session.scalar(select(func.count(StatementVersion.id))):
        return 0
    version = add_version(actor, 1)
    rows: tuple[StatementContent | IndicatorContent, ...] = (
        *content.statements,
        *content.indicators,
    )
    for position, row in enumerate(rows, 1):
        rules.check_content(row)
        session.add(build_row(version, row, position * STEP))
    session.flush()
    seal_version(version, EffectiveDay(clock.today(), ""))
    record_event(actor, "made a version effective", version, number=1)
    return len(rows)


def add_version(actor: Actor, number: int) -> StatementVersion:
    version = StatementVersion(number=number, draft_of=DRAFT, person_id=actor.id)
    session.add(version)
    flush_or_conflict()
    return version


def build_row(
    version: StatementVersion, content: StatementContent | IndicatorContent, position: int
) -> Statement | Indicator:
    values = {**vars(content), "version_id": version.id, "position": position}
    if isinstance(content, StatementContent):
        return Statement(**{**values, "translations": dict(content.translations)})
    return Indicator(**values)


def begin_version(actor: Actor) -> StatementVersion:
    """Begin to word the statements anew, from how the last version says them."""
    check_can_word(actor)
    last = session.scalars(
        select(StatementVersion).order_by(StatementVersion.number.desc()).limit(1)
    ).first()
    if last is not None and last.draft_of:
        raise RuleBrokenError(N_("A new version is being written already"))
    version = add_version(actor, last.number + 1 if last else 1)
    if last is not None:
        copy_into(version, queries.load_set(last))
    record_event(actor, "began a version", version, number=version.number)
    return version


def copy_into(version: StatementVersion, statement_set: StatementSet) -> None:
    for row in (*statement_set.statements, *statement_set.indicators):
        left_out = {"id", "version_id"}
        values = {
            c.key: getattr(row, c.key) for c in row.__table__.columns if c.key not in left_out
        }
        session.add(type(row)(**values, version_id=version.id))
    session.flush()


def write_content(
    actor: Actor,
    statement_set: StatementSet,
    content: StatementContent | IndicatorContent,
    key: str = "",
) -> None:
    """Word one statement or indicator of the draft anew, or add one when no ``key`` is named."""
    check_can_word(actor)
    rules.check_content(content)
    rows: Sequence[Statement | Indicator] = (
        statement_set.statements
        if isinstance(content, StatementContent)
        else statement_set.indicators
    )
    domain_key = get_domain_key(statement_set, content.domain)
    existing = next((each for each in rows if each.key == key), None)
    if key and existing is None:
        raise NotFoundError
    if existing is None:
        add_row(statement_set.version, content, rows, domain_key)
    else:
        change_row(existing, content, domain_key)
    session.flush()
    record_event(actor, "wrote a version", statement_set.version, key=key)


def add_row(
    version: StatementVersion,
    content: StatementContent | IndicatorContent,
    rows: Sequence[Statement | Indicator],
    domain_key: str,
) -> None:
    """Add a row below the others, with a key that none of them has."""
    name = content.words if isinstance(content, StatementContent) else content.label
    row = build_row(version, content, STEP * (len(rows) + 1))
    row.key, row.domain_key = rules.build_key(name, {each.key for each in rows}), domain_key
    session.add(row)


def change_row(
    row: Statement | Indicator, content: StatementContent | IndicatorContent, domain_key: str
) -> None:
    values = {**vars(content), "domain_key": domain_key}
    values.pop("key")
    for field, value in values.items():
        setattr(row, field, dict(value) if field == "translations" else value)


def get_domain_key(statement_set: StatementSet, domain: str) -> str:
    """Return the key of a domain that is there already by this name, or a new one."""
    key_by_domain = {each.domain: each.domain_key for each in statement_set.statements}
    return key_by_domain.get(domain) or rules.build_key(domain, set(key_by_domain.values()))


def remove_row(actor: Actor, statement_set: StatementSet, row: Statement | Indicator) -> None:
    check_can_word(actor)
    session.delete(row)
    session.flush()
    record_event(actor, "wrote a version", statement_set.version, removed=row.key)


def make_effective(actor: Actor, statement_set: StatementSet, effect: EffectiveDay) -> None:
    """Put the draft into use from a day on. From now on it stays as it is."""
    check_can_word(actor)
    if not statement_set.statements:
        raise RuleBrokenError(N_("Write at least one statement first"))
    days = [v.effective_from for v in queries.list_versions(actor) if v.effective_from]
    check_effect(effect, today=clock.today(), last=max(days, default=None), is_changed=True)
    seal_version(statement_set.version, effect)
    record_event(
        actor,
        "made a version effective",
        statement_set.version,
        number=statement_set.version.number,
    )


def discard_version(actor: Actor, statement_set: StatementSet) -> None:
    check_can_word(actor)
    record_event(
        actor, "threw away a version", statement_set.version, number=statement_set.version.number
    )
    for row in (*statement_set.statements, *statement_set.indicators):
        session.delete(row)
    session.flush()
    session.delete(statement_set.version)
    session.flush()


def check_can_word(actor: Actor) -> None:
    require(policies.can_word_statements(actor))


# What activities say


def link_statement(actor: Actor, activity: Activity, key: str, details: LinkDetails) -> OutcomeLink:
    """Say what an activity has to do with a statement, in place of what was said before."""
    require(policies.can_link(actor, activity))
    actor_id = actor.require_id()
    rules.check_link(details)
    statement_set = queries.get_current_set()
    statement = statement_set.get_statement(key) if statement_set else None
    if statement is None:
        raise RuleBrokenError(N_("Choose a statement"), field="statement")
    same = select(OutcomeLink).where(OutcomeLink.activity_id == activity.id, OutcomeLink.key == key)
    for before in session.scalars(same.where(OutcomeLink.kind == details.kind)):
        session.delete(before)
    session.flush()
    link = OutcomeLink(
        activity_id=activity.id, statement_id=statement.id, key=key, person_id=actor_id
    )
    link.kind, link.strength, link.why = details.kind, details.strength, details.why
    session.add(link)
    session.flush()
    record_event(actor, "linked a statement", activity, key=key, kind=details.kind, why=details.why)
    return link


def unlink_statement(actor: Actor, activity: Activity, link: OutcomeLink) -> None:
    require(policies.can_link(actor, activity))
    session.delete(link)
    session.flush()
    record_event(
        actor, "unlinked a statement", activity, is_public=True, key=link.key, kind=link.kind
    )


def publish_link(actor: Actor, activity: Activity, link: OutcomeLink) -> None:
    """Let readers see what an activity says of a statement: a curator has read it."""
    require(policies.can_publish_link(actor, activity))
    if link.read_at is not None:
        raise ConflictError
    link.read_at = clock.now()
    session.flush()
    about: dict[str, Any] = {"key": link.key, "kind": link.kind, "aim": link.id}
    record_event(actor, "let a link be read", activity, is_public=True, **about)
