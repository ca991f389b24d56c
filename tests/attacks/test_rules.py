"""An attacker knows the rules, sees every page of two days, and recovers no hidden number.

Each attack tries every state of a small world, looks at what would be seen of it, and asks which
other states look the same. A number from one to four that all of them agree on is recovered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from typing import Any

import pytest

from coprod.core.disclosure import rules as disclosure
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback import rules as feedback
from coprod.intelligence.feedback.enums import Side, Window
from coprod.intelligence.feedback.presenters import TrendsPage, TrendsSelection
from coprod.intelligence.feedback.queries import TrendData
from coprod.intelligence.feedback.rules import Numbers, Piece
from coprod.outcomes.results import rules as waves
from coprod.outcomes.results.enums import LikertAnswer
from coprod.participation.participants import rules as taking_part
from coprod.participation.participants.enums import Trait
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import CostLine, PaymentCounts
from tests.register.sections.make import pounds

SMALL = range(1, 5)
State = tuple[int, ...]


def recovered(
    states: Iterable[State], look: Callable[[State], Any], asked: Callable[[State], bool]
) -> list[State]:
    """Return the states of which one small number is told.

    ``asked`` leaves out those at the edge of this world: what would look like them lies beyond it.
    """
    alike: dict[str, list[State]] = defaultdict(list)
    for state in states:
        alike[str(look(state))].append(state)
    return [
        state
        for same in alike.values()
        for state in filter(asked, same)
        for at, number in enumerate(state)
        if number in SMALL and len({other[at] for other in same}) == 1
    ]


def up_to(top: int) -> Callable[[State], bool]:
    return lambda state: max(state) <= top


def test_the_attack_finds_what_a_careless_page_tells() -> None:
    """Rounded groups beside a rounded total tell: 12, 12 and 4 of 28. So it can fail."""
    careless = recovered(
        product(range(16), repeat=3),
        lambda s: (*(disclosure.disclose_count(n) for n in s), disclosure.disclose_count(sum(s))),
        up_to(12),
    )

    assert (12, 12, 4) in careless


# Who took part


@cache
def seen_of(*numbers: int) -> str:
    shown = taking_part.build_public_counts(
        Trait.SEX, dict(zip(("female", "male"), numbers, strict=True))
    )
    return str((shown.table.cells, shown.table.total))


def who_took_part(state: State) -> str:
    """See two days of two groups, and both days how many the entry and other traits say."""
    first, second = state[:2], state[2:]
    released = [dict(zip(("female", "male"), first, strict=True))]
    now = dict(zip(("female", "male"), second, strict=True))
    later = second if taking_part.can_publish_after(now, released) else first
    totals = disclosure.disclose_count(sum(first)), disclosure.disclose_count(sum(second))
    return str((seen_of(*first), seen_of(*later), totals))


def test_who_took_part_from_groups_totals_and_two_days() -> None:
    assert recovered(product(range(15), repeat=4), who_took_part, up_to(10)) == []


def test_who_took_part_in_three_groups_beside_every_total() -> None:
    def look(state: State) -> Any:
        ages = dict(zip(("under_16", "16_24", "25_44"), state, strict=True))
        shown = taking_part.build_public_counts(Trait.AGE, ages)
        total = disclosure.disclose_count(sum(state))
        return tuple(shown.table.cells.values()), shown.table.total, total

    assert recovered(product(range(18), repeat=3), look, up_to(13)) == []


# Who was paid


def payments() -> list[State]:
    return [s for s in product(range(13), repeat=3) if s[1] + s[2] <= s[0]]


@cache
def paid_as_seen(offered: int, accepted: int, declined: int) -> str:
    paid = PaymentCounts(offered, accepted, declined)
    line = CostLine(1, CostCategory.INVOLVEMENT_PAYMENT, CostTiming.ACTUAL, pounds(75), paid=paid)
    return str((paid.counts, line.withheld))


def test_who_was_paid_from_one_day() -> None:
    assert recovered(payments(), lambda s: paid_as_seen(*s), up_to(9)) == []


def test_who_was_paid_from_two_days_between_which_people_only_come() -> None:
    days = [s for s in payments() if s[0] <= 10]
    both = (
        (*one, *two)
        for one, two in product(days, repeat=2)
        if all(a <= b for a, b in zip(one, two, strict=True))
    )

    assert recovered(both, lambda s: (paid_as_seen(*s[:3]), paid_as_seen(*s[3:])), up_to(8)) == []


@pytest.mark.parametrize(
    "paid",
    [PaymentCounts(3), PaymentCounts(9, None, 6), PaymentCounts(4, 4), PaymentCounts(9, 4, 5)],
)
def test_an_amount_is_kept_back_where_few_can_have_been_paid(paid: PaymentCounts) -> None:
    line = CostLine(1, CostCategory.INVOLVEMENT_PAYMENT, CostTiming.ACTUAL, pounds(75), paid=paid)

    assert line.is_withheld


# What people said of the statements


def counts(agree: int, rest: int) -> dict[LikertAnswer, int]:
    return {LikertAnswer.AGREE: agree, LikertAnswer.DISAGREE: rest}


@cache
def result(agree: int, rest: int) -> str:
    return str(waves.build_figure(counts(agree, rest)))


def published(*days: tuple[int | None, State]) -> list[int]:
    """Publish results by place one after the other, and return which of them were let through."""
    seen: list[waves.WaveResults] = []
    through = []
    for number, (place, (agree, rest)) in enumerate(days):
        told = {("say", ""): counts(agree, rest)}
        now = waves.WaveResults("«round»", "«team»", place, told, is_public=False)
        try:
            waves.check_disclosure(now, seen)
        except RuleBrokenError:
            continue
        through.append(number)
        seen.append(now)
    return through


def test_results_of_a_place_from_those_of_everybody_and_of_the_other_place() -> None:
    """The two places together are everybody. Of one of them readers may be shown no number."""

    def look(state: State) -> Any:
        agree, rest, other_agree, other_rest = state
        whole = (agree + other_agree, rest + other_rest)
        asked = [(None, whole), (1, state[:2]), (2, state[2:])]
        through = published(*asked)
        return tuple((n, result(*asked[n][1])) for n in through)

    assert recovered(product(range(11), repeat=4), look, up_to(7)) == []


CUTS = ((45, 100), (40, 100), (40, 45, 100), (100,))
"""Where people are divided who are under 40, from 40 to 44, and 45 and over."""
AGES = (39, 44, 99)
OTHERS = 10
"""How many of each age do not agree."""


def divided(state: State, cut: tuple[int, ...]) -> dict[str, State]:
    """Return how many of each group of a cut agree, and how many do not."""
    found: dict[str, State] = {}
    for low, high in zip((0, *cut), cut, strict=False):
        agree = [n for age, n in zip(AGES, state, strict=True) if low <= age < high]
        found[f"{low} to {high}"] = (sum(agree), OTHERS * len(agree))
    return found


def seen_of_cuts(state: State, *cuts: tuple[int, ...]) -> str:
    """Publish one asking divided in one way, and again in another, under another name."""
    seen: list[waves.WaveResults] = []
    shown = []
    for number, cut in enumerate(cuts):
        everybody = counts(sum(state), OTHERS * len(state))
        groups = {k: counts(*two) for k, two in divided(state, cut).items() if len(cut) > 1}
        told: Any = {
            ("say", ""): everybody,
            **{("say", name): each for name, each in groups.items()},
        }
        now = waves.WaveResults("«round»", f"«team {number}»", None, told, is_public=False)
        try:
            waves.check_disclosure(now, seen)
        except RuleBrokenError:
            continue
        seen.append(now)
        shown.append((cut, waves.build_figures(everybody, groups)))
    return str(shown)


def who_is_between(*cuts: tuple[int, ...]) -> list[State]:
    states = product(range(9, 15), range(13), range(9, 15))
    found = recovered(states, lambda s: seen_of_cuts(s, *cuts), lambda s: {*s[::2]} <= {11, 12})
    return [state for state in found if state[1] in SMALL]


@pytest.mark.parametrize("cuts", [(a, b) for a in CUTS for b in CUTS if a != b])
def test_who_is_between_two_cuts_of_one_asking(cuts: Any) -> None:
    assert who_is_between(*cuts) == []


def test_two_cuts_are_only_ever_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under 45 and under 40 are never both shown. Without the rule they are: so it can fail."""
    state = (20, 4, 20)
    assert seen_of_cuts(state, CUTS[0], CUTS[1]) == seen_of_cuts(state, CUTS[0])

    monkeypatch.setattr(waves, "check_cut", lambda _now, _seen: None)
    assert seen_of_cuts(state, CUTS[0], CUTS[1]) != seen_of_cuts(state, CUTS[0])


