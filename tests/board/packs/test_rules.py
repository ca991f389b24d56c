import pytest

from coprod.board.figures.enums import FigureKey, RowKind
from coprod.board.figures.rules import (
    HIDDEN,
    UNKNOWN,
    Figure,
    FigurePart,
    FigureRow,
    FigureValue,
    count_of,
)
from coprod.board.meetings.enums import AskKind
from coprod.board.packs import rules
from coprod.board.packs.enums import PackState, SectionKey
from coprod.board.packs.rules import AskDraft, Piece, SectionDraft, SectionProgress
from coprod.core.values.errors import RuleBrokenError

RED = FigurePart("suggested.not_told", "The register suggests", "Not recorded yet", count_of(7))


def figure(key: FigureKey, *rows: FigureRow, whole: int | None = None) -> Figure:
    return Figure(key, count_of(sum(row.is_counted for row in rows), whole), (), rows)


def row(number: int, *, is_counted: bool = True, adds: int | None = None) -> FigureRow:
    return FigureRow(number, f"Activity {number}", is_counted=is_counted, number=adds)


def test_a_sentence_keeps_its_figures_and_prints_their_values() -> None:
    shared = Figure(FigureKey.SHARED_POWER, count_of(9, 19), (RED,))
    values = rules.list_references([shared])
    assert rules.fill_references("Only [F2], and [F2a] more", values) == "Only 9 of 19, and 7 more"
    assert rules.split_references("Only [F2] so far", values) == [
        Piece("Only "),
        Piece("9 of 19", FigureKey.SHARED_POWER),
        Piece(" so far"),
    ]


def test_what_nobody_told_is_printed_as_such_and_never_as_nought() -> None:
    values = rules.list_references([Figure(FigureKey.PROMISES, UNKNOWN)])
    assert rules.fill_references("[F3]", values) == "Not recorded yet"
    assert (
        rules.propose_headline(
            SectionKey.PROMISES, {FigureKey.PROMISES: Figure(FigureKey.PROMISES, UNKNOWN)}
        )
        == "No promise was due yet."
    )


@pytest.mark.parametrize(
    ("met", "judged", "words"),
    [
        (0, 0, "We cannot say yet"),
        (3, 6, "At least half"),
        (2, 6, "Less than half"),
        (0, 6, "Less than half"),
    ],
)
def test_a_challenge_is_said_as_its_figure_is(met: int, judged: int, words: str) -> None:
    c2 = Figure(FigureKey.C2, count_of(met, judged), (RED,))
    headline = rules.propose_headline(SectionKey.C2, {FigureKey.C2: c2})
    assert headline.startswith(words)
    assert "[F6a] activities" in headline


def test_a_headline_is_refused_that_names_a_figure_that_is_not_there() -> None:
    draft = SectionDraft("[F77] grew", "", "", is_accepted=False)
    with pytest.raises(RuleBrokenError, match="no figure"):
        rules.check_section(draft, {})


def test_a_narrative_says_which_role_wrote_it() -> None:
    with pytest.raises(RuleBrokenError, match="role"):
        rules.check_section(SectionDraft("", "We asked.", "", is_accepted=False), {})


@pytest.mark.parametrize("words", ["3 residents came.", "We heard three people", "4 carers"])
def test_what_people_write_keeps_the_rule_of_small_numbers(words: str) -> None:
    for draft in (
        SectionDraft(words, "", "", is_accepted=False),
        SectionDraft("", words, "Lead", is_accepted=False),
    ):
        with pytest.raises(RuleBrokenError, match="fewer than 5"):
            rules.check_section(draft, {})
    with pytest.raises(RuleBrokenError):
        rules.check_note(words)
    with pytest.raises(RuleBrokenError):
        rules.check_ask(AskDraft(AskKind.NOTE, words), 0)


@pytest.mark.parametrize("words", ["30 residents", "One person can count twice", "3 practices"])
def test_other_numbers_are_written_freely(words: str) -> None:
    rules.check_section(SectionDraft(words, words, "Lead", is_accepted=False), {})


def test_a_narrative_is_short() -> None:
    with pytest.raises(RuleBrokenError, match="120 words"):
        rules.check_section(SectionDraft("", "word " * 121, "Lead", is_accepted=False), {})


