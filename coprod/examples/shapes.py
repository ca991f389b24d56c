"""The file of made-up entries, read and checked."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answers(Shape):
    """The team's answers: the gate, then Q1 to Q14 from 0 to 4."""

    free: str
    q: list[int] = Field(min_length=14, max_length=14)


class Example(Shape):
    """One made-up entry, in the keys of the place's lists."""

    key: str
    title: str
    summary: str
    led_by: str = ""
    led_by_name: str = ""
    localities: list[str] = []
    started: str
    ended: str = ""
    is_ongoing: bool = False
    promised: list[str]
    workstreams: list[str] = []
    methods: list[str] = []
    groups: list[str] = []
    body: str = ""
    learned: str = ""
    answers: Answers | None = None
    evidence: str = ""


def read_examples(path: Path) -> list[Example]:
    return [Example.model_validate(each) for each in yaml.safe_load(path.read_text())]
