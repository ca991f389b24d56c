"""Remembering what was computed from an index for as long as the index is the same."""

from collections.abc import Callable, Hashable, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")
Known = MutableMapping[Hashable, Any]
"""What is remembered of an index while it is the same."""


def once(known: Known, name: Hashable, make: Callable[[], T]) -> T:
    """Return what is remembered under a name, made if it is not."""
    if name not in known:
        known[name] = make()
    made: T = known[name]
    return made
