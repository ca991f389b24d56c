"""Imports of spreadsheets: mappings of columns, and the states of imports, rows and cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from coprod.core.audit_trail.enums import Verb
from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind

# Mappings of columns to fields


FORBID_EXTRA: dict[str, object] = {"extra": "forbid"}
"""Read by pydantic when a mapping comes from a file: a misspelt name is a mistake."""
COLUMN_IN_ADDRESS = re.compile(r"\{([^{}]+)\}")
"""The name of a column as a placeholder in an address."""


@dataclass(frozen=True)
class SourceDetails:
    """Where the rows come from. ``key`` is the column that identifies a row."""

    __pydantic_config__: ClassVar = FORBID_EXTRA
    name: str
    key: str = "id"
    address: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        if self.address and not is_safe_link(COLUMN_IN_ADDRESS.sub("x", self.address)):
            raise ValueError("the address must be a whole one, such as https://example.org/{id}")


@dataclass(frozen=True)
class FirstFilled:
    """The first of some columns that has words in it, made shorter where it must be."""

    __pydantic_config__: ClassVar = FORBID_EXTRA
    columns: tuple[str, ...] = ()
    shorten: int = 0
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class ManyValues:
    """A column with several values, and our name for each of them."""

    __pydantic_config__: ClassVar = FORBID_EXTRA
    column: str = ""
    separator: str = "; "
    same_as: Mapping[str, str] = field(default_factory=dict)
    matched: Mapping[str, str] = field(default_factory=dict)
    """Our names by folded values, as a curator matched them; none for what is on no list."""
    yes: tuple[str, ...] = ("yes", "Yes", "true", "1")


@dataclass(frozen=True)
class Remark:
    """A note to add to a value that looks like this. ``unused``: the value fills no field."""

    __pydantic_config__: ClassVar = FORBID_EXTRA
    columns: tuple[str, ...]
    note: str
    is_one_of: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    unused: bool = False

    def matches(self, value: str) -> bool:
        """Tell whether a value looks like this; a remark without conditions matches every value."""
        matching = (
            value in self.is_one_of,
            self.begins and value.startswith(self.begins),
            self.ends and value.endswith(self.ends),
            any(words in value for words in self.contains),
        )
        is_unconditional = not (self.is_one_of or self.begins or self.ends or self.contains)
        return is_unconditional or any(matching)


@dataclass(frozen=True)
class Flag:
    """A line in the text by which a source says something about the activity itself."""

    __pydantic_config__: ClassVar = FORBID_EXTRA
    column: str
    contains: tuple[str, ...]
    label: str
    note: str = ""


@dataclass(frozen=True)
class ColumnMapping:
    """How the columns of one source become an activity. What is not named here is stored as a fact.

    ``columns``: who may see those by which a person could be recognised. Of them ``restricted`` are
    for curators only, and ``unmapped`` fill no field either; both follow from the whole table.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA
    source: SourceDetails
    publish: bool = False
    header_row: int = 1
    title: FirstFilled = FirstFilled(("title",))
    summary: FirstFilled = FirstFilled(("summary",))
    text: FirstFilled = FirstFilled(("text",))
    text_is_markdown: bool = False
    learned: FirstFilled = FirstFilled(("learned",))
    leader: FirstFilled = FirstFilled(("leader",))
    place: FirstFilled = FirstFilled(("place",))
    started: FirstFilled = FirstFilled(("started",))
    ended: FirstFilled = FirstFilled(("ended",))
    ongoing: ManyValues = ManyValues("ongoing")
    language: FirstFilled = FirstFilled(("language",))
    promised: ManyValues = ManyValues("promised")
    people: FirstFilled = FirstFilled(("people",))
    spent: FirstFilled = FirstFilled(("spent",))
    planned: FirstFilled = FirstFilled(("planned",))
    lists: Mapping[str, ManyValues] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    flags: tuple[Flag, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, ColumnAnswer] = field(default_factory=dict)
    restricted: frozenset[str] = frozenset()
    unmapped: frozenset[str] = frozenset()

    @property
    def field_columns(self) -> frozenset[str]:
        """The columns that fill fields of an activity."""
        firsts = (self.title, self.summary, self.text, self.learned, self.leader, self.place)
        times = (self.started, self.ended)
        value_rules = (self.ongoing, self.promised, *self.lists.values())
        in_fields = (
            name for rule in (*firsts, *times, *self.number_columns) for name in rule.columns
        )
        return frozenset({self.source.key, *in_fields, *(rule.column for rule in value_rules)})

    @property
    def number_columns(self) -> tuple[FirstFilled, ...]:
        """The columns of people and of money: they follow the rules of those fields."""
        return self.people, self.spent, self.planned


# Rows as they are read


TermsByName = Mapping[str, tuple[int, str]]
"""The id and the label of a term, by each of its names, folded to compare them."""


@dataclass(frozen=True)
class TableRow:
    """A row of a table, by the number that a spreadsheet shows beside it."""

    number: int
    cells: Mapping[str, str]


