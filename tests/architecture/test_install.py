"""A step of the installation that fails says why, and one that goes well says nothing."""

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]


def test_a_lock_that_does_not_fit_is_named_and_a_good_one_says_nothing(tmp_path: Path) -> None:
    package = {"name": "look", "version": "1.0.0", "dependencies": {"left-pad": "1.3.0"}}
    lock = {"name": "look", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {}}}
    (tmp_path / "package.json").write_text(json.dumps(package))
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))

    refused = run(npm_step(tmp_path))

    (tmp_path / "package.json").write_text(json.dumps({**package, "dependencies": {}}))
    done = run(npm_step(tmp_path))

    assert refused.returncode
    assert "Missing: left-pad@1.3.0 from lock file" in refused.stderr
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def npm_step(folder: Path) -> str:
    """Return the line of the Makefile that installs what npm brings, for another folder."""
    lines = run("make -n -B frontend/node_modules/.ready").stdout.splitlines()
    line = next(line for line in lines if "npm ci" in line)
    return line.replace("cd frontend", f"cd {folder}")


def run(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602 - lines of our Makefile
        command, shell=True, cwd=HOME, capture_output=True, text=True, check=False
    )
