"""The app, put together. Read this first: it names every part, in order."""

from flask import Flask
from jinja2 import StrictUndefined

import coprod.accounts.cli
import coprod.accounts.views
import coprod.accounts.words
import coprod.answers.views
import coprod.answers.words
import coprod.api.api
import coprod.api.views
import coprod.api_search.api
import coprod.assessment.pages
import coprod.assessment.views
import coprod.assessment.words
import coprod.audit.views
import coprod.blind_spots.views
import coprod.challenges.pages
import coprod.challenges.views
import coprod.challenges.words
import coprod.changes.views
import coprod.changes.words
import coprod.checks.views
import coprod.comments.views
import coprod.comments.words
import coprod.compare.views
import coprod.confirmation.views
import coprod.confirmation.words
import coprod.curation.views
import coprod.curation.words
import coprod.daily.cli
import coprod.decisions.views
import coprod.decisions.words
import coprod.discussing.views
import coprod.exchange.cli
import coprod.feedback.views
import coprod.feedback.words
import coprod.feedback_import.views
import coprod.feedback_import.words
import coprod.feeds.views
import coprod.files.cli
import coprod.files.views
import coprod.files.words
import coprod.first_run.views
import coprod.first_run.words
import coprod.following.cli
import coprod.following.views
import coprod.formats.views
import coprod.formats.words
import coprod.frameworks.views
import coprod.frameworks.words
import coprod.freshness.views
import coprod.freshness.words
import coprod.gaps.views
import coprod.gaps.words
import coprod.gates.views
import coprod.gates.words
import coprod.get_involved.views
import coprod.get_involved.words
import coprod.guide.rules
import coprod.held.views
import coprod.honesty.views
import coprod.honesty.words
import coprod.insight.views
import coprod.insight.words
import coprod.involved.views
import coprod.involved.words
import coprod.joining.views
import coprod.keys.cli
import coprod.learning.views
import coprod.learning.words
import coprod.library.views
import coprod.moderation.views
import coprod.moderation.words
import coprod.moving_up.views
import coprod.owners.views
import coprod.owners.words
import coprod.people.views
import coprod.people.words
import coprod.place_data.cli
import coprod.post
import coprod.pots.views
import coprod.pots.words
import coprod.previews.views
import coprod.profile.views
import coprod.profile.words
import coprod.promises.views
import coprod.promises.words
import coprod.rates.views
import coprod.rates.words
import coprod.readers.views
import coprod.readers.words
import coprod.receipts.views
import coprod.records.views
import coprod.records.words
import coprod.redaction.cli
import coprod.redaction.views
import coprod.redaction.words
import coprod.reference.views
import coprod.reference.words
import coprod.register.views
import coprod.register.words
import coprod.related.views
import coprod.residents.pages
import coprod.residents.views
import coprod.residents.words
import coprod.resources.views
import coprod.rounds.views
import coprod.rounds.words
import coprod.scaling.views
import coprod.scaling.words
import coprod.scrutiny.views
import coprod.scrutiny.words
import coprod.search.cli
import coprod.search.tasks
import coprod.search.views
import coprod.search.words
import coprod.sections.views
import coprod.security
import coprod.sheets.cli
import coprod.sheets.views
import coprod.sheets.words
import coprod.shelves.views
import coprod.shelves.words
import coprod.statements.views
import coprod.statements.words
import coprod.status.views
import coprod.surveys.views
import coprod.surveys.words
import coprod.taking_part.views
import coprod.taking_part.words
import coprod.threads.cli
import coprod.threads.words
import coprod.trends.views
import coprod.waves.views
import coprod.waves.words
import coprod.web.assets
import coprod.web.components
import coprod.web.converters
import coprod.web.csrf
import coprod.web.current_edition
import coprod.web.errors
import coprod.web.failures
import coprod.web.filters
import coprod.web.frame
import coprod.web.headers
import coprod.web.kept_pages
import coprod.web.kept_parts
import coprod.web.language
import coprod.web.letters
import coprod.web.limits
import coprod.web.logs
import coprod.web.markers
import coprod.web.slots
import coprod.web.submissions
import coprod.web.transaction
import coprod.welcome.views
from coprod.assessment.queries import add_item_source
from coprod.assessment.words import ItemKind
from coprod.config import HOME, Settings
from coprod.db import db, keep_sqlite_safe
from coprod.decisions.queries import DECISION_ITEMS
from coprod.disclosure import rules as disclosure
from coprod.discussing.queries import DECISIONS, INSIGHTS, LESSONS
from coprod.history.words import register_verbs, verb
from coprod.promises.queries import COMMITMENT_ITEMS
from coprod.reference.queries import place_to_show
from coprod.subjects.policies import add_kind
from coprod.subjects.queries import ENTRIES
from coprod.web.flask_app import Register

