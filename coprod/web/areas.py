"""What an area adds to the app: described in its ``wiring``, listed in ``app``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click
from flask import Blueprint, Flask

from coprod.core.audit_trail.enums import Verb, register_verbs
from coprod.web.letters import LetterGroup


@dataclass(frozen=True)
class Area:
    """An area by its name, with what it adds.

    A page's endpoint is ``area.subpackage.view``: it leads to the function that answers.
    """

    name: str
    init_functions: Sequence[Callable[[Flask], None]] = ()
    """Called first, in this order, for what is none of the rest."""
    blueprints: Sequence[Blueprint] = ()
    audit_verbs: Sequence[Mapping[str, Verb]] = ()
    commands: Sequence[click.Command] = ()
    letters: LetterGroup | None = None

    def init_app(self, app: Flask) -> None:
        for init_app in self.init_functions:
            init_app(app)
        parent = Blueprint(self.name, __name__)
        for blueprint in self.blueprints:
            parent.register_blueprint(blueprint)
        app.register_blueprint(parent)
        for verbs in self.audit_verbs:
            register_verbs(verbs)
        for command in self.commands:
            app.cli.add_command(command)
        if self.letters:
            app.extensions.setdefault("letters", []).append(self.letters)
