"""What a map is given: each area with its number, its shade, and the words that fit into it."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coprod.reference.outlines.queries import AreaOutline, PlaceOutlines, load_outlines_in_use
from coprod.reference.outlines.rules import ROOM_STEP, WIDTH, Room

BANDS = 5
MOST_LINES = 3
LETTER_WIDTH = 0.54
"""How wide a letter of a name is on average, as a share of the size of the type."""
LINE_HEIGHT = 1.05
AIR = 0.6
"""What stays free above and below the words, as a share of the size of the type."""
NO_ROOM = Room(0, 0, 0)
TYPE_SIZES = {"wide": 19, "narrow": 30}
"""The size of type in units of the map, so that it is 15 pixels or more as it is shown: on a map of
500 pixels beside a list, and on one of 330 on a phone."""


@dataclass(frozen=True)
class MapWords:
    """A name in lines, with the number of its area below it."""

    lines: Sequence[str]
    size: int
    room: Room

    @property
    def first_row(self) -> float:
        """Return where the first line stands, so that the whole block is in the middle."""
        below_first = len(self.lines) * LINE_HEIGHT
        return round(self.room.y + self.size * (0.35 - below_first / 2), 1)


@dataclass(frozen=True)
class MapArea:
    """One area: ``band`` is 0 for none, and 1 to 5 from few to many."""

    outline: AreaOutline
    number: int
    band: int

    def get_words(self, size: str) -> MapWords:
        return place_words(self.outline, TYPE_SIZES[size])


@dataclass(frozen=True)
class Band:
    """What one shade means: from one number to another, or from one on where ``last`` is None."""

    first: int
    last: int | None


@dataclass(frozen=True)
class AreaMap:
    """A map, and the same as a list."""

    outlines: PlaceOutlines
    areas: Sequence[MapArea]
    step: int

    width = WIDTH
    type_sizes = TYPE_SIZES

    @property
    def height(self) -> int:
        return self.outlines.height

    @cached_property
    def ranked(self) -> list[MapArea]:
        """All areas with a number, the largest first."""
        counted = [area for area in self.areas if area.number]
        return sorted(counted, key=lambda area: (-area.number, area.outline.name))

    @property
    def empty(self) -> list[MapArea]:
        return [area for area in self.areas if not area.number]

    @property
    def bands(self) -> list[Band]:
        firsts = [1 + n * self.step for n in range(BANDS)]
        lasts = [first + self.step - 1 for first in firsts[:-1]]
        return [*map(Band, firsts, lasts), Band(firsts[-1], None)]


def build_area_map(numbers: Mapping[str, int]) -> AreaMap | None:
    """Return a map of numbers by the keys of the places, or none where nobody loaded outlines."""
    outlines = load_outlines_in_use()
    if not outlines.areas:
        return None
    counts = {each.key: numbers.get(each.key, 0) for each in outlines.areas}
    step = max(1, math.ceil(max(counts.values()) / BANDS))
    areas = [
        MapArea(each, counts[each.key], find_band(counts[each.key], step))
        for each in outlines.areas
    ]
    return AreaMap(outlines, areas, step)


def find_band(number: int, step: int) -> int:
    return min(BANDS, math.ceil(number / step))


def place_words(outline: AreaOutline, size: int) -> MapWords:
    """Put the name into its area, in the fewest lines that fit, or else the number alone."""
    for number in range(1, MOST_LINES + 1):
        room = find_room(outline, size * ((number + 1) * LINE_HEIGHT + AIR))
        letters = math.floor(room.width / (size * LETTER_WIDTH))
        lines = textwrap.wrap(outline.name, max(letters, 1), break_long_words=False)
        if len(lines) <= number and max(map(len, lines)) <= letters:
            return MapWords(lines, size, room)
    return MapWords([], size, find_middle(outline, size))


def find_middle(outline: AreaOutline, size: int) -> Room:
    """Return where a number stands alone: in the highest block that is wide enough for it."""
    wide = (room for room in reversed(outline.rooms) if room.width >= 2 * size)
    return next(wide, next(iter(outline.rooms), NO_ROOM))


def find_room(outline: AreaOutline, height: float) -> Room:
    steps = math.ceil(height / ROOM_STEP)
    return outline.rooms[steps - 1] if steps <= len(outline.rooms) else NO_ROOM
