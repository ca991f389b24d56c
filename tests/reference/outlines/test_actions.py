"""The outlines of a place come from its folder, by the keys or the names of its lists."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.core.config import HOME
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.reference.lists.enums import ListKind
from coprod.reference.outlines.actions import load_outlines
from coprod.reference.outlines.presenters import build_area_map
from coprod.reference.outlines.rules import Outline
from coprod.reference.outlines.schemas import read_outlines
from tests import make
from tests.reference.outlines.test_rules import SQUARE


def load(*names: str) -> int:
    rings = [[[(x + n, y) for x, y in SQUARE]] for n in range(len(names))]
    outlines = [Outline(name, ring) for name, ring in zip(names, rings, strict=True)]
    number = load_outlines(SYSTEM, outlines)
    make.keep(make.term())  # so that what is cached is read again
    return number


def place(name: str) -> Any:
    return make.term(ListKind.LOCALITY, key=name.lower().replace(" ", "_"), label=name)


def test_a_place_without_outlines_has_no_map(session: Any) -> None:
    assert load_outlines(SYSTEM, []) == 0
    assert build_area_map({}) is None


def test_areas_are_found_by_key_and_by_name_and_loaded_once(session: Any) -> None:
    bow, poplar = place("Bow East"), place("Poplar")
    assert load("bow_east", "Poplar") == 2
    assert load("bow_east", "Poplar") == 0
    drawn = build_area_map({poplar.key: 9})
    assert drawn is not None
    assert [area.outline.term_id for area in drawn.areas] == [bow.id, poplar.id]
    assert [area.outline.term_id for area in drawn.empty] == [bow.id]
    assert [area.number for area in drawn.ranked] == [9]


def test_a_later_file_takes_the_place_of_an_earlier_one(session: Any) -> None:
    place("Bow East"), place("Poplar")
    load("bow_east")
    assert load("poplar") == 1
    drawn = build_area_map({})
    assert drawn is not None
    assert [area.outline.name for area in drawn.areas] == ["Poplar"]


def test_an_area_of_no_list_is_named(session: Any) -> None:
    with pytest.raises(RuleBrokenError, match="Atlantis"):
        load("Atlantis")


def test_an_area_that_is_no_longer_used_is_not_drawn(session: Any) -> None:
    bow = place("Bow East")
    load("bow_east")
    bow.valid_to = bow.created_at.date()
    make.keep(bow)
    assert build_area_map({}) is None


def test_residents_load_nothing(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        load_outlines(make.person(role=Role.RESIDENT).actor, [Outline("a", [SQUARE])])


def test_shades_go_from_none_to_many_in_equal_steps(session: Any) -> None:
    areas = [place(name) for name in ("A", "B", "C", "D")]
    load("a", "b", "c", "d")
    numbers = dict(zip((each.key for each in areas), (0, 1, 4, 9), strict=True))
    drawn = build_area_map(numbers)
    assert drawn is not None
    assert [area.band for area in drawn.areas] == [0, 1, 2, 5]
    assert [(band.first, band.last) for band in drawn.bands] == [
        (1, 2),
        (3, 4),
        (5, 6),
        (7, 8),
        (9, None),
    ]


def test_a_name_that_does_not_fit_is_drawn_in_the_wide_map_alone(app: Flask, session: Any) -> None:
    areas = [
        place(name) for name in ("Bow", "St Katharines, by the other and the last of the Docks <b>")
    ]
    load("bow", "St Katharines, by the other and the last of the Docks <b>")
    drawn = build_area_map({areas[1].key: 3})
    assert drawn is not None
    assert drawn.areas[0].get_words("narrow").lines == ["Bow"]
    assert drawn.areas[1].get_words("narrow").lines == []
    template = '{% from "reference/outlines/_map.html" import map_picture %}{{ map_picture(it) }}'
    with app.test_request_context():
        html = app.jinja_env.from_string(template).render(it=drawn)
    assert html.count(">Bow</tspan>") == 2
    assert html.count("Docks &lt;b&gt;") == 1
    assert "<b>" not in html


@pytest.mark.parametrize(
    "given",
    [
        "[",
        "{}",
        '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        json.dumps(
            {
                "features": [
                    {
                        "properties": {"key": "a"},
                        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
                    }
                ]
            }
        ),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, given: str) -> None:
    path = tmp_path / "outlines.geojson"
    path.write_text(given)
    with pytest.raises(RuleBrokenError):
        read_outlines(path)


def test_the_outlines_of_the_example_are_read() -> None:
    outlines = read_outlines(HOME / "examples/tower-hamlets/outlines.geojson")
    assert [each.name for each in outlines if not each.is_water] == ["nw", "ne", "sw", "se"]
