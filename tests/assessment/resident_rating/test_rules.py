"""The residents' rung, the steps in which it is shown, and the signs of stuffing."""

from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.resident_rating import rules
from coprod.assessment.resident_rating.enums import (
    GATE,
    QUESTION_NAMES,
    TEXTS,
    AnswerChannel,
    Collected,
    StuffingSign,
    list_answer_values,
)
from coprod.assessment.resident_rating.rules import (
    CountedAnswer,
    EarlierRound,
    ResidentReply,
    Result,
    SentAnswer,
    find_next_result,
    get_rung,
)
from coprod.assessment.self_assessment.enums import RESIDENT_SHORT_FORM, Question
from coprod.assessment.self_assessment.rules import CEILINGS
from coprod.core.disclosure.rules import get_median
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.reading import get_reading_age
from coprod.register.activities.enums import Rung

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
BEST = {GATE: "yes"} | {question.value: "4" for question in RESIDENT_SHORT_FORM}


def test_every_question_has_words_for_every_answer() -> None:
    for name in QUESTION_NAMES:
        assert TEXTS[f"{name}.title"].plain
        assert all(TEXTS[f"{name}.{value}"].plain for value in list_answer_values(name))
    assert [name for name in QUESTION_NAMES if name != GATE] == [
        q.value for q in RESIDENT_SHORT_FORM
    ]


def test_children_of_ten_can_read_the_form() -> None:
    whole = " ".join(f"{text.plain.rstrip('.?')}." for text in TEXTS.values())
    assert (get_reading_age(whole) or 0) <= 11


@pytest.mark.parametrize("question", RESIDENT_SHORT_FORM)
def test_each_answer_allows_what_the_teams_answer_allows(question: Question) -> None:
    found = tuple(int(get_rung({question.value: str(step)})) for step in range(5))
    assert found == CEILINGS[question]


def test_the_lowest_ceiling_stands_and_what_is_not_known_has_no_effect() -> None:
    assert get_rung(BEST) == 7
    assert get_rung({**BEST, "Q2": "1"}) == 4
    assert get_rung({**BEST, "Q2": "1", "Q9": "0"}) == 3
    assert get_rung({**BEST, GATE: "no"}) == 1
    assert get_rung({"Q5": "0"}) == 5
    assert get_rung(rules.drop_unknown({"Q5": "0", "Q2": "dont_know", "Q9": None})) == 5


@given(st.dictionaries(st.sampled_from(QUESTION_NAMES[1:]), st.integers(0, 3), min_size=1))
def test_a_better_answer_never_lowers_the_rung(steps: dict[str, int]) -> None:
    now = get_rung({name: str(step) for name, step in steps.items()})
    for raised in steps:
        better = {name: str(step + (name == raised)) for name, step in steps.items()}
        assert get_rung(better) >= now


@pytest.mark.parametrize("values", [{}, {"Q2": "5"}, {"G1": "4"}, {"Q2": "yes"}])
def test_what_cannot_be_answered_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_reply(ResidentReply(values))


def alike(number: int, step: str = "3", start: int = 1) -> dict[int, Mapping[str, str]]:
    return {key: {"Q2": step} for key in range(start, start + number)}


def test_four_answers_are_no_result_and_five_are() -> None:
    assert find_next_result(alike(4), []) is None
    found = find_next_result(alike(5), [])
    assert found
    assert found.rung == 7


def test_nine_answers_to_a_question_are_no_figure_and_ten_are() -> None:
    five = find_next_result(alike(5), [])
    assert five
    assert five.figures == {}
    nine = find_next_result(alike(9), [])
    assert nine
    assert nine.figures == {}
    ten = find_next_result(alike(10), [five])
    assert ten
    assert ten.figures["Q2"].value == "3"
    assert "Q5" not in ten.figures


