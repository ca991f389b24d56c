"""The ``coprod`` command: serve, prepare, database, and the commands of each package.

What a command is made of is imported once somebody asks for it, by its name, as Click advises for
large programs: serving never needs what preparing does. Decision 30 says what that is worth.
"""

import sys
from importlib import import_module

import click
from flask import Flask
from flask.cli import ScriptInfo

from coprod.core.config import BadSettingsError, use_development_settings
from coprod.core.values.errors import CoprodError

OWN_COMMANDS = {
    "serve": "coprod.serve",
    "check": "coprod.ready",
    "prepare": "coprod.prepare",
    "database": "coprod.prepare",
    "first-start": "coprod.prepare",
    "backup": "coprod.operations.backup.commands",
    "restore": "coprod.operations.backup.commands",
}


class Commands(click.Group):
    """The commands of the whole, and below them those of the app."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        follow_development_server()
        return sorted({*OWN_COMMANDS, *load_app(ctx).cli.list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "serve":
            follow_development_server()
        if cmd_name not in OWN_COMMANDS:
            return load_app(ctx).cli.get_command(ctx, cmd_name)
        module = import_module(OWN_COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


def follow_development_server() -> None:
    """Let a command do its work where ``make run`` serves, and say so. Decision 35 says when."""
    folder = use_development_settings()
    if folder:
        click.echo(f"For the development server of {folder}", err=True)


def load_app(ctx: click.Context) -> Flask:
    return ctx.ensure_object(ScriptInfo).load_app()


def create_app() -> Flask:
    """Make the app, imported once a command needs it."""
    app: Flask = import_module("coprod.app").create_app()
    return app


def main() -> None:
    """Run a command; a refusal is one plain line, never a traceback."""
    commands = Commands(help="The register: serve it, prepare it, look after it.")
    try:
        commands(obj=ScriptInfo(create_app=create_app))
    except (BadSettingsError, CoprodError, OSError) as refusal:
        sys.exit(f"coprod: {refusal}")


if __name__ == "__main__":
    main()
