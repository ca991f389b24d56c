from datetime import date

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.reference.lists import rules


def test_what_became_of_a_name_is_at_the_end_of_the_chain() -> None:
    becomes = {1: 2, 2: 3, 3: None}

    assert [rules.find_successor(each, becomes) for each in becomes] == [3, 3, 3]


@pytest.mark.parametrize("becomes", [{1: 1}, {1: 2, 2: 1}, {1: 2, 2: 3, 3: 2}])
def test_a_name_never_leads_back_to_itself(becomes: dict[int, int | None]) -> None:
    with pytest.raises(RuleBrokenError):
        rules.find_successor(1, becomes)


def test_it_did_not_end_before_it_began() -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_days(date(2024, 1, 2), date(2024, 1, 1))


def test_a_name_is_retired_from_a_day_or_for_another_name() -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_retirement(None, None)


@pytest.mark.parametrize("key", ["", "Two Words", "a__b", "-a", "é", "a" * 301])
def test_a_key_is_small_letters_digits_and_low_lines(key: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_key(key)


def test_a_name_is_neither_empty_nor_endless() -> None:
    for label in ("", "a" * 201):
        with pytest.raises(RuleBrokenError):
            rules.check_label(label)


def test_other_names_are_few_and_short() -> None:
    for aliases in (("a" * 301,), tuple(str(n) for n in range(81))):
        with pytest.raises(RuleBrokenError):
            rules.check_aliases(aliases)


def test_names_keys_and_other_names_are_as_long_as_they_may_be_and_no_longer() -> None:
    rules.check_label("a" * 200)
    rules.check_key("a" * 100)
    rules.check_aliases(tuple(f"{n:0100}" for n in range(30)))


@pytest.mark.parametrize("line", ["25/12/2026", " 25/12/2026 ", "2026-12-25"])
def test_a_day_off_is_read_as_people_write_it(line: str) -> None:
    assert rules.normalize_days(f"{line}\n\n1/1/2027") == "2026-12-25\n2027-01-01"
    assert rules.format_days("2026-12-25\n2027-01-01") == "25/12/2026\n1/1/2027"


@pytest.mark.parametrize("line", ["Christmas", "31/2/2026", "12/25/2026", "25.12.2026", "2026"])
def test_what_is_no_day_is_said(line: str) -> None:
    with pytest.raises(RuleBrokenError, match=line):
        rules.normalize_days(line)
