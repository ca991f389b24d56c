"""What a pack must be before it freezes, its proposed headlines, and two packs side by side."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.board.figures.enums import FigureKey, RowKind, ValueState
from coprod.board.figures.rules import UNKNOWN, Figure, FigureRow, FigureValue
from coprod.board.meetings.enums import AskKind
from coprod.board.packs.enums import (
    CHALLENGE_SECTIONS,
    PackKind,
    PackState,
    SectionKey,
)
from coprod.core.disclosure.rules import find_small_counts
from coprod.core.money.rules import format_pounds
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message

LONGEST_HEADLINE = 500
LONGEST_NARRATIVE = 3000
LONGEST_LINE = 200
MOST_NARRATIVE_WORDS = 120
MOST_ASKS = 10
MOST_READERS = 30
MOST_STORIES = 3
REFERENCE = re.compile(r"\[F(\d{1,2})([a-z]?)\]")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FROZEN_STAYS = N_("This pack is frozen and stays as it is. Add a note to it instead")


@dataclass(frozen=True)
class PackDays:
    """The day of the meeting, and the first and the last day that a pack tells of."""

    meeting_on: date | None
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class PackDraft(PackDays):
    """What a pack is begun with."""

    kind: PackKind
    board_id: int | None
    title: str = ""


@dataclass(frozen=True)
class SectionDraft:
    headline: str
    narrative: str
    author: str
    is_accepted: bool


@dataclass(frozen=True)
class AskDraft:
    kind: AskKind | None
    title: str
    reason: str = ""
    cost: str = ""
    lead: str = ""


def check_pack(draft: PackDraft) -> None:
    if not draft.board_id:
        raise RuleBrokenError(N_("Choose the board that it is for"), field="board")
    check_days(draft)
    check_words("title", draft.title)


def check_days(days: PackDays) -> None:
    needed: dict[str, tuple[date | None, Message]] = {
        "meeting_on": (days.meeting_on, N_("Enter the day of the meeting")),
        "starts": (days.starts, N_("Enter the first day that it covers")),
        "ends": (days.ends, N_("Enter the last day that it covers")),
    }
    for name, (value, message) in needed.items():
        if not value:
            raise RuleBrokenError(message, field=name)
    if days.starts and days.ends and days.ends < days.starts:
        raise RuleBrokenError(N_("The last day is before the first"), field="ends")


def check_open(state: PackState) -> None:
    if state is PackState.FROZEN:
        raise RuleBrokenError(FROZEN_STAYS)


def check_section(draft: SectionDraft, values: Mapping[str, FigureValue]) -> None:
    """A headline names figures that there are, and a narrative says who wrote it."""
    if draft.is_accepted and not draft.headline:
        raise RuleBrokenError(N_("Write the sentence that you accept"), field="headline")
    if len(draft.narrative.split()) > MOST_NARRATIVE_WORDS:
        message = N_("Shorten this to %(most)s words or fewer", most=MOST_NARRATIVE_WORDS)
        raise RuleBrokenError(message, field="narrative")
    check_words("author", draft.author)
    for name, text in (("headline", draft.headline), ("narrative", draft.narrative)):
        check_words(name, text)
        unknown = [each[0] for each in REFERENCE.finditer(text) if each[0] not in values]
        if unknown:
            message = N_("There is no figure %(name)s in this pack", name=unknown[0])
            raise RuleBrokenError(message, field=name)
    if draft.narrative and not draft.author:
        raise RuleBrokenError(N_("Say which role wrote this, not the name"), field="author")


def check_words(field: str, text: str) -> None:
    """What people write in a pack keeps the rule of small numbers too."""
    small = find_small_counts(text)
    if small:
        message = N_(
            "Write “fewer than 5 people”: “%(words)s” could show who they are", words=small[0]
        )
        raise RuleBrokenError(message, field=field)


def check_ask(draft: AskDraft, number: int) -> None:
    if number >= MOST_ASKS:
        raise RuleBrokenError(N_("Ten asks are the most that one meeting can take"), field="title")
    if draft.kind is None:
        raise RuleBrokenError(N_("Choose what the Board is to do"), field="kind")
    if not draft.title:
        raise RuleBrokenError(N_("Say what you ask of the Board"), field="title")
    for name in ("title", "reason", "cost", "lead"):
        check_words(name, getattr(draft, name))


def check_stories(activity_ids: Sequence[int]) -> None:
    if len(activity_ids) > MOST_STORIES:
        raise RuleBrokenError(N_("Choose three stories at most"), field="stories")
    if len(set(activity_ids)) < len(activity_ids):
        raise RuleBrokenError(N_("Choose one picture of each story"), field="stories")


def check_note(words: str) -> None:
    if not words:
        raise RuleBrokenError(N_("Write what should be known"), field="words")
    check_words("words", words)


# Figures in sentences


def list_references(figures: Iterable[Figure]) -> dict[str, FigureValue]:
    """Return every figure by the reference that a sentence uses: ``[F6]``, its parts ``[F6a]``."""
    values: dict[str, FigureValue] = {}
    for figure in figures:
        values[f"[{figure.key.number}]"] = figure.value
        for letter, part in zip(LETTERS, figure.parts, strict=False):
            values[f"[{figure.key.number}{letter}]"] = part.value
    return values


def find_reference(figure: Figure, part: str) -> str:
    """Return how a sentence refers to a part of a figure."""
    keys = [each.key for each in figure.parts[: len(LETTERS)]]
    letter = LETTERS[keys.index(part)] if part in keys else ""
    return f"[{figure.key.number}{letter}]"


def list_used_figures(*texts: str) -> set[FigureKey]:
    """Return the figures that these sentences name, as far as there are such."""
    numbers = {int(each[1]) for text in texts for each in REFERENCE.finditer(text)}
    return {key for n, key in enumerate(FigureKey, 1) if n in numbers}


def find_changed(
    before: Mapping[FigureKey, Figure], now: Mapping[FigureKey, Figure]
) -> set[FigureKey]:
    """Return the figures whose value, or a part of it, is another than before."""
    return {
        key
        for key, figure in now.items()
        if key not in before
        or (before[key].value, before[key].parts) != (figure.value, figure.parts)
    }


def fill_references(text: str, values: Mapping[str, FigureValue]) -> str:
    """Return a sentence with its figures as they are printed."""
    return REFERENCE.sub(lambda each: values.get(each[0], UNKNOWN).words, text)


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence; with ``key`` it is a figure, which leads to its rows."""

    words: str
    key: FigureKey | None = None


