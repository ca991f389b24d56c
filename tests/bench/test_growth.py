"""A page asks as many questions, and reads as many rows, of 5,000 entries as of 100.

This needs no quiet machine, so it guards what ``make bench`` measures: a page that gets slower as
the register grows does so because it reads more.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from bench.corpus import SHORT, fill_with, new_maker
from coprod.db import Base
from coprod.search.queries import everything
from coprod.search.tasks import the_copy

FEW, MANY = 100, 5_000
PAGES = ("/", "/library", "/library?page=3", "/library?q=garden+meeting", "/library/entry-7")


@pytest.fixture
def rows() -> Iterator[list[str]]:
    """Collect the rows that are read as things of ours."""
    read: list[str] = []

    def collect(row: Any, _context: object) -> None:
        read.append(type(row).__name__)

    event.listen(Base, "load", collect, propagate=True)
    yield read
    event.remove(Base, "load", collect)


@pytest.mark.timeout(300)
def test_a_page_reads_the_same_few_rows_however_large_the_register(
    app: Flask, client: Any, session: Any, queries: list[str], rows: list[str]
) -> None:
    def read() -> dict[str, tuple[int, int]]:
        the_copy().build(everything())
        told = {}
        for page in PAGES:
            client.get(page)
            queries.clear()
            rows.clear()
            assert client.get(page).status_code == 200
            told[page] = len(queries), len(rows)
        return told

    maker = new_maker(SHORT)
    fill_with(maker, range(1, FEW + 1))
    few = read()
    fill_with(maker, range(FEW + 1, MANY + 1))
    many = read()

    assert {page: asked for page, (asked, _) in many.items()} == {
        page: asked for page, (asked, _) in few.items()
    }
    for page, (_asked, number) in many.items():
        assert number <= few[page][1] * 1.3 + 10, f"{page} reads {number} rows of {MANY} entries"
