"""Commands about reference."""

from flask.cli import AppGroup

group = AppGroup("reference")