PARTS = (
    coprod.reference.views,
    coprod.web.logs,
    coprod.web.headers,
    coprod.web.limits,
    coprod.web.converters,
    coprod.web.language,
    coprod.web.transaction,
    coprod.web.submissions,
    coprod.web.current_edition,
    coprod.web.kept_parts,
    coprod.web.csrf,
    coprod.web.errors,
    coprod.web.assets,
    coprod.web.components,
    coprod.web.filters,
    coprod.web.frame,
    coprod.web.letters,
    coprod.web.markers,
    coprod.web.slots,
    coprod.security,
    coprod.held.views,
    coprod.register.views,
    coprod.web.kept_pages,
    coprod.search.tasks,
    coprod.web.failures,
)
PAGES = (
    coprod.status.views.bp,
    coprod.welcome.views.bp,
    coprod.accounts.views.bp,
    coprod.joining.views.bp,
    coprod.profile.views.bp,
    coprod.people.views.bp,
    coprod.held.views.bp,
    coprod.reference.views.bp,
    coprod.register.views.bp,
    coprod.sections.views.bp,
    coprod.checks.views.bp,
    coprod.owners.views.bp,
    coprod.files.views.bp,
    coprod.first_run.views.bp,
    coprod.frameworks.views.bp,
    coprod.assessment.views.bp,
    coprod.statements.views.bp,
    coprod.taking_part.views.bp,
    coprod.waves.views.bp,
    coprod.surveys.views.bp,
    coprod.residents.views.bp,
    coprod.confirmation.views.bp,
    coprod.formats.views.bp,
    coprod.curation.views.bp,
    coprod.promises.views.bp,
    coprod.involved.views.bp,
    coprod.get_involved.views.bp,
    coprod.records.views.bp,
    coprod.decisions.views.bp,
    coprod.discussing.views.bp,
    coprod.scrutiny.views.bp,
    coprod.rounds.views.bp,
    coprod.changes.views.bp,
    coprod.honesty.views.bp,
    coprod.challenges.views.bp,
    coprod.freshness.views.bp,
    coprod.learning.views.bp,
    coprod.readers.views.bp,
    coprod.shelves.views.bp,
    coprod.scaling.views.bp,
    coprod.feedback.views.bp,
    coprod.trends.views.bp,
    coprod.blind_spots.views.bp,
    coprod.gaps.views.bp,
    coprod.moving_up.views.bp,
    coprod.compare.views.bp,
    coprod.gates.views.bp,
    coprod.related.views.bp,
    coprod.library.views.bp,
    coprod.api.views.bp,
    coprod.feeds.views.bp,
    coprod.previews.views.bp,
    coprod.following.views.bp,
    coprod.search.views.bp,
    coprod.comments.views.bp,
    coprod.receipts.views.bp,
    coprod.answers.views.bp,
    coprod.moderation.views.bp,
    coprod.pots.views.bp,
    coprod.rates.views.bp,
    coprod.resources.views.bp,
    coprod.audit.views.bp,
    coprod.redaction.views.bp,
    coprod.insight.views.bp,
    coprod.sheets.views.bp,
    coprod.feedback_import.views.bp,
)
FRAMEWORKS = (
    coprod.assessment.pages.FRAMEWORK,
    coprod.residents.pages.FRAMEWORK,
    coprod.challenges.pages.FRAMEWORK,
    coprod.guide.rules.FRAMEWORK,
)
"""What an administrator can word anew: see ``coprod.frameworks``."""
VERB_MODULES = (
    coprod.accounts.words,
    coprod.answers.words,
    coprod.assessment.words,
    coprod.challenges.words,
    coprod.changes.words,
    coprod.comments.words,
    coprod.confirmation.words,
    coprod.curation.words,
    coprod.decisions.words,
    coprod.feedback.words,
    coprod.feedback_import.words,
    coprod.files.words,
    coprod.first_run.words,
    coprod.formats.words,
    coprod.frameworks.words,
    coprod.freshness.words,
    coprod.gaps.words,
    coprod.gates.words,
    coprod.get_involved.words,
    coprod.honesty.words,
    coprod.insight.words,
    coprod.involved.words,
    coprod.learning.words,
    coprod.moderation.words,
    coprod.owners.words,
    coprod.people.words,
    coprod.pots.words,
    coprod.profile.words,
    coprod.promises.words,
    coprod.rates.words,
    coprod.readers.words,
    coprod.records.words,
    coprod.redaction.words,
    coprod.reference.words,
    coprod.register.words,
    coprod.residents.words,
    coprod.rounds.words,
    coprod.scaling.words,
    coprod.scrutiny.words,
    coprod.search.words,
    coprod.sheets.words,
    coprod.shelves.words,
    coprod.statements.words,
    coprod.surveys.words,
    coprod.taking_part.words,
    coprod.threads.words,
    coprod.waves.words,
)
"""What names the steps of each package for the audit trail: see ``coprod.history``."""
COMMANDS = (
    coprod.accounts.cli.group,
    coprod.daily.cli.daily,
    coprod.exchange.cli.group,
    coprod.files.cli.group,
    coprod.following.cli.group,
    coprod.keys.cli.group,
    coprod.post.group,
    coprod.redaction.cli.group,
    coprod.place_data.cli.group,
    coprod.search.cli.group,
    coprod.sheets.cli.group,
    coprod.threads.cli.group,
)


