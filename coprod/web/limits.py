"""How often one address may try: enough for a person, too little for a machine that guesses."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from coprod.config import Settings

limiter = Limiter(get_remote_address, strategy="moving-window", headers_enabled=False)

LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_FIELD = 512 * 1024
MOST_PARTS = 500


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELD,
        MAX_FORM_PARTS=MOST_PARTS,
        RATELIMIT_STORAGE_URI="memory://",
    )
    limiter.init_app(app)
    limiter.enabled = settings.limits
