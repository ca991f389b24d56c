"""Icons and faces: each name that a page gives is drawn, and none of them says anything alone."""

import re

import pytest
from flask import Flask

from coprod.core.config import HOME

SPRITE = HOME / "frontend" / "drawings" / "icons.svg"
DRAWN = set(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text()))
NAMED = {
    (path.relative_to(HOME).as_posix(), name)
    for path in sorted((HOME / "templates").rglob("*.html"))
    for name in re.findall(r"\bicon\(['\"]([^'\"]+)['\"]", path.read_text())
}


def render(app: Flask, call: str) -> str:
    template = '{% from "_parts/pictures.html" import icon, face %}{{ ' + call + " }}"
    with app.test_request_context():
        return app.jinja_env.from_string(template).render()


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    assert [each for each in NAMED if each[1] not in DRAWN] == []


def test_an_icon_is_hidden_from_who_listens_to_the_page(app: Flask) -> None:
    drawn = render(app, "icon('pin')")
    assert 'aria-hidden="true"' in drawn
    assert drawn.count("#pin") == 1


@pytest.mark.parametrize("level", range(5))
def test_a_face_says_nothing_beside_its_words(app: Flask, level: int) -> None:
    assert 'alt=""' in render(app, f"face({level})")
    assert (SPRITE.parent / f"face-{level}.svg").exists()
