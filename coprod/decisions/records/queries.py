"""Reading decision records. What the actor may not see is not found, listed or counted."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import selectinload

from coprod.core.database import load_together, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.decisions.guide.enums import Question
from coprod.decisions.guide.rules import Answers
from coprod.decisions.records import policies, rules
from coprod.decisions.records.models import DecisionEntry, DecisionRecord
from coprod.decisions.records.rules import (
    About,
    AlreadySaid,
    Choosing,
    Means,
    Naming,
    Openness,
    Promising,
    Reply,
    Said,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import policies as register
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import fingerprint

P = TypeVar("P")
WHOLE = (
    selectinload(DecisionRecord.terms),
    selectinload(DecisionRecord.links)
    .joinedload(DecisionEntry.activity)
    .selectinload(Activity.co_owners),
)
OWN_ROWS = (DecisionRecord.answers, DecisionRecord.said, DecisionRecord.holds, DecisionRecord.later)


def visible(actor: Actor) -> Select[DecisionRecord]:
    return select(DecisionRecord).where(policies.visible_to(actor))


def decision(actor: Actor, slug: str, *, to_change: bool = False) -> DecisionRecord:
    """Return a whole record. ``to_change`` holds it until the end of the transaction."""
    wanted = visible(actor).where(DecisionRecord.slug == slug).options(*WHOLE)
    if to_change:
        wanted = wanted.with_for_update(of=DecisionRecord)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    load_together([found], OWN_ROWS)
    return found


def newer(decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version that was signed off in the place of this one."""
    wanted = select(DecisionRecord).where(
        DecisionRecord.replaces_id == decision.id, policies.signed()
    )
    return session.scalars(wanted.order_by(DecisionRecord.id.desc()).limit(1)).first()


def older(actor: Actor, decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version in whose place this one was written."""
    wanted = visible(actor).where(DecisionRecord.id == decision.replaces_id)
    return session.scalars(wanted).one_or_none() if decision.replaces_id else None


def titles(actor: Actor, slugs: Sequence[str]) -> dict[str, str]:
    """Return what entries are called, of those that the actor may read."""
    if not slugs:
        return {}
    readable = and_(register.visible_to(actor), Activity.status.not_in(GONE))
    wanted = select(Activity.slug, Activity.title).where(readable, Activity.slug.in_(slugs))
    return dict(session.execute(wanted).all())


def slugs_like(stem: str) -> Sequence[str]:
    like = DecisionRecord.slug.startswith(stem, autoescape=True)
    return session.scalars(select(DecisionRecord.slug).where(like)).all()


# The parts of a record


def told(decision: DecisionRecord, kind: type[P]) -> P:
    part: P = READERS[kind](decision)
    return part


def plain(kind: type[Any]) -> Callable[[DecisionRecord], Any]:
    """Read a part whose fields are columns of the same names."""
    names = kind.__dataclass_fields__
    return lambda decision: kind(**{name: getattr(decision, name) for name in names})


def about(decision: DecisionRecord) -> About:
    ids = {name: [t.id for t in decision.listed(listing)] for name, listing in TERMS.items()}
    return About(**{name: tuple(of) for name, of in ids.items()})


TERMS = {
    "group_ids": ListKind.GROUP,
    "workstream_ids": ListKind.WORKSTREAM,
    "locality_ids": ListKind.LOCALITY,
    "partner_ids": ListKind.ORGANISATION,
    "board_ids": ListKind.BOARD,
}
READERS: dict[type[Any], Callable[[DecisionRecord], Any]] = {
    **{kind: plain(kind) for kind in (Naming, Openness, Means, Choosing, Promising)},
    AlreadySaid: lambda it: AlreadySaid(tuple(Said(s.words, s.address) for s in it.said)),
    About: about,
}


def replies(decision: DecisionRecord) -> dict[Question, Reply]:
    """Return what was answered, in the order of the questions."""
    kept = {a.question: Reply(a.question, a.answer, a.note) for a in decision.answers}
    return {question: kept[question] for question in Question if question in kept}


def answers(decision: DecisionRecord) -> Answers:
    return {question: reply.answer for question, reply in replies(decision).items()}


def gaps(decision: DecisionRecord) -> list[rules.Gap]:
    parts = (told(decision, Openness), told(decision, Choosing), told(decision, Promising))
    return rules.gaps(*parts)


def fingerprint_of_all(decision: DecisionRecord) -> str:
    return fingerprint((*(told(decision, kind) for kind in READERS), replies(decision)))
