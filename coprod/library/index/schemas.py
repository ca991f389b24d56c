"""The file of words that mean the same, read and checked."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter

SYNONYM_FILE = TypeAdapter(list[list[str]])


def read_synonyms(path: Path) -> list[list[str]]:
    """Read a place's file: a list of groups, each a list of ways to say one thing."""
    return SYNONYM_FILE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