def test_what_is_left_is_listed_and_stops_the_freezing() -> None:
    half = [SectionProgress(SectionKey.C1, True, True), SectionProgress(SectionKey.C2, False, True)]
    assert len(rules.list_open_points(PackState.DRAFT, half)) == 2
    with pytest.raises(RuleBrokenError):
        rules.check_may_freeze(PackState.REVIEWED, half)
    rules.check_may_freeze(PackState.REVIEWED, half[:1])
    with pytest.raises(RuleBrokenError, match="frozen"):
        rules.check_may_freeze(PackState.FROZEN, half[:1])


def test_a_change_names_what_moved_it_down_as_well_as_up() -> None:
    before = figure(FigureKey.SHARED_POWER, row(1), row(2), row(3, is_counted=False), whole=3)
    now = figure(FigureKey.SHARED_POWER, row(1), row(2, is_counted=False), row(3), row(4), whole=4)
    change = rules.compare_figures(before, now)
    assert (change.words, change.moved) == ("+1", 1)
    assert {(cause.row.subject_id, cause.is_up) for cause in change.causes} == {
        (2, False),
        (3, True),
        (4, True),
    }


def test_a_figure_is_as_before_only_if_no_row_came_or_went() -> None:
    before = figure(FigureKey.PROMISES, row(1), whole=1)
    assert rules.compare_figures(before, before).is_unchanged
    swapped = figure(FigureKey.PROMISES, row(2), whole=1)
    change = rules.compare_figures(before, swapped)
    assert (change.words, change.is_unchanged) == ("No change", False)
    unknown = Figure(FigureKey.PROMISES, UNKNOWN)
    assert rules.compare_figures(unknown, unknown).is_unchanged
    assert not rules.compare_figures(unknown, before).is_unchanged


def test_each_statement_of_a_survey_moves_a_figure_once() -> None:
    def result(survey: int, words: str) -> FigureRow:
        return FigureRow(survey, words, kind=RowKind.WAVE)

    first = [result(1, "I feel safe"), result(1, "I have a say")]
    before = Figure(FigureKey.STATEMENTS, count_of(2), (), tuple(first))
    again = [*first, result(2, "I have a say"), result(2, "I can get help")]
    now = Figure(FigureKey.STATEMENTS, count_of(3), (), tuple(again))
    causes = rules.compare_figures(before, now).causes
    assert [(each.row.title, each.moved) for each in causes] == [("I can get help", 1)]


def test_a_sum_is_moved_by_what_each_row_adds() -> None:
    before = Figure(FigureKey.MONEY, count_of(50000), (), (row(1, adds=30000), row(2, adds=20000)))
    now = Figure(FigureKey.MONEY, count_of(45000), (), (row(1, adds=45000),))
    change = rules.compare_figures(before, now)
    assert change.words == "-£50"
    assert [(c.row.subject_id, c.moved) for c in change.causes] == [(2, -20000), (1, 15000)]


@pytest.mark.parametrize(
    ("value", "words"), [(UNKNOWN, "Recorded for the first time"), (HIDDEN, "Cannot be compared")]
)
def test_what_has_no_number_is_not_compared(value: FigureValue, words: str) -> None:
    before = Figure(FigureKey.PROMISES, value)
    now = figure(FigureKey.PROMISES, row(1), whole=1)
    assert rules.compare_figures(before, now).words == words
    unknown = Figure(FigureKey.PROMISES, UNKNOWN)
    assert rules.compare_figures(unknown, unknown).words == "Still not recorded"


def test_the_mark_changes_with_each_word_and_row() -> None:
    content, rows = {"title": "Pack"}, [[RowKind.ACTIVITY, 1, "A walk"]]
    marks = {
        rules.compute_hash(content, rules.hash_rows(rows)),
        rules.compute_hash({"title": "Pack."}, rules.hash_rows(rows)),
        rules.compute_hash(content, rules.hash_rows([[RowKind.ACTIVITY, 1, "A walk."]])),
        rules.compute_hash(content, rules.hash_rows([])),
    }
    assert len(marks) == 4
    assert rules.hash_rows(rows) == rules.hash_rows(iter(rows))