def test_results_that_come_back_after_they_were_taken_down_differ_by_nobody_or_enough() -> None:
    assert published((1, (10, 10)), (1, (11, 10))) == [0]
    assert published((1, (10, 10)), (1, (10, 10))) == [0, 1]
    assert published((1, (10, 10)), (1, (15, 10))) == [0, 1]
    assert published((1, (10, 10)), (1, (15, 10)), (1, (14, 10))) == [0, 1]


# Shares


@pytest.mark.parametrize("of_whole", [True, False])
@pytest.mark.parametrize("about", [*range(10, 130, 5), 200, 395, 400, 1000, 1995])
def test_a_share_and_its_rounded_base_fit_five_counts_or_more(
    *, about: int, of_whole: bool
) -> None:
    """40% of "About 30" was 12 and nothing else."""
    alike: dict[str, set[State]] = defaultdict(set)
    for base in range(about - 2, about + 3):
        for part in range(base + 1):
            cells = {"yes": part, "no": base - part}
            found = disclosure.disclose_shares(cells, of_whole=of_whole)
            if all(share.is_disclosed for share in found.values()):
                alike[str(found)].add((part, base - part))

    assert about < 25 or alike
    for same in alike.values():
        assert all(len({state[at] for state in same}) >= 5 for at in (0, 1))


