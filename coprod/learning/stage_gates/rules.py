"""The gate to a stage: what is there, what is missing, and what a decision must say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates.enums import GATES, OF_RESIDENTS, PATH, Going, Need
from coprod.register.sections.enums import SpreadStage

LONGEST_REASON = 3000
ASIDE = (SpreadStage.PAUSED, SpreadStage.STOPPED)


@dataclass(frozen=True)
class Gate:
    """What a stage asks for: ``there`` was found in the register, ``missing`` was not."""

    stage: SpreadStage
    there: tuple[Need, ...]
    missing: tuple[Need, ...]

    @property
    def residents_missing(self) -> bool:
        return any(need in OF_RESIDENTS for need in self.missing)


@dataclass(frozen=True)
class Deciding:
    """A go or no-go: by which post, on which day, and why."""

    going: Going | None = None
    post: str = ""
    on: date | None = None
    reason: str = ""


def gate(stage: SpreadStage, found: Collection[Need]) -> Gate:
    needs = GATES[stage]
    there = tuple(need for need in needs if need in found)
    return Gate(stage, there, tuple(need for need in needs if need not in found))


def following(stage: SpreadStage | None) -> SpreadStage | None:
    """Return the stage after this one; what was paused or stopped begins again as a pilot."""
    if stage is None:
        return SpreadStage.IDEA
    if stage in ASIDE:
        return SpreadStage.PILOT
    place = PATH.index(stage) + 1
    return PATH[place] if place < len(PATH) else None


def may_go_to(now: SpreadStage | None) -> tuple[SpreadStage, ...]:
    """Return the stages that can be decided now: the next one, pausing and stopping."""
    aside = tuple(stage for stage in ASIDE if stage is not now)
    forward = following(now)
    return (forward, *aside) if forward else aside


def check_deciding(deciding: Deciding, today: date) -> None:
    """A reason is always needed: with gaps, it says why one goes on in spite of them."""
    if deciding.going is None:
        raise RuleBrokenError(N_("Say what was decided"), field="going")
    if not deciding.post:
        raise RuleBrokenError(N_("Say which post decided"), field="post")
    if deciding.on is None or deciding.on > today:
        raise RuleBrokenError(N_("Say on which day it was decided. It cannot be later"), field="on")
    if not deciding.reason:
        said = N_("Give the reason: it will be shown. Say why, if something is missing")
        raise RuleBrokenError(said, field="reason")
