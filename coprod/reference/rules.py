"""What must be true of a line in a list."""

import re
from collections.abc import Mapping
from datetime import date

from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_

LONGEST_LABEL = 200
LONGEST_NOTE = 500
LONGEST_ALIAS = 100
MOST_ALIASES = 30
MOST_POSITION = 10_000
KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def check_label(label: str) -> None:
    if not label:
        raise RuleBrokenError(N_("Give it a name"), field="label")
    if len(label) > LONGEST_LABEL:
        said = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_LABEL)
        raise RuleBrokenError(said, field="label")


def check_aliases(aliases: tuple[str, ...]) -> None:
    if len(aliases) > MOST_ALIASES or any(len(alias) > LONGEST_ALIAS for alias in aliases):
        said = N_(
            "Keep to %(most)s other names, of %(longest)s characters or fewer each",
            most=MOST_ALIASES,
            longest=LONGEST_ALIAS,
        )
        raise RuleBrokenError(said, field="aliases")


def check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        said = N_("The day it went out of use must not be before the day it began")
        raise RuleBrokenError(said, field="valid_to")


def check_retirement(valid_to: date | None, replaced_by_id: int | None) -> None:
    if valid_to is None and replaced_by_id is None:
        said = N_("Say from which day it is no longer used, or which name took its place")
        raise RuleBrokenError(said, field="valid_to")


def check_key(key: str) -> None:
    if not KEY.fullmatch(key) or len(key) > LONGEST_ALIAS:
        said = N_("The key “%(key)s” must be small letters, digits and low lines", key=key)
        raise RuleBrokenError(said, field="key")


def end_of(start: int, becomes: Mapping[int, int | None]) -> int:
    """Follow what became of a term to the one in use now. It must never lead back to itself."""
    seen = {start}
    at = start
    while (later := becomes.get(at)) is not None:
        if later in seen:
            said = N_("A name cannot be replaced by one that it has itself replaced")
            raise RuleBrokenError(said, field="replaced_by")
        seen.add(later)
        at = later
    return at
