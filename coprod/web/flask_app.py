"""The Flask class of the register."""

from flask import Flask


class Register(Flask):
    def log_exception(self, exc_info: object) -> None:
        """Leave it to ``web.failures``, which logs no address: one may hold a token."""
