"""What the pages of the directory are given, and its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import N_, Message
from coprod.participation.directory.enums import CONNECTOR_LISTS, ContactState
from coprod.participation.directory.models import Connector, ConnectorChange
from coprod.participation.directory.queries import NamedIn, get_contact_state
from coprod.participation.directory.rules import ConnectorFilter
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.queries import get_labels

TEXT_LABELS: Mapping[str, Message] = {
    "about": N_("What it does"),
    "how_to_ask": N_("How it likes to be asked"),
    "capacity": N_("How much it can take on"),
    "email": N_("Shared mailbox"),
    "page": N_("Page on the web"),
}
LIST_LABELS: Mapping[str, Message] = {
    "languages": N_("Languages"),
    "places": N_("Where it works"),
    "reaches": N_("Whom it reaches"),
}
FILE_COLUMNS = ("name", "kind", *LIST_LABELS, *TEXT_LABELS, "stories", "asked", "consent_until")
FILTER_LISTS = {
    "reach": ListKind.GROUP,
    "language": ListKind.LANGUAGE,
    "place": ListKind.LOCALITY,
}


@dataclass(frozen=True)
class ConnectorRow:
    """A group as it is listed: with the public stories that name it."""

    connector: Connector
    stories: Sequence[NamedIn]

    @property
    def state(self) -> ContactState:
        return get_contact_state(self.stories)

    @property
    def lists(self) -> Mapping[str, Sequence[str]]:
        """Return the languages, places and people by the names of their boxes."""
        return {
            name: [term.label for term in self.connector.list_terms(listing)]
            for name, listing in CONNECTOR_LISTS.items()
        }


@dataclass(frozen=True)
class FilterBox:
    """One question of the page: what can be chosen, and what is."""

    name: str
    options: Sequence[tuple[int, str]]
    chosen: int

    @property
    def chosen_label(self) -> str:
        return dict(self.options).get(self.chosen, "")


@dataclass(frozen=True)
class DirectoryPage:
    """The groups that fit what was asked, and the question in its own words."""

    rows: Sequence[ConnectorRow]
    boxes: Sequence[FilterBox]
    words: str = ""
    has_all_words: bool = True

    @property
    def is_filtered(self) -> bool:
        return bool(self.words) or any(box.chosen for box in self.boxes)

    @property
    def uncontacted(self) -> int:
        return sum(row.state is ContactState.NEVER for row in self.rows if row.connector.is_listed)

    @property
    def number(self) -> int:
        return sum(row.connector.is_listed for row in self.rows)

    @property
    def arguments(self) -> Mapping[str, int | str]:
        chosen: dict[str, int | str] = {box.name: box.chosen for box in self.boxes if box.chosen}
        return {**chosen, **({"q": self.words} if self.words else {})}


def build_boxes(choices: Choices, chosen: ConnectorFilter) -> list[FilterBox]:
    return [
        FilterBox(name, choices(listing), getattr(chosen, name))
        for name, listing in FILTER_LISTS.items()
    ]


def build_rows(
    connectors: Sequence[Connector], stories: Mapping[int, Sequence[NamedIn]]
) -> list[ConnectorRow]:
    return [ConnectorRow(each, stories.get(each.id, ())) for each in connectors]


@dataclass(frozen=True)
class ChangedRow:
    label: Message
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def compare_change(change: ConnectorChange) -> list[ChangedRow]:
    """Put what a group sent beside what its page says."""
    connector = change.connector
    texts = [
        ChangedRow(label, getattr(connector, name), getattr(change, name))
        for name, label in TEXT_LABELS.items()
    ]
    before = {term.id: term.label for term in connector.terms}
    labels = {**get_labels(set(change.term_ids)), **before}
    return [
        *texts,
        ChangedRow(
            N_("Languages, places and people"),
            ", ".join(sorted(before.values())),
            ", ".join(sorted(labels[key] for key in change.term_ids if key in labels)),
        ),
    ]


def build_spreadsheet(rows: Sequence[ConnectorRow]) -> list[list[str]]:
    """Return the rows of the file: those that everybody sees."""
    return [list(FILE_COLUMNS), *map(build_file_row, rows)]


def build_file_row(row: ConnectorRow) -> list[str]:
    connector = row.connector
    return [
        connector.name,
        connector.kind.label.plain,
        *("; ".join(labels) for labels in row.lists.values()),
        *(getattr(connector, name) for name in TEXT_LABELS),
        str(len(row.stories)),
        row.state.label.plain,
        connector.consent_until.isoformat(),
    ]
