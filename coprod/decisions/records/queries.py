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
from coprod.decisions.records.models import Decision, DecisionEntry
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
from coprod.reference.lists.enums import Listing
from coprod.register.activities import policies as register
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import fingerprint

P = TypeVar("P")
WHOLE = (
    selectinload(Decision.terms),
    selectinload(Decision.links)
    .joinedload(DecisionEntry.activity)
    .selectinload(Activity.co_owners),
)
OWN_ROWS = (Decision.answers, Decision.said, Decision.holds, Decision.later)


def visible(actor: Actor) -> Select[Decision]:
    return select(Decision).where(policies.visible_to(actor))


def decision(actor: Actor, slug: str, *, to_change: bool = False) -> Decision:
    """Return a whole record. ``to_change`` holds it until the end of the transaction."""
    wanted = visible(actor).where(Decision.slug == slug).options(*WHOLE)
    if to_change:
        wanted = wanted.with_for_update(of=Decision)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    load_together([found], OWN_ROWS)
    return found


def newer(decision: Decision) -> Decision | None:
    """Return the version that was signed off in the place of this one."""
    wanted = select(Decision).where(Decision.replaces_id == decision.id, policies.signed())
    return session.scalars(wanted.order_by(Decision.id.desc()).limit(1)).first()


def older(actor: Actor, decision: Decision) -> Decision | None:
    """Return the version in whose place this one was written."""
    wanted = visible(actor).where(Decision.id == decision.replaces_id)
    return session.scalars(wanted).one_or_none() if decision.replaces_id else None


def titles(actor: Actor, slugs: Sequence[str]) -> dict[str, str]:
    """Return what entries are called, of those that the actor may read."""
    if not slugs:
        return {}
    readable = and_(register.visible_to(actor), Activity.status.not_in(GONE))
    wanted = select(Activity.slug, Activity.title).where(readable, Activity.slug.in_(slugs))
    return dict(session.execute(wanted).all())


def slugs_like(stem: str) -> Sequence[str]:
    like = Decision.slug.startswith(stem, autoescape=True)
    return session.scalars(select(Decision.slug).where(like)).all()


# The parts of a record


def told(decision: Decision, kind: type[P]) -> P:
    part: P = READERS[kind](decision)
    return part


def plain(kind: type[Any]) -> Callable[[Decision], Any]:
    """Read a part whose fields are columns of the same names."""
    names = kind.__dataclass_fields__
    return lambda decision: kind(**{name: getattr(decision, name) for name in names})


def about(decision: Decision) -> About:
    ids = {name: [t.id for t in decision.listed(listing)] for name, listing in TERMS.items()}
    return About(**{name: tuple(of) for name, of in ids.items()})


TERMS = {
    "group_ids": Listing.GROUP,
    "workstream_ids": Listing.WORKSTREAM,
    "locality_ids": Listing.LOCALITY,
    "partner_ids": Listing.ORGANISATION,
    "board_ids": Listing.BOARD,
}
READERS: dict[type[Any], Callable[[Decision], Any]] = {
    **{kind: plain(kind) for kind in (Naming, Openness, Means, Choosing, Promising)},
    AlreadySaid: lambda it: AlreadySaid(tuple(Said(s.words, s.address) for s in it.said)),
    About: about,
}


def replies(decision: Decision) -> dict[Question, Reply]:
    """Return what was answered, in the order of the questions."""
    kept = {a.question: Reply(a.question, a.answer, a.note) for a in decision.answers}
    return {question: kept[question] for question in Question if question in kept}


def answers(decision: Decision) -> Answers:
    return {question: reply.answer for question, reply in replies(decision).items()}


def gaps(decision: Decision) -> list[rules.Gap]:
    parts = (told(decision, Openness), told(decision, Choosing), told(decision, Promising))
    return rules.gaps(*parts)


def fingerprint_of_all(decision: Decision) -> str:
    return fingerprint((*(told(decision, kind) for kind in READERS), replies(decision)))
