"""The file of made-up community groups, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.connectors.rules import MadeUpConnector
from coprod.demo.examples.schemas import read_yaml

CONNECTORS_ADAPTER = TypeAdapter(list[MadeUpConnector])


def read_connectors(path: Path) -> list[MadeUpConnector]:
    return CONNECTORS_ADAPTER.validate_python(read_yaml(path))
