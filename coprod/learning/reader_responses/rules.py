"""What must be true of what readers say."""

import hashlib
from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.reader_responses.enums import CONSENT, Stand

LONGEST_WORDS = 2000


@dataclass(frozen=True)
class Signing:
    """What somebody says who took part. ``agreed`` is their consent to show their words."""

    stand: Stand | None = None
    words: str = ""
    agreed: bool = False

    @property
    def consent(self) -> str:
        return CONSENT.plain if self.words else ""


def check_signing(signing: Signing) -> None:
    if signing.stand is None:
        raise RuleBrokenError(N_("Say how you see it"), field="stand")
    if signing.stand is Stand.OTHERWISE and not signing.words:
        raise RuleBrokenError(N_("Say in your own words how you saw it"), field="words")
    check_length(signing.words)
    if signing.words and not signing.agreed:
        said = N_("Tick that your words may be shown. Without that we cannot keep them")
        raise RuleBrokenError(said, field="agreed")


def check_length(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST_WORDS)
        raise RuleBrokenError(said, field="words")


def only_here(secret: str, kind: str, key: int) -> str:
    """Return a mark by which one reader is known again on one page, and on no other.

    Nobody can see from two of them whether they are of the same reader.
    """
    return hashlib.sha256(f"{secret} {kind} {key}".encode()).hexdigest()
