"""What the public is given instead of a bare number, and why a number is not shown.

``Hidden`` and ``NotThere`` are two types on purpose: what is kept back must not look like nothing.
"""

from dataclasses import dataclass

from coprod.kit.phrases import N_, Phrase

NOT_SHOWN = N_("Not shown")
NOT_KNOWN = N_("Not known")
NOBODY_TOLD_US = N_("Nobody has told us")
WORKED_OUT = N_("A small number could be worked out from this one")
BASE_TOO_SMALL = N_("Too few people for a percentage to mean anything")


@dataclass(frozen=True)
class Hidden:
    """There is something, or may be, and it is kept back. ``reason`` is said wherever it stands."""

    reason: Phrase
    words: Phrase = NOT_SHOWN
    is_shown: bool = False


@dataclass(frozen=True)
class NotThere:
    """Nobody has told us: there is nothing to keep back."""

    reason: Phrase = NOBODY_TOLD_US
    words: Phrase = NOT_KNOWN
    is_shown: bool = False


@dataclass(frozen=True)
class Count:
    """About so many, to the nearest five; nought is nought."""

    about: int
    is_shown: bool = True

    @property
    def words(self) -> Phrase:
        if not self.about:
            return N_("None")
        return N_("About %(number)s", number=f"{self.about:,}")


@dataclass(frozen=True)
class Percent:
    """A share in whole numbers."""

    whole: int
    is_shown: bool = True

    @property
    def words(self) -> Phrase:
        return N_("%(number)s%%", number=self.whole)


def fewer_than(fewest: int) -> Hidden:
    return Hidden(
        N_("Fewer than %(number)s people could be recognised", number=fewest),
        N_("Fewer than %(number)s", number=fewest),
    )
