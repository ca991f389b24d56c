"""Plant a seeded sample of faults, one at a time, and count how many the tests notice.

Each fault meets the tests of its own package only, in a copy of the tree. What a package's tests
let through is not held by that package, whoever else may happen to stumble over it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from queue import Queue

from tests.drill.faults import Fault, list_faults, plant

HOME = Path(__file__).parents[2]
JOBS = ("rules", "policies", "queries", "actions")
ENGINE = "coprod/core/search_engine"
"""Its files are named by the parts of an engine, and each of them decides something."""
SEED, SIZE, WORKERS = 12, 200, 2
ENOUGH = 0.85
UNTESTED = {
    "demo/lessons": ("tests/test_starting.py",),
    "demo/stories": ("tests/test_starting.py",),
}
"""Packages without a folder of tests, and the tests that hold them."""
LEFT_OUT = (
    ".git",
    ".venv",
    ".tools",
    ".mypy_cache",
    ".ruff_cache",
    "node_modules",
    "build",
    "data",
)
OPTIONS = (
    *("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"),
    *("-m", "not browser and not shape"),
)
SLOWEST = 30
"""Seconds that the tests of a package have at least, however fast they are without a fault."""


class Fate(StrEnum):
    NOTICED = "noticed"
    OVERRAN = "noticed by the clock"
    SURVIVED = "survived"
    UNKNOWN = "not run: the tests fail without it"


@dataclass(frozen=True)
class Result:
    fault: Fault
    fate: Fate

    @property
    def is_noticed(self) -> bool:
        return self.fate in {Fate.NOTICED, Fate.OVERRAN}


def run_sample(home: Path, seed: int, size: int, only: str = "") -> list[Result]:
    """Run a sample, as many packages at once as there are workers, each in a tree of its own."""
    faults = choose(home, seed, size, only)
    packages = [list(group) for _, group in groupby(faults, key=lambda fault: fault.package)]
    packages.sort(key=len, reverse=True)
    with tempfile.TemporaryDirectory() as folder:
        trees: Queue[Path] = Queue()
        for number in range(WORKERS):
            trees.put(copy_tree(home, Path(folder, str(number))))
        with ThreadPoolExecutor(WORKERS) as pool:
            found = pool.map(lambda package: run_package(trees, package), packages)
            return [result for results in found for result in results]


def choose(home: Path, seed: int, size: int, only: str = "") -> list[Fault]:
    """Return the sample by path and line.

    Each fault has its own place in the draw, so that a change of the code leaves the rest of the
    sample as it was: what a test was written for is asked again.
    """
    alike: Counter[tuple[str, ...]] = Counter()

    def draw(fault: Fault) -> bytes:
        told = (str(fault.path), fault.text, fault.before, fault.after)
        alike[told] += 1
        return sha256(repr((seed, told, alike[told])).encode()).digest()

    faults = [fault for fault in list_all(home) if only in str(fault.path)]
    sample = sorted(faults, key=draw)[:size]
    return sorted(sample, key=lambda fault: (fault.path, fault.line, fault.index))


def list_all(home: Path) -> Iterator[Fault]:
    for path in sorted(home.glob("coprod/**/*.py")):
        if path.stem in JOBS or path.parent == home / ENGINE:
            yield from list_faults(path.relative_to(home), path.read_text())


def copy_tree(home: Path, to: Path) -> Path:
    return Path(shutil.copytree(home, to, ignore=shutil.ignore_patterns(*LEFT_OUT)))


def run_package(trees: Queue[Path], faults: Sequence[Fault]) -> list[Result]:
    """Run the tests of a package as it is, and then once for each of its faults."""
    tree = trees.get()
    try:
        started = time.monotonic()
        if run_tests(tree, faults[0]) is not Fate.SURVIVED:
            return [Result(fault, Fate.UNKNOWN) for fault in faults]
        seconds = max(SLOWEST, 4 * (time.monotonic() - started))
        return [run_fault(tree, fault, seconds) for fault in faults]
    finally:
        trees.put(tree)


def run_fault(tree: Path, fault: Fault, seconds: float) -> Result:
    path = tree / fault.path
    source = path.read_text()
    try:
        path.write_text(plant(fault, source))
        result = Result(fault, run_tests(tree, fault, seconds))
    finally:
        path.write_text(source)
    say(f"{result.fate:9}  {fault}")
    return result


def run_tests(tree: Path, fault: Fault, seconds: float = 600) -> Fate:
    """Run the tests in a tree, and stop them and all that they started after so many seconds."""
    command = [sys.executable, "-m", "pytest", *OPTIONS, *tests_of(tree, fault)]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603
        command, cwd=tree, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        code = started.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        return Fate.OVERRAN
    if code not in {0, 1, 2}:
        raise RuntimeError(f"pytest ended with {code}: {' '.join(command)}")
    return Fate.NOTICED if code else Fate.SURVIVED


def tests_of(tree: Path, fault: Fault) -> Sequence[str]:
    """Return the tests of a package: first those of the very file, which notice most faults."""
    own = Path("tests", fault.package)
    if not (tree / own).is_dir():
        return UNTESTED[fault.package]
    nearest = own / f"test_{fault.path.name}"
    return [str(path) for path in (nearest, own) if (tree / path).exists()]


def report(home: Path, results: Sequence[Result]) -> int:
    """Say what was noticed; return 1 when that is too little, or in the wrong places."""
    say(f"\n{share(results)} of the faults were noticed; {ENOUGH:.0%} is enough")
    roles = sorted({role_of(home, result.fault) for result in results})
    for role in roles:
        say(f"  {role:12} {share(r for r in results if role_of(home, r.fault) == role)}")
    left = [result for result in results if not result.is_noticed]
    for result in left:
        say(f"{role_of(home, result.fault)}: {result.fate}: {result.fault}")
    must = {Fate.UNKNOWN, "policies", "disclosure"}
    bad = [r for r in left if {r.fate, role_of(home, r.fault)} & must]
    return int(bool(bad) or len(results) - len(left) < ENOUGH * len(results))


def share(results: Iterable[Result]) -> str:
    noticed = [result.is_noticed for result in results]
    return f"{sum(noticed)} of {len(noticed)} ({sum(noticed) / len(noticed):.0%})"


def role_of(home: Path, fault: Fault) -> str:
    """Tell what a file decides: rules that use ``coprod.core.disclosure`` decide what is shown."""
    if fault.path.stem != "rules":
        return fault.path.stem
    is_disclosure = "disclosure" in f"{fault.path} {(home / fault.path).read_text()}"
    return "disclosure" if is_disclosure else "rules"


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - this is a command
