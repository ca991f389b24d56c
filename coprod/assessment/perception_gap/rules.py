"""What is written down of a conversation between a team and residents who see it differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coprod.assessment.four_ratings.rules import FourRatings, RatingGap
from coprod.assessment.resident_rating.enums import Collected
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message

LONGEST = {"agreed": 3000, "post": 200}
MISSING: dict[str, Message] = {
    "held": N_("Say when you talked"),
    "agreed": N_("Say what was agreed"),
    "by_when": N_("Say by when"),
    "post": N_("Say which role is responsible for it, and not a person’s name"),
}


@dataclass(frozen=True)
class GapTalk:
    """When they talked, what they agreed, by when it is done, and which post sees to it."""

    held: PartialDate | None
    agreed: str
    by_when: PartialDate | None
    post: str


def check_talk(talk: GapTalk, today: date) -> None:
    for field, message in MISSING.items():
        if not getattr(talk, field):
            raise RuleBrokenError(message, field=field)
    if talk.held and talk.held.earliest > today:
        raise RuleBrokenError(N_("The day you talked cannot be in the future"), field="held")
    for field, most in LONGEST.items():
        require_short(getattr(talk, field), most, field=field)


GapKey = tuple[int, int]
"""The id of the team's rating and that of the residents' round."""


def list_gap_keys(four: FourRatings) -> frozenset[GapKey]:
    """Return the gaps that need a conversation: only one that is written down closes them."""
    return frozenset(map(get_gap_key, four.gaps))


def get_gap_key(gap: RatingGap) -> GapKey:
    return gap.team.rating_id, gap.residents.round_id


def get_collector(gaps: Iterable[RatingGap]) -> Collected:
    """Return who collected the rounds of some gaps: independently, if any was."""
    by = {each.residents.collected_by for each in gaps}
    return Collected.INDEPENDENT if Collected.INDEPENDENT.label.plain in by else Collected.TEAM
