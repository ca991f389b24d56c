"""The files of made-up activities, read and checked.

Days count from today, so that the demo is never out of date: ``!day -30`` was a month ago, and
``!month 60`` is the month that it is in two months. ``!since -400`` is a month as people type it.
``!past 07-29`` is that day of the last year whose September is over.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from coprod.core.values import clock
from coprod.demo.examples.rules import Example

SEPTEMBER = 9
EXAMPLES_ADAPTER = TypeAdapter(list[Example])


class Loader(yaml.SafeLoader):
    """Reads days that count from today."""


def construct_day(loader: Loader, node: yaml.ScalarNode) -> date:
    return clock.today() + timedelta(days=int(loader.construct_scalar(node)))


def construct_month(loader: Loader, node: yaml.ScalarNode) -> dict[str, int]:
    day = construct_day(loader, node)
    return {"year": day.year, "month": day.month}


def construct_typed_month(loader: Loader, node: yaml.ScalarNode) -> str:
    return f"{construct_day(loader, node):%Y-%m}"


def construct_past_day(loader: Loader, node: yaml.ScalarNode) -> date:
    """Return a day by its name, such as 29 July, that is never to come and keeps its season."""
    today = clock.today()
    year = today.year if today.month > SEPTEMBER else today.year - 1
    return date.fromisoformat(f"{year}-{loader.construct_scalar(node)}")


Loader.add_constructor("!past", construct_past_day)
Loader.add_constructor("!day", construct_day)
Loader.add_constructor("!month", construct_month)
Loader.add_constructor("!since", construct_typed_month)


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader)  # noqa: S506 - a safe loader, and tags of ours


def read_examples(path: Path) -> list[Example]:
    """Read the examples of a place; ``ValidationError`` says which of them is not well made."""
    return EXAMPLES_ADAPTER.validate_python(read_yaml(path))
