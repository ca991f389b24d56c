"""The patchwork: a cover for what has no picture, sewn from tiles by a seed.

The same seed and motif give the same picture, on every machine and after every restart. It says
nothing, so it has no words: whoever listens to a page does not hear of it.
"""

import random
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from coprod.core.config import HOME
from coprod.reference.lists.enums import Motif

TILE, COLUMNS, ROWS = 50, 6, 4
MIDDLE = frozenset(product((2, 3), (1, 2)))
"""The tiles below the icon, which stays in sight where a list cuts off the edges."""
SPRITE = HOME / "frontend" / "drawings" / "icons.svg"

PLUM, DEEP, GOLD, CREAM = "#4a2a6b", "#2e1745", "#ffc94a", "#f8f2e8"
BRICK, LEAF, SKY, PEACH = "#c4573a", "#2f7a5d", "#a9d3e4", "#f6c7a4"
WINE, TEAL, BLUE, MIST = "#8e2f58", "#0a6c66", "#2b6095", "#e3d7ee"


@dataclass(frozen=True)
class Palette:
    """The five colours of a motif, and what its icon and the ground of it are drawn in."""

    colours: tuple[str, str, str, str, str]
    ground: str = PLUM
    icon: str = GOLD


PALETTES: Mapping[Motif, Palette] = {
    Motif.GROUP: Palette((GOLD, PEACH, TEAL, CREAM, PLUM), ground=GOLD, icon=PLUM),
    Motif.LETTERS: Palette((PLUM, GOLD, CREAM, SKY, BLUE)),
    Motif.FILM: Palette((GOLD, WINE, CREAM, PLUM, PEACH)),
    Motif.MONEY: Palette((CREAM, PLUM, GOLD, LEAF, TEAL)),
    Motif.FOOD: Palette((GOLD, CREAM, PEACH, LEAF, BRICK)),
    Motif.PLACES: Palette((PLUM, GOLD, SKY, CREAM, LEAF)),
    Motif.DROP_IN: Palette((CREAM, BRICK, DEEP, PEACH, GOLD), ground=GOLD, icon=PLUM),
    Motif.TESTING: Palette((CREAM, BLUE, TEAL, PEACH, GOLD)),
    Motif.HOMES: Palette((BRICK, GOLD, CREAM, SKY, WINE)),
    Motif.INFORMATION: Palette((GOLD, PLUM, BLUE, CREAM, MIST), ground=GOLD, icon=PLUM),
}

FIGURES: Mapping[str, str] = {
    "leaf": '<path d="M0 0h25a25 25 0 0 1 25 25v25H25A25 25 0 0 1 0 25z"/>',
    "half": '<path d="M0 0h50a25 25 0 0 1-50 0z"/>',
    "quarter": '<path d="M0 0h50a50 50 0 0 1-50 50z"/>',
    "corner": '<path d="M0 0h50L0 50z"/>',
    "dots": '<path d="M6.25 6.25h38M6.25 18.75h38M6.25 31.25h38M6.25 43.75h38" '
    'stroke-width="6.5" stroke-linecap="round" stroke-dasharray="0 12.5"/>',
    "bars": '<path d="M5 8.5h40M5 25h40M5 41.5h40" stroke-width="6" stroke-dasharray="17.5 5"/>',
    "dashes": '<path d="M5 8.5h40M5 25h40M5 41.5h40" stroke-width="5" stroke-dasharray="10 5"/>',
    "ring": '<circle cx="25" cy="25" r="15" fill="none" stroke-width="9"/>',
}
"""What a tile may show, each drawn in 50 by 50 units, in the colour of the tile that uses it."""


def compute_seed(kind: str, number: int) -> str:
    """Return the seed of one thing: its address then does not count how many others there are."""
    return f"{zlib.crc32(f'{kind} {number}'.encode()):08x}"


@lru_cache(maxsize=256)
def draw_patchwork(motif: Motif, seed: str) -> str:
    """Return the cover as an SVG of 300 by 200 units."""
    palette, chance = PALETTES[motif], random.Random(seed)  # noqa: S311 - a pattern, no secret
    tiles = [
        draw_tile(column * TILE, row * TILE, palette, chance)
        for row, column in product(range(ROWS), range(COLUMNS))
        if (column, row) not in MIDDLE
    ]
    figures = "".join(f'<g id="{name}">{shape}</g>' for name, shape in FIGURES.items())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200">'
        f"<defs>{figures}</defs>{''.join(tiles)}{draw_icon(motif, palette)}</svg>"
    )


def draw_tile(x: int, y: int, palette: Palette, chance: random.Random) -> str:
    """Return one tile: a ground, and a figure on it in another colour, turned by chance.

    The ground is half a unit larger than its tile, so that no light falls through the seams.
    """
    ground, colour = chance.sample(palette.colours, 2)
    figure, turn = chance.choice(list(FIGURES)), chance.choice((0, 90, 180, 270))
    return (
        f'<path fill="{ground}" d="M{x} {y}h50.5v50.5h-50.5z"/>'
        f'<use href="#{figure}" fill="{colour}" stroke="{colour}" stroke-width="0" '
        f'transform="translate({x} {y})rotate({turn} 25 25)"/>'
    )


def draw_icon(motif: Motif, palette: Palette) -> str:
    return (
        f'<path fill="{palette.ground}" d="M100 50h100.5v100.5H100z"/>'
        f'<g transform="translate(119 69)scale(2.58)" fill="none" stroke="{palette.icon}" '
        'stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">'
        f"{load_icons()[motif]}</g>"
    )


@cache
def load_icons() -> Mapping[str, str]:
    """Return what the sprite draws for each name."""
    symbols = re.findall(r'<symbol id="(\w+)"[^>]*>(.*?)</symbol>', SPRITE.read_text())
    return dict(symbols)
