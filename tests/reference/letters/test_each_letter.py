"""What must be true of every kind of letter, whichever area sends it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coprod.reference.letters import presenters, rules
from coprod.web.letters import Letter

CODE = Path(__file__).parents[3] / "coprod"
EMAIL = re.compile(r"\bEmail\(\s*(?:key=)?f?\"([a-z.-]+)")


@pytest.fixture
def letters(app: Flask) -> Iterator[list[Letter]]:
    with app.test_request_context():
        yield [letter for group in app.extensions["letters"] for letter in group.letters]


def test_each_is_known_by_the_key_that_it_is_sent_with(letters: list[Letter]) -> None:
    keys = Counter(letter.key for letter in letters)

    assert keys.most_common(1)[0][1] == 1
    assert [each.key for each in letters if presenters.build_example(each).key != each.key] == []


def test_an_administrator_finds_every_letter_that_code_can_send(letters: list[Letter]) -> None:
    found = {key for path in CODE.rglob("*.py") for key in EMAIL.findall(path.read_text())}

    known = {letter.key for letter in letters}
    assert {key for key in found if not any(each.startswith(key) for each in known)} == set()
    assert len(found) > 60


def test_no_two_texts_of_a_letter_are_the_same(letters: list[Letter]) -> None:
    for letter in letters:
        texts = presenters.list_texts(presenters.build_example(letter))
        assert len({text.key for text in texts}) == len(texts), letter.key
        assert all(len(text.key) <= 80 for text in texts), letter.key


def test_what_code_ships_could_be_saved_as_it_is(letters: list[Letter]) -> None:
    for letter in letters:
        for text in presenters.list_texts(presenters.build_example(letter)):
            for words in text.original.values():
                mistake = rules.find_mistake(text, words)
                assert mistake is None, f"{letter.key}: {words!r}: {mistake}"
