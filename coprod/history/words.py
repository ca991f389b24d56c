"""What we call the steps in the life of a thing."""

from coprod.kit.phrases import N_, Phrase

VERBS: dict[str, Phrase] = {
    "logged": N_("Logged"),
    "submitted": N_("Sent to a curator"),
    "returned": N_("Sent back for changes"),
    "published": N_("Published"),
    "withdrawn": N_("Withdrawn"),
    "taken in": N_("Brought in from its source and published"),
}


def verb(word: str) -> Phrase:
    """Return how a step is said to readers; a word that is not listed here is said as it is."""
    return VERBS.get(word, Phrase(word.capitalize()))
