"""The content version as this process knows it, read from the database twice a second at most.

What is cached for a content version is never older than that: after half a second the process
reads it again, and after its own changes at once.
"""

import time
from collections.abc import Hashable

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from coprod.core import content_version
from coprod.core.config import Settings
from coprod.core.database import write_lock_deferred
from coprod.core.values import clock
from coprod.web.transaction import READ_METHODS, is_read_only

LOOK_AGAIN_SECONDS = 0.5


class CurrentContentVersion:
    """The version of the content, and the day: words such as “out of date” change with the date."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.known: Hashable = None
        self.read_at = 0.0

    def get(self) -> Hashable:
        if time.monotonic() - self.read_at > LOOK_AGAIN_SECONDS:
            before = time.monotonic()
            self.known = self.read()
            self.read_at = before
        return self.known

    def read(self) -> Hashable:
        """Return None where the database does not answer: nothing may be cached under that."""
        try:
            with self.app.app_context():
                return (self, content_version.get_content_version(), clock.today())
        except SQLAlchemyError:
            return None

    def forget(self) -> None:
        self.read_at = 0.0


def init_app(app: Flask) -> None:
    content_version.watch_changes()
    app.extensions["current_content_version"] = CurrentContentVersion(app)
    settings: Settings = app.extensions["settings"]
    if settings.fragment_cache_mb:
        app.before_request(pin_content_version)
    app.teardown_request(unpin_content_version)


def pin_content_version() -> None:
    """Read it before the page reads anything: what that reads is of this version or a later one."""
    is_reading = request.method in READ_METHODS or write_lock_deferred.get()
    content_version.pinned_version.set(
        current_app.extensions["current_content_version"].get() if is_reading else None
    )


def unpin_content_version(_error: BaseException | None) -> None:
    """Forget after a change that visitors see, and not before: the transaction has ended by now."""
    content_version.pinned_version.set(None)
    if not is_read_only() and content_version.version_raised.get():
        current_app.extensions["current_content_version"].forget()
    content_version.version_raised.set(False)
