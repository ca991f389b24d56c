"""The file of made-up figures, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read
from coprod.demo.figures.rules import Figures

SHAPE = TypeAdapter(Figures)


def read_figures(path: Path) -> Figures:
    return SHAPE.validate_python(read(path))
