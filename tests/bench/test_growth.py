"""A page asks as many questions, and reads as many rows, of 5,000 entries as of 100.

This needs no quiet machine, so it guards what ``make bench`` measures: a page that gets slower as
the register grows does so because it reads more.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from bench.corpus import SHORT, fill_with, new_maker
from coprod.core.database import Base
from coprod.library.index.queries import build_all_documents
from coprod.library.index.tasks import search_index

FEW, MANY = 100, 5_000
COUNTING = (
    "/",
    "/what-people-told-us/gaps",
    "/challenges",
    "/challenges/c1?view=suggested&value=0",
    "/money-and-time",
    "/money-and-time/silent",
)
"""These count all there is, once an edition. What they read as things of ours stays the same."""
PAGES = ("/stories", "/stories?page=3", "/stories?q=garden+meeting", "/stories/entry-7")
IN_ALL = re.compile(r"SCAN activity\b|SEARCH activity\b.*\(status=|SCAN rating\b")
"""How a plan says that it goes through all entries, or all that are published."""


@pytest.fixture
def rows() -> Iterator[list[str]]:
    """Collect the rows that are read as things of ours."""
    read: list[str] = []

    def collect(row: Any, _context: object) -> None:
        read.append(type(row).__name__)

    event.listen(Base, "load", collect, propagate=True)
    yield read
    event.remove(Base, "load", collect)


class Asking:
    """Asks for the pages, and sees what the database was asked for them."""

    def __init__(self, client: Any, queries: list[str], rows: list[str]) -> None:
        self.client, self.queries, self.rows = client, queries, rows

    def read(self) -> dict[str, tuple[int, int]]:
        """Return how many questions each page asks, and how many things it reads."""
        search_index().build(build_all_documents())
        told = {}
        for page in (*PAGES, *COUNTING):
            self.client.get(page)
            self.queries.clear()
            self.rows.clear()
            assert self.client.get(page).status_code == 200
            told[page] = len(self.queries), len(self.rows)
        return told

    def statements(self, pages: Sequence[str]) -> set[str]:
        self.queries.clear()
        for page in pages:
            self.client.get(page)
        return {each for each in self.queries if each.startswith("SELECT")}


@pytest.mark.timeout(300)
def test_a_page_reads_the_same_few_rows_however_large_the_register(
    app: Flask, client: Any, session: Any, queries: list[str], rows: list[str]
) -> None:
    asking = Asking(client, queries, rows)
    maker = new_maker(SHORT)
    fill_with(maker, range(1, FEW + 1))
    few = asking.read()
    fill_with(maker, range(FEW + 1, MANY + 1))
    many = asking.read()

    assert {page: asked for page, (asked, _) in many.items()} == {
        page: asked for page, (asked, _) in few.items()
    }
    for page, (_asked, number) in many.items():
        assert number <= few[page][1] * 1.3 + 10, f"{page} reads {number} rows of {MANY} entries"
    if session.get_bind().dialect.name == "sqlite":
        sent = asking.statements(PAGES)
        assert {each: found for each in sent if (found := goes_through_all(session, each))} == {}
        assert reads_long_texts(session, asking.statements(("/", "/challenges/c1"))) == []


def goes_through_all(session: Any, statement: str) -> list[str]:
    """Return the steps of SQLite’s plan that look at every entry to find a few."""
    return [plan for plan in plans(session, statement) if IN_ALL.match(plan)]


def reads_long_texts(session: Any, statements: set[str]) -> list[str]:
    """Return the steps that look for what was learned by another index than that of the few."""
    found = [
        plan
        for each in statements
        for plan in plans(session, each)
        if re.match(r"(SCAN|SEARCH) activity_text\b", plan)
    ]
    assert found, "nothing asked what was learned: this guards nothing"
    return [plan for plan in found if "ix_activity_text_says_learned" not in plan]


def plans(session: Any, statement: str) -> list[str]:
    nothing = (None,) * statement.count("?")
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", nothing)
    return [plan for *_numbers, plan in steps]
