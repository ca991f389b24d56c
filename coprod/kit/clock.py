"""The one place where the time is read."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is for the people who use the register, not for the server."""
    return now().astimezone(LONDON).date()
