"""Outlines are projected together, lose what no screen shows, and keep room for a name."""

import math

from coprod.reference.outlines.rules import WIDTH, Outline, Ring, draw_map, simplify

SQUARE: Ring = [(0, 51), (1, 51), (1, 52), (0, 52), (0, 51)]
CIRCLE: Ring = [
    (10 + 5 * math.cos(n / 500 * math.tau), 5 * math.sin(n / 500 * math.tau)) for n in range(501)
]


def test_degrees_are_narrower_than_high_away_from_the_equator() -> None:
    drawn = draw_map([Outline("a", [SQUARE])])
    assert drawn.outlines[0].path == "M4 1019 636 1019 636 4 4 4z"
    assert drawn.height == 1024


def test_metres_are_taken_as_they_are() -> None:
    metres = [(500_000 + x * 1000, 100_000 + y * 1000) for x, y in SQUARE]
    assert draw_map([Outline("a", [metres])]).height == WIDTH


def test_neighbours_share_a_border() -> None:
    other = [(x + 1, y) for x, y in SQUARE]
    left, right = draw_map([Outline("a", [SQUARE]), Outline("b", [other])]).outlines
    assert "320 " in left.path
    assert "320 " in right.path


def test_a_line_keeps_its_shape_with_fewer_points() -> None:
    large = [(x * 60, y * 60) for x, y in CIRCLE]
    thin = simplify(large)
    assert 12 < len(thin) < 80
    assert {math.dist((600, 0), point) for point in thin} <= {
        math.dist((600, 0), point) for point in large
    }


def test_a_name_goes_where_there_is_most_room_inside() -> None:
    hook: Ring = [(0, 0), (6, 0), (6, 2), (2, 2), (2, 6), (0, 6), (0, 0)]
    rooms = draw_map([Outline("a", [[(x * 1e3, y * 1e3) for x, y in hook]])]).outlines[0].rooms
    assert [room.width > WIDTH * 0.9 for room in rooms] == [True] * 7
    assert all(abs(room.x - WIDTH / 2) < 10 for room in rooms)


def test_a_high_block_of_words_goes_where_it_is_high_enough() -> None:
    tee: Ring = [(0, 5), (6, 5), (6, 6), (3, 6), (3, 9), (2, 9), (2, 6), (0, 6), (0, 5)]
    rooms = draw_map([Outline("a", [[(x * 1e3, y * 1e3) for x, y in tee]])]).outlines[0].rooms
    assert rooms[0].width > WIDTH * 0.9
    assert 0 < rooms[-1].width < WIDTH / 5