@given(
    st.lists(st.integers(0, 4), min_size=8, max_size=12),
    st.sets(st.integers(0, 11), max_size=4),
)
def test_four_who_put_their_answers_together_cannot_read_off_a_fifth(
    steps: list[int], together: set[int]
) -> None:
    """They know their own answers and the figure, and try every answer that another may have given.

    One case is left: all others gave the lowest or all gave the highest answer. Whoever has said
    the same as all others is told with them; no median hides that.
    """
    found = find_next_result({key: {"Q2": str(step)} for key, step in enumerate(steps)}, [])
    if found is None or "Q2" not in found.figures:
        assert len(steps) < 10
        return
    known = [step for key, step in enumerate(steps) if key in together]
    others = [step for key, step in enumerate(steps) if key not in together]
    figure = int(found.figures["Q2"].value)

    possible = {guess for guess in range(5) if fits(guess, known, len(others) - 1, figure)}

    assert len(possible) >= 2 or set(others) in ({0}, {4})


def fits(guess: int, known: list[int], unknown: int, figure: int) -> bool:
    """Tell whether some answers of the rest would give this figure, one of them being the guess.

    Of all that the rest may have said it is enough to try how many lie below, at and above it.
    """
    rest = (
        [max(figure - 1, 0)] * below + [figure] * at + [min(figure + 1, 4)] * (unknown - below - at)
        for below in range(unknown + 1)
        for at in range(unknown + 1 - below)
    )
    return any(get_median([*known, guess, *each]) == figure for each in rest)


def test_of_an_even_number_the_lower_middle_rung_stands() -> None:
    found = find_next_result({**alike(3, "0"), **alike(3, "4", start=10)}, [])
    assert found
    assert found.rung == 3


def test_a_result_moves_in_steps_of_five() -> None:
    first = find_next_result(alike(5), [])
    assert first
    more = {**alike(5), **alike(4, "0", start=10)}
    assert find_next_result(more, [first]) is None
    assert find_next_result({**more, **alike(1, "0", start=20)}, [first])


def test_a_question_that_one_more_person_answers_keeps_its_figure() -> None:
    first = find_next_result(alike(10), [])
    assert first
    others = {key: {"Q5": "1"} for key in range(20, 30)}
    found = find_next_result({**alike(10), **others, 20: {"Q2": "0", "Q5": "1"}}, [first])
    assert found
    assert found.figures["Q2"] == first.figures["Q2"]
    assert found.figures["Q5"].value == "1"


def test_a_figure_with_an_answer_that_was_set_aside_is_shown_no_longer() -> None:
    first = find_next_result(alike(10), [])
    assert first
    left = {key: values for key, values in alike(10).items() if key != 1}
    found = find_next_result({**left, **{key: {"Q5": "1"} for key in range(20, 24)}}, [first])
    assert found
    assert "Q2" not in found.figures


Moves = list[tuple[bool, int, str]]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6), st.sampled_from("01234")), max_size=30))
def test_no_two_figures_over_time_differ_by_few_answers(moves: Moves) -> None:
    """Whatever comes in and is set aside: the rung and each question's figure move in steps."""
    shown: list[Result] = []
    counted: dict[int, dict[str, str]] = {}
    following = 1
    for comes_in, number, step in moves:
        if comes_in:
            for key in range(following, following + number):
                counted[key] = {("Q2", "Q5")[key % 2]: step}
            following += number
        else:
            for key in sorted(counted)[:number]:
                counted.pop(key)
        found = find_next_result(counted, shown)
        shown += [found] if found else []

    assert_in_steps([each.answer_ids for each in shown])
    for name in ("Q2", "Q5"):
        figures = [each.figures[name].answer_ids for each in shown if name in each.figures]
        assert_in_steps(figures)
        assert all(len(figure) >= 10 for figure in figures)


def assert_in_steps(sets: Sequence[Set[int]]) -> None:
    assert all(len(each) >= 5 for each in sets)
    assert all(one == other or len(one ^ other) >= 5 for one, other in combinations(sets, 2))


