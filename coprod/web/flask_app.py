"""Flask, without what it does for every request that no request of ours needs."""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class Templates(Environment):
    """All templates have the same globals: Jinja would chain them anew for each include."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Register(Flask):
    """No view of ours, and nothing around one, is a coroutine: Flask would look each time."""

    jinja_environment = Templates

    def log_exception(self, exc_info: object) -> None:
        """Leave it to ``web.failures``, which logs no address: one may hold a token."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func
