"""The queue of the worker, and its threads: huey. Imported where it is used, for it takes long.

It carries names, and knows of nothing else: ``list_due`` says what is due, ``run`` does it.
"""

import json
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

from huey import Huey
from huey.consumer import Consumer, ConsumerStopped
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage, PostgresStorage, PriorityRedisStorage, SqliteStorage

from coprod.core.config import Settings
from coprod.core.storage import SCAN_SECONDS

THREADS = 4
LONGEST_PAUSE_SECONDS = 1.0
CLOCK_SECONDS = 5
STOPPING_SECONDS = SCAN_SECONDS


class JsonSerializer(Serializer):  # type: ignore[misc]
    """Messages as JSON: whoever can write into the queue cannot make a worker run their code."""

    def serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(data))


class Queue(Huey):  # type: ignore[misc]
    """Messages with the arguments of ``run``; ``list_due`` is asked each minute by each worker."""

    def __init__(
        self,
        settings: Settings,
        run: Callable[..., None],
        list_due: Callable[[], Sequence[tuple[str, ...]]],
    ) -> None:
        storage = choose_storage(settings)
        super().__init__("coprod", results=False, serializer=JsonSerializer(), **storage)
        self.run = self.task(name="run")(run)
        self.list_due = list_due

    def read_periodic(self, _timestamp: object) -> list[Any]:
        return [self.run.s(*arguments) for arguments in self.list_due()]

    def call(self, name: str) -> None:
        """Let a worker run this before what is due by the clock."""
        self.enqueue(self.run.s(name, priority=1))


def choose_storage(settings: Settings) -> dict[str, Any]:
    """Return where the queue is: where a setting says, else beside the data in the database."""
    url = settings.queue_url or settings.database
    kind = url.partition(":")[0]
    if kind == "memory":
        return {"storage_class": MemoryStorage}
    if kind.startswith("postgresql"):
        return {"storage_class": PostgresStorage, "dsn": url.replace("+psycopg", "", 1)}
    if kind.startswith("redis"):
        return {"storage_class": PriorityRedisStorage, "url": url}
    path = settings.data_folder / "queue.db"
    return {"storage_class": SqliteStorage, "filename": str(path), "fsync": False}


class Worker(Consumer):  # type: ignore[misc]
    """Runs until it is asked to stop. What it is at then is finished first, for a minute."""

    server_pid = 0
    """The server whose child this is: it ends when that one does, however that ended."""

    def start(self) -> None:
        super().start()
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_received: os.kill(os.getpid(), signal.SIGTERM))

    def loop(self, health_check_ts: float | None = None) -> float | None:
        if self.server_pid and os.getppid() != self.server_pid:
            self.stop(graceful=True)
            raise ConsumerStopped
        checked_at: float | None = super().loop(health_check_ts)
        return checked_at


def work_until_stopped(queue: Queue, *, server_pid: int = 0) -> None:
    worker = Worker(
        queue,
        workers=THREADS,
        max_delay=LONGEST_PAUSE_SECONDS,
        scheduler_interval=CLOCK_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=STOPPING_SECONDS,
    )
    worker.server_pid = server_pid
    worker.run()
