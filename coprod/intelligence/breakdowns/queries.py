"""Breakdowns of what people told us: the counts of a cut, as far as the asker may see them.

Readers are shown what ``cell_safety`` lets through, of whole quarters that are over. Curators are
shown exact numbers, and may ask for days and for three things at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.core.values.text import fold
from coprod.intelligence.breakdowns.enums import (
    COUNTED_SPLITS,
    NOT_GIVEN,
    NOT_PLACED,
    Comparison,
    SplitBy,
)
from coprod.intelligence.breakdowns.models import FeedbackCount
from coprod.intelligence.breakdowns.rules import (
    Breakdown,
    Change,
    CountedComment,
    Cut,
    Labels,
    build_breakdown,
    build_exact_breakdown,
    check_for_readers,
    get_axis,
    pair_rows,
)
from coprod.intelligence.cell_safety.rules import (
    NO_COUNTS,
    Counts,
    Months,
    Table,
    add_up,
    find_late,
    get_span,
    settle,
    sum_span,
)
from coprod.intelligence.feedback.enums import Feeling, Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.policies import sees_exact_numbers, visible_to
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import get_place, list_choices, list_terms

Splits = tuple[SplitBy, ...]
Place = tuple[str, str, str]
COUNTS = ("people", "positive", "neutral", "negative", "unfelt")
LISTED_SPLITS = [split for split in COUNTED_SPLITS if split is not SplitBy.THEME]
BOROUGH_POSITION = LISTED_SPLITS.index(SplitBy.BOROUGH)
NOT_OVER = N_("That quarter is not over, or nobody has told us anything of it yet")


# Counting comments

GroupKey = tuple[int, str, date]
"""The file, the source, and the first day of the month."""


def group_comments() -> Iterator[tuple[GroupKey, list[CountedComment]]]:
    """Yield what is counted of all comments, by file and month, in the order of people."""
    one = FeedbackComment
    columns = [getattr(one, f"{split}_id") for split in LISTED_SPLITS]
    about = (one.file_id, one.source, one.given_on, one.id, one.person_mark, one.feeling)
    home = {None, *list_home_ids()}
    groups: dict[GroupKey, list[CountedComment]] = {}
    for file_id, source, day, number, mark, feeling, themes, unplaced, *ids in session.execute(
        select(*about, one.themes, one.unplaced, *columns)
    ):
        values = list_counted_values(ids, themes, unplaced or {})
        is_here = ids[BOROUGH_POSITION] in home
        comment = CountedComment(mark or f"comment {number}", feeling, values, is_here)
        groups.setdefault((file_id, source, day.replace(day=1)), []).append(comment)
    for key, comments in groups.items():
        yield key, sorted(comments, key=lambda each: each.person)


def list_counted_values(
    ids: Sequence[int | None], themes: str, unplaced: Mapping[str, str]
) -> tuple[tuple[str, ...], ...]:
    """Return the values of a comment for each counted split, or why it has none."""
    by_split: dict[SplitBy, tuple[str, ...]] = {
        split: (str(number) if number else NOT_PLACED if split in unplaced else NOT_GIVEN,)
        for split, number in zip(LISTED_SPLITS, ids, strict=True)
    }
    by_split[SplitBy.THEME] = tuple(filter(None, themes.split("|"))) or (NOT_GIVEN,)
    return tuple(by_split[split] for split in COUNTED_SPLITS)


def build_home_condition() -> ColumnElement[bool]:
    """Return what tells comments from here: of no borough, or of the one that the place is."""
    borough_id = FeedbackComment.borough_id
    return or_(borough_id.is_(None), borough_id.in_(list_home_ids()))


def list_home_ids() -> list[int]:
    """Return the boroughs that the place goes by."""
    home = fold(get_place().name)
    return [term.id for term in list_terms(ListKind.BOROUGH) if fold(term.label) == home]


def select_counts(splits: Splits, where: ColumnElement[bool]) -> Select[Any]:
    one = FeedbackComment
    themes = select_themes().subquery()
    values = [themes.c.theme if split is SplitBy.THEME else build_value(split) for split in splits]
    by = (one.file_id, one.source, *values)
    month = (extract("year", one.given_on), extract("month", one.given_on))
    person = case((one.person_mark == "", cast(one.id, String)), else_=one.person_mark)
    feelings = [func.count(case((one.feeling == feeling, 1))) for feeling in Feeling]
    statement = select(*by, *month, func.count(distinct(person)), *feelings, func.count(one.id))
    if SplitBy.THEME in splits:
        has_theme = one.themes.contains(literal("|") + themes.c.theme + literal("|"))
        has_none = and_(one.themes == "", themes.c.theme == NOT_GIVEN)
        statement = statement.join(themes, or_(has_theme, has_none))
    return statement.where(where).group_by(*by, *month)


def select_themes() -> Any:
    """Select every theme, and what stands for none."""
    return union_all(*(select(literal(each).label("theme")) for each in [*Theme, NOT_GIVEN]))


def build_value(split: SplitBy) -> ColumnElement[str]:
    """Return the number of the term of a comment, or why it has none."""
    column = getattr(FeedbackComment, f"{split}_id")
    names = cast(FeedbackComment.unplaced, Text)
    is_unplaced = and_(FeedbackComment.unplaced.is_not(None), names.contains(f'"{split}":'))
    return case(
        (column.is_not(None), cast(column, String)), (is_unplaced, NOT_PLACED), else_=NOT_GIVEN
    )


# What there is to ask about


@dataclass(frozen=True)
class Names:
    """The names of what comments are sorted by, and under which number each counts today."""

    labels: Labels
    in_use: Mapping[str, str]

    def list_former(self, key: str) -> list[str]:
        """Return every number that counts under this one."""
        return [key, *(each for each, current in self.in_use.items() if current == key)]


def get_names() -> Names:
    listings = [split.listing for split in COUNTED_SPLITS if split.listing]
    statement = select(Term.id, Term.label, Term.in_use_id).where(Term.listing.in_(listings))
    rows = session.execute(statement).all()
    labels: dict[str, Message | str] = {str(each.id): each.label for each in rows}
    labels |= {theme.value: theme.label for theme in Theme}
    return Names(labels, {str(each.id): str(each.in_use_id or each.id) for each in rows})


def list_latest_quarters(actor: Actor) -> dict[str, Quarter]:
    """Return each source whose comments the actor may split, with its last quarter.

    Readers may once a curator has shown them numbers of that source, up to the last quarter that
    they were shown, and that is over.
    """
    if sees_exact_numbers(actor):
        statement = select(FeedbackCount.source, func.max(FeedbackCount.month))
        statement = statement.where(FeedbackCount.first == "").group_by(FeedbackCount.source)
    else:
        statement = select(Insight.source, func.max(Insight.ends))
        statement = statement.where(visible_to(actor), Insight.is_counted).group_by(Insight.source)
    over = get_last_whole_quarter(clock.today())
    latest = {source: Quarter.containing(day) for source, day in session.execute(statement)}
    if sees_exact_numbers(actor):
        return latest
    return {source: min(quarter, over) for source, quarter in latest.items()}


def find_latest_quarter(actor: Actor) -> Quarter:
    """Return the last quarter of which the actor may see something; else the last that is over."""
    quarters = list_latest_quarters(actor).values()
    return max(quarters, default=get_last_whole_quarter(clock.today()))


def list_values(actor: Actor, split: SplitBy) -> list[tuple[str, Message | str]]:
    """Return what can be chosen of a split, for a form: its number or word, and its name."""
    if split is SplitBy.SOURCE:
        return [(source, source) for source in sorted(list_latest_quarters(actor))]
    if split is SplitBy.THEME:
        return [(theme.value, theme.label) for theme in Theme]
    terms = list_choices(split.listing, clock.today()) if split.listing else []
    return [(str(key), label) for key, label in terms]


# Breakdowns


def get_breakdown(actor: Actor, cut: Cut) -> Breakdown:
    """Return a cut as the actor may see it, split by what it says."""
    return get_breakdowns(actor, cut, [cut.split_by])[cut.split_by]


def get_breakdowns(
    actor: Actor, cut: Cut, splits: Sequence[SplitBy | None]
) -> dict[SplitBy | None, Breakdown]:
    """Return a cut split by several things, one by one: what a whole page asks, in few queries."""
    sources = choose_sources(actor, cut)
    if sees_exact_numbers(actor):
        return get_exact_breakdowns(cut, splits, sources)
    for split in splits:
        check_for_readers(cut.split(split))
    names = get_names()
    tables = load_tables(cut, splits, sources, names)
    return {split: build_breakdown(cut.split(split), tables, names.labels) for split in splits}


def choose_sources(actor: Actor, cut: Cut) -> list[str]:
    """Return the sources of a cut. Where none is asked for, the one that heard most last."""
    latest = list_latest_quarters(actor)
    if not sees_exact_numbers(actor) and latest and cut.until > max(latest.values()):
        raise RuleBrokenError(NOT_OVER, field="until")
    if cut.source or cut.together or cut.split_by is SplitBy.SOURCE:
        return sorted(source for source in latest if cut.source in {"", source})
    return sorted(latest, key=lambda source: (latest[source], source))[-1:]


def get_changes(actor: Actor, cut: Cut, split: SplitBy | None, compare: Comparison) -> list[Change]:
    """Return the rows of a cut beside those of an earlier time; without a split the whole."""
    now, before = (
        get_breakdown(actor, cut.split(split)),
        get_breakdown(actor, cut.split(split).move_back(compare)),
    )
    if split is None:
        return [Change(before.whole, now.whole)]
    return pair_rows(before.rows, now.rows)


# Counts for readers


def load_tables(
    cut: Cut, splits: Sequence[SplitBy | None], sources: Sequence[str], names: Names
) -> dict[str, Table]:
    """Return what each source heard, by each of the splits, and within the value of the cut."""
    loader = TableLoader(cut, [split for split in splits if split in COUNTED_SPLITS], names)
    rows = loader.read_rows(sources)
    return {source: loader.build_table(rows.get(source, [])) for source in sources}


CountRow = tuple[str, str, str, str, date, int, Counts]
"""The first thing and its value, the second and its value, the month, the file, the counts."""


@dataclass(frozen=True)
class TableLoader:
    """Reads the counts of a cut, and puts them into a table for each source."""

    cut: Cut
    splits: Sequence[SplitBy | None]
    names: Names

    @property
    def within(self) -> tuple[SplitBy, str] | None:
        return next(iter(self.cut.filters.items()), None)

    def read_rows(self, sources: Sequence[str]) -> dict[str, list[CountRow]]:
        one = FeedbackCount
        columns = (one.first, one.first_value, one.second, one.second_value, one.month)
        numbers = [getattr(one, name) for name in COUNTS]
        statement = select(one.source, *columns, one.file_id, *numbers)
        rows: dict[str, list[CountRow]] = {}
        for source, first, value, second, other, month, file_id, *counts in session.execute(
            statement.where(one.source.in_(sources), self.build_condition())
        ):
            value, other = self.names.in_use.get(value, value), self.names.in_use.get(other, other)
            row = (first, value, second, other, month, file_id, Counts(*counts))
            rows.setdefault(source, []).append(row)
        return rows

    def build_condition(self) -> ColumnElement[bool]:
        """Choose the singles of each axis at all times, and the pairs with the axis of the value.

        Of those pairs the other values are needed in the window alone.
        """
        one = FeedbackCount
        axes = [split.value for split in self.splits if split]
        if self.within is None:
            return and_(one.second == "", one.first.in_(["", *axes]))
        axis, key = self.within
        if not axes:
            return and_(one.second == "", one.first.in_(["", axis.value]))
        former = self.names.list_former(key)
        is_in_window = one.month.between(self.cut.first_day, self.cut.last_day)
        is_first = and_(
            one.first == axis.value,
            one.second.in_(axes),
            or_(one.first_value.in_(former), is_in_window),
        )
        is_second = and_(
            one.second == axis.value,
            one.first.in_(axes),
            or_(one.second_value.in_(former), is_in_window),
        )
        singles = and_(one.second == "", one.first.in_(["", axis.value, *axes]))
        return or_(singles, is_first, is_second)

    def build_table(self, rows: Sequence[CountRow]) -> Table:
        """Put the counts of one source in their places, without comments that wait for others."""
        atoms: dict[tuple[str, str, str], dict[tuple[date, int], Counts]] = {}
        for *row, month, file_id, counts in rows:
            for place in self.list_places(*row):
                cell = atoms.setdefault(place, {})
                cell[month, file_id] = cell.get((month, file_id), NO_COUNTS) + counts
        late = find_late(atoms.get(("", "", ""), {}))
        settled = {place: settle(cell, late) for place, cell in atoms.items()}
        return self.arrange(settled)

    def list_places(self, first: str, value: str, second: str, other: str) -> list[Place]:
        """Return in which cells a count stands: an axis, its value, and the value within."""
        if not second:
            return [(first, value, "")]
        axis = self.within[0].value if self.within else ""
        return [(second, other, value)] if first == axis else [(first, value, other)]

    def arrange(self, settled: Mapping[Place, Months]) -> Table:
        singles: dict[str, dict[str, Months]] = {}
        pairs: dict[str, dict[str, Months]] = {}
        crossed: dict[str, dict[str, dict[str, Counts]]] = {}
        span = get_span(self.cut.quarters)
        for (axis, value, within), months in settled.items():
            if not within:
                singles.setdefault(axis, {})[value] = months
                continue
            crossed.setdefault(axis, {}).setdefault(value, {})[within] = sum_span(months, span)
            if self.within and within == self.within[1]:
                pairs.setdefault(axis, {})[value] = months
        whole = singles.pop("", {}).get("", {})
        axis_of_value = (get_axis(self.within[0]), self.within[1]) if self.within else None
        return Table(whole, singles, axis_of_value, pairs, crossed)


# Counts for curators


def get_exact_breakdowns(
    cut: Cut, splits: Sequence[SplitBy | None], sources: Sequence[str]
) -> dict[SplitBy | None, Breakdown]:
    names = get_names()
    base = add_up(count_exactly(cut, None, sources, names).values())
    cells = {split: count_exactly(cut, split, sources, names) if split else {} for split in splits}
    return {
        split: build_exact_breakdown(cut.split(split), base, cells[split], names.labels)
        for split in splits
    }


def count_exactly(
    cut: Cut, split: SplitBy | None, sources: Sequence[str], names: Names
) -> dict[str, Counts]:
    """Return the exact counts of a cut by the values of a split; all under "" without one."""
    is_counted = len({*cut.filters, *([split] if split in COUNTED_SPLITS else [])}) <= 2
    read = read_counts if is_counted and not cut.has_exact_days else read_comments
    cells: dict[str, Counts] = {}
    for key, counts in read(cut, split, sources, names):
        current = names.in_use.get(key, key)
        cells[current] = cells.get(current, NO_COUNTS) + counts
    return cells


KeyedCounts = Iterable[tuple[str, Counts]]


def read_counts(
    cut: Cut, split: SplitBy | None, sources: Sequence[str], names: Names
) -> KeyedCounts:
    """Yield counts that were made beforehand, by the values of a split."""
    one = FeedbackCount
    asked: dict[SplitBy, str] = dict.fromkeys([split] if split in COUNTED_SPLITS else [], "")
    asked |= cut.filters
    places = dict(zip(sort_splits(asked), ("first", "second"), strict=False))
    conditions = [one.source.in_(sources), one.month.between(cut.first_day, cut.last_day)]
    for place in ("first", "second"):
        here = next((each.value for each, name in places.items() if name == place), "")
        conditions.append(getattr(one, place) == here)
    for each, key in cut.filters.items():
        conditions.append(getattr(one, f"{places[each]}_value").in_(names.list_former(key)))
    value = getattr(one, f"{places[split]}_value") if split in places else literal("")
    numbers = [func.sum(getattr(one, name)) for name in COUNTS]
    statement = select(value, one.source, one.month, *numbers).where(*conditions)
    for key, source, month, *counts in session.execute(
        statement.group_by(value, one.source, one.month)
    ):
        yield get_key(split, key, source, month), Counts(*counts)


def read_comments(
    cut: Cut, split: SplitBy | None, sources: Sequence[str], names: Names
) -> KeyedCounts:
    """Yield counts from the comments themselves: for exact days, and for three things at once."""
    splits = sort_splits({*cut.filters, *([split] if split in COUNTED_SPLITS else [])})
    where = true() if SplitBy.BOROUGH in splits else build_home_condition()
    is_asked = and_(
        where,
        FeedbackComment.source.in_(sources),
        FeedbackComment.given_on.between(cut.first_day, cut.last_day),
    )
    wanted = {each: set(names.list_former(key)) for each, key in cut.filters.items()}
    for _file, source, *rest in session.execute(select_counts(splits, is_asked)):
        values = dict(zip(splits, rest, strict=False))
        year, month, people, positive, neutral, negative, comments = rest[len(splits) :]
        if any(values[each] not in keys for each, keys in wanted.items()):
            continue
        unfelt = comments - positive - neutral - negative
        key = get_key(split, values.get(split, ""), source, date(int(year), int(month), 1))
        yield key, Counts(people, positive, neutral, negative, unfelt)


def sort_splits(splits: Iterable[SplitBy]) -> tuple[SplitBy, ...]:
    """Return splits in the order in which two of them are counted."""
    return tuple(sorted(splits, key=COUNTED_SPLITS.index))


def get_key(split: SplitBy | None, value: str, source: str, month: date) -> str:
    if split is SplitBy.SOURCE:
        return source
    if split is SplitBy.MONTH:
        return f"{month:%Y-%m}"
    return str(Quarter.containing(month)) if split is SplitBy.QUARTER else value
