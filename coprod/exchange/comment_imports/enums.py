"""The mapping of a table of comments, and the outcomes of its rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

FORBID_EXTRA: dict[str, object] = {"extra": "forbid"}
"""Read by pydantic when a mapping comes from a file: a misspelt name is a mistake."""


@dataclass(frozen=True)
class CommentMapping:
    """Which column is which. ``tops`` are the values of ``parent`` for a comment that answers none.

    ``entries_from`` is the source of the activities: ``about`` holds their keys there.
    Who wrote a comment is not imported: there is no column for it on purpose.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA
    source: str
    entries_from: str = ""
    key: str = "id"
    parent: str = ""
    tops: tuple[str, ...] = ("",)
    about: str = ""
    text: str = "text"
    date: str = ""
    time: str = ""
    publish: bool = False


class CommentOutcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken in"
    HERE = "here already"
    NO_WORDS = "no words in it: nothing to keep"
    REPEATED = "the same row stands in the file twice"
    NO_ENTRY = "about an activity that is not here"


class PlacementChange(StrEnum):
    """How the place of a comment here differs from that in its source."""

    DEEPER = "answered an answer: now one level under the first comment, saying what it answers"
    LOST_PARENT = "answered a comment that is not in the file: now stands by itself"
    EMPTY_PARENT = "answered a comment without words: now stands where that one would"
    NO_DATE = "no date that can be read: counted as written today"


AUDIT_VERBS: dict[str, Verb] = {
    "brought in comments": Verb(N_("Brought in comments from another site")),
}
