"""``make names``: the definitions whose names tell a reader nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parents[2]
VAGUE = frozenset(
    [
        "told",
        "said",
        "shown",
        "kept",
        "begun",
        "asked",
        "wanted",
        "standing",
        "beside",
        "sitting",
        "shelf",
        "let_go",
        "take_in",
    ]
)
PLAIN_PARAMETERS = frozenset({"part", "of", "one"})
"""Vague as the name of a function or a class, and clear as that of a parameter."""
WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def list_vague_names(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and the name of each function, class, parameter and field that is vague."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                if is_vague(name) or name.lower() in PLAIN_PARAMETERS:
                    yield node.lineno, name
            case ast.arg(arg=name) | ast.AnnAssign(target=ast.Name(id=name)):
                if is_vague(name):
                    yield node.lineno, name


def is_vague(name: str) -> bool:
    """Tell whether the whole name, or one word of a compound name, is on the list."""
    plain = "_".join(word.lower() for word in WORD.findall(name))
    return plain in VAGUE or bool(VAGUE & set(plain.split("_")))


def main() -> None:
    found = [
        f"{path.relative_to(HOME)}:{line}: {name}"
        for path in sorted((HOME / "coprod").rglob("*.py"))
        for line, name in list_vague_names(path)
    ]
    print("\n".join([*found, f"{len(found)} vague names"]))  # noqa: T201


if __name__ == "__main__":
    main()
