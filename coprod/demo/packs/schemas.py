"""The file of made-up packs, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read
from coprod.demo.packs.rules import MadeUpPacks

SHAPE = TypeAdapter(MadeUpPacks)


def read_packs(path: Path) -> MadeUpPacks:
    return SHAPE.validate_python(read(path))