@pytest.mark.parametrize("about", [20, 25, 30, 40, 60])
def test_three_shares_and_their_rounded_base_fit_five_counts_of_each(about: int) -> None:
    alike: dict[str, set[State]] = defaultdict(set)
    for base in range(about - 2, about + 3):
        for one in range(base + 1):
            for two in range(base - one + 1):
                cells = (one, two, base - one - two)
                found = disclosure.disclose_shares(dict(enumerate(cells)), of_whole=False)
                if all(share.is_disclosed for share in found.values()):
                    alike[str(found)].add(cells)

    assert about < 40 or alike
    for same in alike.values():
        assert all(len({state[at] for state in same}) >= 5 for at in range(3))


# Feedback


NOW = Quarter(2026, 3)
POSITIVE, MIDDLE = 12, 10
NEUTRAL, NEGATIVE = range(8), range(8, 13)


def felt(neutral: int, negative: int) -> Numbers:
    """An attacker may know how many were positive, and neither how many neutral nor negative."""
    return Numbers(None, POSITIVE + neutral + negative, POSITIVE, neutral, negative)


def heard(service: int, quarter: Quarter, *cells: int) -> Piece:
    key = service * 100 + quarter.number
    span = quarter.starts, quarter.ends
    return Piece(key, "a", *span, {Side.SERVICE: service}, felt(*cells))


def pages(pieces: list[Piece]) -> str:
    """See what the page of trends shows by service: every window, up to either quarter."""
    names: dict[Side, Any] = {side: {} for side in Side}
    names[Side.SERVICE] = {1: "one", 2: "two"}
    seen = []
    for until, window in ((NOW, Window.LAST_QUARTER), (NOW, Window.FOUR_QUARTERS)):
        asked = TrendsSelection(Side.SERVICE, window, until)
        page = TrendsPage(TrendData({}, pieces, names, until), asked, exact=False, newest=None)
        lines = [page.total_row, *page.rows, *page.trend]
        seen.append([shares(line) for line in lines])
    return str(seen)


def shares(line: Any) -> list[tuple[str, int]]:
    return [(share.kind, share.words.plain) for share in line.disclosed.shares]


def two_leaves() -> Iterable[State]:
    return product(NEUTRAL, NEGATIVE, repeat=2)


def in_the_middle(state: State) -> bool:
    return max(state[::2]) <= NEUTRAL[-2] and set(state[1::2]) == {MIDDLE}


def test_feedback_of_two_services_from_the_whole_of_their_quarter() -> None:
    def look(state: State) -> Any:
        return pages([heard(1, NOW, *state[:2]), heard(2, NOW, *state[2:])])

    assert recovered(two_leaves(), look, in_the_middle) == []


def test_feedback_of_two_services_from_a_summary_of_both() -> None:
    """The whole is a summary of its own, so it is not made of its parts."""

    def look(state: State) -> Any:
        one, two = felt(*state[:2]), felt(*state[2:])
        pairs = zip(one.shares or (), two.shares or (), strict=True)
        positive, neutral, negative = (sum(pair) for pair in pairs)
        both = Numbers(None, positive + neutral + negative, positive, neutral, negative)
        whole = Piece(9, "a", NOW.starts, NOW.ends, {}, both)
        return pages([whole, heard(1, NOW, *state[:2]), heard(2, NOW, *state[2:])])

    assert recovered(two_leaves(), look, in_the_middle) == []


def test_feedback_of_a_quarter_from_windows_of_time() -> None:
    def look(state: State) -> Any:
        before = NOW.back(1)
        known = [heard(2, quarter, 6, MIDDLE) for quarter in (NOW, before)]
        return pages([*known, heard(1, NOW, *state[:2]), heard(1, before, *state[2:])])

    assert recovered(two_leaves(), look, in_the_middle) == []


def test_feedback_of_two_services_that_were_quiet_in_different_quarters() -> None:
    def look(state: State) -> Any:
        before = NOW.back(1)
        known = [heard(2, NOW, 6, MIDDLE), heard(1, before, 6, MIDDLE)]
        return pages([*known, heard(1, NOW, *state[:2]), heard(2, before, *state[2:])])

    assert recovered(two_leaves(), look, in_the_middle) == []


def test_feedback_from_two_days_between_which_comments_only_come() -> None:
    def look(state: State) -> Any:
        days = [felt(*state[:2]), felt(*state[2:])]
        apart = [feedback.list_disclosable_numbers(each) for each in days]
        if not disclosure.may_numbers_be_released(apart[1], [apart[0]]):
            days[1] = days[0]
        return [feedback.disclose(each) for each in days]

    both = (s for s in two_leaves() if s[0] <= s[2] and s[1] <= s[3])
    assert recovered(both, look, in_the_middle) == []
