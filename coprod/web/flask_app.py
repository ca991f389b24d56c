"""The Flask class of the register."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class Register(Flask):
    def url_for(self, endpoint: str, **values: Any) -> str:
        """Return the address of an endpoint: of a page, in the language of the words around it."""
        address = super().url_for(endpoint, **values)
        localise: Callable[[str, str], str] = self.extensions["localise_address"]
        return localise(endpoint, address)

    def log_exception(self, exc_info: object) -> None:
        """Leave it to ``web.failures``, which logs no address: one may hold a token."""
