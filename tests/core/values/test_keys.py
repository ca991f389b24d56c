from datetime import date

from coprod.core.values.keys import (
    BIGGEST_ID,
    LAST_PAGE,
    count_pages,
    parse_day,
    parse_digits,
    parse_page_number,
    parse_row_key,
    strip_separators,
)


def test_a_key_is_a_whole_number_that_a_database_can_bind() -> None:
    assert [parse_row_key(text) for text in ("0", "12", str(BIGGEST_ID))] == [0, 12, BIGGEST_ID]


def test_what_no_row_can_have_is_no_key() -> None:
    beyond = (
        str(BIGGEST_ID + 1),
        "9" * 30,
        "",
        "-1",
        "+1",
        "1.0",
        " 1",
        "1\n",
        "½",
        "²",
        "১২",
        "a",
    )
    assert {parse_row_key(text) for text in beyond} == {None}


def test_digits_are_plain_and_no_longer_than_they_may_be() -> None:
    assert [parse_digits(text, 3) for text in ("0", "007", "120")] == [0, 7, 120]
    assert {parse_digits(text, 3) for text in ("", "1200", "-1", "1 0", "²", "১")} == {None}
    assert strip_separators("1,200 000") == "1200000"


def test_a_page_that_is_not_there_is_the_nearest_that_is() -> None:
    typed = ("1", "3", "", "0", "-1", "x", "99", "9" * 6, "9" * 30)
    assert [parse_page_number(text, 4) for text in typed] == [1, 3, 1, 1, 1, 1, 4, 4, 1]
    assert parse_page_number("99999") == LAST_PAGE


def test_things_stand_on_as_many_pages_as_they_fill() -> None:
    assert [count_pages(number, 20) for number in (0, 1, 20, 21, 40, 41)] == [1, 1, 1, 2, 2, 3]


def test_a_day_is_one_of_our_time() -> None:
    assert parse_day("2026-03-05") == date(2026, 3, 5)
    assert {parse_day(text) for text in ("", "x", "2026-02-30", "1899-12-31", "9999-01-01")} == {
        None
    }
