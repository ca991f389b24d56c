"""``make papers``: where personal data lies, written down from what the models declare."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path

import coprod.app  # noqa: F401 - every model is known once the app is
from coprod.core.config import Settings
from coprod.core.database import Base
from coprod.desk.redaction.queries import list_models

HOME = Path(__file__).parents[2]
PAPERS = HOME / "docs/assurance"
COLUMNS_PAPER = PAPERS / "personal-data.md"
BEGIN, END = "<!-- columns -->", "<!-- end of columns -->"
ABOUT_ONE_PERSON = re.compile(
    r"email|recipient|reader|once|person_mark|writer_ids|token|key_hash|stop"
    r"|values|^codes$|file_key|^answer$"
)
"""Columns that hold no words of people and still are about one person, or lead to one."""
PERIOD = re.compile(r"(RETENTION|LIFETIMES?|FILE_LASTS|LINK_DAYS|WORKS_FOR|SECOND_FACTOR_TIME)$")
UNITS = {"day": timedelta(days=1), "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}


def get_area(model: type[Base]) -> str:
    return model.__module__.split(".")[1]


def list_pointers(model: type[Base]) -> list[str]:
    """Return the columns that name an account by its number."""
    return [
        column.name
        for column in model.__table__.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    ]


def list_marks(model: type[Base]) -> list[str]:
    """Return the columns without words that are about one person: addresses, keys, answers."""
    is_account = model.__tablename__ == "person"
    return [name for name in model.holds_no_words if is_account or ABOUT_ONE_PERSON.search(name)]


def format_row(model: type[Base]) -> str:
    """Return the line of one table, or nothing where it holds nothing about a person."""
    columns = ([*model.holds_words], list_pointers(model), list_marks(model))
    if not any(columns):
        return ""
    cells = (", ".join(names) or "none" for names in columns)
    return f"| `{model.__tablename__}` | " + " | ".join(cells) + " |"


def build_columns() -> str:
    """Return a table for each area, a line for each table of the database."""
    models = sorted(set(list_models()), key=lambda each: (get_area(each), each.__tablename__))
    lines = [BEGIN]
    for area, group in groupby(models, key=get_area):
        rows = [row for row in map(format_row, group) if row]
        if rows:
            lines += ["", f"**{area}**", "", "| table | words | account | about one person |"]
            lines += ["|---|---|---|---|", *rows]
    return "\n".join([*lines, "", END])


def write_columns() -> None:
    before, _begin, rest = COLUMNS_PAPER.read_text().partition(BEGIN)
    COLUMNS_PAPER.write_text(before + build_columns() + rest.partition(END)[2])


def list_constants(path: Path) -> Iterator[str]:
    """Give the names of a module's own constants that say how long something is kept."""
    for node in ast.parse(path.read_text()).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and PERIOD.search(target.id):
            yield target.id


@cache
def list_periods() -> dict[str, timedelta]:
    """Return how long each thing is kept, by the name of the constant or setting that says it."""
    periods: dict[str, timedelta] = {}
    for path in sorted((HOME / "coprod").rglob("*.py")):
        module = ".".join(path.relative_to(HOME).with_suffix("").parts)
        for name in list_constants(path):
            value = getattr(import_module(module), name)
            members = value.items() if isinstance(value, dict) else [(None, value)]
            periods |= {
                f"{module}.{name}" + (f"[{key.name}]" if key else ""): each for key, each in members
            }
    return {**periods, **list_setting_periods()}


def list_setting_periods() -> dict[str, timedelta]:
    """Return the settings of the operator that say how long something is kept."""
    names = {"session_days": "day", "idle_hours": "hour", "backup_days": "day"}
    fields = Settings.model_fields
    return {
        f"COPROD_{name.upper()}": fields[name].default * UNITS[unit] for name, unit in names.items()
    }


def parse_period(text: str) -> timedelta | None:
    """Return what "90 days" says, or nothing where no such time is said."""
    found = re.match(r"(\d+) (day|hour|minute)s?\b", text)
    return int(found[1]) * UNITS[found[2]] if found else None


if __name__ == "__main__":
    write_columns()
