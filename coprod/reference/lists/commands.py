"""What commands refuse: a place that nobody can reach."""

import sys
from collections.abc import Sequence

from coprod.reference.lists.rules import list_made_up


def list_made_up_lines(place: object) -> list[str]:
    """Say what is made up about a place, a line for each field."""
    passages: dict[str, list[str]] = {}
    for name, made_up in list_made_up(place):
        passages.setdefault(name, []).append(made_up.message.plain)
    return [f"{name}: {'; '.join(told)}" for name, told in passages.items()]


def exit_with(lines: Sequence[str]) -> None:
    """Stop with these lines, if there are any."""
    if lines:
        sys.exit("\n".join(f"coprod: {line}" for line in lines))
