"""The file of made-up figures, read and checked."""

from pathlib import Path

from pydantic import TypeAdapter

from coprod.demo.examples.schemas import read_yaml
from coprod.demo.figures.rules import Figures

FIGURES_ADAPTER = TypeAdapter(Figures)


def read_figures(path: Path) -> Figures:
    return FIGURES_ADAPTER.validate_python(read_yaml(path))
