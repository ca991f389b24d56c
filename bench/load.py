"""Asking for pages, many at once, and timing every answer."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

Ask = Callable[[], bytes]
"""Returns the bytes of the next request to send."""

BUFFER = 1 << 18


@dataclass
class Timed:
    """What one kind of page took, in milliseconds, and how many were answered in a second."""

    name: str
    seconds: float
    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes_of_one: int = 0

    @property
    def a_second(self) -> float:
        return len(self.took) / self.seconds

    def percentile(self, percent: int) -> float:
        if len(self.took) < 2:
            return max(self.took, default=0.0)
        return statistics.quantiles(self.took, n=100, method="inclusive")[percent - 1]


def get(port: int, path: str, cookie: str = "") -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return "\r\n".join([*lines, "", ""]).encode()


def post(port: int, path: str, form: dict[str, str], cookie: str) -> bytes:
    body = urlencode(form).encode()
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Connection: close",
        f"Cookie: {cookie}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def exchange(port: int, request: bytes) -> bytes:
    """Send one request and return the whole answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(request)
        parts = []
        while part := line.recv(BUFFER):
            parts.append(part)
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    return int(answer[9:12] or b"0")


def measure(name: str, port: int, asks: list[Ask], seconds: float) -> Timed:
    """Let each of ``asks`` send one request after another for so many seconds, all at once."""
    timed = Timed(name, seconds)
    lock = threading.Lock()
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=keep_asking, args=(port, ask, end, timed, lock)) for ask in asks
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    timed.seconds = time.perf_counter() - began
    return timed


def keep_asking(port: int, ask: Ask, end: float, timed: Timed, lock: threading.Lock) -> None:
    mine: list[float] = []
    seen: dict[int, int] = {}
    size = 0
    for request in until(end, ask):
        began = time.perf_counter()
        answer = exchange(port, request)
        mine.append((time.perf_counter() - began) * 1000)
        status = status_of(answer)
        seen[status] = seen.get(status, 0) + 1
        size = len(answer)
    with lock:
        timed.took += mine
        timed.bytes_of_one = max(timed.bytes_of_one, size)
        for status, number in seen.items():
            timed.statuses[status] = timed.statuses.get(status, 0) + number


def until(end: float, ask: Ask) -> Iterator[bytes]:
    while time.perf_counter() < end:
        yield ask()
