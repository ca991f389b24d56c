"""The file of made-up packs, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read_yaml
from coprod.demo.packs.rules import MadeUpPacks

PACKS_ADAPTER = TypeAdapter(MadeUpPacks)


def read_packs(path: Path) -> MadeUpPacks:
    return PACKS_ADAPTER.validate_python(read_yaml(path))