def split_references(text: str, values: Mapping[str, FigureValue]) -> list[Piece]:
    pieces, at = [], 0
    for each in REFERENCE.finditer(text):
        key = next(iter(list_used_figures(each[0])), None)
        pieces += [Piece(text[at : each.start()])] if at < each.start() else []
        pieces.append(Piece(values.get(each[0], UNKNOWN).words, key))
        at = each.end()
    return [*pieces, Piece(text[at:])] if text[at:] else pieces


# Headlines that a rule proposes. A person accepts each of them, or writes another


def propose_headline(section: SectionKey, figures: Mapping[FigureKey, Figure]) -> str:
    """Return a sentence that says no more than the figures of a section do."""
    if section in CHALLENGE_SECTIONS:
        return propose_challenge(figures[section.figures[0]])
    unknown = [key for key in section.figures[:1] if is_unknown(figures[key])]
    if unknown:
        return UNKNOWN_HEADLINES.get(section, CANNOT_SAY).plain
    sentences = [HEADLINES[section].plain]
    sentences += [more.plain for key, more in MORE.get(section, ()) if not is_unknown(figures[key])]
    return " ".join(sentences)


def is_unknown(figure: Figure) -> bool:
    return figure.value.state is not ValueState.KNOWN


def propose_challenge(figure: Figure) -> str:
    """Say how many were judged to be far, and how many nobody has told us of."""
    unknown = N_(
        "Nobody has told us enough about %(number)s activities.",
        number=find_reference(figure, "suggested.not_told"),
    )
    number = refer_to(figure)
    if is_unknown(figure):
        first = N_("We cannot say yet: no curator has judged an activity on this.")
    elif 2 * (figure.value.number or 0) >= (figure.value.whole or 0):
        first = N_("At least half of what was judged is at step 3 or 4: %(number)s.", number=number)
    else:
        first = N_(
            "Less than half of what was judged is at step 3 or 4: %(number)s.", number=number
        )
    rest = figure.get_part("suggested.not_told").number
    return f"{first.plain} {unknown.plain}" if rest else first.plain


