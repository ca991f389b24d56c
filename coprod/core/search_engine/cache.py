"""Remembering what was computed from an index for as long as the index is the same."""

from collections.abc import Callable, Hashable, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")
IndexCache = MutableMapping[Hashable, Any]
"""What is remembered of an index while it is the same."""


def get_or_compute(cache: IndexCache, name: Hashable, compute: Callable[[], T]) -> T:
    """Return what is remembered under a name, made if it is not."""
    if name not in cache:
        cache[name] = compute()
    value: T = cache[name]
    return value
