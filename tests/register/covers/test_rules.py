"""A patchwork is the same for the same thing, another for another, and drawn right."""

import re

import pytest

from coprod.reference.lists.enums import Motif
from coprod.register.covers.rules import PALETTES, compute_seed, draw_patchwork, load_icons


@pytest.mark.parametrize("motif", Motif)
def test_every_motif_has_words_colours_and_an_icon(motif: Motif) -> None:
    assert motif.label.text
    assert len(set(PALETTES[motif].colours)) == 5
    assert load_icons()[motif]


@pytest.mark.parametrize("motif", Motif)
def test_it_is_a_light_drawing_without_words_or_anything_that_runs(motif: Motif) -> None:
    drawn = draw_patchwork(motif, "1f")
    tags = set(re.findall(r"<(\w+)", drawn))
    assert tags <= {"svg", "defs", "g", "path", "circle", "use"}
    assert len(drawn) < 6_000


def test_the_same_thing_always_has_the_same_cover() -> None:
    seed = compute_seed("activity", 7)
    draw_patchwork.cache_clear()
    first = draw_patchwork(Motif.FILM, seed)
    draw_patchwork.cache_clear()
    assert draw_patchwork(Motif.FILM, seed) == first


def test_others_have_others() -> None:
    seeds = [compute_seed(kind, n) for kind in ("activity", "learning") for n in range(1, 200)]
    assert len({draw_patchwork(Motif.FILM, seed) for seed in seeds}) == len(seeds)
