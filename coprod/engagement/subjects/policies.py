"""What can be commented on, and which of it is public or looked after by somebody.

``KINDS`` is the one place that knows the kinds. The app adds each: most live in packages above.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, and_, false, or_

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import is_in
from coprod.core.values.actor import Actor
from coprod.engagement.subjects.rules import Subject


class SubjectKind(Protocol):
    """One kind of subject. ``name`` stands in addresses and in the database."""

    @property
    def name(self) -> str: ...

    def by_slug(self, actor: Actor, slug: str) -> Subject | None:
        """Return a subject that readers see now."""

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        """Return subjects whatever has become of them, for who may read their comments."""

    def public(self) -> Select[int]:
        """Select the keys of all that readers see now."""

    def owned_by(self, actor: Actor) -> Select[int]:
        """Select the keys of what somebody looks after."""

    def in_hand_of(self, actor: Actor) -> Select[int]:
        """Select the keys of what somebody looks after or ever did: they never moderate there."""

    def owners(self, subject_id: int) -> Sequence[Person]:
        """Return who is written to."""

    def changes(self, subject_id: int) -> Sequence[Event]:
        """Return the steps in which what readers see was changed, the latest first."""

    def may_single_out(self, subject_id: int) -> bool:
        """Tell whether so few people took part that they may be known by what they tell."""


SUBJECT_KINDS: dict[str, SubjectKind] = {}


def add_subject_kind(kind: SubjectKind) -> None:
    """Let one more kind of thing be commented on."""
    SUBJECT_KINDS[kind.name] = kind


def among(kind: Any, key: Any, of: Mapping[str, Select[int]]) -> ColumnElement[bool]:
    """Return the condition that two columns name one of some subjects."""
    return or_(false(), *(and_(kind == name, is_in(key, keys)) for name, keys in of.items()))


def is_public(kind: Any, key: Any) -> ColumnElement[bool]:
    return among(kind, key, {name: each.public() for name, each in SUBJECT_KINDS.items()})


def is_owned(actor: Actor, kind: Any, key: Any) -> ColumnElement[bool]:
    return among(kind, key, {name: each.owned_by(actor) for name, each in SUBJECT_KINDS.items()})


def is_in_hand(actor: Actor, kind: Any, key: Any) -> ColumnElement[bool]:
    return among(kind, key, {name: each.in_hand_of(actor) for name, each in SUBJECT_KINDS.items()})
