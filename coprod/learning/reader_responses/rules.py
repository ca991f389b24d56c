"""What must be true of what readers say."""

import hashlib
from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_
from coprod.learning.reader_responses.enums import CONSENT, Stance

LONGEST_WORDS = 2000


@dataclass(frozen=True)
class NewSignature:
    """What somebody says who took part. ``agreed`` is their consent to show their words."""

    stand: Stance | None = None
    words: str = ""
    agreed: bool = False

    @property
    def consent(self) -> str:
        return CONSENT.plain if self.words else ""


def check_signature(signature: NewSignature) -> None:
    if signature.stand is None:
        raise RuleBrokenError(N_("Say how you see it"), field="stand")
    if signature.stand is Stance.OTHERWISE and not signature.words:
        raise RuleBrokenError(N_("Say in your own words how you saw it"), field="words")
    check_length(signature.words)
    if signature.words and not signature.agreed:
        message = N_("Tick that your words may be shown. Without that we cannot keep them")
        raise RuleBrokenError(message, field="agreed")


def check_length(words: str) -> None:
    require_short(words, LONGEST_WORDS, field="words")


def hash_for_page(secret: str, kind: str, key: int) -> str:
    """Return a mark by which one reader is known again on one page, and on no other.

    Nobody can see from two of them whether they are of the same reader.
    """
    return hashlib.sha256(f"{secret} {kind} {key}".encode()).hexdigest()