Kinds = list[tuple[AnswerChannel, bool]]
KINDS = st.lists(
    st.sampled_from(
        [
            (AnswerChannel.LINK, False),
            (AnswerChannel.CODE, True),
            (AnswerChannel.PAPER, False),
            (AnswerChannel.PAPER, True),
        ]
    ),
    max_size=30,
)


def counted(kinds: Kinds) -> dict[int, CountedAnswer]:
    return {key: CountedAnswer({"Q2": "3"}, *kind) for key, kind in enumerate(kinds)}


@given(
    KINDS,
    st.sampled_from(
        [AnswerChannel.LINK, AnswerChannel.PAPER, AnswerChannel.PHONE, AnswerChannel.IN_PERSON]
    ),
)
def test_no_answer_that_a_team_adds_moves_the_word_toward_independent(
    kinds: Kinds, added: AnswerChannel
) -> None:
    before = rules.get_collector(counted(kinds).values())
    after = rules.get_collector(counted([*kinds, (added, False)]).values())
    assert after in {before, Collected.TEAM}


@given(KINDS)
def test_releasing_never_shows_fewer_than_five_nor_than_ten_without_codes(kinds: Kinds) -> None:
    found = rules.find_result_to_release(counted(kinds), [])
    has_codes = any(given is AnswerChannel.CODE for given, _is_independent in kinds)
    assert (found is not None) is (len(kinds) >= (5 if has_codes else 10))
    assert found is None or found.answer_ids == set(range(len(kinds)))


MANY_KINDS = st.integers(5, 15).flatmap(
    lambda by_code: KINDS.map(lambda kinds: [*[(AnswerChannel.CODE, True)] * by_code, *kinds])
)
STEPS = st.lists(st.sampled_from("01234"), min_size=45, max_size=45)


def answered(kinds: Kinds, steps: list[str]) -> dict[int, CountedAnswer]:
    return {
        key: CountedAnswer({"Q2": step}, *kind)
        for key, (kind, step) in enumerate(zip(kinds, steps, strict=False))
    }


@given(MANY_KINDS, st.randoms(), STEPS)
def test_no_pair_of_pages_tells_one_kind_of_answer_from_another(
    kinds: Kinds, chance: Random, steps: list[str]
) -> None:
    """Whatever way each came: the level, the people and the figures are those of all together."""
    others = [chance.sample(kinds, len(kinds)), [(AnswerChannel.LINK, False)] * len(kinds)]
    pages = [rules.find_result_to_release(answered(each, steps), []) for each in (kinds, *others)]
    shown = {(page.rung, page.answer_ids, tuple(page.figures.items())) for page in pages if page}
    assert len(shown) <= 1


@given(MANY_KINDS, STEPS, st.lists(st.sets(st.integers(0, 44), min_size=1, max_size=6), max_size=6))
def test_pages_before_and_after_answers_are_set_aside_tell_no_kind_apart(
    kinds: Kinds, steps: list[str], goes: list[set[int]]
) -> None:
    """Two pages of one round differ by five answers or more, and each shows as many as it needs."""
    left = answered(kinds, steps)
    shown: list[Result] = []
    for gone in [set[int](), *goes]:
        left = {key: each for key, each in left.items() if key not in gone}
        found = rules.find_result_to_release(left, shown)
        shown += [found] if found else []
    assert_in_steps([page.answer_ids for page in shown])
    assert all(len(page.answer_ids) >= page.needed >= 5 for page in shown)
    for page in shown:
        by_code = {key for key in page.answer_ids if kinds[key][0] is AnswerChannel.CODE}
        assert page.needed == (5 if by_code else 10)


@given(
    KINDS,
    st.sampled_from(
        [AnswerChannel.LINK, AnswerChannel.PAPER, AnswerChannel.PHONE, AnswerChannel.IN_PERSON]
    ),
    STEPS,
)
def test_an_answer_that_a_team_adds_never_makes_a_page_say_independent(
    kinds: Kinds, added: AnswerChannel, steps: list[str]
) -> None:
    before = rules.find_result_to_release(answered(kinds, steps), [])
    after = rules.find_result_to_release(answered([*kinds, (added, False)], [*steps, "4"]), [])
    if after and after.collected is Collected.INDEPENDENT:
        assert before
        assert before.collected is Collected.INDEPENDENT


