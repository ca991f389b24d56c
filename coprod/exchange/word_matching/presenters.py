"""How words and their warnings stand on the page on which a curator matches them."""

from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.exchange.word_matching.enums import MatchState

TAGS = {
    MatchState.KNOWN: "green",
    MatchState.CHOSEN: "green",
    MatchState.LIKELY: "yellow",
    MatchState.EARLIER: "yellow",
    MatchState.NEW: "yellow",
    MatchState.NONE: "grey",
}


@dataclass(frozen=True)
class WarningLine:
    """One kind of warning: in how many rows, and what happens if one does nothing."""

    kind: Message
    rows: int
    result: Message
    words: int = 0
    number: int | None = None
    is_harmless: bool = False
