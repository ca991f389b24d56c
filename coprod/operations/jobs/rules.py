"""From when on the health of the register needs somebody."""

from datetime import datetime, timedelta

LOW_DISK = 500 * 1024 * 1024
OLDEST_BACKUP = timedelta(hours=26)


def is_old(backup_at: datetime | None, now: datetime) -> bool:
    """Tell whether a backup of each night is missing."""
    return backup_at is None or now - backup_at > OLDEST_BACKUP
