"""Keeping the words that mean the same."""

from collections.abc import Iterable, Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.text import fold
from coprod.library.index.models import SynonymGroup
from coprod.library.index.queries import list_synonyms
from coprod.library.index.rules import check_phrases
from coprod.reference.lists.actions import CHANGED_MEANWHILE, claim_new_lines
from coprod.reference.lists.policies import can_keep_lists


def add_synonym_group(actor: Actor, phrases: Sequence[str]) -> SynonymGroup:
    check_permission(actor)
    check_phrases(phrases)
    group = SynonymGroup(phrases=list(phrases), version=1)
    session.add(group)
    session.flush()
    record_event(actor, "added", group, label=", ".join(phrases))
    return group


def change_synonym_group(
    actor: Actor, group: SynonymGroup, phrases: Sequence[str], *, seen: int
) -> None:
    """Change a group. ``seen`` is the version that the curator was looking at."""
    check_permission(actor)
    check_phrases(phrases)
    check_version(group, seen)
    was, group.phrases = ", ".join(group.phrases), list(phrases)
    group.version += 1
    session.flush()
    record_event(actor, "changed", group, label=", ".join(phrases), was=was)


def remove_synonym_group(actor: Actor, group: SynonymGroup, *, seen: int) -> None:
    check_permission(actor)
    check_version(group, seen)
    record_event(actor, "removed words", group, label=", ".join(group.phrases))
    session.delete(group)
    session.flush()


def load_synonym_groups(actor: Actor, groups: Iterable[Sequence[str]]) -> int:
    """Add the groups that were never loaded and none of whose words stands in one yet."""
    check_permission(actor)
    known = {fold(phrase) for group in list_synonyms() for phrase in group}
    lines = {", ".join(map(fold, group)): group for group in groups}
    new = claim_new_lines("meaning", lines)
    new_lines = [line for line in lines if line in new and not known & set(line.split(", "))]
    for line in new_lines:
        add_synonym_group(actor, lines[line])
    return len(new_lines)


def check_permission(actor: Actor) -> None:
    require(can_keep_lists(actor))


def check_version(group: SynonymGroup, seen: int) -> None:
    """Tell the second of two writers. The row is held until this one has finished."""
    session.refresh(group, with_for_update=True)
    if group.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)
