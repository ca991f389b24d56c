"""Outlines of places, made fit for a small map: projected, with fewer points, with room for names.

A map is as wide as ``WIDTH`` units. What no screen of that size shows is left out, so that a map of
twenty wards weighs a few kilobytes.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

WIDTH = 640
MARGIN = 4
TOLERANCE = 1.2
"""How far a simpler line may be from the true one, in units of the map."""
ROW = 4
"""How far apart the rows are at which room for words is measured."""
ROOM_STEP, MOST_STEPS = 20, 7
"""Words stand in blocks of one to seven steps of height."""
MOST_DEGREES = 360

Point = tuple[float, float]
Ring = list[Point]
Row = tuple[int, list[Point]]


@dataclass(frozen=True)
class Outline:
    """The outline of one place as its file has it: degrees, or metres of a national grid.

    ``name`` is the key of a line of the places, or one of its names; water has none.
    """

    name: str
    rings: Sequence[Ring]
    is_water: bool = False


@dataclass(frozen=True)
class Room:
    """The middle of a place for words in an outline, and how wide it is."""

    x: int
    y: int
    width: int


@dataclass(frozen=True)
class DrawnOutline:
    """An outline in units of the map, as the path of an SVG."""

    name: str
    path: str
    rooms: Sequence[Room]
    is_water: bool = False


@dataclass(frozen=True)
class DrawnMap:
    height: int
    outlines: Sequence[DrawnOutline]


def draw_map(outlines: Sequence[Outline]) -> DrawnMap:
    """Project all outlines together, so that neighbours stay neighbours."""
    frame = Frame.around([point for each in outlines for ring in each.rings for point in ring])
    drawn = [draw_outline(each, [frame.place(ring) for ring in each.rings]) for each in outlines]
    return DrawnMap(frame.height, drawn)


def compute_narrowing(points: Sequence[Point]) -> float:
    """Return how much shorter a degree to the east is here than one to the north.

    As if the land were flat, which is right to a thousandth in a place that one knows. Metres are
    as long one way as the other.
    """
    if any(abs(x) > MOST_DEGREES or abs(y) > MOST_DEGREES for x, y in points):
        return 1
    ys = [y for _x, y in points]
    return math.cos(math.radians((min(ys) + max(ys)) / 2))


@dataclass(frozen=True)
class Frame:
    """What part of the land a map shows, and how much smaller."""

    left: float
    top: float
    narrowing: float
    scale: float
    height: int

    @classmethod
    def around(cls, points: Sequence[Point]) -> "Frame":
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        narrowing = compute_narrowing(points)
        scale = (WIDTH - 2 * MARGIN) / ((max(xs) - min(xs)) * narrowing or 1)
        height = math.ceil((max(ys) - min(ys)) * scale) + 2 * MARGIN
        return cls(min(xs), max(ys), narrowing, scale, height)

    def place(self, ring: Ring) -> Ring:
        return [
            (
                (x - self.left) * self.narrowing * self.scale + MARGIN,
                (self.top - y) * self.scale + MARGIN,
            )
            for x, y in ring
        ]


def draw_outline(outline: Outline, rings: Sequence[Ring]) -> DrawnOutline:
    path = "".join(write_path(simplify(ring)) for ring in rings)
    largest = max(rings, key=compute_area)
    return DrawnOutline(outline.name, path, find_rooms(largest), outline.is_water)


def write_path(ring: Ring) -> str:
    """Return a ring in whole units; what is smaller than three points is left out."""
    points = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
    if len(points) < 3:
        return ""
    return "M" + " ".join(f"{x} {y}" for x, y in points) + "z"


def simplify(ring: Ring) -> Ring:
    """Leave out the points of a closed line that nobody would miss."""
    points = ring[:-1] if ring[0] == ring[-1] else ring
    far = max(range(len(points)), key=lambda n: math.dist(points[0], points[n]))
    return [*thin(points[: far + 1])[:-1], *thin([*points[far:], points[0]])[:-1]]


def thin(line: Ring) -> Ring:
    """Return the ends of a line, and between them only what bends it (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    distances = [measure_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [line[0], line[-1]]
    return [*thin(line[: farthest + 2])[:-1], *thin(line[farthest + 1 :])]


def measure_distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the straight line through two others."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def compute_area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def find_rooms(ring: Ring) -> list[Room]:
    """Return where blocks of words go: the widest room of each height, from one step to many.

    The list ends with the highest block that fits at all.
    """
    ys = [y for _x, y in ring]
    rows = [
        (row, list(list_chords(ring, row)))
        for row in range(math.ceil(min(ys)) + ROW, math.floor(max(ys)), ROW)
    ]
    found = (find_room(rows, steps * ROOM_STEP // ROW) for steps in range(1, MOST_STEPS + 1))
    return list(takewhile(lambda room: room.width, found))


def find_room(rows: Sequence[Row], number: int) -> Room:
    """Return the widest room that so many rows, one below the other, have in common."""
    blocks = (rows[first : first + number] for first in range(len(rows) - number + 1))
    return max(map(measure_room, blocks), key=lambda room: room.width, default=Room(0, 0, 0))


def measure_room(rows: Sequence[Row]) -> Room:
    inside = rows[0][1]
    for _row, chords in rows[1:]:
        inside = [
            (max(left, other_left), min(right, other_right))
            for left, right in inside
            for other_left, other_right in chords
            if min(right, other_right) > max(left, other_left)
        ]
    left, right = max(inside, key=lambda chord: chord[1] - chord[0], default=(0.0, 0.0))
    middle = (rows[0][0] + rows[-1][0]) // 2
    return Room(round((left + right) / 2), middle, math.floor(right - left))


def list_chords(ring: Ring, row: float) -> Iterator[Point]:
    """Return from where to where a row lies inside a ring."""
    crossings = sorted(
        x1 + (row - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > row) != (y2 > row)
    )
    return zip(crossings[::2], crossings[1::2], strict=False)
