"""Routes that are quick to set up.

Werkzeug writes two small programs for each route, which put its address together for a link. For
500 routes that is a tenth of a start, and a process soon asked to stop again has linked to thirty.
So each is written when the first link is made.
"""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Route(Rule):
    """A route that learns to write its address when it is first asked to."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 - Werkzeug's
        write = super()._compile_builder
        name = "_build_unknown" if append_unknown else "_build"

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            written: Builder = write(append_unknown).__get__(rule, None)
            setattr(rule, name, written)
            return written(**values)

        return build


def init_app(app: Flask) -> None:
    app.url_rule_class = Route
