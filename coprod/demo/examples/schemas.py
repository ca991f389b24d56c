"""The files of made-up entries, read and checked.

Days are told from today, so that the demo is never out of date: ``!day -30`` was a month ago, and
``!month 60`` is the month that it is in two months.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from coprod.core.values import clock
from coprod.demo.examples.rules import Example

SHAPE = TypeAdapter(list[Example])


class Loader(yaml.SafeLoader):
    """Reads days that are told from today."""


def day(loader: Loader, node: yaml.ScalarNode) -> date:
    return clock.today() + timedelta(days=int(loader.construct_scalar(node)))


def month(loader: Loader, node: yaml.ScalarNode) -> dict[str, int]:
    then = day(loader, node)
    return {"year": then.year, "month": then.month}


Loader.add_constructor("!day", day)
Loader.add_constructor("!month", month)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader)  # noqa: S506 - a safe loader, and two tags of ours


def read_examples(path: Path) -> list[Example]:
    """Read the examples of a place; ``ValidationError`` says which of them is not well made."""
    return SHAPE.validate_python(read(path))
