"""A real server with a database of its own, and a real browser to walk it with."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser import FLAGS, found

HOME = Path(__file__).parents[2]
PASSWORD = re.compile(r"password is the same for all: (\S+)")


@dataclass(frozen=True)
class Site:
    """A register that runs: where, with which sign-ins, and where its mail goes."""

    address: str
    password: str
    mail: Path

    def last_link(self, to: str) -> str:
        """Return the link in the newest message to an address; waits for the worker."""
        for _try in range(100):
            for path in sorted(self.mail.glob("*"), reverse=True):
                text = path.read_text()
                link = re.search(r"/link/[A-Za-z0-9_-]+", text)
                if link and f"To: {to}" in text:
                    return link.group()
            time.sleep(0.1)
        raise AssertionError(f"no mail with a link for {to}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start the register as ``make run`` does, on a free port and in an empty folder."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {
        **os.environ,
        "COPROD_ENVIRONMENT": "development",
        "COPROD_DEMO": "1",
        "COPROD_LIMITS": "0",
        "COPROD_SECOND_FACTOR": "0",
        "COPROD_DATA_FOLDER": str(folder),
        "PORT": str(port),
    }
    environment.pop("COPROD_TEST_DATABASE_URL", None)
    output = folder / "output"
    with output.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "coprod", "serve"],
            cwd=HOME,
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            password = wait_for(port, server, output)
            yield Site(f"http://127.0.0.1:{port}", password, folder / "mail")
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], output: Path) -> str:
    """Wait for this very server, and return the password of its demo sign-ins.

    What it prints comes before it answers. An answer alone may come from a server that is dying.
    """
    for _try in range(1800):
        assert server.poll() is None, output.read_text()
        password = PASSWORD.search(output.read_text())
        if password and answers(port):
            return password.group(1)
        time.sleep(0.1)
    raise AssertionError(output.read_text())


def answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": found(), "args": list(FLAGS), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args(site: Site) -> dict[str, Any]:
    return {"base_url": site.address, "locale": "en-GB"}
