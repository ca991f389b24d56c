"""The file of what made-up teams decided and learned, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read_yaml
from coprod.demo.lessons.rules import Lessons

LESSONS_ADAPTER = TypeAdapter(Lessons)


def read_lessons(path: Path) -> Lessons:
    return LESSONS_ADAPTER.validate_python(read_yaml(path))
