"""From counts to what may be shown of them, and what may be said of two results.

A per cent, how many people, and the interval are all that is shown. The interval is worked out
from the two others as they are shown: so it tells nothing more, and every reader can check it. A
result is public once and stays as it is, so no second page can be compared with the first.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coprod.core.disclosure.enums import WORKED_OUT, Hidden, Percent, RoundedCount
from coprod.core.disclosure.rules import (
    DisclosedCount,
    DisclosedShare,
    disclose_answers,
    disclose_shares,
    is_small,
    limits,
    may_numbers_be_released,
)
from coprod.core.statistics.rules import ShareRange, get_range_direction
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.keys import parse_digits
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold, one_line
from coprod.outcomes.results.enums import (
    AGREEING,
    LIES_BETWEEN,
    SCALE,
    ComparisonVerdict,
    LikertAnswer,
    Mode,
    Moment,
    SamePeople,
)

MOST = 1_000_000
MOST_ROWS = 2000
LONGEST = {"title": 200, "language": 200, "surveyed_by": 200, "grouped_by": 100, "summary": 3000}
LONGEST_GROUP = 100

Counts = Mapping[LikertAnswer, int]


@dataclass(frozen=True)
class WaveDetails:
    """When, how and by whom people were asked.

    ``grouped_by`` is the one trait that divides them, such as age: two at once could
    show a single person.
    """

    title: str
    surveyed_on: PartialDate
    moment: Moment
    mode: Mode
    language: str
    surveyed_by: str
    same_people: SamePeople
    place_id: int | None = None
    grouped_by: str = ""
    summary: str = ""


@dataclass(frozen=True)
class CountsRow:
    """The counts of one statement, of everybody or of one group."""

    statement_id: int
    counts: Counts
    group: str = ""


def count_on_scale(counts: Counts) -> int:
    return sum(counts.get(answer, 0) for answer in SCALE)


def count_agreeing(counts: Counts) -> int:
    return sum(counts.get(answer, 0) for answer in AGREEING)


def check_details(details: WaveDetails) -> None:
    needed = {
        "title": details.title,
        "surveyed_by": details.surveyed_by,
        "language": details.language,
    }
    for name, text in needed.items():
        if not text:
            raise RuleBrokenError(N_("Write something first"), field=name)
    for name, longest in LONGEST.items():
        require_short(getattr(details, name), longest, field=name)


def check_row(row: CountsRow, grouped_by: str) -> None:
    if any(not 0 <= number <= MOST for number in row.counts.values()):
        raise RuleBrokenError(N_("Enter whole numbers of people, such as 25"))
    if not count_on_scale(row.counts):
        raise RuleBrokenError(N_("Enter how many people gave each answer"))
    require_short(row.group, LONGEST_GROUP, field="group")
    if row.group and not grouped_by:
        message = N_("First say what sets the groups apart, such as age")
        raise RuleBrokenError(message, field="group")


def check_complete(rows: Sequence[CountsRow]) -> None:
    """Groups divide everybody: each person is in one of them, and they are the same throughout.

    Then groups added up, or taken from one another or from everybody, leave whole groups. "Under
    45" and "under 40" would leave those between.
    """
    if not rows:
        raise RuleBrokenError(N_("Enter the results of one statement or more first"))
    for key in {row.statement_id for row in rows}:
        whole = next((r for r in rows if r.statement_id == key and not r.group), None)
        if whole is None:
            raise RuleBrokenError(N_("Enter the results of everybody too, not of groups alone"))
        check_groups(whole, [r for r in rows if r.statement_id == key and r.group])
    cuts = {list_groups(rows, key) for key in {row.statement_id for row in rows if row.group}}
    if len(cuts) > 1:
        raise RuleBrokenError(N_("Use the same groups for each statement that has any"))


def check_groups(whole: CountsRow, groups: Sequence[CountsRow]) -> None:
    for answer in LikertAnswer if groups else ():
        added = sum(each.counts.get(answer, 0) for each in groups)
        if added != whole.counts.get(answer, 0):
            raise RuleBrokenError(
                N_(
                    "The groups must add up to everybody, because each person is in one group. Put "
                    "who is in no other group in a group of their own, such as “Did not say”. "
                    "“%(answer)s”: %(groups)s in groups, %(whole)s of everybody",
                    answer=answer.label,
                    groups=added,
                    whole=whole.counts.get(answer, 0),
                )
            )


def list_groups(rows: Sequence[CountsRow], statement_id: int) -> frozenset[str]:
    return frozenset(
        normalise_group(r.group) for r in rows if r.statement_id == statement_id and r.group
    )


def normalise_group(group: str) -> str:
    """Return a group as it is compared: "Under 45" is "under  45", and "<45" is not "45+"."""
    return " ".join(unicodedata.normalize("NFKC", group).casefold().split())


# What is shown


@dataclass(frozen=True)
class Figure:
    """What may be shown of the answers to one statement: per cent who agree, of how many."""

    share: DisclosedShare
    people: DisclosedCount

    @property
    def span(self) -> ShareRange | None:
        """Return what is shown, as a share to reckon with."""
        if not (isinstance(self.share, Percent) and isinstance(self.people, RoundedCount)):
            return None
        return ShareRange.from_per_cents(self.share.low, self.share.high, self.people.about)

    @property
    def interval(self) -> tuple[int, int] | None:
        return self.span.in_per_cent if self.span else None

    @property
    def interval_words(self) -> Message:
        interval = self.interval
        return (
            N_(LIES_BETWEEN.text, low=interval[0], high=interval[1]) if interval else Message("–")
        )

    @property
    def words(self) -> Message:
        """Return the share, or why there is none."""
        return self.share.words if isinstance(self.share, Percent) else self.share.reason


@dataclass(frozen=True)
class StatementFigures:
    """Everybody and, where no small number could be worked out, each group."""

    whole: Figure
    groups: Mapping[str, Figure] = field(default_factory=dict)


def is_few(number: int) -> bool:
    return 0 < number < limits.group_base


def build_figure(counts: Counts, *, of_whole: bool = True) -> Figure:
    return Figure(build_share(counts, of_whole=of_whole), disclose_answers(count_on_scale(counts)))


def build_share(counts: Counts, *, of_whole: bool) -> DisclosedShare:
    agreeing = count_agreeing(counts)
    return disclose_shares(
        {True: agreeing, False: count_on_scale(counts) - agreeing}, of_whole=of_whole
    )[True]


def build_figures(
    whole: Counts, groups: Mapping[str, Counts], *, in_place: bool = False
) -> StatementFigures:
    """Return what may be shown of everybody and of the groups: of all groups, or of none.

    Who is in no group is a group too, that nobody named: taking the others from everybody shows it.
    ``in_place``: they are the people of one place, so each group is two things about a person.
    """
    if not groups:
        return StatementFigures(build_figure(whole))
    cells = [
        cell
        for counts in (*groups.values(), subtract_groups(whole, groups))
        for cell in split_counts(counts)
    ]
    if any(is_small(cell) or (in_place and is_few(cell)) for cell in cells):
        suppressed = Figure(Hidden(WORKED_OUT), Hidden(WORKED_OUT))
        return StatementFigures(build_figure(whole), dict.fromkeys(groups, suppressed))
    return StatementFigures(
        build_figure(whole),
        {name: build_figure(each, of_whole=False) for name, each in groups.items()},
    )


# Beside what readers have seen already

Key = tuple[str, str]
"""The key of a statement, whatever its words were then, and a group (``normalise_group``)."""
Places = Mapping[int | None, Mapping[Key, Counts]]
"""Results that were public at one time, by place; None is no one place."""


@dataclass(frozen=True)
class WaveResults:
    """The results of one wave, to be compared with those of others for the same time."""

    title: str
    asker: str
    place_id: int | None
    counts: Mapping[Key, Counts]
    is_public: bool = True

    @property
    def places(self) -> Places:
        return {self.place_id: self.counts}

    @property
    def cut(self) -> frozenset[str]:
        """The groups into which everybody was divided."""
        return frozenset(group for _statement, group in self.counts if group)

    def is_same_asking(self, other: "WaveResults") -> bool:
        """Tell whether the same people may have answered once: asked by the same, or as many."""
        shared = [key for key in self.counts.keys() & other.counts.keys() if not key[1]]
        same = any(
            split_counts(self.counts[key]) == split_counts(other.counts[key]) for key in shared
        )
        return same or fold(self.asker) == fold(other.asker)


def check_disclosure(results: WaveResults, earlier: Sequence[WaveResults]) -> None:
    """Refuse results from which, and from earlier ones, a small number could be worked out."""
    check_once(results, earlier)
    check_cut(results, earlier)
    public: dict[int | None, Mapping[Key, Counts]] = {}
    for past in earlier:
        public[past.place_id] = {**public.get(past.place_id, {}), **past.counts}
    views = [*(each.places for each in earlier), public]
    if not all(
        is_step(results.places, view) and is_apart({**view, **results.places}) for view in views
    ):
        message = N_(
            "With what readers have seen already, so small a number could be worked out that a "
            "person could be recognised. Publish one result with groups instead"
        )
        raise RuleBrokenError(message)


def check_once(results: WaveResults, earlier: Sequence[WaveResults]) -> None:
    """There is one result of a statement for each source, place and time, whatever it is called."""
    statements = {statement for statement, _group in results.counts}
    for past in earlier:
        same = past.place_id == results.place_id and fold(past.asker) == fold(results.asker)
        if past.is_public and same and statements & {key for key, _group in past.counts}:
            message = N_(
                "There are results of this statement already, for the same time and from the same "
                "source: “%(title)s”. If people were asked again, give the month or the day",
                title=past.title,
            )
            raise RuleBrokenError(message, field="statement")


def check_cut(results: WaveResults, earlier: Sequence[WaveResults]) -> None:
    """Results of one survey are cut in one way: two cuts could reveal who is in neither."""
    for past in earlier:
        if results.cut and past.cut and results.cut != past.cut and results.is_same_asking(past):
            message = N_(
                "Readers have seen these results for other groups: %(groups)s. Use the same "
                "groups, or none",
                groups=", ".join(sorted(past.cut)),
            )
            raise RuleBrokenError(message, field="group")


def is_step(now: Places, before: Places) -> bool:
    """Tell whether, where the same was public before, nobody or enough people are different."""
    same = (
        (counts, before.get(place, {}).get(key, counts))
        for place, rows in now.items()
        for key, counts in rows.items()
    )
    return all(may_numbers_be_released(split_counts(a), [split_counts(b)]) for a, b in same)


def is_apart(all_places: Places) -> bool:
    """Tell whether what is left of everybody, without the places, is nobody or enough people."""
    places = {place: rows for place, rows in all_places.items() if place is not None}
    return all(
        not has_small([*parts, subtract_groups(whole, dict(enumerate(parts)))])
        for key, whole in all_places.get(None, {}).items()
        if (parts := [rows[key] for rows in places.values() if key in rows])
    )


def has_small(parts: Sequence[Counts]) -> bool:
    """Tell whether any part is small. Parts that are more than the whole are not its parts."""
    cells = [cell for counts in parts for cell in split_counts(counts)]
    return min(cells) >= 0 and any(is_small(cell) for cell in cells)


def subtract_groups(whole: Counts, groups: Mapping[Any, Counts]) -> dict[LikertAnswer, int]:
    return {
        answer: whole.get(answer, 0) - sum(each.get(answer, 0) for each in groups.values())
        for answer in LikertAnswer
    }


def split_counts(counts: Counts) -> tuple[int, int]:
    return count_agreeing(counts), count_on_scale(counts) - count_agreeing(counts)


def compare_figures(before: Figure, after: Figure) -> ComparisonVerdict:
    """Call it a change only when the interval of the difference lies clear of nought.

    Both are taken as they are shown, and where they come nearest to each other: whoever reads the
    page can check it.
    """
    if before.span is None or after.span is None:
        return ComparisonVerdict.NOT_COMPARED
    moved = get_range_direction(before.span, after.span)
    return {
        1: ComparisonVerdict.ROSE,
        -1: ComparisonVerdict.FELL,
        0: ComparisonVerdict.CANNOT_TELL,
    }[moved]


# Rows that were pasted from a spreadsheet


def read_rows(text: str, statements: Mapping[str, int]) -> list[CountsRow]:
    """Read a table with headings: statement, perhaps group, and a column for each answer.

    ``statements`` finds the number of a statement by its key or its words.
    """
    if len(text.splitlines()) > MOST_ROWS:
        raise RuleBrokenError(N_("Paste no more than %(most)s rows", most=MOST_ROWS), field="rows")
    lines = list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ","))
    headings = [fold(each).replace(" ", "_") for each in lines[0]] if lines else []
    unknown = (
        {"statement", *LikertAnswer}
        - set(headings)
        - {LikertAnswer.DOES_NOT_APPLY, LikertAnswer.PREFER_NOT_TO_SAY}
    )
    if unknown:
        message = N_("The first row needs these headings too: %(names)s", names=", ".join(unknown))
        raise RuleBrokenError(message, field="rows")
    id_by_name = {fold(name): key for name, key in statements.items()}
    return list(parse_rows(lines[1:], headings, id_by_name))


def parse_rows(
    lines: Sequence[Sequence[str]], headings: Sequence[str], id_by_name: Mapping[str, int]
) -> Iterator[CountsRow]:
    for number, line in enumerate(lines, 2):
        if not any(cell.strip() for cell in line):
            continue
        cells = dict(zip(headings, line, strict=False))
        key = id_by_name.get(fold(cells.get("statement", "")))
        if key is None:
            message = N_("Row %(row)s names a statement that is not in use", row=number)
            raise RuleBrokenError(message, field="rows")
        counts = {answer: parse_number(cells.get(answer, ""), number) for answer in LikertAnswer}
        yield CountsRow(key, counts, one_line(cells.get("group", "")))


def parse_number(text: str, row: int) -> int:
    digits = text.strip().replace(",", "")
    if not digits:
        return 0
    number = parse_digits(digits, 7)
    if number is None:
        raise RuleBrokenError(N_("Row %(row)s: enter whole numbers", row=row), field="rows")
    return number
