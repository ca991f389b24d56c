"""The design's own statement of the rule, to hold ours against."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ORACLE = Path(__file__).parents[3] / "shared" / "design" / "rule_check.py"
Oracle = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """Take only the table and the function out of a script that also prints and simulates."""
    if not ORACLE.exists():
        pytest.skip("the oracle is not on this machine")
    wanted = {"C", "CYCLE", "rung"}
    tree = ast.parse(ORACLE.read_text(encoding="utf-8"))
    kept = [node for node in tree.body if named(node) in wanted]
    made: dict[str, Any] = {}
    code = compile(ast.Module(kept, []), str(ORACLE), "exec")
    exec(code, {"__builtins__": {"min": min, "sum": sum}}, made)  # noqa: S102 - two tables and one function of our own design notes
    function: Oracle = made["rung"]
    function.__globals__.update(made)
    return function


def named(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return node.name if isinstance(node, ast.FunctionDef) else ""
