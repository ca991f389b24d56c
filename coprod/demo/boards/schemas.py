"""The files of made-up boards and indicators, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.boards.rules import MadeUpBoard, MadeUpIndicator
from coprod.demo.examples.schemas import read_yaml

BOARDS_ADAPTER = TypeAdapter(list[MadeUpBoard])
INDICATORS_ADAPTER = TypeAdapter(list[MadeUpIndicator])


def read_boards(path: Path) -> list[MadeUpBoard]:
    return BOARDS_ADAPTER.validate_python(read_yaml(path))


def read_indicators(path: Path) -> list[MadeUpIndicator]:
    return INDICATORS_ADAPTER.validate_python(read_yaml(path))
