"""The keys of rows, as they stand in addresses and forms."""

BIGGEST_ID = 2**31 - 1
"""The largest that a database can bind."""


def parse_row_key(text: str) -> int | None:
    """Read the key of a row; None for what no row can have."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(BIGGEST_ID))
    return int(text) if is_number and int(text) <= BIGGEST_ID else None