def refer_to(figure: Figure) -> str:
    return f"[{figure.key.number}]"


CANNOT_SAY = N_("We cannot say yet.")
UNKNOWN_HEADLINES: dict[SectionKey, Message] = {
    SectionKey.POWER: N_("We cannot say yet: no level has been confirmed."),
    SectionKey.STATEMENTS: N_("Nobody has been asked yet, so there is no result."),
    SectionKey.TARGETS: N_("No number stands beside a target yet."),
    SectionKey.FEEDBACK: N_("Nobody told us anything in the last year that we can count."),
    SectionKey.MONEY: N_("No spending has been written down yet."),
    SectionKey.PROMISES: N_("No promise was due yet."),
    SectionKey.ACTIONS: N_("No action of a board is open."),
    SectionKey.MISSING: N_("No activity is in the register yet."),
    SectionKey.DUTY: N_("No decision was signed off in this time."),
}
HEADLINES: dict[SectionKey, Message] = {
    SectionKey.IN_SHORT: N_("[F1] activities are in the register."),
    SectionKey.POWER: N_("[F2] activities with a confirmed level are co-design or co-production."),
    SectionKey.CHANGES: N_("Each figure next to the one in the last pack, and what changed it."),
    SectionKey.STATEMENTS: N_("There are results for [F10] of the I-Statements."),
    SectionKey.TARGETS: N_("[F22] indicators are at their target."),
    SectionKey.FEEDBACK: N_("People told us something in [F11] quarters."),
    SectionKey.MONEY: N_("[F12] of spending is written down."),
    SectionKey.PROMISES: N_("[F3] promises that were due were kept on time."),
    SectionKey.ACTIONS: N_("[F21] open actions are late."),
    SectionKey.STORIES: N_("What the figures mean for people."),
    SectionKey.LEARNED: N_("[F17] learning records are in the library."),
    SectionKey.NOT_WORKED: N_("[F18] learning records say what did not work."),
    SectionKey.MISSING: N_("[F19] activities say who was missing."),
    SectionKey.DUTY: N_("[F20] decisions came with a duty to involve people."),
    SectionKey.ASKS: N_("What we ask of this meeting."),
}
MORE: dict[SectionKey, tuple[tuple[FigureKey, Message], ...]] = {
    SectionKey.IN_SHORT: (
        (FigureKey.SHARED_POWER, N_("[F2] with a confirmed level share power.")),
        (FigureKey.PROMISES, N_("[F3] promises due were kept on time.")),
    ),
    SectionKey.POWER: (
        (FigureKey.CONVERSATIONS, N_("Activities that residents and team see differently: [F16].")),
    ),
    SectionKey.FEEDBACK: (
        (
            FigureKey.SILENT,
            N_("For a year we heard nothing about [F9] services, practices and places."),
        ),
    ),
    SectionKey.MONEY: (
        (
            FigureKey.PROTECTED_TIME,
            N_("[F15] agreements about protected time end within six months."),
        ),
    ),
}


# Freezing


@dataclass(frozen=True)
class SectionProgress:
    """Whether a sentence was accepted as it would be printed today."""

    key: SectionKey
    is_accepted: bool
    has_narrative: bool


def list_open_points(state: PackState, sections: Sequence[SectionProgress]) -> list[Message]:
    """Return what is left to do before a pack may be frozen."""
    points = []
    waiting = sum(not each.is_accepted for each in sections)
    if not sections:
        points.append(N_("It has no sections"))
    if waiting:
        points.append(N_("Headlines that nobody has accepted: %(number)s", number=waiting))
    if state is PackState.DRAFT:
        points.append(N_("Nobody else has read it"))
    return points


def check_may_freeze(state: PackState, sections: Sequence[SectionProgress]) -> None:
    check_open(state)
    points = list_open_points(state, sections)
    if points:
        raise RuleBrokenError(points[0])


