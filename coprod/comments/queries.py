"""Finding comments. Readers find what is public; authors their own; who decides asks elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import joinedload

from coprod.accounts.models import Person
from coprod.accounts.queries import hashed
from coprod.comments import policies
from coprod.comments.models import Comment
from coprod.comments.rules import REPEATED_WITHIN, fingerprint_of
from coprod.comments.words import Kind, State
from coprod.db import session
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotFoundError
from coprod.reference.queries import current
from coprod.reference.words import Listing
from coprod.subjects.rules import Subject

A_PAGE = 30
A_FEW = 10
IN_A_LIST = (joinedload(Comment.origin), joinedload(Comment.led_to))
NOT_FINE = (State.DECLINED, State.HELD, State.REWORD)


@dataclass(frozen=True)
class Wanted:
    """Which comments a reader asks for."""

    kind: Kind | None = None
    page: int = 1
    a_page: int = A_PAGE


def shown_on(subject: Subject, wanted: Wanted) -> Sequence[Comment]:
    """Return one page: the latest comment first, the answers under each in their order."""
    thread = func.coalesce(Comment.under_id, Comment.id)
    is_under = case((Comment.under_id.is_(None), 0), else_=1)
    is_readers = case((Comment.is_official, 0), else_=1)
    found = select(Comment).where(policies.shown_on(subject), *of_kind(wanted)).options(*IN_A_LIST)
    found = found.order_by(thread.desc(), is_under, is_readers, Comment.id)
    return session.scalars(
        found.limit(wanted.a_page).offset((wanted.page - 1) * wanted.a_page)
    ).all()


def of_kind(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [Comment.kind == wanted.kind, ~Comment.is_official] if wanted.kind else []


def counts(subject: Subject) -> tuple[dict[Kind | None, int], int]:
    """Count the public comments of each kind, and everything that stands on the page."""
    is_said = case(
        (Comment.state == State.PUBLISHED, case((Comment.is_official, 0), else_=1)), else_=0
    )
    wanted = select(Comment.kind, func.sum(is_said), func.count()).where(policies.shown_on(subject))
    rows = session.execute(wanted.group_by(Comment.kind)).all()
    return {kind: said for kind, said, _all in rows if said}, sum(every for *_rest, every in rows)


def parents(comments: Sequence[Comment]) -> Mapping[int, Comment]:
    """Return the public comments that some answers stand under or reply to."""
    here = {each.id: each for each in comments if each.state is State.PUBLISHED}
    answered = {each.answers_id or each.under_id for each in comments}
    elsewhere = answered - {each.id for each in comments} - {None}
    if not elsewhere:
        return here
    wanted = select(Comment).where(Comment.id.in_(elsewhere), policies.published())
    return {**here, **{comment.id: comment for comment in session.scalars(wanted)}}


def public_comment(comment_id: int, *, to_change: bool = False) -> Comment:
    """Return a comment that everybody reads now."""
    is_it = and_(Comment.id == comment_id, policies.published())
    return one(select(Comment).where(is_it), to_change=to_change)


def own_by_token(token: str, *, to_change: bool = False) -> Comment:
    """Return a comment by its private link."""
    is_it = Comment.token_hash == hashed(token)
    return one(select(Comment).where(is_it), to_change=to_change)


def own_by_account(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    if actor.id is None:
        raise NotFoundError
    is_it = and_(Comment.id == comment_id, Comment.person_id == actor.id)
    return one(select(Comment).where(is_it), to_change=to_change)


def one(wanted: Select[Comment], *, to_change: bool) -> Comment:
    """Return one comment; ``to_change`` holds it until the end of the transaction."""
    whole = wanted.options(*IN_A_LIST, joinedload(Comment.route))
    found = session.scalars(whole.with_for_update(of=Comment) if to_change else whole).first()
    if found is None:
        raise NotFoundError
    return found


def mine(actor: Actor) -> Sequence[Comment]:
    """Return everything that somebody wrote here, the latest first."""
    if actor.id is None:
        return []
    wanted = select(Comment).where(Comment.person_id == actor.id).options(*IN_A_LIST)
    return session.scalars(wanted.order_by(Comment.id.desc())).all()


def listed(listing: Listing) -> list[str]:
    """Return the words of a list that curators keep, with their other forms."""
    return [
        word for term in current(listing, clock.today()) for word in (term.label, *term.aliases)
    ]


def is_repeated(body: str) -> bool:
    """Tell whether the same words were sent before, a short while ago."""
    mark = fingerprint_of(body)
    since = clock.now() - REPEATED_WITHIN
    same = exists().where(Comment.words_hash == mark, Comment.sent_at > since)
    return bool(mark and session.scalar(select(same)))


def is_trusted(actor: Actor, after: int) -> bool:
    """Tell whether enough comments of somebody were published as they were, and no other."""
    if not after or actor.id is None:
        return False
    is_fine = (Comment.state == State.PUBLISHED) & (Comment.public_body == "")
    was_not = (
        Comment.state.in_(NOT_FINE) | (Comment.public_body != "") | Comment.left_on.is_not(None)
    )
    wanted = select(
        func.coalesce(func.sum(case((is_fine, 1), else_=0)), 0),
        func.coalesce(func.sum(case((was_not, 1), else_=0)), 0),
    ).where(Comment.person_id == actor.id, ~Comment.is_official)
    fine, not_fine = session.execute(wanted).one()
    return fine >= after and not not_fine


def waiting() -> int:
    """Count what nobody has read yet."""
    wanted = select(func.count(Comment.id)).where(Comment.state == State.WAITING)
    return session.scalar(wanted) or 0


def email_of(comment: Comment) -> str:
    """Return where its author is written to, if anywhere."""
    if comment.person_id is None:
        return comment.email or ""
    author = session.get(Person, comment.person_id)
    return (author.email or "") if author and author.active else ""
