"""What is shown of counts, what is called a change, and what an attacker cannot work out."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.disclosure.enums import Hidden, Percent, RoundedCount
from coprod.core.statistics.rules import ShareRange
from coprod.core.values.errors import RuleBrokenError
from coprod.outcomes.results.enums import SCALE, ComparisonVerdict, LikertAnswer
from coprod.outcomes.results.rules import (
    CountsRow,
    Figure,
    WaveResults,
    build_figure,
    build_figures,
    check_complete,
    check_disclosure,
    check_row,
    compare_figures,
    count_agreeing,
    count_on_scale,
    read_rows,
)

POLIS = Path("/work/shared/data/polis")
COUNTS = st.fixed_dictionaries(dict.fromkeys(LikertAnswer, st.integers(0, 40)))


def counts(*numbers: int) -> dict[LikertAnswer, int]:
    return dict(zip(SCALE, numbers, strict=False))


def build_shown_figure(per_cent: int, people: int) -> Figure:
    return Figure(Percent(per_cent - 0.5, per_cent, per_cent + 0.5), RoundedCount(people))


def about(low: int, high: int, people: int) -> Figure:
    return Figure(Percent(low, (low + high) / 2, high), RoundedCount(people))


def test_who_does_not_answer_on_the_scale_is_not_among_the_people() -> None:
    told = {
        **counts(10, 10, 0, 20),
        LikertAnswer.DOES_NOT_APPLY: 50,
        LikertAnswer.PREFER_NOT_TO_SAY: 7,
    }

    assert (count_agreeing(told), count_on_scale(told)) == (20, 40)
    assert build_figure(told) == about(45, 55, 40)
    assert build_figure(told).words.plain == "About 50%"
    assert build_figure(told).interval == (31, 69)


@pytest.mark.parametrize(
    ("numbers", "is_shown"),
    [((5, 0, 5), False), ((5, 0, 8), True), ((9, 0, 4), False), ((9,), False), ((13,), True)],
)
def test_a_share_needs_more_than_ten_people_and_no_small_part(
    numbers: tuple[int, ...], is_shown: bool
) -> None:
    assert build_figure(counts(*numbers)).share.is_disclosed is is_shown


def test_fewer_than_five_answers_look_like_none() -> None:
    assert (
        build_figure(counts(4)).people
        == build_figure(counts(0)).people
        == build_figure(counts(1)).people
    )


@given(COUNTS)
def test_the_interval_is_made_of_what_is_shown_and_of_nothing_else(
    told: dict[LikertAnswer, int],
) -> None:
    found = build_figure(told)
    if isinstance(found.share, Percent) and isinstance(found.people, RoundedCount):
        ends = (found.share.low, found.share.high)
        assert found.interval == ShareRange.from_per_cents(*ends, found.people.about).in_per_cent
    else:
        assert found.interval is None


@given(COUNTS, COUNTS)
def test_no_group_is_shown_from_which_a_small_rest_could_be_worked_out(
    group: dict[LikertAnswer, int], others: dict[LikertAnswer, int]
) -> None:
    whole = {said: group[said] + others[said] for said in LikertAnswer}
    found = build_figures(whole, {"a": group}).groups["a"]
    parts = [count_agreeing(g) for g in (group, others)] + [
        count_on_scale(g) - count_agreeing(g) for g in (group, others)
    ]

    if any(0 < part < 5 for part in parts):
        assert isinstance(found.share, Hidden)
        assert isinstance(found.people, Hidden)


def test_groups_are_shown_all_or_none() -> None:
    whole = counts(60, 0, 60)
    large, small = counts(30, 0, 30), counts(3, 0, 25)

    found = build_figures(whole, {"large": large, "small": small}).groups

    assert not found["large"].share.is_disclosed
    assert build_figures(whole, {"large": large}).groups["large"] == about(45, 55, 60)


EVERYBODY, BOW = None, 7


def build_results(place_id: int | None, numbers: Mapping[LikertAnswer, int]) -> WaveResults:
    return WaveResults("Results", f"Source {place_id}", place_id, {("1", ""): numbers})


@pytest.mark.parametrize(
    ("whole", "place", "is_refused"),
    [
        ((30, 0, 30), (20, 0, 20), False),
        ((30, 0, 30), (20, 0, 27), True),
        ((30, 0, 30), (27, 0, 20), True),
        ((30, 0, 20), (27, 0, 20), True),
        ((30, 0, 20), (30, 0, 20), False),
        ((30, 0, 20), (27, 0, 21), False),
    ],
    ids=["enough", "few against", "few for", "few and none", "none", "not a part of it"],
)
def test_a_place_beside_everybody_leaves_no_small_rest(
    whole: tuple[int, ...], place: tuple[int, ...], is_refused: bool
) -> None:
    seen = build_results(EVERYBODY, counts(*whole))
    now = build_results(BOW, counts(*place))

    if is_refused:
        with pytest.raises(RuleBrokenError, match="could be worked out"):
            check_disclosure(now, [seen])
    else:
        check_disclosure(now, [seen])


@pytest.mark.parametrize(("now", "is_refused"), [(25, False), (22, True), (20, False)])
def test_what_was_public_before_changes_by_nobody_or_enough_people(
    now: int, is_refused: bool
) -> None:
    seen = replace(build_results(BOW, counts(20, 0, 20)), is_public=False)
    again = build_results(BOW, counts(now, 0, 20))

    if is_refused:
        with pytest.raises(RuleBrokenError, match="could be worked out"):
            check_disclosure(again, [seen])
    else:
        check_disclosure(again, [seen])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (build_shown_figure(50, 400), build_shown_figure(61, 400), ComparisonVerdict.ROSE),
        (build_shown_figure(61, 400), build_shown_figure(50, 400), ComparisonVerdict.FELL),
        (about(45, 55, 400), about(55, 65, 400), ComparisonVerdict.CANNOT_TELL),
        (build_shown_figure(50, 30), build_shown_figure(60, 30), ComparisonVerdict.CANNOT_TELL),
        (build_figure(counts(3)), build_shown_figure(60, 30), ComparisonVerdict.NOT_COMPARED),
    ],
)
def test_a_change_is_called_one_only_when_the_interval_bears_it(
    before: Figure, after: Figure, said: ComparisonVerdict
) -> None:
    assert compare_figures(before, after) is said


def test_groups_are_no_more_than_everybody_and_never_stand_alone() -> None:
    check_complete([CountsRow(1, counts(10)), CountsRow(1, counts(10), "a")])
    for rows in (
        [],
        [CountsRow(1, counts(10), "a")],
        [CountsRow(1, counts(9)), CountsRow(1, counts(10), "a")],
    ):
        with pytest.raises(RuleBrokenError):
            check_complete(rows)


@pytest.mark.parametrize(
    "row", [CountsRow(1, counts(-1)), CountsRow(1, {}), CountsRow(1, counts(10), "a")]
)
def test_a_row_that_makes_no_sense_is_refused(row: CountsRow) -> None:
    with pytest.raises(RuleBrokenError):
        check_row(row, "")


def test_a_table_is_read_with_tabs_or_commas() -> None:
    for mark in ",\t":
        text = (
            "Statement,Group,Strongly agree,Agree,In between,Disagree,Strongly disagree\n"
            'say,,1,2,3,4,5\n\n"I have enough say",«g»,0,0,1,,"1"\n'
        ).replace(",", mark)
        first, second = read_rows(text, {"say": 7, "I have enough say": 7})

        assert (first.statement_id, count_on_scale(first.counts), first.group) == (7, 15, "")
        assert (second.counts[LikertAnswer.DISAGREE], second.group) == (0, "«g»")


HEADINGS = "statement,strongly_agree,agree,in_between,disagree,strongly_disagree"


@pytest.mark.parametrize(
    "text", ["", "statement,agree\nsay,3", f"{HEADINGS}\nx,1,1,1,1,1", f"{HEADINGS}\nsay,a,1,1,1,1"]
)
def test_a_table_that_is_wrong_says_where(text: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        read_rows(text, {"say": 1})
    assert broken.value.field == "rows"


@pytest.mark.skipif(not POLIS.exists(), reason="the shared data is not on this machine")
@pytest.mark.parametrize(
    "name", ["london.youth.policing", "scoop-hivemind.affordable-housing", "brexit-consensus"]
)
def test_real_votes_come_out_as_their_file_has_them(name: str) -> None:
    """A vote is agree, pass or disagree; rejected statements are left out."""
    with (POLIS / name / "comments.csv").open(encoding="utf-8", newline="") as file:
        kept = {r["comment-id"]: r for r in csv.DictReader(file) if r["moderated"] != "-1"}
    votes: dict[str, Counter[str]] = {}
    with (POLIS / name / "votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            votes.setdefault(row["comment-id"], Counter())[row["vote"]] += 1
    heading = "statement\tstrongly_agree\tagree\tin_between\tdisagree\tstrongly_disagree"
    lines = [
        f"{k}\t0\t{votes[k]['1']}\t{votes[k]['0']}\t{votes[k]['-1']}\t0" for k in kept if k in votes
    ]

    rows = read_rows("\n".join([heading, *lines]), {key: int(key) for key in kept})

    assert len(rows) == len(lines) > 30
    for each in rows:
        told = votes[str(each.statement_id)]
        assert (count_agreeing(each.counts), count_on_scale(each.counts)) == (
            told["1"],
            told.total(),
        )
        found = build_figure(each.counts)
        small = any(0 < part < 5 for part in (told["1"], told.total() - told["1"]))
        assert found.share.is_disclosed is (not small and told.total() >= 13)


def test_as_many_answers_from_everybody_may_be_the_same_asking_and_a_group_alone_is_not() -> None:
    numbers, group = counts(30, 0, 30), counts(20, 0, 10)
    one = WaveResults("A", "A facilitator", BOW, {("1", ""): numbers, ("1", "women"): group})
    as_many = WaveResults("B", "A lunch club", BOW, {("1", ""): numbers})
    same_group = WaveResults("B", "A lunch club", BOW, {("1", "women"): group})

    assert one.is_same_asking(as_many)
    assert not one.is_same_asking(same_group)
    assert one.is_same_asking(replace(same_group, asker="a  FACILITATOR"))
