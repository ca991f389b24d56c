"""The file of what happened to made-up activities, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read_yaml
from coprod.demo.stories.rules import Story

STORIES_ADAPTER = TypeAdapter(list[Story])


def read_stories(path: Path) -> list[Story]:
    return STORIES_ADAPTER.validate_python(read_yaml(path))
