"""The app, put together. Read this first: it names every area, from top to bottom."""

from flask import Flask
from jinja2 import StrictUndefined

import coprod.accounts.wiring
import coprod.assessment.wiring
import coprod.board.wiring
import coprod.challenges.wiring
import coprod.core.jobs.commands
import coprod.decisions.wiring
import coprod.desk.wiring
import coprod.engagement.wiring
import coprod.exchange.wiring
import coprod.intelligence.wiring
import coprod.learning.wiring
import coprod.library.wiring
import coprod.operations.wiring
import coprod.outcomes.wiring
import coprod.participation.wiring
import coprod.reference.wiring
import coprod.register.wiring
import coprod.resourcing.wiring
import coprod.reviews.wiring
import coprod.web.wiring
from coprod.core import mail
from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.config import HOME, Settings
from coprod.core.database import configure_sqlite, db
from coprod.core.disclosure.rules import set_disclosure_limits
from coprod.web.flask_app import Register

AREAS = (
    coprod.operations.wiring.AREA,
    coprod.desk.wiring.AREA,
    coprod.exchange.wiring.AREA,
    coprod.board.wiring.AREA,
    coprod.library.wiring.AREA,
    coprod.challenges.wiring.AREA,
    coprod.engagement.wiring.AREA,
    coprod.learning.wiring.AREA,
    coprod.intelligence.wiring.AREA,
    coprod.decisions.wiring.AREA,
    coprod.outcomes.wiring.AREA,
    coprod.assessment.wiring.AREA,
    coprod.participation.wiring.AREA,
    coprod.resourcing.wiring.AREA,
    coprod.register.wiring.AREA,
    coprod.reviews.wiring.AREA,
    coprod.accounts.wiring.AREA,
    coprod.reference.wiring.AREA,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app. Settings come from the environment unless a test gives its own."""
    app = Register("coprod", root_path=str(HOME), template_folder="templates", static_folder=None)
    app_settings = settings or Settings.read()
    app.extensions.update(settings=app_settings, home=HOME)
    set_disclosure_limits(app_settings)
    app.config.from_mapping(build_flask_config(app_settings))
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["verb"] = get_verb_text
    db.init_app(app)
    for command in (mail.group, coprod.core.jobs.commands.group, coprod.core.jobs.commands.work):
        app.cli.add_command(command)
    coprod.web.wiring.init_app(app)
    for area in AREAS:
        area.init_app(app)
    coprod.web.wiring.wrap_app(app)
    with app.app_context():
        configure_sqlite(db.engine)
    return app


def build_flask_config(settings: Settings) -> dict[str, object]:
    """Return the settings under the names that Flask and its extensions look for."""
    secure = settings.is_https
    return {
        "SECRET_KEY": settings.key,
        "SECRET_KEY_FALLBACKS": list(settings.keys[1:]),
        "WTF_CSRF_SECRET_KEY": [*reversed(settings.keys)],
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "TESTING": settings.environment == "test",
        "PERMANENT_SESSION_LIFETIME": settings.lifetime,
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "PROPAGATE_EXCEPTIONS": False,
    }
