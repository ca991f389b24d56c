"""Readers who set every two cuts of every date beside each other learn no small number.

Small worlds are made at random. For each, every table and window that readers may open is worked
out. Then an attacker takes any two that they are shown: a line from its margin, one window of a
cell from another, one day from the next. What is left over must be nobody, or enough people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from random import Random

import pytest

from coprod.core.disclosure.rules import is_small, limits
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import SplitBy
from coprod.intelligence.breakdowns.rules import get_axis
from coprod.intelligence.cell_safety import rules
from coprod.intelligence.cell_safety.rules import (
    NO_COUNTS,
    Counts,
    Span,
    Table,
    add_up,
    choose_shown,
    choose_singles,
    find_late,
    get_span,
    may_show_base,
    number_month,
    settle,
)
from coprod.intelligence.feedback.enums import WINDOW_LENGTHS

QUARTERS = [Quarter(2025, 1).back(-at) for at in range(7)]
NETWORK, ETHNIC = get_axis(SplitBy.NETWORK), get_axis(SplitBy.ETHNIC_GROUP)
NETWORKS, GROUPS = ("n1", "n2", "n3"), ("g1", "g2", "g3")
WORLDS = range(8)


@dataclass(frozen=True)
class Comment:
    number: int
    month: date
    network: str
    group: str
    is_positive: bool
    file: int


def make_world(seed: int) -> list[Comment]:
    """Make a few hundred comments, of which some networks and groups have only a handful."""
    random = Random(seed)  # noqa: S311 - made worlds, no secrets
    weights = [random.choice([1, 3, 20, 60]) for _ in range(3)]
    group_weights = [random.choice([1, 2, 15, 40]) for _ in range(3)]
    comments = []
    for number in range(random.choice([90, 250, 500])):
        quarter = random.choice(QUARTERS[: random.choice([1, 3, 7])])
        month = date(quarter.year, quarter.starts.month + random.randrange(3), 1)
        network = random.choices(NETWORKS, weights)[0]
        group = random.choices(GROUPS, group_weights)[0]
        file = 1 if random.random() < 0.9 else 2
        comments.append(Comment(number, month, network, group, random.random() < 0.4, file))
    return comments


def count(comments: list[Comment]) -> Counts:
    positive = sum(each.is_positive for each in comments)
    return Counts(len(comments), positive, 0, len(comments) - positive)


Months = dict[date, Counts]


def settle_comments(comments: list[Comment], world: list[Comment]) -> Months:
    late = find_late({(each.month, each.file) for each in world})
    atoms = {
        at: count([each for each in comments if (each.month, each.file) == at])
        for at in {(each.month, each.file) for each in comments}
    }
    return settle(atoms, late)


Key = tuple[str, str]
"""A network and a group; empty is all of them."""


@dataclass
class View:
    """What readers see of a world: by cell and window, what is counted there."""

    cells: dict[tuple[Key, Span], Counts]
    truth: dict[Key, Months]


def list_spans(*, by_month: bool) -> Iterator[Span]:
    for last in range(len(QUARTERS)):
        for length in WINDOW_LENGTHS.values():
            quarters = tuple(QUARTERS[last].back(n) for n in reversed(range(length)))
            yield get_span(quarters)
        if by_month:
            first, end = get_span((QUARTERS[last],))
            yield from ((month, month) for month in range(first, end + 1))


def build_months(world: list[Comment]) -> dict[Key, Months]:
    return {
        (network, group): settle_comments(
            [each for each in world if network in {"", each.network} and group in {"", each.group}],
            world,
        )
        for network in ("", *NETWORKS)
        for group in ("", *GROUPS)
    }


def build_table(months: dict[Key, Months], span: Span, within: str) -> Table:
    singles = {
        NETWORK.name: {key: months[key, ""] for key in NETWORKS},
        ETHNIC.name: {key: months["", key] for key in GROUPS},
    }
    if not within:
        return Table(months["", ""], singles)
    if within in NETWORKS:
        pairs = {ETHNIC.name: {key: months[within, key] for key in GROUPS}}
        crossed = {
            ETHNIC.name: {
                key: {other: rules.sum_span(months[other, key], span) for other in NETWORKS}
                for key in GROUPS
            }
        }
        return Table(months["", ""], singles, (NETWORK, within), pairs, crossed)
    pairs = {NETWORK.name: {key: months[key, within] for key in NETWORKS}}
    crossed = {
        NETWORK.name: {
            key: {other: rules.sum_span(months[key, other], span) for other in GROUPS}
            for key in NETWORKS
        }
    }
    return Table(months["", ""], singles, (ETHNIC, within), pairs, crossed)


def look(world: list[Comment]) -> View:
    """Open every table and window, as readers may."""
    months = build_months(world)
    shown: dict[tuple[Key, Span], Counts] = {}
    for span in list_spans(by_month=True):
        keys: set[Key] = set()
        table = build_table(months, span, "")
        if may_show_base(table, span):
            keys.add(("", ""))
        keys |= {(key, "") for key in choose_singles(table, NETWORK, span)}
        keys |= {("", key) for key in choose_singles(table, ETHNIC, span)}
        for within in NETWORKS:
            groups = choose_shown(build_table(months, span, within), ETHNIC, span)
            keys |= {(within, key) for key in groups}
        by_group = {
            (key, within)
            for within in GROUPS
            for key in choose_shown(build_table(months, span, within), NETWORK, span)
        }
        assert {key for key in keys if all(key)} == by_group, "one way of asking tells more"
        for key in keys:
            shown[key, span] = rules.sum_span(months[key], span)
    return View(shown, months)


def list_leftovers(view: View) -> Iterator[tuple[str, Counts]]:
    """Yield what an attacker works out of each pair of what is shown."""
    yield from (("a cell", counts) for counts in view.cells.values())
    yield from list_complements(view)
    yield from list_rests(view)
    by_cell: dict[Key, list[Span]] = {}
    for key, span in view.cells:
        by_cell.setdefault(key, []).append(span)
    for key, spans in by_cell.items():
        for one, other in combinations(spans, 2):
            yield "two windows", get_step(view.truth[key], one, other)


def list_complements(view: View) -> Iterator[tuple[str, Counts]]:
    """Yield each margin less one cell of its line."""
    for ((network, group), span), counts in view.cells.items():
        for margin in {("", group), (network, ""), ("", "")} - {(network, group)}:
            if (margin, span) in view.cells:
                yield "a complement", view.cells[margin, span] - counts


def list_rests(view: View) -> Iterator[tuple[str, Counts]]:
    """Yield each margin less all cells of its line that are shown."""
    for (margin, span), counts in view.cells.items():
        network, group = margin
        lines = []
        if not network:
            lines.append([(key, group) for key in NETWORKS])
        if not group:
            lines.append([(network, key) for key in GROUPS])
        for line in lines:
            yield (
                "the rest",
                counts - add_up(view.cells[key, span] for key in line if (key, span) in view.cells),
            )


def get_step(months: Months, one: Span, other: Span) -> Counts:
    return add_up(
        counts
        for month, counts in months.items()
        if (one[0] <= number_month(month) <= one[1])
        != (other[0] <= number_month(month) <= other[1])
    )


def is_small_somewhere(counts: Counts) -> bool:
    return any(is_small(abs(n)) for n in (counts.comments, counts.positive, counts.rest))


@pytest.mark.parametrize("seed", WORLDS)
def test_no_two_cuts_of_any_dates_leave_a_small_number(seed: int) -> None:
    for what, counts in list_leftovers(look(make_world(seed))):
        assert not is_small_somewhere(counts), (what, counts)


def test_the_worlds_are_worth_attacking() -> None:
    views = [look(make_world(seed)) for seed in WORLDS]
    assert sum(bool(view.cells) for view in views) > len(WORLDS) // 2
    assert any(all(key) for view in views for key, _span in view.cells)


def test_of_people_no_cell_is_all_of_them() -> None:
    world = [
        Comment(number, date(2025, 1, 1), "n1", "g1", number % 2 == 0, 1) for number in range(60)
    ]
    shown = look(world).cells
    assert not any(group for (_network, group), _span in shown)
    assert any(network for (network, _group), _span in shown)


@pytest.mark.parametrize("seed", WORLDS)
def test_a_file_that_comes_later_moves_each_cell_by_enough_people_or_not_at_all(seed: int) -> None:
    world = [replace(each, file=1) for each in make_world(seed)]
    random = Random(seed)  # noqa: S311 - made worlds, no secrets
    months = {each.month for each in world}
    later = [
        replace(random.choice(world), number=1000 + n, month=random.choice(sorted(months)), file=2)
        for n in range(random.choice([1, 4, 30]))
    ]
    before, after = look(world), look([*world, *later])
    for at in before.cells.keys() & after.cells.keys():
        assert not is_small_somewhere(after.cells[at] - before.cells[at]), at


# The rules are what keeps it: without one of them, the attacks above find something


def attack(worlds: range = WORLDS) -> set[str]:
    return {
        what
        for seed in worlds
        for what, counts in list_leftovers(look(make_world(seed)))
        if is_small_somewhere(counts)
    }


def test_without_the_rule_of_the_rest_of_a_line_it_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "is_safe_rest", lambda _counts: True)
    assert attack() & {"the rest", "a complement"}


def test_without_the_rule_of_another_time_it_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules.walk_spans.cache_clear()
    monkeypatch.setattr(rules, "is_far", lambda *_given: True)
    try:
        assert "two windows" in attack()
    finally:
        rules.walk_spans.cache_clear()


def test_without_the_rule_of_another_day_one_comment_is_seen_to_come() -> None:
    counts = replace(NO_COUNTS, people=40, positive=20, negative=20)
    one = replace(NO_COUNTS, people=1, positive=1)
    month = date(2025, 1, 1)
    waiting = settle({(month, 1): counts, (month, 2): one}, frozenset({(month, 2)}))
    assert waiting == {month: counts}
    assert settle({(month, 1): counts, (month, 2): one}, frozenset()) == {month: counts + one}
    assert limits.fewest == 5
