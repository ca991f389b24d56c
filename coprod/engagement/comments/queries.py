"""Finding comments. Readers find what is public; authors their own; who decides asks elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FunctionElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased, joinedload

from coprod.accounts.users.models import Person
from coprod.accounts.users.queries import hashed
from coprod.core import content_version, keyring
from coprod.core.database import AwareTime, cache_statement, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import Kind, State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import REPEATED_WITHIN
from coprod.engagement.subjects.policies import SUBJECT_KINDS, is_public
from coprod.engagement.subjects.queries import subjects
from coprod.engagement.subjects.rules import Subject
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import in_use
from coprod.reference.safety.rules import SafetyLists, SafetyMatcher, SafetySign, build_matcher

A_PAGE = 30
A_FEW = 10
IN_A_LIST = (joinedload(Comment.origin), joinedload(Comment.led_to))
LISTINGS = (
    *(ListKind.SPAM_WORD, ListKind.CHANGE_WORD),
    *(ListKind.SAFETY_WORD, ListKind.SAFETY_GROUP, ListKind.SAFETY_GUARD),
)
NOT_FINE = (State.DECLINED, State.HELD, State.REWORD)


@dataclass(frozen=True)
class Wanted:
    """Which comments a reader asks for."""

    kind: Kind | None = None
    page: int = 1
    a_page: int = A_PAGE


@dataclass(frozen=True)
class Standing:
    """One page of what stands under a subject, what its answers answer, and how much there is."""

    comments: Sequence[Comment]
    parents: Mapping[int, Comment]
    by_kind: dict[Kind, int]
    total: int
    on_all_pages: int


def standing_on(subject: Subject, wanted: Wanted) -> Standing:
    """Return one page: the latest comment first, the answers under each in their order.

    One statement brings the comments, what they answer and the counts; counting alone takes
    another where a page is empty or shows one kind only.
    """
    counted = wanted.kind is None
    begins = (wanted.page - 1) * wanted.a_page
    given = {"kind": subject.kind, "subject": subject.id, "most": wanted.a_page, "begins": begins}
    rows: list[Any] = list(session.execute(one_page(wanted.kind), given))
    comments = [row[0] for row in rows]
    over = {row[1].id: row[1] for row in rows if row[1] is not None}
    every, said, *kinds = rows[0][2:] if rows and counted else counts(subject, wanted)
    by_kind = dict(zip(Kind, kinds, strict=True))
    there = {kind: number for kind, number in by_kind.items() if number}
    return Standing(comments, over, there, said, every)


@cache_statement
def one_page(kind: Kind | None) -> Select[*tuple[Any, ...]]:
    """Select a page of what stands under a subject, with what it answers and the counts."""
    parent = aliased(Comment)
    totals = [each.over() for each in sums()] if kind is None else []
    found = select(Comment, parent, *totals).outerjoin(parent, is_answered(parent))
    is_shown = policies.shown_on(bindparam("kind"), bindparam("subject"))
    found = found.where(is_shown, *of_kind(kind)).options(*IN_A_LIST).order_by(*in_threads())
    return found.limit(bindparam("most", type_=Integer)).offset(bindparam("begins", type_=Integer))


def counts(subject: Subject, wanted: Wanted) -> tuple[int, ...]:
    """Count what stands under a subject, where the comments of a page do not bring it along."""
    if wanted.kind is None and wanted.page == 1:
        return (0,) * (2 + len(Kind))
    totals = select(*sums()).where(policies.shown_on(subject.kind, subject.id))
    return tuple(number or 0 for number in session.execute(totals).one())


def sums() -> list[FunctionElement[int]]:
    """Return what is counted: everything that stands there, what people said, and each kind."""
    is_said = and_(Comment.state == State.PUBLISHED, ~Comment.is_official)
    of_each = [func.sum(case((and_(is_said, Comment.kind == kind), 1), else_=0)) for kind in Kind]
    return [func.count(), func.sum(case((is_said, 1), else_=0)), *of_each]


def is_answered(parent: type[Comment]) -> ColumnElement[bool]:
    """Return the condition that a comment is an answer to this one, which is public."""
    there = and_(parent.state == State.PUBLISHED, is_public(parent.subject_kind, parent.subject_id))
    return and_(parent.id == func.coalesce(Comment.answers_id, Comment.under_id), there)


def in_threads() -> tuple[Any, ...]:
    is_under = case((Comment.under_id.is_(None), 0), else_=1)
    is_readers = case((Comment.is_official, 0), else_=1)
    thread = func.coalesce(Comment.under_id, Comment.id)
    return thread.desc(), is_under, is_readers, Comment.id


def of_kind(kind: Kind | None) -> list[ColumnElement[bool]]:
    return [Comment.kind == kind, ~Comment.is_official] if kind else []


def public_comment(comment_id: int, *, to_change: bool = False) -> Comment:
    """Return a comment that everybody reads now."""
    is_it = and_(Comment.id == comment_id, policies.published())
    return one(select(Comment).where(is_it), to_change=to_change)


def its_subject(comment: Comment) -> Subject:
    """Return what a comment is about, which readers see."""
    key = (comment.subject_kind, comment.subject_id)
    found = subjects([key]).get(key)
    if found is None:
        raise NotFoundError
    return found


def link_token(comment: Comment) -> str:
    """Return the token of its private link. Earlier versions made it with the secret key."""
    older = keyring.digests(f"comment {comment.encrypted_token}")
    return keyring.link_token(comment.encrypted_token, comment.token_hash, older)


def own_by_token(token: str, *, to_change: bool = False) -> Comment:
    """Return a comment by its private link."""
    is_it = Comment.token_hash == hashed(token)
    return one(select(Comment).where(is_it), to_change=to_change)


def own_by_account(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    if actor.id is None:
        raise NotFoundError
    is_it = and_(Comment.id == comment_id, Comment.person_id == actor.id)
    return one(select(Comment).where(is_it), to_change=to_change)


def own(actor: Actor, token: str, comment_id: int, *, to_change: bool = False) -> Comment:
    """Return somebody's own comment, by the private link or from the account."""
    if token:
        return own_by_token(token, to_change=to_change)
    return own_by_account(actor, comment_id, to_change=to_change)


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


