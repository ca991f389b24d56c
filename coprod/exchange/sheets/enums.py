"""What an import of a spreadsheet goes through, and what its columns can become."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.spreadsheets.enums import Order
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import LABELS, ListKind


class State(StrEnum):
    """Where an import is. Those that are ``WORKING`` wait for the worker or are in its hands."""

    CHOOSING = "choosing"
    CHECKING = "checking"
    CHECKED = "checked"
    TAKING = "taking"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    GIVEN_UP = "given_up"


WORKING = frozenset({State.CHECKING, State.TAKING, State.UNDOING})
BEFORE_TAKING = frozenset({State.CHOOSING, State.CHECKING, State.CHECKED})
NEEDS_ITS_FILE = frozenset({State.CHOOSING, State.CHECKING, State.CHECKED, State.TAKING})
STATES: dict[State, Message] = {
    State.CHOOSING: N_("Columns to choose"),
    State.CHECKING: N_("Being checked"),
    State.CHECKED: N_("Checked, waits for you"),
    State.TAKING: N_("Being taken in"),
    State.DONE: N_("Taken in"),
    State.UNDOING: N_("Being undone"),
    State.UNDONE: N_("Undone"),
    State.FAILED: N_("Stopped"),
    State.GIVEN_UP: N_("Given up"),
}


class Verdict(StrEnum):
    """What is found about a row before anything is kept."""

    GOOD = "good"
    WARNED = "warned"
    HERE = "here"
    DIFFERS = "differs"
    REFUSED = "refused"


VERDICTS: dict[Verdict, Message] = {
    Verdict.GOOD: N_("Good"),
    Verdict.WARNED: N_("With a warning"),
    Verdict.HERE: N_("Here already"),
    Verdict.DIFFERS: N_("Here already, but different"),
    Verdict.REFUSED: N_("With an error"),
}
CAN_BE_TAKEN = frozenset({Verdict.GOOD, Verdict.WARNED})
SET_ASIDE = frozenset({Verdict.DIFFERS, Verdict.REFUSED})


class Became(StrEnum):
    """What became of a row in the end."""

    NOTHING = ""
    TAKEN = "taken"
    REMOVED = "removed"
    LEFT = "left"


class Take(StrEnum):
    ALL = "all"
    WITHOUT_ERRORS = "without_errors"
    WITHOUT_WARNINGS = "without_warnings"
    NONE = "none"


FACT, SKIP = "fact", "skip"
FIELDS: dict[str, Message] = {
    "title": N_("Name"),
    "summary": N_("Summary"),
    "text": N_("What happened"),
    "learned": N_("What was learned"),
    "leader": N_("Who leads it"),
    "place": N_("Where, in words"),
    "started": N_("Start date"),
    "ended": N_("End date"),
    "ongoing": N_("Still going on (yes or no)"),
    "promised": N_("Promised level"),
    "people": N_("Number of people who took part"),
    "spent": N_("Money spent or given, in pounds"),
    "planned": N_("Money planned, in pounds"),
}
LISTED = (
    ListKind.WORKSTREAM,
    ListKind.METHOD,
    ListKind.GROUP,
    ListKind.TOPIC,
    ListKind.NETWORK,
    ListKind.LOCALITY,
)
TARGETS: dict[str, Message] = {
    FACT: N_("Keep as a fact of the entry"),
    SKIP: N_("Leave out"),
    **FIELDS,
    **{listing.value: LABELS[listing] for listing in LISTED},
}
DATES = ("started", "ended")
COUNTED = ("people", "spent", "planned")
ONE_COLUMN_ONLY = frozenset(
    {"ongoing", "promised", "people", *(listing.value for listing in LISTED)}
)
SEPARATORS: dict[str, tuple[str, Message]] = {
    "semicolon": (";", N_("A semicolon ;")),
    "comma": (",", N_("A comma ,")),
    "bar": ("|", N_("A bar |")),
    "line": ("\n", N_("A new line")),
}
EMPTY_WORDS = (
    "Did not answer",
    "Not answered",
    "No answer",
    "N/A",
    "#N/A",
    "null",
    "-",
)
ROW_NUMBER = "Row number"
"""Stands for the identifier when a table has none."""


@dataclass(frozen=True)
class Choices:
    """What a curator chose for one table: what each column is, and how its cells are read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    source: str = ""
    publish: bool = False
    separator: str = "semicolon"
    order: Order = Order.UNKNOWN
    empty: tuple[str, ...] = EMPTY_WORDS
    answers: Mapping[str, str] = field(default_factory=dict)

    def of(self, target: str) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen == target)

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen in DATES)


class Left(StrEnum):
    """Why an entry is left when its import is undone."""

    CHANGED = "changed"
    GONE = "gone"
    IN_USE = "in_use"


LEFT: dict[Left, Message] = {
    Left.CHANGED: N_("Somebody has changed it since"),
    Left.GONE: N_("It was removed before"),
    Left.IN_USE: N_("Others have added to it since"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "began import": Verb(N_("Uploaded a spreadsheet")),
    "remembered mapping": Verb(N_("Kept the choices for a spreadsheet")),
    "began to take in": Verb(N_("Asked for a spreadsheet to be taken in")),
    "took in spreadsheet": Verb(N_("Took in a spreadsheet")),
    "gave up import": Verb(N_("Gave up a spreadsheet")),
    "began to undo import": Verb(N_("Asked for an import to be undone")),
    "said who sees a column": Verb(N_("Said who may see a column of an import")),
    "undid import": Verb(N_("Undid an import")),
    "undid": Verb(N_("Removed with its import")),
}
