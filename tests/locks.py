"""Whether a query locks the rows that it reads, so that two who change them come in turn."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql

from coprod.core.database import session


def locks(table: str, read: Callable[[], object]) -> bool:
    """Tell whether a read locks rows of a table on PostgreSQL.

    SQLite has one writer at a time and no such lock, so we look at what PostgreSQL is sent.
    """
    statements: list[str] = []

    def collect(state: Any) -> None:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        statements.append(str(state.statement.compile(dialect=dialect)))

    current = session()
    event.listen(current, "do_orm_execute", collect)
    try:
        read()
    finally:
        event.remove(current, "do_orm_execute", collect)
    return any(f"FOR UPDATE OF {table}" in each for each in statements)
