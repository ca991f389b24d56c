"""What the documents say is true."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.core.config import Settings

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
DOCUMENTS = [HOME / "README.md", *sorted((HOME / "docs").rglob("*.md"))]
CODE = re.compile(r"```.+?```|`[^`\n]+`", re.DOTALL)
MAKEFILE = (HOME / "Makefile").read_text()
CONTRACTS = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
LAYERS = [
    contract
    for contract in CONTRACTS
    if contract["type"] == "layers"
    and len(contract["containers"]) == 1
    and contract["containers"] != ["coprod.web"]
]
"""The contracts that a picture shows: `web` has files side by side, no packages."""


def text(name: str) -> str:
    return (HOME / name).read_text()


def test_every_setting_is_explained_and_can_be_copied() -> None:
    names = [f"COPROD_{field.upper()}" for field in Settings.model_fields]
    guide, example = text("docs/operations.md"), text(".env.example")
    assert [name for name in names if f"`{name}`" not in guide] == []
    assert [name for name in names if f"\n{name}=" not in example] == []


def test_every_area_and_subpackage_has_its_line_in_the_glossary() -> None:
    sections = re.split(r"^## ", text("docs/glossary.md"), flags=re.MULTILINE)
    lines = {
        section.splitlines()[0]: set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))
        for section in sections
    }
    areas = [path for path in (HOME / "coprod").iterdir() if (path / "__init__.py").exists()]
    missing = [
        f"{area.name}.{path.stem}"
        for area in areas
        for path in area.iterdir()
        if (path / "__init__.py").exists() and path.stem not in lines.get(area.name, set())
    ]
    assert sorted(missing) == []
    assert {area.name for area in areas} <= lines.keys()


def named(pattern: str) -> list[tuple[str, str]]:
    """Return what documents name in this way, each with the document that does."""
    return [
        (str(path.relative_to(HOME)), name)
        for path in DOCUMENTS
        for name in re.findall(pattern, path.read_text())
    ]


def test_what_a_document_points_to_exists() -> None:
    paths = named(r"`((?:coprod|docs|tests|examples|web|core)/[\w./-]+)`")
    homes = (HOME, HOME / "coprod")
    missing = [(at, n) for at, n in paths if not any((home / n).exists() for home in homes)]
    assert [(at, n) for at, n in missing if "NAME" not in n] == []


def test_every_make_target_that_a_document_names_exists() -> None:
    code = "\n".join("\n".join(re.findall(r"`[^`]+`", path.read_text())) for path in DOCUMENTS)
    targets = re.findall(r"\bmake ([a-z][a-z-]+)", code)
    assert [target for target in targets if f"\n{target}:" not in MAKEFILE] == []


def test_every_command_that_a_document_names_exists(app: Flask) -> None:
    own = {
        "serve": None,
        "prepare": None,
        "check": None,
        "backup": None,
        "restore": None,
        "database": {"upgrade": None},
    }
    groups = {name: getattr(group, "commands", None) for name, group in app.cli.commands.items()}
    known = {
        f"{name} {command}".strip()
        for name, commands in {**own, **groups}.items()
        for command in commands or [""]
    }
    written = "\n".join(code for path in DOCUMENTS for code in re.findall(CODE, path.read_text()))
    commands = re.findall(r"\bcoprod ([a-z]+(?: [a-z-]+)?)", written)
    assert [name for name in commands if name not in known and name.split()[0] not in known] == []


def test_the_readme_is_short_enough_to_read() -> None:
    assert len(text("README.md").splitlines()) < 80


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((HOME / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_of_the_fifty_eight_promises_names_a_test_that_is_there() -> None:
    rows = re.findall(
        r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", text("docs/security.md"), re.MULTILINE
    )
    assert [int(number) for number, _what, _tests in rows] == list(range(1, 59))

    tests = {test for _n, _what, tests in rows for test in re.findall(r"`([^`]+)`", tests)}
    assert all(re.findall(r"`[^`]+::test_\w+`", tests) for _n, _what, tests in rows)
    assert sorted(name for name in tests if not is_a_test(name)) == []


def is_a_test(name: str) -> bool:
    path, test = name.split("::")
    file = HOME / "tests" / path
    return file.exists() and f"\ndef {test}(" in file.read_text()


def read_picture(heading: str) -> list[str]:
    """Return the lines of the first block below a heading of architecture.md."""
    below = text("docs/architecture.md").partition(f"\n{heading}\n")[2]
    return below.split("```")[1].strip().splitlines() if below else []


@pytest.mark.parametrize("contract", LAYERS, ids=lambda contract: contract["name"])
def test_each_picture_is_a_contract(contract: dict[str, Any]) -> None:
    """Each package stands in it once, where the contract has it; a bar joins those side by side."""
    heading = "## The areas, from top to bottom"
    if contract["name"].startswith("Inside "):
        heading = f"### {contract['name'].removeprefix('Inside ')}"
    lines = read_picture(heading)
    layers = [layer for layer in contract["layers"] if layer != "wiring"]
    names = [name for layer in layers for name in layer.replace(" | ", " |").split()]

    assert [line.replace("| ", "|").split()[0] for line in lines] == names
    assert [line for line in lines if len(line.replace("| ", "|").split()) < 2] == []
