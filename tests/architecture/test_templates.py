"""Templates depend downwards, too: what no contract on imports sees.

A template may extend, include, import from and call what lies in its own area or below. Where an
area above has something to add to a page, the page has a slot for it (``coprod.web.slots``).
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from coprod.web.slots import SLOTS

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
FOLDER = HOME / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
CONTRACTS = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
LAYERS = [layer.split(" | ") for layer in CONTRACTS[0]["layers"]]
"""The areas from top to bottom, as the contract on imports has them."""
SHARED = {"_layout", "_parts", "errors"}
"""Folders of templates that belong to the web."""
FRAMEWORK = {
    *DEFAULT_NAMESPACE,
    *("url_for", "get_flashed_messages", "config", "request", "session", "g"),
    *("csrf_token", "csrf_meta_tag", "csp_nonce", "_fsdomain", "pgettext", "npgettext"),
}
"""The globals of Jinja, of Flask, and of extensions."""


@cache
def layer_of(folder: str) -> tuple[int, str]:
    """Return how high the area of a folder lies, and the name of the area."""
    area = "web" if folder in SHARED else folder
    for height, layer in enumerate(reversed(LAYERS)):
        if area in layer:
            return height, area
    message = f"{folder} is no area of the contract"
    raise LookupError(message)


def goes_up(user: str, used: str) -> bool:
    """Whether this leads to another area, and not to one below."""
    (from_height, from_area), (to_height, to_area) = layer_of(user), layer_of(used)
    return from_area != to_area and to_height >= from_height


def folder_of(template: str) -> str:
    return template.split("/", maxsplit=1)[0]


# What templates use


def parse(source: str) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)


def used_templates(tree: nodes.Template) -> Iterator[str]:
    """Yield what is extended, included or imported; of a path put together, how it begins."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        users: Iterator[Any] = tree.find_all(kind)
        for name in (user.template for user in users):
            constants = [name] if isinstance(name, nodes.Const) else name.find_all(nodes.Const)
            yield from (each.value for each in constants if "/" in each.value)


def used_names(tree: nodes.Template) -> set[str]:
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}


def upward_uses(template: str, source: str, owners: dict[str, str]) -> Iterator[str]:
    tree, folder = parse(source), folder_of(template)
    for path in used_templates(tree):
        if goes_up(folder, folder_of(path)):
            yield f"{template} uses {path}"
    for name in sorted(used_names(tree) & owners.keys()):
        if goes_up(folder, owners[name]):
            yield f"{template} uses {name}, a global of {owners[name]}"


# Which package each global comes from


@cache
def global_owners() -> dict[str, str]:
    """Return the package that registers each template global."""
    owners: dict[str, str] = {}
    for path in sorted((HOME / "coprod").rglob("*.py")):
        package = path.relative_to(HOME / "coprod").parts[0].removesuffix(".py")
        owners |= dict.fromkeys(registered_globals(ast.parse(path.read_text())), package)
    return owners


def registered_globals(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from globals_by_call(node)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target = node.targets[0]
            if ast.unparse(target.value).endswith("jinja_env.globals"):
                yield ast.literal_eval(target.slice)


def globals_by_call(call: ast.Call) -> Iterator[str]:
    """Read ``app_template_global("x")``, ``add_app_template_global(x)`` and ``globals.update``."""
    function = ast.unparse(call.func)
    if function.endswith("jinja_env.globals.update"):
        yield from (keyword.arg for keyword in call.keywords if keyword.arg)
    elif function.endswith("app_template_global"):
        yield ast.unparse(call.args[-1]).strip("'")


def test_templates_use_what_lies_in_their_area_or_below() -> None:
    owners = global_owners()
    up = [
        use
        for template in TEMPLATES
        for use in upward_uses(template, (FOLDER / template).read_text(), owners)
    ]
    assert up == []


def test_what_a_template_uses_is_there() -> None:
    missing = [
        f"{template} uses {path}"
        for template in TEMPLATES
        for path in used_templates(parse((FOLDER / template).read_text()))
        if path.endswith(".html") and path not in TEMPLATES
    ]
    assert missing == []


def test_code_names_templates_of_its_area_or_below() -> None:
    up = [
        f"{path.relative_to(HOME)}: {template}"
        for path in sorted((HOME / "coprod").rglob("*.py"))
        for template in named_templates(path)
        if goes_up(path.relative_to(HOME / "coprod").parts[0], folder_of(template))
    ]
    assert up == []


def named_templates(path: Path) -> Iterable[str]:
    tree = ast.parse(path.read_text())
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return [template for template in TEMPLATES if template in words]


def test_every_global_has_an_owner_that_this_test_can_see(app: Flask) -> None:
    assert app.jinja_env.globals.keys() - FRAMEWORK == global_owners().keys()


@pytest.mark.parametrize(
    "source",
    [
        '{% include "desk/redaction/_link.html" %}',
        '{% include "desk/redaction/" ~ name ~ ".html" %}',
        '{% include ["register/x.html", "desk/redaction/x.html"] %}',
        '{% from "desk/redaction/_link.html" import link with context %}',
        '{% import "desk/redaction/_link.html" as link %}',
        '{% extends "desk/redaction/_link.html" %}',
        "{% if a %}{% for x in y %}{{ may_redact(x) }}{% endfor %}{% endif %}",
    ],
)
def test_each_way_upwards_is_found(source: str) -> None:
    owners = {"may_redact": "desk", "slot": "web"}

    assert list(upward_uses("register/activities/check.html", source, owners)) != []
    assert list(upward_uses("desk/redaction/ask.html", source, owners)) == []


def test_areas_on_one_line_do_not_know_each_other() -> None:
    assert goes_up("outcomes", "decisions")
    assert not goes_up("outcomes", "outcomes")


# Slots


def slot_calls() -> Iterator[tuple[str, str, set[str]]]:
    for template in TEMPLATES:
        for call in parse((FOLDER / template).read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "slot":
                name = call.args[0].as_const()
                yield template, name, {keyword.key for keyword in call.kwargs}


def test_pages_name_declared_slots_and_pass_their_values() -> None:
    wrong = [
        (template, name, values)
        for template, name, values in slot_calls()
        if name not in SLOTS or values != SLOTS[name].values
    ]
    assert wrong == []


def test_every_slot_has_a_page_and_contents(app: Flask) -> None:
    filled = {name for name, contents in app.extensions["slots"].items() if contents}

    assert {name for _template, name, _values in slot_calls()} == SLOTS.keys()
    assert filled == SLOTS.keys()


def test_contents_of_slots_are_templates_that_escape(app: Flask) -> None:
    contents = [each for some in app.extensions["slots"].values() for each in some]

    assert {Path(each.template).suffix for each in contents} == {".html"}
