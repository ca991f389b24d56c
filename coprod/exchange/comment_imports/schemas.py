"""The files: a table of comments and its mapping as they are read, the report as it is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.exchange.comment_imports.enums import Fate, Flattened, ThreadMap
from coprod.exchange.comment_imports.rules import Sorted, Turn
from coprod.exchange.imports.schemas import Table

MOST_NAMED = 300


def read_map(path: Path) -> ThreadMap:
    try:
        return TypeAdapter(ThreadMap).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise RuleBrokenError(N_("%(file)s is not good YAML in UTF-8", file=path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(step) for step in first["loc"]) or "the file"
        what = first["msg"]
        said = N_("%(file)s: %(at)s: %(what)s", file=path, at=at, what=what)
        raise RuleBrokenError(said) from None


def read_turns(table: Table, named: ThreadMap) -> Iterator[Turn]:
    """Read the comments of a table, row by row."""
    missing = {named.key, named.text} - set(table.headings())
    if missing:
        said = N_("There is no column named %(names)s", names=", ".join(sorted(missing)))
        raise RuleBrokenError(said)
    for row in table.rows():
        cell = row.cells.get
        parent = clean(cell(named.parent, ""))
        yield Turn(
            key=clean(cell(named.key, "")) or f"row {row.number}",
            about=clean(cell(named.about, "")),
            text=clean(cell(named.text, "")),
            parent="" if parent in named.tops else parent,
            at=moment(clean(cell(named.date, "")), clean(cell(named.time, ""))),
        )


def moment(day: str, time: str) -> datetime | None:
    """Read a day and, where it stands apart, a time such as ``0 days 10:50:19``."""
    try:
        at = datetime.fromisoformat(day)
    except ValueError:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=LONDON)
    return (aware + time_of_day(time)).astimezone(UTC)


def time_of_day(text: str) -> timedelta:
    parts = text.rpartition(" ")[2].split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return timedelta()
    hours, minutes, seconds = (int(part) for part in parts)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


@dataclass
class Report:
    """What became of every row of a file, and what stands elsewhere than it stood."""

    taken: int = 0
    deepest: int = 0
    fates: dict[Fate, list[str]] = field(default_factory=dict)
    flattened: dict[Flattened, list[str]] = field(default_factory=dict)
    depths: Counter[int] = field(default_factory=Counter)

    @classmethod
    def build(cls, found: Sorted, here: set[str], without_entry: set[str]) -> "Report":
        report = cls(fates=dict(found.left))
        for each in found.placed:
            key = each.turn.key
            if key in here or key in without_entry:
                fate = Fate.HERE if key in here else Fate.NO_ENTRY
                report.fates.setdefault(fate, []).append(key)
                continue
            report.taken += 1
            report.depths[each.depth] += 1
            report.deepest = max(report.deepest, each.depth)
            for note in each.flattened:
                report.flattened.setdefault(note, []).append(key)
        return report

    def lines(self) -> Iterator[str]:
        deep = f"Answers to answers, at the deepest: {self.deepest}."
        yield f"{Fate.TAKEN.capitalize()}: {self.taken}. {deep}"
        for fate, keys in self.fates.items():
            yield f"Left out, {fate}: {len(keys)}."
        for note, keys in self.flattened.items():
            yield f"{note.capitalize()}: {len(keys)}."

    def in_full(self) -> Iterator[str]:
        """Yield the same with the keys of the rows, for a file."""
        yield "# What became of the comments\n"
        yield from (f"- {line}" for line in self.lines())
        yield "\n## How deep they stood\n"
        yield from (f"- Level {n + 1}: {count}" for n, count in sorted(self.depths.items()))
        for heading, keys in (*self.fates.items(), *self.flattened.items()):
            more = f" … and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
            yield f"\n## {heading.capitalize()}\n\n{', '.join(keys[:MOST_NAMED])}{more}"
