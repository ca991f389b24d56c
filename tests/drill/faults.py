"""Faults that can be planted in a module: one comparison, ``and``, ``if``, number or ``raise``."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OTHERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


@dataclass(frozen=True)
class Fault:
    """The change number ``index`` of a module, counted in the order of its syntax tree."""

    path: Path
    index: int
    line: int
    before: str
    after: str
    text: str

    @property
    def package(self) -> str:
        return "/".join(self.path.parent.parts[1:])

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before}  ->  {self.after}  in: {self.text}"


def list_faults(path: Path, source: str) -> Iterator[Fault]:
    lines = source.splitlines()
    for index, (old, new) in enumerate(list_changes(ast.parse(source))):
        line = line_of(old)
        yield Fault(path, index, line, brief(old), brief(new), lines[line - 1].strip())


def plant(fault: Fault, source: str) -> str:
    """Return the source of the module with this fault, and no other, in it."""
    tree = ast.parse(source)
    old, new = list(list_changes(tree))[fault.index]
    return ast.unparse(ast.fix_missing_locations(Swap(old, new).visit(tree)))


class Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def list_changes(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    for node in ast.walk(tree):
        for new in CHANGES.get(type(node), lambda _: ())(node):
            yield node, new


def change_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        for other in OTHERS[type(operator)]:
            operators = [*node.ops[:at], other(), *node.ops[at + 1 :]]
            yield ast.Compare(node.left, operators, node.comparators)


def change_and(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def change_if(node: ast.If) -> Iterator[ast.AST]:
    yield ast.If(negate(node.test), node.body, node.orelse)


def change_choice(node: ast.IfExp) -> Iterator[ast.AST]:
    yield ast.IfExp(negate(node.test), node.body, node.orelse)


def change_filter(node: ast.comprehension) -> Iterator[ast.AST]:
    for at, test in enumerate(node.ifs):
        tests = [*node.ifs[:at], negate(test), *node.ifs[at + 1 :]]
        yield ast.comprehension(node.target, node.iter, tests, node.is_async)


def negate(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def change_number(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def drop_raise(_: ast.Raise) -> Iterator[ast.AST]:
    yield ast.Pass()


CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST] | Sequence[ast.AST]]] = {
    ast.Compare: change_comparison,
    ast.BoolOp: change_and,
    ast.If: change_if,
    ast.IfExp: change_choice,
    ast.comprehension: change_filter,
    ast.Constant: change_number,
    ast.Raise: drop_raise,
}


def line_of(node: ast.AST) -> int:
    found: Any = node.target if isinstance(node, ast.comprehension) else node
    return int(found.lineno)


def brief(node: ast.AST) -> str:
    """Return the first line of a piece of code: of an ``if``, that is its condition."""
    return ast.unparse(node).strip().partition("\n")[0]
