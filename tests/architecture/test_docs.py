"""What the documents say is true."""

import re
from pathlib import Path

import pytest
from flask import Flask

from coprod.config import Settings

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
DOCUMENTS = [HOME / "README.md", *sorted((HOME / "docs").rglob("*.md"))]
MAKEFILE = (HOME / "Makefile").read_text()


def text(name: str) -> str:
    return (HOME / name).read_text()


@pytest.mark.parametrize("name", [f"COPROD_{field.upper()}" for field in Settings.model_fields])
def test_every_setting_is_explained_and_can_be_copied(name: str) -> None:
    assert f"`{name}`" in text("docs/operations.md")
    assert f"\n{name}=" in text(".env.example")


def test_every_package_stands_in_the_picture() -> None:
    picture = text("docs/architecture.md").split("```")[1]
    packages = {path.parent.name for path in (HOME / "coprod").glob("*/__init__.py")}
    assert sorted(name for name in packages if not re.search(rf"\b{name}\b", picture)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(HOME)))
def test_what_a_document_points_to_exists(path: Path) -> None:
    named = re.findall(r"`((?:coprod|docs|tests|examples|web|kit)/[\w./-]+)`", path.read_text())
    homes = (HOME, HOME / "coprod")
    assert [n for n in named if "NAME" not in n and not any((h / n).exists() for h in homes)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(HOME)))
def test_every_make_target_that_a_document_names_exists(path: Path) -> None:
    named = re.findall(
        r"\bmake ([a-z][a-z-]+)", "\n".join(re.findall(r"`[^`]+`", path.read_text()))
    )
    assert [target for target in named if f"\n{target}:" not in MAKEFILE] == []


def test_every_command_that_a_document_names_exists(app: Flask) -> None:
    known = {name: getattr(group, "commands", {}) for name, group in app.cli.commands.items()}
    named = re.findall(r"coprod (\w+) ([a-z-]+)", "\n".join(path.read_text() for path in DOCUMENTS))
    own = {("database", "upgrade")}
    assert [
        f"{group} {command}"
        for group, command in named
        if group in known and command not in known[group] and (group, command) not in own
    ] == []


def test_the_readme_is_short_enough_to_read() -> None:
    assert len(text("README.md").splitlines()) < 80


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((HOME / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
