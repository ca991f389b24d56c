"""The shape of a file of outlines (GeoJSON, or its relative in metres), and how it is read."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.schemas import explain_error
from coprod.reference.outlines.rules import Outline, Ring

Position = list[float]
LEAST_POINTS = 4


class Properties(BaseModel):
    """What a feature is: a place by its key or its name, or water, which is drawn below them."""

    key: str = ""
    name: str = ""
    water: bool = False


class Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: list[list[Position]]

    def list_rings(self) -> list[Ring]:
        return read_rings(self.coordinates)


class MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: list[list[list[Position]]]

    def list_rings(self) -> list[Ring]:
        return [ring for polygon in self.coordinates for ring in read_rings(polygon)]


class Feature(BaseModel):
    properties: Properties
    geometry: Polygon | MultiPolygon

    def build_outline(self) -> Outline:
        name = self.properties.key or self.properties.name
        rings = self.geometry.list_rings()
        if not rings:
            raise RuleBrokenError(N_("“%(name)s” has no outline", name=name))
        return Outline(name, rings, self.properties.water)


class OutlinesFile(BaseModel):
    features: list[Feature]


def read_rings(polygon: Sequence[Sequence[Position]]) -> list[Ring]:
    rings = [[(position[0], position[1]) for position in ring] for ring in polygon]
    return [ring for ring in rings if len(ring) >= LEAST_POINTS]


def read_outlines(path: Path) -> list[Outline]:
    """Read a file of outlines, or say in one line what is wrong with it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        features = OutlinesFile.model_validate(data).features
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise RuleBrokenError(N_("%(file)s is not good JSON in UTF-8", file=path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        message = N_("%(file)s: %(at)s %(why)s", file=path, at=where, why=explain_error(first))
        raise RuleBrokenError(message) from None
    return [each.build_outline() for each in features]
