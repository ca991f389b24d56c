"""What a source's columns are called, and what becomes of each: the mapping, and the outcomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from coprod.core.disclosure.enums import Answer
from coprod.core.values.links import is_safe_link

IN_ADDRESS = re.compile(r"\{([^{}]+)\}")
"""A column that stands in an address by its name."""

NOTHING_ELSE: dict[str, object] = {"extra": "forbid"}
"""Read by pydantic when a mapping comes from a file: a misspelt name is a mistake."""


Known = Mapping[str, tuple[int, str]]
"""Every name that a list knows, made fit to compare: its row and its label."""


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken in"
    HERE = "here already"
    REFUSED = "refused"


class Became(StrEnum):
    """What became of one cell. Blank cells become nothing and are not counted."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "not kept"


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
    columns: Mapping[str, Answer] = field(default_factory=dict)
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


@dataclass(frozen=True)
class Row:
    """A row of a table, by the number that a spreadsheet shows beside it."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """What became of one cell, as what, and why it is not just as it was.

    ``why`` is the same for every such cell of a column; ``more`` is about this one.
    """

    column: str
    became: Became
    to: str
    why: str = ""
    more: str = ""

    @property
    def told(self) -> str:
        return " ".join(filter(None, [self.why, self.more]))


@dataclass(frozen=True)
class Line:
    """What became of one row."""

    number: int
    key: str
    title: str
    outcome: Outcome
    why: str = ""
    cells: tuple[Cell, ...] = ()