def add_kinds() -> None:
    """Tell packages below of the kinds of things that come from packages above them."""
    for kind in (ENTRIES, LESSONS, DECISIONS, INSIGHTS):
        add_kind(kind)
    add_item_source(ItemKind.PROMISE, COMMITMENT_ITEMS)
    add_item_source(ItemKind.DECISION, DECISION_ITEMS)
    for words in VERB_MODULES:
        register_verbs(words.AUDIT_VERBS)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app. Settings come from the environment unless a test gives its own."""
    app = Register("coprod", root_path=str(HOME), template_folder="templates", static_folder=None)
    chosen = settings or Settings.read()
    app.extensions.update(settings=chosen, home=HOME, find_place=place_to_show)
    disclosure.obey(chosen)
    app.extensions["frameworks"] = {each.kind: each for each in FRAMEWORKS}
    app.config.from_mapping(for_flask(chosen))
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["verb"] = verb
    db.init_app(app)
    for part in PARTS:
        part.init_app(app)
    for page in PAGES:
        app.register_blueprint(page)
    coprod.api.api.init_app(app)
    coprod.api_search.api.init_app(app)
    add_kinds()
    for group in COMMANDS:
        app.cli.add_command(group)
    with app.app_context():
        keep_sqlite_safe(db.engine)
    return app


def for_flask(settings: Settings) -> dict[str, object]:
    """Return the settings under the names that Flask and its extensions look for."""
    secure = settings.public_url.startswith("https://")
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
