"""What can be commented on, and who may write, read, change and answer a comment.

``SUBJECT_KINDS`` is the one place that knows the kinds of subject: the app adds each.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, and_, false, or_

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import is_in
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.engagement.comments import rules
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import Subject

STATES_WITHOUT_MARKER = (CommentState.PUBLISHED, CommentState.WAITING)
APPEALABLE_STATES = frozenset(
    {CommentState.DECLINED, CommentState.PASSED_ON, CommentState.PUBLISHED}
)


# What can be commented on, and which of it is public or looked after by somebody


class SubjectKind(Protocol):
    """One kind of subject. ``name`` stands in addresses and in the database."""

    @property
    def name(self) -> str: ...

    def find_by_slug(self, actor: Actor, slug: str) -> Subject | None:
        """Return a subject that readers see now."""

    def load_by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        """Return subjects in any state, for those who may read their comments."""

    def select_public_ids(self) -> Select[int]:
        """Select the ids of all that readers see now."""

    def select_owned_ids(self, actor: Actor) -> Select[int]:
        """Select the ids of what somebody owns."""

    def select_ever_owned_ids(self, actor: Actor) -> Select[int]:
        """Select the ids of what somebody owns or ever did: they never moderate there."""

    def list_owners(self, subject_id: int) -> Sequence[Person]:
        """Return who is written to."""

    def list_changes(self, subject_id: int) -> Sequence[Event]:
        """Return the steps in which what readers see was changed, the latest first."""

    def may_single_out(self, subject_id: int) -> bool:
        """Tell whether so few people took part that they may be known by what they tell."""


SUBJECT_KINDS: dict[str, SubjectKind] = {}


def add_subject_kind(kind: SubjectKind) -> None:
    """Let one more kind of thing be commented on."""
    SUBJECT_KINDS[kind.name] = kind


def is_public_subject(kind: Any, key: Any) -> ColumnElement[bool]:
    return is_any_subject(
        kind, key, {name: each.select_public_ids() for name, each in SUBJECT_KINDS.items()}
    )


def is_owned_subject(actor: Actor, kind: Any, key: Any) -> ColumnElement[bool]:
    return is_any_subject(
        kind, key, {name: each.select_owned_ids(actor) for name, each in SUBJECT_KINDS.items()}
    )


def is_ever_owned_subject(actor: Actor, kind: Any, key: Any) -> ColumnElement[bool]:
    return is_any_subject(
        kind, key, {name: each.select_ever_owned_ids(actor) for name, each in SUBJECT_KINDS.items()}
    )


def is_any_subject(
    kind: Any, key: Any, ids_by_kind: Mapping[str, Select[int]]
) -> ColumnElement[bool]:
    """Return the condition that two columns name one of some subjects."""
    return or_(
        false(), *(and_(kind == name, is_in(key, keys)) for name, keys in ids_by_kind.items())
    )


# Which comments readers see


def is_published() -> ColumnElement[bool]:
    """Readers see its words: it is public, and so is what it is about."""
    is_there = is_public_subject(Comment.subject_kind, Comment.subject_id)
    return and_(Comment.state == CommentState.PUBLISHED, is_there)


def leaves_marker() -> ColumnElement[bool]:
    """Readers saw it once, and now see that it is gone and since when."""
    return and_(Comment.left_on.is_not(None), Comment.state.not_in(STATES_WITHOUT_MARKER))


def appears_under_subject(kind: Any, key: Any) -> ColumnElement[bool]:
    """Return the condition of a subject's list: public comments, and markers of those gone."""
    of_it = and_(Comment.subject_kind == kind, Comment.subject_id == key)
    return and_(of_it, or_(Comment.state == CommentState.PUBLISHED, leaves_marker()))


# Who may do what


def can_write_on_behalf(actor: Actor) -> bool:
    """Team members, curators and administrators type for people who are not online."""
    return actor.id is not None and actor.is_at_least(Role.TEAM_MEMBER)


def may_change(comment: Comment) -> bool:
    is_answered = comment.answer_sent_at is not None
    return rules.may_change(comment.state, comment.sent_at, clock.now(), is_answered=is_answered)


def can_appeal(comment: Comment) -> bool:
    """Whoever holds a comment appeals once, when it was not published as it was written."""
    is_as_written = comment.state is CommentState.PUBLISHED and not comment.is_edited
    return comment.state in APPEALABLE_STATES and not is_as_written and comment.appealed_at is None


def can_ask_for_letters(comment: Comment) -> bool:
    """A guest who left no address may leave one later. Those with an account have one."""
    is_gone = comment.state is CommentState.TAKEN_BACK
    return comment.person_id is None and not comment.email and not is_gone


def can_rate_answer(comment: Comment) -> bool:
    """Whoever holds a comment says once whether the team's answer is enough."""
    is_answered = comment.answer_sent_at is not None
    is_public = comment.state is CommentState.PUBLISHED
    return is_public and is_answered and comment.is_answer_enough is None


def is_owner(actor: Actor, subject: Subject) -> bool:
    return actor.id is not None and actor.id in subject.owner_ids


def can_answer(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """Those who look after what the comment is about, while readers see both."""
    return (
        is_owner(actor, subject)
        and comment.state is CommentState.PUBLISHED
        and not comment.is_official
    )


def can_say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """The owners know, and the curators who read the change."""
    knows = is_owner(actor, subject) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and knows and comment.state is CommentState.PUBLISHED
