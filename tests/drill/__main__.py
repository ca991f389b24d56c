"""What takes too long for every change, run before an issue is closed: ``make drill``.

A step is a function that prints what it found and returns 0 when that is good enough.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from tests.crawl.walk import EVERY_ROLE
from tests.drill import mutants, workers


def drill_mutants(options: Namespace) -> int:
    """Plant faults in the code, and count how many of them the tests notice."""
    home = mutants.HOME
    return mutants.report(home, mutants.run_sample(home, options.seed, options.size, options.only))


def drill_workers(options: Namespace) -> int:
    """Start workers together, kill them and move their clocks."""
    return workers.run(options.only)


def drill_walk(_options: Namespace) -> int:
    """Walk all pages as each role, also as those that see what another does."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/crawl"]
    return subprocess.run(command, check=False, env={**os.environ, EVERY_ROLE: "1"}).returncode  # noqa: S603


STEPS: dict[str, Callable[[Namespace], int]] = {
    "mutants": drill_mutants,
    "workers": drill_workers,
    "walk": drill_walk,
}


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.drill", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="step", help=f"of {', '.join(STEPS)}; else all")
    parser.add_argument("--seed", type=int, default=mutants.SEED, help="which sample of faults")
    parser.add_argument("--size", type=int, default=mutants.SIZE, help="how many faults")
    parser.add_argument("--only", default="", help="faults in paths with this in them")
    options = parser.parse_args()
    failed = 0
    for step in options.steps or STEPS:
        print(f"--- {step}", flush=True)  # noqa: T201 - this is a command
        failed |= STEPS[step](options)
    return failed


if __name__ == "__main__":
    sys.exit(main())
