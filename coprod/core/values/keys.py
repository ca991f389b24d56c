"""Whole numbers and days as they stand in addresses: keys of rows, numbers of pages, counts."""

from datetime import date

BIGGEST_ID = 2**31 - 1
"""The largest that a database can bind."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""What lies outside could not be reckoned with."""
LAST_PAGE = 10_000
"""Nobody turns so many pages; more would only make the database count."""


def parse_digits(text: str, longest: int) -> int | None:
    """Read plain digits, no more than so many; None for all else, such as ``²`` or ``-1``."""
    is_number = text.isascii() and text.isdigit() and len(text) <= longest
    return int(text) if is_number else None


def strip_separators(text: str) -> str:
    """Return a number as people type it, without what stands between its thousands."""
    return text.replace(",", "").replace(" ", "")


def parse_row_key(text: str) -> int | None:
    """Read the key of a row; None for what no row can have."""
    number = parse_digits(text, len(str(BIGGEST_ID)))
    return number if number is not None and number <= BIGGEST_ID else None


def parse_page_number(text: str, last: int = LAST_PAGE) -> int:
    """Read the number of a page: the first for what is no number, the last for what lies beyond."""
    number = parse_digits(text, len(str(LAST_PAGE * 10)))
    return min(max(number or 1, 1), last)


def count_pages(number: int, size: int) -> int:
    """Return on how many pages so many things stand: never fewer than one."""
    return max(1, -(-number // size))


def parse_day(text: str) -> date | None:
    """Read a day such as 2026-03-05; None for what is no day, or not of our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
