"""Keeping the words that mean the same."""

from collections.abc import Iterable, Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.text import fold
from coprod.library.index.models import SynonymGroup
from coprod.library.index.queries import phrases
from coprod.library.index.rules import check_phrases
from coprod.reference.lists.actions import CHANGED_MEANWHILE, take_new_lines
from coprod.reference.lists.policies import can_keep_lists


def add_meaning(actor: Actor, said: Sequence[str]) -> SynonymGroup:
    check_may(actor)
    check_phrases(said)
    made = SynonymGroup(phrases=list(said), version=1)
    session.add(made)
    session.flush()
    record_event(actor, "added", made, label=", ".join(said))
    return made


def change_meaning(actor: Actor, meaning: SynonymGroup, said: Sequence[str], *, seen: int) -> None:
    """Change a group. ``seen`` is the version that the curator was looking at."""
    check_may(actor)
    check_phrases(said)
    check_seen(meaning, seen)
    was, meaning.phrases = ", ".join(meaning.phrases), list(said)
    meaning.version += 1
    session.flush()
    record_event(actor, "changed", meaning, label=", ".join(said), was=was)


def remove_meaning(actor: Actor, meaning: SynonymGroup, *, seen: int) -> None:
    check_may(actor)
    check_seen(meaning, seen)
    record_event(actor, "removed words", meaning, label=", ".join(meaning.phrases))
    session.delete(meaning)
    session.flush()


def load_meanings(actor: Actor, groups: Iterable[Sequence[str]]) -> int:
    """Add the groups that were never loaded and none of whose words stands in one yet."""
    check_may(actor)
    known = {fold(phrase) for group in phrases() for phrase in group}
    lines = {", ".join(map(fold, group)): group for group in groups}
    new = take_new_lines("meaning", lines)
    unknown = [line for line in lines if line in new and not known & set(line.split(", "))]
    for line in unknown:
        add_meaning(actor, lines[line])
    return len(unknown)


def check_may(actor: Actor) -> None:
    if not can_keep_lists(actor):
        raise NotAllowedError


def check_seen(meaning: SynonymGroup, seen: int) -> None:
    """Tell the second of two writers. The row is held until this one has finished."""
    session.refresh(meaning, with_for_update=True)
    if meaning.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)
