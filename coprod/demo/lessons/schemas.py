"""The file of what made-up teams decided and learned, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read
from coprod.demo.lessons.rules import Lessons

SHAPE = TypeAdapter(Lessons)


def read_lessons(path: Path) -> Lessons:
    return SHAPE.validate_python(read(path))
