"""What the pages about changes are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.models import Event
from coprod.core.values.phrases import Message
from coprod.register.activities.presenters import (
    STEPS,
    FieldChange,
    FieldText,
    Names,
    compare_steps,
    get_activity_key,
    iterate_activity_keys,
    list_field_changes,
    list_field_texts,
    load_term_names,
)
from coprod.register.activities.rules import unpack
from coprod.register.revisions.models import PublicChange
from coprod.register.revisions.queries import Change
from coprod.register.sections.presenters import SECTION_BY_NAME
from coprod.register.sections.queries import get_part_kinds, get_public_titles

QUESTIONS: dict[type[Any], Message] = {
    **{step.kind: step.question for step in STEPS},
    **{section.kind: section.title for section in SECTION_BY_NAME.values()},
}
ADDRESSES: dict[type[Any], str] = {step.kind: step.name for step in STEPS}


def get_question(kind: type[Any]) -> Message:
    return QUESTIONS.get(kind) or Message(kind.__name__)


@dataclass(frozen=True)
class ChangeView:
    """A part that waits, with what readers see now, what the team wants, and what differs."""

    kind: str
    question: Message
    step: str
    published: list[FieldText]
    proposed: list[FieldText]
    fields: list[FieldChange]
    is_sent: bool
    has_moved: bool
    at: datetime


def compare_changes(
    changes: Sequence[Change], *, exact: bool, past: Sequence[PublicChange] = ()
) -> list[ChangeView]:
    """Return what waits. Who does not see exact numbers sees what its history would show.

    ``past`` are the changes before it: what may be disclosed of one depends on those.
    """
    sides = [(change.published, change.proposed) for change in changes]
    names = load_names([part for both in sides for part in both])
    if exact:
        compared = [list_field_changes(published, wanted, names) for published, wanted in sides]
    else:
        earlier = [(before, after) for _change, before, after in unpack_changes(past)]
        compared = compare_steps([*earlier, *sides], names)[len(earlier) :]
    changes_and_fields = zip(changes, compared, strict=True)
    return [
        compare_change(change, fields, names, exact=exact) for change, fields in changes_and_fields
    ]


def compare_change(
    change: Change, fields: list[FieldChange], names: Names, *, exact: bool
) -> ChangeView:
    kind = type(change.proposed)
    return ChangeView(
        kind=change.pending.kind,
        question=get_question(kind),
        step=ADDRESSES.get(kind, ""),
        published=list_field_texts(change.published, names, exact=exact),
        proposed=list_field_texts(change.proposed, names, exact=exact),
        fields=fields,
        is_sent=change.is_sent,
        has_moved=change.has_moved,
        at=change.pending.at,
    )


@dataclass(frozen=True)
class HistoryStep:
    """One step in what readers saw: when, what it was, and the fields that changed."""

    at: datetime
    what: Message
    about: Message | None
    fields: list[FieldChange]
    thanks: str = ""
    """Whom we thank for it: the name or role that a reader chose."""


IN_CHANGES = frozenset({"approved changes", "corrected", "took a suggestion"})
"""Steps that are shown by what they changed, not by their note."""


MOST_SHOWN = 200


def build_history(changes: Sequence[PublicChange], notes: Sequence[Event]) -> list[HistoryStep]:
    """Return what readers saw change, the latest first.

    It names nobody but readers who wished to be thanked.

    ``changes`` are all there were, the first one first: what may be disclosed of one
    depends on those before it. What readers could not see change is left out.
    """
    unpacked = unpack_changes(changes)
    sides = [(before, after) for _change, before, after in unpacked]
    fields = compare_steps(sides, load_names([part for both in sides for part in both]))
    past = [
        HistoryStep(c.at, c.by.label, get_question(type(after)), changed, c.thanks)
        for (c, _before, after), changed in zip(unpacked, fields, strict=True)
        if changed
    ]
    steps = [
        HistoryStep(n.at, get_verb_text(n.verb), None, [])
        for n in notes
        if n.verb not in IN_CHANGES
    ]
    return sorted([*past, *steps], key=lambda each: each.at, reverse=True)[:MOST_SHOWN]


def unpack_changes(changes: Sequence[PublicChange]) -> list[tuple[PublicChange, Any, Any]]:
    """Return changes with both of their sides, as far as such parts are still known."""
    known_kinds = get_part_kinds()
    return [
        (c, unpack(known_kinds[c.kind], c.before), unpack(known_kinds[c.kind], c.after))
        for c in changes
        if c.kind in known_kinds
    ]


def load_names(parts: Sequence[object]) -> Names:
    """Return the names of the terms of some parts, and of the public activities that they name."""
    titles = get_public_titles({key for part in parts for key in iterate_activity_keys(part)})
    return {
        **load_term_names(parts),
        **{get_activity_key(key): title for key, title in titles.items()},
    }
