"""What the page of the audit log is given, and the same as a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from coprod.core.values.keys import parse_day, parse_row_key
from coprod.core.values.text import escape_cell, one_line
from coprod.desk.audit.queries import AuditFilter, AuditRow

COLUMNS = ("at", "person", "email", "verb", "kind", "key", "entry", "reason", "details")
LONGEST = 200


def read_filter(parameters: Mapping[str, str]) -> AuditFilter:
    """Read what is looked for from an address. What makes no sense is left out."""
    words = {
        name: one_line(parameters.get(name, ""))[:LONGEST] for name in ("person", "verb", "kind")
    }
    since, until = (parse_day(parameters.get(name, "")) for name in ("since", "until"))
    return AuditFilter(
        **words, since=since, until=until, before=parse_row_key(parameters.get("before", ""))
    )


def build_parameters(criteria: AuditFilter, before: int | None = None) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    values = vars(replace(criteria, before=before))
    return {name: str(value) for name, value in values.items() if value}


def render_csv(rows: Iterable[AuditRow]) -> Iterator[str]:
    """Yield the lines of a CSV file. No cell of it runs as a formula."""
    yield "\ufeff" + render_line(COLUMNS)
    for row in rows:
        yield render_line(list_cells(row))


def list_cells(row: AuditRow) -> Iterator[str]:
    event = row.event
    yield event.at.isoformat(timespec="seconds")
    yield from (row.who, row.email, event.verb, event.subject_kind, str(event.subject_id))
    yield from (row.slug, event.reason, json.dumps(event.details) if event.details else "")


def render_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([escape_cell(cell) for cell in cells])
    return buffer.getvalue()
