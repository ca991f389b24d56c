"""The verbs of the audit trail. Each package registers its own; this one knows none."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod.core.values.phrases import Message


@dataclass(frozen=True)
class Verb:
    """A step in the life of a thing, in the words for readers.

    ``is_decision`` marks what is decided once: whoever wanted to decide it too reads who did.
    """

    text: Message
    is_decision: bool = False


VERBS: dict[str, Verb] = {}


def register_verbs(verbs: Mapping[str, Verb]) -> None:
    """Let notes use these verbs. A verb has one text, whichever packages use it."""
    for name, new in verbs.items():
        if VERBS.setdefault(name, new) != new:
            raise ValueError(f"The verb {name!r} is registered already, with other words")


def check_registered(name: str) -> None:
    if name not in VERBS:
        raise LookupError(f"No package registers the verb {name!r} in its AUDIT_VERBS")


def list_decision_verbs() -> list[str]:
    return [name for name, each in VERBS.items() if each.is_decision]


def get_verb_text(name: str) -> Message:
    """Return the words for a step. A verb of an older version is said as it is."""
    known = VERBS.get(name)
    return known.text if known else Message(name.capitalize())
