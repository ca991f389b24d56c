"""Drawing the pictures of the made-up activities: ``python -m bench.draw`` writes them anew.

Each scene is a wall with a few people and what they do, in the colours of the drawn covers. What
was drawn by hand lies in the folder as SVG. The pictures are shipped, so that the demo needs
neither a browser nor this script.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import sync_playwright

from coprod.core.config import HOME
from coprod.register.covers.rules import (
    BLUE,
    BRICK,
    CREAM,
    DEEP,
    GOLD,
    LEAF,
    PEACH,
    PLUM,
    SKY,
    TEAL,
    WINE,
)
from tests.browser import FLAGS, found

FOLDER = HOME / "examples" / "drawings"
WIDTH, HEIGHT = 720, 480
WHOLE = "body { margin: 0 } svg { width: 100vw; height: 100vh; display: block }"
DARK, BROWN, TAN, PALE, WHITE = "#8d5a3b", "#a9714b", "#c98e63", "#f0cdb0", "#ffffff"
GREY, BLACK, SILVER = "#3c3346", "#1f1726", "#efe6da"


@dataclass(frozen=True)
class Person:
    """Somebody who stands at ``x``. ``hair``: short, long, scarf or none; ``arm``: how high."""

    x: int
    skin: str
    clothes: str
    hair: str = "short"
    colour: str = BLACK
    arm: int = 70
    size: float = 1.0


@dataclass(frozen=True)
class Scene:
    """A wall, what hangs on it, the people, and what stands before them."""

    wall: str
    floor: str
    behind: str
    people: tuple[Person, ...]
    before: str = ""


def draw_rect(box: tuple[int, int, int, int], fill: str, radius: int = 4) -> str:
    x, y, width, height = box
    shape = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"'
    return f'<rect {shape} fill="{fill}"/>'


def draw_circle(x: int, y: int, radius: int, fill: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'


def draw_line(path: str, colour: str, width: int = 6) -> str:
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" {ends}/>'


def draw_person(person: Person) -> str:
    skin, clothes = person.skin, person.clothes
    arms = [
        draw_line(f"M{side * 38} -150L{side * 58} {-150 + person.arm}", clothes, 22)
        + draw_circle(side * 60, -146 + person.arm, 12, skin)
        for side in (-1, 1)
    ]
    legs = draw_rect((-30, -70, 25, 70), GREY, 8) + draw_rect((5, -70, 25, 70), GREY, 8)
    body = f'<path d="M-46 -56C-50 -140 -44 -176 0 -176S50 -140 46 -56z" fill="{clothes}"/>'
    face = (
        draw_circle(-9, -206, 3, BLACK)
        + draw_circle(9, -206, 3, BLACK)
        + draw_line("M-9 -195q9 9 18 0", BLACK, 3)
    )
    head = draw_rect((-8, -186, 16, 20), skin, 6) + draw_circle(0, -205, 27, skin)
    place = f'transform="translate({person.x} 450)scale({person.size})"'
    behind, over = draw_hair(person)
    return f"<g {place}>{behind}{legs}{body}{''.join(arms)}{head}{over}{face}</g>"


def draw_hair(person: Person) -> tuple[str, str]:
    """Return what is seen behind a head, and what lies over it."""
    fringe = f'<path d="M-28 -208a28 28 0 0 1 56 0q-28 -16 -56 0z" fill="{person.colour}"/>'
    hair = {
        "none": ("", ""),
        "short": ("", fringe),
        "long": (draw_rect((-32, -230, 64, 72), person.colour, 28), fringe),
        "scarf": (draw_rect((-35, -240, 70, 92), person.colour, 32), fringe),
    }
    return hair[person.hair]


def draw_window(x: int, sky: str = SKY) -> str:
    return (
        draw_rect((x, 50, 190, 150), WHITE)
        + draw_rect((x + 10, 60, 170, 130), sky)
        + draw_circle(x + 140, 92, 18, GOLD)
        + draw_rect((x + 24, 118, 38, 72), BLUE, 0)
        + draw_rect((x + 72, 96, 34, 94), TEAL, 0)
        + draw_circle(x + 138, 172, 26, LEAF)
        + draw_rect((x + 91, 60, 8, 130), WHITE, 0)
    )


def draw_sheet(x: int, y: int, lines: int, paper: str = WHITE) -> str:
    rows = "".join(
        draw_line(f"M{x + 14} {y + 26 + 18 * n}h{62 if n % 2 else 78}", PLUM, 5)
        for n in range(lines)
    )
    return draw_rect((x, y, 108, 26 + 18 * lines), paper) + rows


def draw_table(x: int, width: int, top: str = BRICK) -> str:
    legs = draw_rect((x + 20, 400, 16, 66), DEEP) + draw_rect((x + width - 36, 400, 16, 66), DEEP)
    return legs + draw_rect((x, 380, width, 24), top, 8)


def draw_fruit(x: int) -> str:
    kinds = (LEAF, GOLD, BRICK, TEAL, WINE)
    fruit = "".join(draw_circle(x + 22 + 26 * n, 352, 16, kinds[n % 5]) for n in range(5))
    return fruit + draw_rect((x, 352, 150, 30), "#b98a5a", 6)


def draw_cup(x: int, colour: str) -> str:
    return draw_line(f"M{x + 26} 360q16 4 0 16", colour, 5) + draw_rect((x, 352, 28, 30), colour, 6)


def draw_bench(x: int) -> str:
    slats = "".join(draw_rect((x, y, 330, 14), "#b98a5a", 5) for y in (300, 322, 372))
    return (
        slats + draw_rect((x + 20, 300, 14, 152), GREY) + draw_rect((x + 296, 300, 14, 152), GREY)
    )


def draw_tree(x: int) -> str:
    trunk = draw_rect((x - 14, 190, 28, 230), "#7a5236", 8)
    return trunk + draw_circle(x, 150, 88, LEAF) + draw_circle(x + 60, 190, 56, "#4b9a78")


def draw_camera(x: int) -> str:
    legs = draw_line(f"M{x} 330L{x - 50} 456M{x} 330L{x + 50} 456M{x} 330V456", BLACK, 8)
    lens = draw_circle(x + 62, 296, 22, SKY)
    body = draw_rect((x - 60, 260, 112, 72), PLUM, 10) + draw_rect((x + 44, 278, 20, 36), DEEP)
    return legs + body + lens


def draw_van(x: int) -> str:
    wheels = "".join(
        draw_circle(x + n, 436, 34, BLACK) + draw_circle(x + n, 436, 14, SILVER) for n in (70, 270)
    )
    cab = f'<path d="M{x + 230} 300h70l44 66v66h-114z" fill="{TEAL}"/>'
    glass = f'<path d="M{x + 248} 316h44l28 46h-72z" fill="{SKY}"/>'
    return draw_rect((x, 250, 236, 182), TEAL, 10) + cab + glass + wheels


def draw_boxes(x: int) -> str:
    places = ((x, 400, 84), (x + 92, 412, 66), (x + 16, 340, 60))
    return "".join(
        draw_rect((left, top, size, 452 - top if top > 390 else 60), "#c79a67")
        + draw_rect((left + size // 2 - 6, top, 12, 26), GOLD, 0)
        for left, top, size in places
    )


def draw_house(x: int) -> str:
    panes = "".join(
        draw_rect((x + 24 + 74 * n, top, 48, 56), GOLD if n == 1 else CREAM, 2)
        for top in (70, 160)
        for n in range(3)
    )
    return (
        draw_rect((x, 40, 244, 380), WINE, 0) + panes + draw_rect((x + 92, 270, 60, 150), DEEP, 2)
    )


def draw_door(x: int) -> str:
    light = f'<path d="M{x} 452L{x - 90} 480h330l-90 -28z" fill="{GOLD}" opacity=".55"/>'
    leaf = f'<path d="M{x + 150} 170l66 26v284l-66 -28z" fill="{BRICK}"/>'
    return (
        draw_rect((x, 170, 150, 282), GOLD, 0) + light + leaf + draw_circle(x + 202, 330, 7, GOLD)
    )


MOON = draw_circle(120, 90, 38, CREAM) + draw_circle(138, 82, 34, DEEP)
SCREEN = (
    draw_rect((300, 60, 210, 120), BLACK, 10)
    + draw_rect((312, 72, 186, 96), SKY)
    + draw_line("M345 104v34M340 104h10M345 138h12", PLUM, 8)
    + draw_line("M400 104h64M400 138h40", PLUM, 8)
)
SCENES: Mapping[str, Scene] = {
    "birth-plan": Scene(
        PEACH,
        "#d9a37c",
        draw_window(40) + draw_sheet(470, 60, 6, CREAM),
        (
            Person(170, DARK, WINE, "scarf", PLUM, arm=60),
            Person(320, BROWN, TEAL, "scarf", GOLD, arm=60),
            Person(470, PALE, BLUE, "long", "#7a4a2a", arm=60),
            Person(600, DARK, BRICK, "scarf", LEAF, arm=60),
        ),
        draw_table(110, 520) + draw_sheet(300, 318, 2) + draw_cup(190, GOLD) + draw_cup(520, SKY),
    ),
    "park-benches": Scene(
        SKY,
        "#8fbf8a",
        draw_circle(610, 80, 44, GOLD) + draw_tree(110) + draw_bench(230),
        (
            Person(310, TAN, PLUM, "short", SILVER, arm=80, size=0.95),
            Person(450, DARK, BRICK, "none", arm=80, size=0.95),
            Person(620, PALE, WINE, "long", SILVER, arm=90),
        ),
        draw_line("M682 400V452", "#7a5236", 9),
    ),
    "temporary-homes": Scene(
        SKY,
        "#b9a9c9",
        draw_house(440) + draw_van(30),
        (
            Person(430, BROWN, GOLD, "long", BLACK, arm=70),
            Person(530, DARK, LEAF, "short", arm=50, size=0.62),
        ),
        draw_boxes(556),
    ),
    "deaf-reception": Scene(
        CREAM,
        "#c9b79a",
        SCREEN + draw_sheet(560, 60, 5, GOLD),
        (
            Person(190, TAN, TEAL, "long", "#4a2f1f", arm=-30),
            Person(400, DARK, PLUM, "short", arm=-46),
            Person(560, PALE, BRICK, "scarf", BLUE, arm=-10),
        ),
        draw_rect((320, 352, 400, 110), LEAF, 10) + draw_rect((308, 340, 412, 22), DEEP, 6),
    ),
    "food-club": Scene(
        "#cfe3d3",
        "#9fb99f",
        draw_window(270) + draw_sheet(60, 60, 6) + draw_sheet(560, 80, 4, GOLD),
        (
            Person(150, DARK, GOLD, "none", arm=64),
            Person(300, TAN, WINE, "scarf", TEAL, arm=64),
            Person(450, BROWN, BLUE, "short", arm=64),
            Person(600, PALE, LEAF, "long", BRICK, arm=64),
        ),
        draw_table(60, 600) + draw_fruit(90) + draw_fruit(290) + draw_fruit(490),
    ),
    "young-carers-film": Scene(
        GOLD,
        "#d99a3a",
        draw_window(60) + draw_sheet(520, 60, 5, CREAM),
        (
            Person(250, DARK, TEAL, "short", arm=40, size=0.9),
            Person(500, TAN, WINE, "scarf", PLUM, arm=-30, size=0.9),
            Person(620, PALE, BLUE, "short", BRICK, arm=-20, size=0.9),
        ),
        draw_camera(330),
    ),
    "crisis-cafe": Scene(
        DEEP,
        PLUM,
        MOON + draw_door(300),
        (
            Person(210, TAN, TEAL, "short", arm=70),
            Person(375, DARK, BRICK, "scarf", CREAM, arm=64, size=0.95),
        ),
        draw_table(540, 150) + draw_cup(570, SKY) + draw_cup(630, GOLD),
    ),
}


def draw_scene(scene: Scene) -> str:
    people = "".join(draw_person(each) for each in scene.people)
    ground = draw_rect((0, 420, WIDTH, 60), scene.floor, 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{draw_rect((0, 0, WIDTH, HEIGHT), scene.wall, 0)}'
        f"{ground}{scene.behind}{people}{scene.before}</svg>"
    )


def render_pictures(drawings: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each drawing as a picture, as a browser paints it."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, drawing in drawings.items():
            page.set_content(f"<style>{WHOLE}</style>{drawing}")
            yield name, page.screenshot()
        browser.close()


def main() -> None:
    drawings = {name: draw_scene(scene) for name, scene in SCENES.items()}
    drawings |= {path.stem: path.read_text() for path in FOLDER.glob("*.svg")}
    for name, data in render_pictures(drawings):
        output = io.BytesIO()
        Image.open(io.BytesIO(data)).convert("RGB").save(output, "WEBP", quality=82, method=6)
        (FOLDER / f"{name}.webp").write_bytes(output.getvalue())


if __name__ == "__main__":
    main()