def compute_hash(content: object, rows_hash: str) -> str:
    """Return the mark of a frozen pack: of its figures, its texts and every row behind them."""
    return hashlib.sha256(to_bytes(content) + rows_hash.encode()).hexdigest()


def hash_rows(rows: Iterable[Sequence[object]]) -> str:
    """Return the hash of all rows of a pack, which takes longest and needs none of its texts.

    The signs between values and rows stand in no text: ``core.values.text`` takes them out.
    """
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\x1f".join(map(str, row)).encode() + b"\x1e")
    return digest.hexdigest()


def to_bytes(content: object) -> bytes:
    compact = (",", ":")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=compact, default=str)
    return text.encode()


# Two packs side by side

SUMMED = {FigureKey.TOOK_PART, FigureKey.MONEY, FigureKey.MONEY_BY_STAGE}
"""Figures that are sums: a row moves them by its number. Others count rows."""
MOST_CAUSES = 12
RowId = tuple[RowKind, int | str]


@dataclass(frozen=True)
class Cause:
    """A row that moved a figure, by how much, and in words where it moved no number."""

    row: FigureRow
    moved: int

    @property
    def is_up(self) -> bool:
        return self.moved > 0


@dataclass(frozen=True)
class FigureChange:
    """A figure of two packs: as printed in each, by how much it moved, and what moved it."""

    key: FigureKey
    before: FigureValue
    now: FigureValue
    moved: int | None
    causes: tuple[Cause, ...] = ()
    more: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether it says what it said before, and no row came or went."""
        is_same = (self.before.state, self.before.words) == (self.now.state, self.now.words)
        return is_same and not self.causes

    @property
    def words(self) -> str:
        """How far it moved, with a sign. Numbers of people are rounded, so about so many."""
        if self.moved is None:
            return self.words_without_number
        if not self.moved:
            return N_("No change").plain
        size = f"{abs(self.moved):,}"
        if self.key in {FigureKey.MONEY, FigureKey.MONEY_BY_STAGE}:
            size = format_pounds(abs(self.moved))
        sign = "+" if self.moved > 0 else "-"
        about = "≈ " if self.key is FigureKey.TOOK_PART else ""
        return f"{about}{sign}{size}"

    @property
    def words_without_number(self) -> str:
        """Say why nothing was subtracted: a value that nobody told is not nought."""
        if self.before.state is self.now.state is ValueState.UNKNOWN:
            return N_("Still not recorded").plain
        is_first = self.before.state is ValueState.UNKNOWN
        return (
            N_("Recorded for the first time").plain if is_first else N_("Cannot be compared").plain
        )


def compare_figures(before: Figure, now: Figure) -> FigureChange:
    """Compare one figure of two packs, and find the rows that moved it, down as well as up."""
    numbers = (before.value.number, now.value.number)
    moved = None if None in numbers else (numbers[1] or 0) - (numbers[0] or 0)
    causes = sorted(find_causes(before, now), key=lambda each: (-abs(each.moved), each.row.title))
    first = tuple(causes[:MOST_CAUSES])
    return FigureChange(now.key, before.value, now.value, moved, first, len(causes) - len(first))


def find_causes(before: Figure, now: Figure) -> list[Cause]:
    old, new = (sum_rows(figure) for figure in (before, now))
    causes = []
    for key in {**new, **old}:
        moved = new[key][1] if key in new else 0
        moved -= old[key][1] if key in old else 0
        if moved:
            causes.append(Cause((new.get(key) or old[key])[0], moved))
    return causes


def sum_rows(figure: Figure) -> dict[RowId, tuple[FigureRow, int]]:
    """Return what each thing adds to a figure. One activity may have several rows.

    A survey asks about several statements: each is a thing, and counts once in all surveys.
    """
    sums: dict[RowId, tuple[FigureRow, int]] = {}
    for row in figure.rows:
        is_statement = row.kind is RowKind.WAVE
        key = (row.kind, row.title if is_statement else row.subject_id or row.title)
        adds = (row.number or 0) if figure.key in SUMMED else int(row.is_counted)
        before = sums[key][1] if key in sums else 0
        sums[key] = (row, max(adds, before) if is_statement else adds + before)
    return sums
