"""What the pages of a pack are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import render_template
from flask_babel import force_locale

from coprod.board.figures.enums import FigureKey
from coprod.board.figures.rules import Figure, FigureValue
from coprod.board.packs import policies, tasks
from coprod.board.packs.enums import CHALLENGE_SECTIONS, FileKind, FileState, SectionKey
from coprod.board.packs.models import Pack
from coprod.board.packs.queries import (
    PackDocument,
    PrintedFigure,
    PrintedSection,
    PrintedStory,
    PublicChange,
    PublicRow,
    build_document,
)
from coprod.board.packs.rules import Piece
from coprod.core.jobs.models import JobState
from coprod.core.jobs.queries import has_worker
from coprod.core.storage import get_settings
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.web.language import ENGLISH

MOST_LINES = 12
"""A table with more lines stands on the figure's own page, and not in the pack."""


@dataclass(frozen=True)
class FigureTable:
    """The parts of a figure as a table: a column for each view, a line for each label."""

    columns: Sequence[str]
    lines: Sequence[tuple[str, Sequence[FigureValue | None]]]


def build_table(figure: Figure) -> FigureTable | None:
    if not figure.parts:
        return None
    columns = list(dict.fromkeys(part.column for part in figure.parts))
    labels = list(dict.fromkeys(part.label for part in figure.parts))
    cells = {(part.label, part.column): part.value for part in figure.parts}
    lines = [(label, [cells.get((label, column)) for column in columns]) for label in labels]
    return FigureTable(columns, lines)


@dataclass(frozen=True)
class BarPiece:
    """So many activities at one step, where their piece of a bar begins and how long it is."""

    step: str
    number: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Bar:
    """One view of a challenge, the best step first. What is not told yet is no piece of it."""

    label: str
    pieces: Sequence[BarPiece]
    known: int
    unknown: int

    @property
    def has_between(self) -> bool:
        return any(piece.step == "between" for piece in self.pieces)


CHALLENGE_FIGURES = {key for section in CHALLENGE_SECTIONS for key in section.figures}
STEPS = ("4", "3", "2", "between", "1", "0")
BAR_VIEWS = ("judged", "claimed", "suggested")
BAR_WIDTH = 600


def build_bars(figure: Figure) -> list[Bar]:
    """Return what was judged, what teams claim and what the register suggests: never added."""
    if figure.key not in CHALLENGE_FIGURES:
        return []
    longest = max(count_known(figure, view) for view in BAR_VIEWS)
    return [build_bar(figure, view, longest) for view in BAR_VIEWS] if longest else []


def count_known(figure: Figure, view: str) -> int:
    return sum(figure.get_part(f"{view}.{step}").number or 0 for step in STEPS)


def build_bar(figure: Figure, view: str, longest: int) -> Bar:
    pieces, x = [], 0.0
    for step in STEPS:
        number = figure.get_part(f"{view}.{step}").number or 0
        width = BAR_WIDTH * number / longest
        pieces += [BarPiece(step, number, x, width)] if number else []
        x += width
    label = next(part.column for part in figure.parts if part.key.startswith(f"{view}."))
    unknown = figure.get_part(f"{view}.not_told").number or 0
    return Bar(label, pieces, count_known(figure, view), unknown)


@dataclass(frozen=True)
class FigurePage:
    printed: PrintedFigure
    table: FigureTable | None
    bars: Sequence[Bar] = ()

    @property
    def key(self) -> FigureKey:
        return self.printed.figure.key

    @property
    def value(self) -> FigureValue:
        return self.printed.figure.value

    @property
    def rows(self) -> Sequence[PublicRow]:
        return self.printed.rows


@dataclass(frozen=True)
class SectionPage:
    printed: PrintedSection
    figures: Sequence[FigurePage]

    @property
    def key(self) -> SectionKey:
        return self.printed.section.key

    @property
    def is_accepted(self) -> bool:
        return self.printed.is_accepted

    @property
    def headline(self) -> Sequence[Piece]:
        return self.printed.headline

    @property
    def narrative(self) -> Sequence[Piece]:
        return self.printed.narrative

    @property
    def author(self) -> str:
        return self.printed.section.author