class CellOutcome(StrEnum):
    """The outcome of one cell. Blank cells have none and are not counted."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "not kept"


@dataclass(frozen=True)
class CellReport:
    """The outcome and the target of one cell, and why it was changed.

    ``why`` is the same for every such cell of a column; ``more`` is about this one.
    """

    column: str
    outcome: CellOutcome
    target: str
    why: str = ""
    more: str = ""

    @property
    def explanation(self) -> str:
        return " ".join(filter(None, [self.why, self.more]))


class RowOutcome(StrEnum):
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
    outcome: RowOutcome
    why: str = ""
    cells: tuple[CellReport, ...] = ()


# The states of an import and of its rows


class ImportState(LabelledEnum):
    """The state of an import. In ``WORKING_STATES`` it waits for the worker or is claimed by it."""

    CHOOSING = "choosing", N_("Columns to choose")
    CHECKING = "checking", N_("Being checked")
    CHECKED = "checked", N_("Checked, waiting for you")
    TAKING = "taking", N_("Being imported")
    DONE = "done", N_("Imported")
    UNDOING = "undoing", N_("Being undone")
    UNDONE = "undone", N_("Undone")
    FAILED = "failed", N_("Stopped")
    GIVEN_UP = "given_up", N_("Given up")


WORKING_STATES = frozenset({ImportState.CHECKING, ImportState.TAKING, ImportState.UNDOING})
STATES_BEFORE_IMPORT = frozenset({ImportState.CHOOSING, ImportState.CHECKING, ImportState.CHECKED})
STATES_WITH_FILE = frozenset(
    {ImportState.CHOOSING, ImportState.CHECKING, ImportState.CHECKED, ImportState.TAKING}
)


class Verdict(LabelledEnum):
    """The result of checking a row, before anything is imported."""

    GOOD = "good", N_("Good")
    WARNED = "warned", N_("With a warning")
    HERE = "here", N_("Here already")
    DIFFERS = "differs", N_("Here already, but different")
    REFUSED = "refused", N_("With an error")


IMPORTABLE_VERDICTS = frozenset({Verdict.GOOD, Verdict.WARNED})
PROBLEM_VERDICTS = frozenset({Verdict.DIFFERS, Verdict.REFUSED})


class RowState(StrEnum):
    """What became of a row in the end."""

    NOTHING = ""
    TAKEN = "taken"
    REMOVED = "removed"
    LEFT = "left"


class RowSelection(StrEnum):
    ALL = "all"
    WITHOUT_ERRORS = "without_errors"
    WITHOUT_WARNINGS = "without_warnings"
    NONE = "none"


class LeftReason(LabelledEnum):
    """Why an activity is left when its import is undone."""

    CHANGED = "changed", N_("Somebody has changed it since")
    GONE = "gone", N_("It was removed before")
    IN_USE = "in_use", N_("Others have added to it since")


# What a curator chooses for the columns


FACT, SKIP = "fact", "skip"
FIELD_LABELS: dict[str, Message] = {
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
LIST_FIELDS = (
    ListKind.WORKSTREAM,
    ListKind.METHOD,
    ListKind.GROUP,
    ListKind.TOPIC,
    ListKind.NETWORK,
    ListKind.LOCALITY,
)
TARGET_LABELS: dict[str, Message] = {
    FACT: N_("Keep as a fact about the activity"),
    SKIP: N_("Leave out"),
    **FIELD_LABELS,
    **{listing.value: listing.label for listing in LIST_FIELDS},
}
LEVEL_TARGET = "promised"
WORD_TARGETS = frozenset({LEVEL_TARGET, *(listing.value for listing in LIST_FIELDS)})
DATE_FIELDS = ("started", "ended")
NUMBER_FIELDS = ("people", "spent", "planned")
SINGLE_COLUMN_FIELDS = frozenset(
    {"ongoing", "promised", "people", *(listing.value for listing in LIST_FIELDS)}
)
SEPARATOR_OPTIONS: dict[str, tuple[str, Message]] = {
    "semicolon": (";", N_("A semicolon ;")),
    "comma": (",", N_("A comma ,")),
    "bar": ("|", N_("A bar |")),
    "line": ("\n", N_("A new line")),
}
EMPTY_WORDS = ("Did not answer", "Not answered", "No answer", "N/A", "#N/A", "null", "-")
ROW_NUMBER = "Row number"
"""The identifier when a table has no column for it."""


@dataclass(frozen=True)
class ColumnChoices:
    """What a curator chose for one table: what each column is, and how its cells are read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    source: str = ""
    publish: bool = False
    separator: str = "semicolon"
    order: DateOrder = DateOrder.UNKNOWN
    empty: tuple[str, ...] = EMPTY_WORDS
    answers: Mapping[str, str] = field(default_factory=dict)

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column what each word counts as: the key of a level, or a name on a list."""
    proposed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What words counted as in an earlier file. They count only once somebody saved them."""

    def list_columns(self, target: str) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen == target)

    @property
    def word_columns(self) -> tuple[str, ...]:
        """The columns whose words are matched to levels or to names on a list."""
        return tuple(name for name, chosen in self.columns.items() if chosen in WORD_TARGETS)

    @property
    def date_columns(self) -> tuple[str, ...]:
        return tuple(name for name, chosen in self.columns.items() if chosen in DATE_FIELDS)


# The audit trail


AUDIT_VERBS: dict[str, Verb] = {
    "began import": Verb(N_("Uploaded a spreadsheet")),
    "remembered mapping": Verb(N_("Kept the choices for a spreadsheet")),
    "began to take in": Verb(N_("Asked for a spreadsheet to be imported")),
    "took in spreadsheet": Verb(N_("Imported a spreadsheet")),
    "gave up import": Verb(N_("Gave up a spreadsheet")),
    "began to undo import": Verb(N_("Asked for an import to be undone")),
    "said who sees a column": Verb(N_("Said who may see a column of an import")),
    "undid import": Verb(N_("Undid an import")),
    "undid": Verb(N_("Removed with its import")),
}
