"""The one place where the time is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_then: ContextVar[datetime | None] = ContextVar("then", default=None)


def now() -> datetime:
    return _then.get() or datetime.now(UTC)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let it be noon of another day inside: for made-up entries, whose story takes months."""
    before = _then.set(datetime.combine(day, time(12), LONDON).astimezone(UTC))
    try:
        yield
    finally:
        _then.reset(before)


def today() -> date:
    """Return the day it is for the people who use the register, not for the server."""
    return to_day(now())


def to_day(at: datetime) -> date:
    """Return the day that a time is on, for the people who use the register."""
    return at.astimezone(LONDON).date()


def get_midnight(day: date) -> datetime:
    """Return the time at which a day begins here."""
    return datetime.combine(day, time.min, LONDON)
