"""Running a program of ours on a file from outside, in a process that may die of it.

The process has little memory and little time, and what it prints is all that comes back.
"""

import resource
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[2]
GRACE_SECONDS = 30
"""How much longer than its time on the processor a process may wait for one."""


class ProcessFailedError(Exception):
    """The process ended without an answer, as when it needs more memory than it may have."""


def run_program(module: str, *arguments: str, seconds: int) -> bytes:
    """Return what ``python -m module`` prints; ``TimeoutError`` where it takes too long."""
    try:
        result = subprocess.run(  # noqa: S603 - our own program, and no word of the file's
            [sys.executable, "-m", module, *arguments],
            cwd=HOME,
            capture_output=True,
            timeout=seconds + GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if result.returncode:
        raise ProcessFailedError
    return result.stdout


def limit_process(*, memory: int, seconds: int) -> None:
    """Let the process that calls this have so many bytes and seconds, and leave no core behind."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
