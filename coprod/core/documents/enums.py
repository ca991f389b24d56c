"""How much of a document is read, and why no text can be taken out of one."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message

LONGEST_TEXT = 1_000_000
MOST_PAGES = 1_000
MOST_MEMORY = 1_000 * 1024 * 1024
MOST_SECONDS = 60


class Refusal(StrEnum):
    """Why no text can be taken out."""

    PASSWORD = "password"  # noqa: S105 - a reason, and no password
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    TOO_SLOW = "too_slow"
    DAMAGED = "damaged"


REFUSAL_MESSAGES: dict[Refusal, Message] = {
    Refusal.PASSWORD: N_("This document has a password. Save a copy without one and try again"),
    Refusal.NO_TEXT: N_(
        "There is no text in this document, only pictures of pages. Use a program that turns "
        "pictures into text, and try again"
    ),
    Refusal.TOO_LONG: N_("This document is too long. Split it into parts and add one report each"),
    Refusal.TOO_SLOW: N_("This document takes too long to read. Save it again and try again"),
    Refusal.DAMAGED: N_("This document cannot be read. Save it again in its own program"),
}


class TextRefusedError(Exception):
    """No text can be taken out of a document; ``REFUSAL_MESSAGES`` says why in one sentence."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why
