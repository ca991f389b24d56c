"""The file of made-up boards, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.boards.rules import MadeUpBoard
from coprod.demo.examples.schemas import read_yaml

BOARDS_ADAPTER = TypeAdapter(list[MadeUpBoard])


def read_boards(path: Path) -> list[MadeUpBoard]:
    return BOARDS_ADAPTER.validate_python(read_yaml(path))