@dataclass(frozen=True)
class WordLists:
    """The lists by which a comment is looked at."""

    spam: Sequence[str]
    changes: Sequence[str]
    safety: SafetyMatcher


@content_version.cached
def word_lists() -> WordLists:
    """Return the words of the lists by which a comment is looked at, with their other forms."""
    lines: dict[ListKind, list[Any]] = {each: [] for each in LISTINGS}
    columns = (Term.listing, Term.key, Term.label, Term.note, Term.aliases)
    wanted = select(*columns).where(Term.listing.in_(LISTINGS), in_use(clock.today()))
    for line in session.execute(wanted.order_by(Term.position, Term.id)):
        lines[line.listing].append(line)
    words = {
        listing: [name for line in found for name in (line.label, *line.aliases)]
        for listing, found in lines.items()
    }
    safety = SafetyLists(
        patterns=tuple(
            (line.note, (line.label, *line.aliases)) for line in lines[ListKind.SAFETY_WORD]
        ),
        groups=tuple((line.key, tuple(line.aliases)) for line in lines[ListKind.SAFETY_GROUP]),
        guards=tuple(words[ListKind.SAFETY_GUARD]),
    )
    return WordLists(words[ListKind.SPAM_WORD], words[ListKind.CHANGE_WORD], build_matcher(safety))


def safety_signs(comments: Iterable[Comment]) -> dict[int, tuple[SafetySign, ...]]:
    """Return why each of some comments is read first, by the patterns of today."""
    safety = word_lists().safety
    return {each.id: safety.find(each.words) if each.may_be_unsafe else () for each in comments}


@dataclass(frozen=True)
class Beside:
    """What stands beside a comment that is about to come in.

    ``is_repeated``: the same words were sent before, a short while ago.
    """

    is_public: bool
    is_repeated: bool
    others_wait: bool


def beside(comment: Comment) -> Beside:
    """Return what decides about a comment that is not written down yet, in one question."""
    asked = {
        "subject": comment.subject_id,
        "mark": comment.words_hash or None,
        "since": clock.now() - REPEATED_WITHIN,
    }
    with session.no_autoflush:
        return Beside(*session.execute(what_stands(comment.subject_kind), asked).one())


@cache_statement
def what_stands(kind: str) -> Select[bool, bool, bool]:
    public = SUBJECT_KINDS[kind].public()
    (key,) = public.selected_columns
    is_same = and_(
        Comment.words_hash == bindparam("mark"),
        Comment.sent_at > bindparam("since", type_=AwareTime),
    )
    return select(
        public.where(key == bindparam("subject")).exists(),
        exists().where(is_same),
        exists().where(Comment.state == State.WAITING),
    )


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


def others_wait(comment: Comment) -> bool:
    """Tell whether nobody has read something else yet."""
    is_other = Comment.id != comment.id
    return bool(session.scalar(select(exists().where(Comment.state == State.WAITING, is_other))))


def email_of(comment: Comment) -> str:
    """Return where its author is written to, if anywhere."""
    if comment.person_id is None:
        return comment.email or ""
    author = session.get(Person, comment.person_id)
    return (author.email or "") if author and author.active else ""
