"""The promises that the code makes about its own shape."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from coprod.web.access import MARK

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
MODULES = sorted((HOME / "coprod").rglob("*.py"))
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
COMMITTERS = {
    "coprod/web/transaction.py": "a request",
    "coprod/prepare.py": "a command",
    "coprod/core/search_engine/indexing.py": "the commit of the index, not of the database",
    "coprod/core/mail.py": "the worker that sends mail keeps each message's fate at once",
    "coprod/desk/redaction/commands.py": "a command",
    "coprod/accounts/users/commands.py": "a command",
    "coprod/core/jobs/tasks.py": "the worker, each job by itself",
    "coprod/decisions/records/commands.py": "a command",
    "coprod/operations/place_data/commands.py": "a command",
    "coprod/engagement/comments/commands.py": "a command",
    "coprod/exchange/comment_imports/commands.py": "a command",
    "coprod/library/subscriptions/commands.py": "a command",
    "coprod/register/freshness/commands.py": "a command",
    "coprod/register/review/commands.py": "a command",
    "coprod/intelligence/themes/commands.py": "a job, before it places texts, which takes seconds",
    "coprod/board/packs/commands.py": "a job, before it makes files that take seconds",
    "coprod/reviews/commands.py": "a command",
    "coprod/participation/directory/commands.py": "a command",
    "coprod/participation/groups/commands.py": "a command",
    "coprod/operations/keys/commands.py": "a command",
    "coprod/engagement/commitments/commands.py": "a command",
    "coprod/learning/adoption/commands.py": "a command",
    "coprod/library/index/commands.py": "a command",
    "coprod/assessment/rounds/commands.py": "a command",
    "coprod/exchange/imports/commands.py": "a command, and the worker that imports",
    "coprod/exchange/library_export/commands.py": "a job, so that others write meanwhile",
}
LONGEST_FUNCTION = 30
ROLES_CONTRACT = "Inside a package each file has one job"
PACKAGES_WITHOUT_ROLES = {"coprod.core.search_engine", "coprod.core.values"}
"""The parts of an engine, and values that stand side by side."""


def test_packages_depend_downwards_only() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=HOME, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout


def test_every_package_is_held_to_the_order_of_its_files() -> None:
    """A package that the contract does not name could hold files of any name."""
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["importlinter"]
    roles = next(each for each in contracts["contracts"] if each["name"].startswith(ROLES_CONTRACT))
    folders = {path.parent for path in MODULES}
    leaves = folders - {folder.parent for folder in folders}
    packages = {".".join(path.relative_to(HOME).parts) for path in leaves}
    assert packages - set(roles["containers"]) == PACKAGES_WITHOUT_ROLES


def test_every_view_says_who_may_open_it(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], MARK)
    ]
    assert silent == []


def test_addresses_are_plain_words_with_typed_parts(app: Flask) -> None:
    odd = [rule.rule for rule in app.url_map.iter_rules() if not is_plain(rule.rule)]
    assert odd == []


def is_plain(rule: str) -> bool:
    fixed = re.sub(r"<[a-z]+(\([^)]*\))?:[a-z_]+>", "", rule)
    return "<" not in fixed and re.fullmatch(r"[a-z0-9/.\-]*", fixed) is not None


def test_a_function_stays_short_enough_to_see_at_once() -> None:
    long = [
        f"{path.relative_to(HOME)}:{function.name}"
        for path in MODULES
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (n for n in nodes(path) if isinstance(n, ast.FunctionDef))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def test_only_the_transaction_and_commands_commit() -> None:
    committing = {str(path.relative_to(HOME)) for path in MODULES if commits(path)}
    assert sorted(committing - set(COMMITTERS)) == []


def commits(path: Path) -> bool:
    calls = (n.func for n in nodes(path) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Attribute) and f.attr == "commit" for f in calls)


def test_the_look_of_a_part_is_told_in_one_file() -> None:
    """Two files that style the same name overrule each other by the order in which they load."""
    told: dict[str, set[str]] = defaultdict(set)
    for path in (HOME / "frontend").glob("_*.scss"):
        for name in re.findall(r"^\.(app-[a-z0-9-]+)\s*\{", path.read_text(), re.MULTILINE):
            told[name].add(path.name)

    assert {name: sorted(files) for name, files in told.items() if len(files) > 1} == {}


def test_nothing_but_the_layout_of_parts_is_trusted_as_markup() -> None:
    trusting = [
        str(p.relative_to(HOME)) for p in TEMPLATES if re.search(r"\|\s*safe\b", p.read_text())
    ]
    assert trusting == []


def test_every_template_is_used(app: Flask) -> None:
    named = {str(p.relative_to(HOME / "templates")) for p in TEMPLATES}
    code = "".join(path.read_text() for path in MODULES) + "".join(p.read_text() for p in TEMPLATES)
    unused = sorted(name for name in named if not is_named(name, code))
    assert unused == []


def is_named(name: str, code: str) -> bool:
    """Errors and the steps of a form are named by what they are for, not by their whole path."""
    return f'"{name}"' in code or name.startswith(
        ("errors/", "register/activities/step/", "security/")
    )


def test_every_named_address_exists(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    text = "".join(p.read_text() for p in TEMPLATES)
    named = set(re.findall(r"url_for\(['\"]([a-z_.]+)['\"]", text))
    for path in MODULES:
        named |= set(
            re.findall(
                r"\b(?:go|url_for|Link|address)\(\s*[\"']([a-z_]+(?:\.[a-z_]+)+)[\"']",
                path.read_text(),
            )
        )
    assert sorted(named - endpoints) == []