@dataclass(frozen=True)
class DocumentPage:
    """A pack as it is read, on a page or in a file."""

    document: PackDocument
    sections: Sequence[SectionPage]

    @property
    def pack(self) -> Pack:
        return self.document.pack

    @property
    def previous(self) -> Pack | None:
        return self.document.previous

    @property
    def changes(self) -> Sequence[PublicChange] | None:
        return self.document.changes

    @property
    def stories(self) -> Sequence[PrintedStory]:
        return self.document.stories

    @property
    def open_points(self) -> Sequence[Message]:
        return self.document.open_points

    @property
    def accepted(self) -> int:
        return sum(each.is_accepted for each in self.sections)

    @cached_property
    def figure_numbers(self) -> Sequence[FigureKey]:
        return sorted(
            {each.key for section in self.sections for each in section.figures},
            key=list(FigureKey).index,
        )

    @property
    def row_count(self) -> int:
        """How many rows stand behind all figures; each figure counts once."""
        counts = {
            each.key: each.printed.row_count
            for section in self.sections
            for each in section.figures
        }
        return sum(counts.values())


def build_document_page(document: PackDocument) -> DocumentPage:
    return DocumentPage(document, [build_section_page(each) for each in document.sections])


def build_section_page(printed: PrintedSection) -> SectionPage:
    figures = [
        FigurePage(each, build_short_table(each.figure), build_bars(each.figure))
        for each in printed.figures
    ]
    return SectionPage(printed, figures)


def build_short_table(figure: Figure) -> FigureTable | None:
    table = build_table(figure)
    return table if table and len(table.lines) <= MOST_LINES else None


def render_file_page(pack: Pack) -> str:
    """Return the one page of HTML that the files of a pack are made of, in English."""
    document = build_document_page(build_document(pack))
    address = f"{get_settings().public_url}/board/packs/{pack.slug}"
    with force_locale(ENGLISH):
        return render_template(
            "board/packs/print.html",
            document=document,
            pack=pack,
            address=address,
            mark=pack.sha256,
        )


@dataclass(frozen=True)
class Rights:
    """What the reader of a pack may do with it."""

    write: bool
    review: bool
    freeze: bool
    note: bool


def build_rights(actor: Actor, pack: Pack) -> Rights:
    return Rights(
        write=policies.can_write(actor, pack),
        review=policies.can_record_reading(actor, pack),
        freeze=policies.can_freeze(actor, pack),
        note=policies.can_note(actor, pack),
    )


@dataclass(frozen=True)
class PackFile:
    """A file of a frozen pack, and how far it is."""

    kind: FileKind
    state: FileState
    size: int = 0


@dataclass(frozen=True)
class FilesPage:
    """The files that a worker makes. The two pages, of the pack and in short, are always there."""

    files: Sequence[PackFile]
    has_worker: bool

    @property
    def total(self) -> int:
        return len(self.files) + PAGES

    @property
    def ready(self) -> int:
        return PAGES + sum(each.state is FileState.MADE for each in self.files)

    @property
    def has_failed(self) -> bool:
        return any(each.state is FileState.FAILED for each in self.files)

    @property
    def is_under_way(self) -> bool:
        return any(each.state.is_under_way for each in self.files)

    @property
    def will_change(self) -> bool:
        """Whether it is worth looking again by itself."""
        return self.is_under_way and self.has_worker


PAGES = 2


def build_files_page(pack_id: int, html: str, states: Mapping[str, JobState]) -> FilesPage:
    paths = [(kind, tasks.get_path(pack_id, kind, html)) for kind in FileKind]
    found = [(kind, path, tasks.find_state(states, pack_id, kind, path)) for kind, path in paths]
    files = [
        PackFile(kind, state, path.stat().st_size if state is FileState.MADE else 0)
        for kind, path, state in found
    ]
    return FilesPage(files, has_worker(states))
