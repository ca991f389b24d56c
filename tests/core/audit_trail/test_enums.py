"""A step is verbs with a verb that its package registered, with words for readers."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.core.audit_trail.actions import record_event
from coprod.core.audit_trail.enums import (
    VERBS,
    Verb,
    get_verb_text,
    list_decision_verbs,
    register_verbs,
)
from coprod.core.values.actor import SYSTEM
from coprod.core.values.phrases import N_
from tests import make

HOME = Path(__file__).parents[3]
MODULES = sorted((HOME / "coprod").rglob("*.py"))
NOTING = {"record_event", "step"}


def verbs_in(path: Path) -> Iterator[str]:
    """Find the verbs that are written out where an action notes a step."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            arguments = call.args[1:2] if call.func.id in NOTING else []
            yield from (text for each in arguments for text in texts(each))


def texts(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return [*texts(argument.body), *texts(argument.orelse)]
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    return []


def test_every_verb_that_an_action_writes_is_registered(app: Flask) -> None:
    verbs = {(name, path.parent.name) for path in MODULES for name in verbs_in(path)}
    assert len(verbs) > 100
    assert sorted((name, where) for name, where in verbs if name not in VERBS) == []


def test_every_package_with_verbs_registers_them(app: Flask) -> None:
    paths = [path for path in MODULES if "\nAUDIT_VERBS:" in path.read_text()]
    names = [".".join(path.relative_to(HOME).with_suffix("").parts) for path in paths]
    verbs: dict[str, Verb] = {}
    for name in names:
        verbs |= import_module(name).AUDIT_VERBS
    assert verbs == VERBS


def test_a_step_with_another_verb_is_refused(session: Any) -> None:
    with pytest.raises(LookupError, match="looked the other way"):
        record_event(SYSTEM, "looked the other way", make.activity())


def test_a_verb_has_one_text(app: Flask) -> None:
    name, known = next(iter(VERBS.items()))
    register_verbs({name: known})
    with pytest.raises(ValueError, match=name):
        register_verbs({name: Verb(N_("Something else"))})
    assert VERBS[name] == known


def test_a_verb_of_an_older_version_is_said_as_it_is() -> None:
    assert get_verb_text("looked the other way").plain == "Looked the other way"


def test_what_is_decided_once_is_marked(app: Flask) -> None:
    decisions = list_decision_verbs()
    assert {"published", "returned changes", "held back", "granted appeal"} <= set(decisions)
    assert not {"logged", "corrected", "wrote comment"} & set(decisions)
