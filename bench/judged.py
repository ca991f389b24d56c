"""Judged collections: documents, questions, and which documents people said answer which."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(10**8)
USUAL = "titles"
"""Where a folder has several files of questions, this one is asked."""


class NotJudgedError(Exception):
    """A folder does not hold a judged collection. The message says what was looked for."""


@dataclass(frozen=True)
class Judged:
    """A collection; ``documents`` are title and text, ``relevant`` how much each document is."""

    name: str
    documents: dict[str, tuple[str, str]]
    questions: dict[str, str]
    relevant: dict[str, dict[str, int]]


def read(folder: Path) -> Judged:
    """Read a folder of any of the three forms that ``../shared/data`` has."""
    judged = Judged(
        folder.name,
        dict(documents(one(folder, "*.ALL", "*.docs", "cases.csv", "*.csv"))),
        dict(questions(usual(folder))),
        relevant(one(folder, "*qrel*")),
    )
    if not (judged.documents and judged.questions and judged.relevant):
        raise NotJudgedError(f"{folder}: no documents, questions or judgements in it")
    return judged


def one(folder: Path, *patterns: str) -> Path:
    for pattern in patterns:
        if found := sorted(folder.glob(pattern)):
            return found[0]
    raise NotJudgedError(f"{folder}: there is no file like {' or '.join(patterns)}")


def usual(folder: Path) -> Path:
    found = sorted(folder.glob("*quer*"))
    named = [path for path in found if USUAL in path.name.split(".")]
    return (named or found or [one(folder, "*quer*")])[0]


def documents(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    readers = {".ALL": from_smart, ".docs": from_lines, ".csv": from_table}
    return readers[path.suffix](path)


def from_smart(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Read documents that begin with ``.I number``; ``.T`` is the title and ``.W`` the text."""
    for block in path.read_text(encoding="utf-8", errors="replace").split("\n.I ")[0:]:
        head, *rest = block.removeprefix(".I ").splitlines()
        part, told = "", {".T": "", ".W": ""}
        for line in rest:
            if line[:2] in {".T", ".W", ".A", ".B", ".X"} and not line[2:].strip():
                part = line[:2]
            elif part in told:
                told[part] += f"{line}\n"
        yield head.strip(), (told[".T"], told[".W"])


def from_lines(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, text in parted(path):
        yield key, ("", text)


def from_table(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["id"], (row["title"], row["body"])


def questions(path: Path) -> Iterator[tuple[str, str]]:
    return parted(path)


def parted(path: Path) -> Iterator[tuple[str, str]]:
    """Read lines of a key, a tab or space, and a text."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, *rest = line.strip().split(None, 1)[:2] if line.strip() else ("",)
        if rest:
            yield key, rest[0]


def relevant(path: Path) -> dict[str, dict[str, int]]:
    """Read ``question document``, or ``question 0 document grade`` as TREC writes it."""
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split():
            case [question, document]:
                found.setdefault(question, {})[document] = 1
            case [question, _, document, grade] if int(grade) > 0:
                found.setdefault(question, {})[document] = int(grade)
            case _:
                pass
    return found
