"""Parts of an entry as plain data, for keeping them aside and for sending them elsewhere."""

import json
from typing import Any

from pydantic import TypeAdapter

from coprod.sections.rules import ALL_PARTS

BY_NAME = {kind.__name__: kind for kind in ALL_PARTS}
"""The kinds of parts by the names that plain data calls them."""


SHAPES: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in ALL_PARTS}


def to_json(part: Any) -> Any:
    """Return a part as dicts, lists, text and numbers."""
    return SHAPES[type(part)].dump_python(part, mode="json")


def from_json(kind: type[Any], data: Any) -> Any:
    """Return the part that ``to_json`` was given; ``ValidationError`` when it cannot be one."""
    return SHAPES[kind].validate_json(json.dumps(data))
