"""Style, script and pictures, under names that change with what is in them.

``frontend/build.py`` compiles them into ``static/`` and writes ``manifest.json``; WhiteNoise serves
them before Flask is asked, and lets browsers keep them for good.
"""

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

PREFIX = "/static/"
HASHED = re.compile(r"/[^/]+\.[0-9a-f]{12}\.[a-z0-9]+$")


def init_app(app: Flask) -> None:
    folder = Path(app.extensions["home"]) / "static"
    manifest = folder / "manifest.json"
    names: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}

    def asset(name: str) -> str:
        return PREFIX + names.get(name, name)

    app.jinja_env.globals["asset"] = asset
    if folder.exists():
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=folder,
            prefix=PREFIX,
            immutable_file_test=is_hashed,
            add_headers_function=add_safe_headers,
            index_file=False,
        )


def is_hashed(_path: str, url: str) -> bool:
    return bool(HASHED.search(url))


def add_safe_headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'"
