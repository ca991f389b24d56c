"""What the pages are given about an entry's words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coprod.assessment.honest_labels import policies
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import KeptWord
from coprod.assessment.honest_labels.rules import Overclaim
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.web.mailer import Email


@dataclass(frozen=True)
class Hint:
    """A word that says too much, and why the team keeps it if it does."""

    over: Overclaim
    kept: KeptWord | None
    is_public: bool

    @property
    def word(self) -> Word:
        return self.over.claim.word

    def is_at(self, page: str) -> bool:
        """Tell whether the word stands in a box of this page."""
        return any(place.page == page for place in self.over.claim.places)


def hints(activity: Activity, over: list[Overclaim], kept: Mapping[Word, KeptWord]) -> list[Hint]:
    return [hint(activity, each, kept.get(each.claim.word)) for each in over]


def hint(activity: Activity, over: Overclaim, kept: KeptWord | None) -> Hint:
    return Hint(over, kept, kept is not None and policies.is_public(activity, kept))


def for_readers(
    actor: Actor, activity: Activity, over: list[Overclaim], kept: Mapping[Word, KeptWord]
) -> list[Hint]:
    """Return the words that say more than the level, with the reason if they may read it."""
    found = hints(activity, over, kept)
    if not policies.can_read_hints(actor, activity):
        found = [hint if hint.is_public else replace(hint, kept=None) for hint in found]
    return [hint for hint in found if hint.kept or hint.over.level]


def waits(title: str) -> Email:
    """To the curators: a reason on a public entry waits."""
    return Email(
        subject=N_("A team keeps a word, and says why"),
        before=(
            N_("The reason is about: %(title)s.", title=title),
            N_("Readers see it once a curator has read it."),
        ),
        link_says=N_("Read it here"),
    )
