"""Texts about the same are near each other, whatever language they are in."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from coprod.core.latent_semantics import SemanticSpace, build_space, group_texts, list_neighbours

REAL = Path("/work/shared/data/nhs-fft-comments/v6framework_230831.csv")
PHONE = ("phone", "answered", "call", "line", "queue", "ring")
BUS = ("bus", "parking", "car", "taxi", "journey", "road")
BENGALI = ("ফোন", "ডাক্তার", "অপেক্ষা", "হাসপাতাল", "চিকিৎসা", "সময়")
SOMALI = ("telefoonka", "dhakhtarka", "sugitaan", "isbitaalka", "daryeel", "waqti")


def make_texts(*subjects: tuple[str, ...], each: int = 20) -> list[tuple[int, str]]:
    """Return texts of four words, each about one subject, with the subjects by turns."""
    chance = np.random.default_rng(7)
    texts = [" ".join(chance.choice(words, 4)) for _ in range(each) for words in subjects]
    return list(enumerate(texts))


def list_groups(space: SemanticSpace, number: int) -> list[set[int]]:
    return [set(group.ids) for group in group_texts(space, number)]


def test_texts_about_the_same_stand_together_with_the_words_typical_of_them() -> None:
    texts = make_texts(PHONE, BUS)

    groups = group_texts(build_space(texts), 2)

    assert [{text_id % 2 for text_id in group.ids} for group in groups] in ([{0}, {1}], [{1}, {0}])
    for group in groups:
        assert set(group.words[:3]) <= set(BUS if group.ids[0] % 2 else PHONE)


def test_two_texts_without_a_word_in_common_are_near_through_what_others_say() -> None:
    bridge = [(n, "nobody answers calls about the phone") for n in range(2, 12)]
    far = [(n, "the bus takes an hour by road") for n in range(12, 24)]
    food = [(n, "cold food and weak tea") for n in range(24, 36)]
    texts = [(0, "nobody answers"), (1, "calls phone"), *bridge, *far, *food]

    space = build_space(texts, dimensions=3)

    nearness = space.vectors[0] @ space.vectors[1]
    assert nearness > 0.9
    assert space.vectors[0] @ space.vectors[12] < 0.1


def test_texts_in_bengali_and_somali_pass_through() -> None:
    space = build_space(make_texts(BENGALI, SOMALI))

    assert len(space.ids) == 40
    assert [{text_id % 2 for text_id in ids} for ids in list_groups(space, 2)] in (
        [{0}, {1}],
        [{1}, {0}],
    )


def test_the_same_texts_give_the_same_answer() -> None:
    texts = make_texts(PHONE, BUS, SOMALI)

    assert list_groups(build_space(texts), 3) == list_groups(build_space(texts), 3)
    assert (build_space(texts).vectors == build_space(texts).vectors).all()


def test_a_word_of_few_texts_is_no_word_of_a_group() -> None:
    """It may be somebody's name."""
    texts = [(n, f"{text} Fatima" if n < 4 else text) for n, text in make_texts(PHONE, BUS)]

    space = build_space(texts)

    assert "fatima" not in space.words
    assert "phone" in space.words


def test_texts_without_a_word_of_others_are_left_out() -> None:
    texts = [*make_texts(PHONE, BUS), (98, ""), (99, "zebra")]

    assert not {98, 99} & set(build_space(texts).ids)


@pytest.mark.parametrize("texts", [[], [(1, "")], [(1, "one text alone")], [(1, "the"), (2, "a")]])
def test_too_few_texts_make_no_group(texts: list[tuple[int, str]]) -> None:
    space = build_space(texts)

    assert group_texts(space, 5) == []
    assert list_neighbours(space, 3, 0.5) == {}


def test_neighbours_are_the_nearest_without_the_text_itself() -> None:
    space = build_space(make_texts(PHONE, BUS, each=10))

    neighbours = list_neighbours(space, most=3, nearest=0.3)

    for text_id, near in neighbours.items():
        assert len(near) <= 3
        assert text_id not in {each.id for each in near}
        assert [each.nearness for each in near] == sorted((e.nearness for e in near), reverse=True)
        assert all(each.id % 2 == text_id % 2 for each in near)


@pytest.mark.skipif(not REAL.exists(), reason="the real comments are not on this machine")
def test_groups_of_real_comments_line_up_with_what_people_sorted_them_by() -> None:
    """The commonest label of each group fits half of its comments; one label for all, 29 in 100."""
    with REAL.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    headings = list(rows[0])
    labels = headings[headings.index("Comment sentiment") + 1 :]
    topics = {n: [label for label in labels if row[label]] for n, row in enumerate(rows)}
    texts = [(n, row["FFT answer"]) for n, row in enumerate(rows) if topics[n]]

    groups = group_texts(build_space(texts), 25)

    fitting = sum(
        Counter(topic for text_id in group.ids for topic in topics[text_id]).most_common(1)[0][1]
        for group in groups
    )
    assert fitting / sum(len(group.ids) for group in groups) > 0.5