@pytest.mark.parametrize(
    ("independent", "of_the_team", "expected"),
    [(4, 0, "team"), (5, 0, "independent"), (5, 5, "independent"), (5, 6, "team"), (0, 9, "team")],
)
def test_independent_are_five_answers_at_least_and_half_of_all(
    independent: int, of_the_team: int, expected: str
) -> None:
    kinds = [(AnswerChannel.CODE, True)] * independent + [(AnswerChannel.LINK, False)] * of_the_team
    assert rules.get_collector(counted(kinds).values()) == Collected(expected)


def sent(key: int, minute: int = 0, **given: object) -> SentAnswer:
    usual = {
        "given": AnswerChannel.LINK,
        "is_quick": False,
        "values": {"Q2": str(key % 5), "Q5": str(key % 4)},
    }
    return SentAnswer(id=key, at=NOW + timedelta(minutes=minute), **{**usual, **given})  # type: ignore[arg-type]


def signs(
    answers: Sequence[SentAnswer], *earlier: EarlierRound
) -> dict[StuffingSign, frozenset[int]]:
    return rules.find_signs(answers, NOW.date(), earlier)


def test_twelve_who_answer_at_a_session_in_ten_minutes_look_like_nothing() -> None:
    by_code = [sent(key, minute=key % 10, given=AnswerChannel.CODE) for key in range(12)]
    assert signs(by_code) == {}


@pytest.mark.parametrize(
    ("days", "before", "is_sign"),
    [(60, 3, True), (61, 3, False), (60, 7, False), (60, None, False)],
)
def test_a_round_soon_after_a_worse_one_is_a_sign(
    days: int, before: int | None, is_sign: bool
) -> None:
    answers = [
        sent(key, minute=key * 20, values={"Q2": "4", "Q5": f"{key % 5}"}) for key in range(3)
    ]
    earlier = EarlierRound(NOW.date() - timedelta(days=days), Rung(before) if before else None)
    assert (StuffingSign.LATER in signs(answers, earlier)) is is_sign


def test_answers_that_come_slowly_and_differ_look_like_nothing() -> None:
    assert signs([sent(key, minute=key * 20) for key in range(10)]) == {}


def test_the_same_answers_again_and_again_are_a_sign() -> None:
    same = {"Q2": "4"}
    answers = [sent(key, minute=key * 15, values=same) for key in range(3)]
    assert signs(answers) == {StuffingSign.ALIKE: frozenset(range(3))}


def test_answers_in_seconds_are_a_sign() -> None:
    assert signs([sent(1, is_quick=True)]) == {StuffingSign.QUICK: frozenset({1})}


def test_many_that_were_typed_in_are_a_sign() -> None:
    typed = [sent(key, given=AnswerChannel.PAPER) for key in range(3)]
    by_link = [sent(key, minute=key * 30) for key in range(10, 13)]
    assert signs([*typed, *by_link]) == {StuffingSign.TYPED: frozenset(range(3))}


def test_no_more_than_the_minute_is_kept() -> None:
    kept = {rules.truncate_to_minute(NOW + timedelta(seconds=s)) for s in range(60)}
    assert kept == {NOW}


@pytest.mark.parametrize(
    ("at", "is_back", "screen"),
    [
        ("G1", False, "Q2"),
        ("Q2", True, "G1"),
        ("G1", True, "G1"),
        ("Q13", False, "last"),
        ("last", False, "last"),
        ("last", True, "Q13"),
        ("", False, "G1"),
        ("Q99", True, "G1"),
    ],
)
def test_screens_follow_each_other(at: str, is_back: bool, screen: str) -> None:
    assert rules.find_screen(at, is_back=is_back) == screen
