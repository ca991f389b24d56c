"""Commands about accounts."""

from flask.cli import AppGroup

group = AppGroup("accounts")
