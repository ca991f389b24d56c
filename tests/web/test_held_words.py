"""What stands under "What you typed": a person's own words, never the code of a choice."""

import pytest

from coprod.web.drafts import is_readable


@pytest.mark.parametrize("value", ["lift", "Longer hours, please", "0"])
def test_words_are_shown_again(value: str) -> None:
    assert is_readable("body", value)


@pytest.mark.parametrize("name", ["outcome", "reasons", "kind", "route", "verdict", "rung"])
def test_the_code_of_a_choice_is_not(name: str) -> None:
    assert not is_readable(name, "decline")


def test_words_in_a_field_with_the_name_of_a_choice_are_shown_again() -> None:
    assert is_readable("outcome", "Printed and sent by post")
