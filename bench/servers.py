"""The servers that are measured: the register as in production, and a bare Flask page beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

HOME = Path(__file__).parents[1]
WORKERS = 2


def bare() -> Flask:
    """Make an app with one page of as many bytes as it is asked for, and nothing else."""
    app = Flask("bare")
    bodies: dict[int, str] = {}

    @app.get("/<int:size>")
    def page(size: int) -> str:
        return bodies.setdefault(size, "x" * size)

    return app


@contextmanager
def running(application: str, environment: dict[str, str], log: Path) -> Iterator["Server"]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind"]
    command += [f"127.0.0.1:{port}", "--log-level", "error", "--backlog", "512", application]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=HOME,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait(port, process, log)
            yield Server(port, process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


class Server:
    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid

    @property
    def workers(self) -> list[str]:
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()

    def memory_mb(self) -> float:
        """Return the memory of the largest worker, in MB."""
        return max(map(resident_mb, self.workers), default=0.0)

    def cpu_seconds(self) -> float:
        """Return the time that the workers have spent: other work on the machine is not in it."""
        return sum(map(spent, self.workers))


def spent(pid: str) -> float:
    """Return the seconds of CPU of a process, in its own code and in the system's."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith("VmRSS"))
    return int(found.split()[1]) / 1024


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _try in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(log.read_text())
