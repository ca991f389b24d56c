"""What the page of the audit log is given, and the same as a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from coprod.core.values.keys import parse_row_key
from coprod.core.values.text import escape_cell, one_line
from coprod.desk.audit.queries import Step, Wanted

COLUMNS = ("at", "person", "email", "verb", "kind", "key", "entry", "reason", "details")
LONGEST = 200
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def wanted(asked: Mapping[str, str]) -> Wanted:
    """Read what is looked for from an address. What makes no sense is left out."""
    words = {name: one_line(asked.get(name, ""))[:LONGEST] for name in ("person", "verb", "kind")}
    since, until = (day(asked.get(name, "")) for name in ("since", "until"))
    return Wanted(**words, since=since, until=until, before=parse_row_key(asked.get("before", "")))


def day(text: str) -> date | None:
    try:
        read = date.fromisoformat(text)
    except ValueError:
        return None
    return read if FIRST_DAY <= read <= LAST_DAY else None


def address(wanted: Wanted, before: int | None = None) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    asked = vars(replace(wanted, before=before))
    return {name: str(value) for name, value in asked.items() if value}


def spreadsheet(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the lines of a CSV file. No cell of it runs as a formula."""
    yield "\ufeff" + line(COLUMNS)
    for step in steps:
        yield line(cells(step))


def cells(step: Step) -> Iterator[str]:
    note = step.note
    yield note.at.isoformat(timespec="seconds")
    yield from (step.who, step.email, note.verb, note.subject_kind, str(note.subject_id))
    yield from (step.slug, note.reason, json.dumps(note.details) if note.details else "")


def line(cells: Iterable[str]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerow([escape_cell(cell) for cell in cells])
    return kept.getvalue()
