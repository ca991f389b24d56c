from coprod.board.figures.enums import FigureKey
from coprod.board.figures.rules import Figure, FigurePart, count_of
from coprod.board.packs.presenters import BAR_WIDTH, build_bars, build_table


def part(key: str, number: int, column: str = "A curator judges") -> FigurePart:
    return FigurePart(key, column, f"Step {key[-1]}", count_of(number))


PARTS = (
    part("judged.4", 1),
    part("judged.2", 3),
    part("judged.not_told", 7),
    part("claimed.4", 2, "The team claims"),
    part("suggested.3", 1, "The register suggests"),
    part("suggested.between", 2, "The register suggests"),
)


def test_three_bars_stand_on_one_scale_and_what_is_not_told_is_in_none() -> None:
    judged, claimed, suggested = build_bars(Figure(FigureKey.C1, count_of(1, 4), PARTS))
    assert [(p.step, p.number, p.x, p.width) for p in judged.pieces] == [
        ("4", 1, 0, BAR_WIDTH / 4),
        ("2", 3, BAR_WIDTH / 4, 3 * BAR_WIDTH / 4),
    ]
    assert (judged.known, judged.unknown) == (4, 7)
    assert sum(p.width for p in claimed.pieces) == BAR_WIDTH / 2
    assert [(p.step, p.number) for p in suggested.pieces] == [("3", 1), ("between", 2)]
    assert suggested.has_between
    assert not judged.has_between


def test_only_challenges_have_bars_and_only_where_somebody_said_something() -> None:
    assert build_bars(Figure(FigureKey.MONEY, count_of(1), PARTS)) == []
    assert build_bars(Figure(FigureKey.C1, count_of(0, 0), PARTS[2:3])) == []


def test_a_table_has_a_column_for_each_view() -> None:
    table = build_table(Figure(FigureKey.C1, count_of(1, 4), PARTS[:4]))
    assert table is not None
    assert table.columns == ["A curator judges", "The team claims"]
    assert [[cell.words if cell else "" for cell in cells] for _label, cells in table.lines] == [
        ["1", "2"],
        ["3", ""],
        ["7", ""],
    ]
