"""Packages that came with others and that we do not use, left unread.

structlog colours tracebacks where rich is installed, Flask-Security knows passkeys where webauthn
is. Both do without when it is not there, and we want neither: together 150 modules at each start.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

UNUSED = ("rich", "webauthn")


class Unused(MetaPathFinder):
    """Say of these packages that they are not installed."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        if fullname in UNUSED:
            raise ModuleNotFoundError(f"{fullname} is not used here", name=fullname)


def leave_unread() -> None:
    sys.meta_path.insert(0, Unused())
