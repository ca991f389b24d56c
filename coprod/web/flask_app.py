"""Flask, without what it does for every request that no request of ours needs."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class Templates(Environment):
    """All templates have the same globals: Jinja would chain them anew for each include."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Register(Flask):
    jinja_environment = Templates

    def log_exception(self, exc_info: object) -> None:
        """Leave it to ``web.failures``, which logs no address: one may hold a token."""
