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
from coprod.exchange.comment_imports.enums import CommentMapping, CommentOutcome, PlacementChange
from coprod.exchange.comment_imports.rules import SortedComments, SourceComment
from coprod.exchange.imports.schemas import TableFile

MOST_KEYS = 300


def read_mapping(path: Path) -> CommentMapping:
    try:
        return TypeAdapter(CommentMapping).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise RuleBrokenError(N_("%(file)s is not good YAML in UTF-8", file=path)) from None
    except ValidationError as error:
        first_error = error.errors()[0]
        path_in_file = ".".join(str(step) for step in first_error["loc"]) or "the file"
        problem = first_error["msg"]
        message = N_("%(file)s: %(at)s: %(what)s", file=path, at=path_in_file, what=problem)
        raise RuleBrokenError(message) from None


def read_comments(table: TableFile, mapping: CommentMapping) -> Iterator[SourceComment]:
    """Read the comments of a table, row by row."""
    missing = {mapping.key, mapping.text} - set(table.read_headings())
    if missing:
        message = N_("There is no column named %(names)s", names=", ".join(sorted(missing)))
        raise RuleBrokenError(message)
    for row in table.read_rows():
        cell = row.cells.get
        parent = clean(cell(mapping.parent, ""))
        yield SourceComment(
            key=clean(cell(mapping.key, "")) or f"row {row.number}",
            about=clean(cell(mapping.about, "")),
            text=clean(cell(mapping.text, "")),
            parent="" if parent in mapping.tops else parent,
            sent_at=parse_moment(clean(cell(mapping.date, "")), clean(cell(mapping.time, ""))),
        )


def parse_moment(day: str, time: str) -> datetime | None:
    """Read a day and, where it has a column of its own, a time such as ``0 days 10:50:19``."""
    try:
        moment = datetime.fromisoformat(day)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    return (aware + parse_time_of_day(time)).astimezone(UTC)


def parse_time_of_day(text: str) -> timedelta:
    parts = text.rpartition(" ")[2].split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return timedelta()
    hours, minutes, seconds = (int(part) for part in parts)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


@dataclass
class CommentReport:
    """The outcome of every row of a file, and the comments that were moved."""

    taken: int = 0
    deepest: int = 0
    left_out: dict[CommentOutcome, list[str]] = field(default_factory=dict)
    changes: dict[PlacementChange, list[str]] = field(default_factory=dict)
    depths: Counter[int] = field(default_factory=Counter)

    @classmethod
    def build(
        cls,
        sorted_comments: SortedComments,
        imported_keys: set[str],
        keys_without_activity: set[str],
    ) -> "CommentReport":
        report = cls(left_out=dict(sorted_comments.left_out))
        for comment in sorted_comments.placed:
            key = comment.original.key
            if key in imported_keys or key in keys_without_activity:
                outcome = CommentOutcome.HERE if key in imported_keys else CommentOutcome.NO_ENTRY
                report.left_out.setdefault(outcome, []).append(key)
                continue
            report.taken += 1
            report.depths[comment.depth] += 1
            report.deepest = max(report.deepest, comment.depth)
            for change in comment.changes:
                report.changes.setdefault(change, []).append(key)
        return report

    def render_summary(self) -> Iterator[str]:
        deepest = f"Answers to answers, at the deepest: {self.deepest}."
        yield f"{CommentOutcome.TAKEN.capitalize()}: {self.taken}. {deepest}"
        for outcome, keys in self.left_out.items():
            yield f"Left out, {outcome}: {len(keys)}."
        for change, keys in self.changes.items():
            yield f"{change.capitalize()}: {len(keys)}."

    def render_in_full(self) -> Iterator[str]:
        """Yield the same with the keys of the rows, for a file."""
        yield "# What became of the comments\n"
        yield from (f"- {line}" for line in self.render_summary())
        yield "\n## How deep they stood\n"
        yield from (f"- Level {n + 1}: {count}" for n, count in sorted(self.depths.items()))
        for heading, keys in (*self.left_out.items(), *self.changes.items()):
            more = f" … and {len(keys) - MOST_KEYS} more" if len(keys) > MOST_KEYS else ""
            yield f"\n## {heading.capitalize()}\n\n{', '.join(keys[:MOST_KEYS])}{more}"
