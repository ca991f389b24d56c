"""What is saved as a draft of a form, for whom and for how long."""

from dataclasses import dataclass
from datetime import timedelta

LIFETIME = timedelta(days=90)
MOST_DRAFTS = 40
LONGEST_DRAFT = 400_000

FormWords = tuple[tuple[str, str], ...]
"""What stands in the boxes of a form: (name, value), in their order."""

NOT_FOR_READERS = frozenset({"seen"})


@dataclass(frozen=True)
class DraftKey:
    """Whose draft a form is and where it stands. Each page that is opened has its own."""

    person_id: int
    key: str
    address: str


def can_be_saved(words: FormWords) -> bool:
    """Something was typed, and it is no more than a person types."""
    total = sum(len(name) + len(value) for name, value in words)
    return total <= LONGEST_DRAFT and any(value for _name, value in list_typed_words(words))


def list_typed_words(words: FormWords) -> FormWords:
    """Return the fields that somebody typed: not empty, and not ours."""
    return tuple((name, value) for name, value in words if name not in NOT_FOR_READERS and value)
