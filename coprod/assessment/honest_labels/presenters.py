"""What the pages are given about an activity's words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coprod.assessment.honest_labels import policies
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import WordJustification
from coprod.assessment.honest_labels.rules import Overclaim
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class Hint:
    """A word that says too much, and why the team keeps it if it does."""

    overclaim: Overclaim
    justification: WordJustification | None
    is_public: bool

    @property
    def word(self) -> Word:
        return self.overclaim.claim.word

    def is_at(self, page: str) -> bool:
        """Tell whether the word stands in a box of this page."""
        return any(place.page == page for place in self.overclaim.claim.places)


def build_hints(
    activity: Activity,
    overclaims: list[Overclaim],
    justifications: Mapping[Word, WordJustification],
) -> list[Hint]:
    return [build_hint(activity, each, justifications.get(each.claim.word)) for each in overclaims]


def build_hint(
    activity: Activity, overclaim: Overclaim, justification: WordJustification | None
) -> Hint:
    return Hint(
        overclaim,
        justification,
        justification is not None and policies.is_public(activity, justification),
    )


def list_hints_for_readers(
    actor: Actor,
    activity: Activity,
    overclaims: list[Overclaim],
    justifications: Mapping[Word, WordJustification],
) -> list[Hint]:
    """Return the words that say more than the level, with the reason if they may read it."""
    hints = build_hints(activity, overclaims, justifications)
    if not policies.can_read_hints(actor, activity):
        hints = [hint if hint.is_public else replace(hint, justification=None) for hint in hints]
    return [hint for hint in hints if hint.justification or hint.overclaim.level]
