"""The keys of rows and the numbers of pages, as they stand in addresses and forms."""

BIGGEST_ID = 2**31 - 1
"""The largest that a database can bind."""


def parse_row_key(text: str) -> int | None:
    """Read the key of a row; None for what no row can have."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(BIGGEST_ID))
    return int(text) if is_number and int(text) <= BIGGEST_ID else None


def parse_page_number(text: str, last: int, *, most_digits: int = 5) -> int:
    """Read the number of a page: the first for what is no number, the last for what lies beyond."""
    is_number = text.isascii() and text.isdigit() and len(text) <= most_digits
    return min(max(int(text) if is_number else 1, 1), last)
