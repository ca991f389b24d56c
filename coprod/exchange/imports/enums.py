"""Imports of spreadsheets: how columns are mapped to fields, and what becomes of rows and cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from coprod.core.audit_trail.enums import Verb
from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import LABELS, ListKind

# Mappings: which column of a source is what


NOTHING_ELSE: dict[str, object] = {"extra": "forbid"}
"""Read by pydantic when a mapping comes from a file: a misspelt name is a mistake."""
IN_ADDRESS = re.compile(r"\{([^{}]+)\}")
"""A column that stands in an address by its name."""


@dataclass(frozen=True)
class Origin:
    """Where the rows come from. ``key`` is the column that names a row for good."""

    __pydantic_config__: ClassVar = NOTHING_ELSE
    name: str
    key: str = "id"
    address: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        if self.address and not is_safe_link(IN_ADDRESS.sub("x", self.address)):
            raise ValueError("the address must be a whole one, such as https://example.org/{id}")


@dataclass(frozen=True)
class First:
    """The first of some columns that has words in it, made shorter where it must be."""

    __pydantic_config__: ClassVar = NOTHING_ELSE
    columns: tuple[str, ...] = ()
    shorten: int = 0
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class Many:
    """A column with several values, and what we call each of them."""

    __pydantic_config__: ClassVar = NOTHING_ELSE
    column: str = ""
    separator: str = "; "
    same_as: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ("yes", "Yes", "true", "1")


@dataclass(frozen=True)
class Remark:
    """What to tell beside a value that looks like this. ``unused``: and do not take it for more."""

    __pydantic_config__: ClassVar = NOTHING_ELSE
    columns: tuple[str, ...]
    note: str
    is_one_of: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    unused: bool = False

    def fits(self, value: str) -> bool:
        """Tell whether a value looks like this; a remark that says no look fits every value."""
        looks = (
            value in self.is_one_of,
            self.begins and value.startswith(self.begins),
            self.ends and value.endswith(self.ends),
            any(words in value for words in self.contains),
        )
        says_no_look = not (self.is_one_of or self.begins or self.ends or self.contains)
        return says_no_look or any(looks)


@dataclass(frozen=True)
class Flag:
    """A line in the text by which a source says something about the entry itself."""

    __pydantic_config__: ClassVar = NOTHING_ELSE
    column: str
    contains: tuple[str, ...]
    label: str
    note: str = ""


@dataclass(frozen=True)
class Map:
    """How the columns of one source become an entry. What is not named here is kept as a fact.

    ``columns``: what becomes of those by which a person could be shown. Of them ``kept_back`` are
    for curators only, and ``unread`` fill no field either; both follow from the whole table.
    """

    __pydantic_config__: ClassVar = NOTHING_ELSE
    source: Origin
    publish: bool = False
    header_row: int = 1
    title: First = First(("title",))
    summary: First = First(("summary",))
    text: First = First(("text",))
    text_is_markdown: bool = False
    learned: First = First(("learned",))
    leader: First = First(("leader",))
    place: First = First(("place",))
    started: First = First(("started",))
    ended: First = First(("ended",))
    ongoing: Many = Many("ongoing")
    language: First = First(("language",))
    promised: Many = Many("promised")
    people: First = First(("people",))
    spent: First = First(("spent",))
    planned: First = First(("planned",))
    lists: Mapping[str, Many] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    flags: tuple[Flag, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, ColumnAnswer] = field(default_factory=dict)
    kept_back: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def read(self) -> frozenset[str]:
        """The columns that fill fields of an entry."""
        firsts = (self.title, self.summary, self.text, self.learned, self.leader, self.place)
        times = (self.started, self.ended)
        ones = (self.ongoing, self.promised, *self.lists.values())
        several = (name for each in (*firsts, *times, *self.counted) for name in each.columns)
        return frozenset({self.source.key, *several, *(each.column for each in ones)})

    @property
    def counted(self) -> tuple[First, ...]:
        """The columns of people and of money: they go by the rules of those fields."""
        return self.people, self.spent, self.planned


# Rows as they are read


Known = Mapping[str, tuple[int, str]]
"""Every name that a list knows, made fit to compare: its row and its label."""


@dataclass(frozen=True)
class Row:
    """A row of a table, by the number that a spreadsheet shows beside it."""

    number: int
    cells: Mapping[str, str]


class CellOutcome(StrEnum):
    """What became of one cell. Blank cells become nothing and are not counted."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "not kept"


@dataclass(frozen=True)
class Cell:
    """What became of one cell, as what, and why it is not just as it was.

    ``why`` is the same for every such cell of a column; ``more`` is about this one.
    """

    column: str
    became: CellOutcome
    to: str
    why: str = ""
    more: str = ""

    @property
    def explanation(self) -> str:
        return " ".join(filter(None, [self.why, self.more]))


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken in"
    HERE = "here already"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowReport:
    """What became of one row."""

    number: int
    key: str
    title: str
    outcome: Outcome
    why: str = ""
    cells: tuple[Cell, ...] = ()


# What an import goes through, and its rows with it


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


class RowState(StrEnum):
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


# What a curator chooses for the columns


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
EMPTY_WORDS = ("Did not answer", "Not answered", "No answer", "N/A", "#N/A", "null", "-")
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
    order: DateOrder = DateOrder.UNKNOWN
    empty: tuple[str, ...] = EMPTY_WORDS
    answers: Mapping[str, str] = field(default_factory=dict)

    def list_columns(self, target: str) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen == target)

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen in DATES)


# The audit trail


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
