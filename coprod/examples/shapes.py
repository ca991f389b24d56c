"""The file of made-up entries, read and checked."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter

from coprod.examples.actions import Example

SHAPE = TypeAdapter(list[Example])


def read_examples(path: Path) -> list[Example]:
    """Read the examples of a place; ``ValidationError`` says which of them is not well made."""
    return SHAPE.validate_python(yaml.safe_load(path.read_text()))
