"""What the web adds to the app, before the areas and around them."""

from flask import Flask

import coprod.web.assets
import coprod.web.components
import coprod.web.converters
import coprod.web.csrf
import coprod.web.current_content_version
import coprod.web.errors
import coprod.web.failures
import coprod.web.filters
import coprod.web.fragment_cache
import coprod.web.frame
import coprod.web.headers
import coprod.web.language
import coprod.web.language_addresses
import coprod.web.limits
import coprod.web.logs
import coprod.web.mailer
import coprod.web.markers
import coprod.web.menu
import coprod.web.openid
import coprod.web.page_cache
import coprod.web.slots
import coprod.web.status.views
import coprod.web.submissions
import coprod.web.transaction

PARTS = (
    coprod.web.logs,
    coprod.web.headers,
    coprod.web.limits,
    coprod.web.converters,
    coprod.web.language,
    coprod.web.language_addresses,
    coprod.web.transaction,
    coprod.web.submissions,
    coprod.web.current_content_version,
    coprod.web.fragment_cache,
    coprod.web.csrf,
    coprod.web.errors,
    coprod.web.assets,
    coprod.web.components,
    coprod.web.filters,
    coprod.web.frame,
    coprod.web.menu,
    coprod.web.mailer,
    coprod.web.openid,
    coprod.web.markers,
    coprod.web.slots,
)
"""In the order in which a request meets them."""


def init_app(app: Flask) -> None:
    for part in PARTS:
        part.init_app(app)
    app.register_blueprint(coprod.web.status.views.bp)


def wrap_app(app: Flask) -> None:
    """Put around the app what answers in its place, and what takes the language off the path."""
    coprod.web.page_cache.init_app(app)
    coprod.web.language_addresses.wrap_app(app)
    coprod.web.failures.init_app(app)
