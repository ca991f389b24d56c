"""The file of what happened to made-up entries, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read
from coprod.demo.stories.rules import Story

SHAPE = TypeAdapter(list[Story])


def read_stories(path: Path) -> list[Story]:
    return SHAPE.validate_python(read(path))
