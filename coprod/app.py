"""The app, put together. Read this first: it names every part, in order."""

from flask import Flask
from jinja2 import StrictUndefined

import coprod.accounts.admin.views
import coprod.accounts.admin.words
import coprod.accounts.autosave.views
import coprod.accounts.first_run.views
import coprod.accounts.first_run.words
import coprod.accounts.profile.views
import coprod.accounts.profile.words
import coprod.accounts.security
import coprod.accounts.sign_up.views
import coprod.accounts.users.cli
import coprod.accounts.users.views
import coprod.accounts.users.words
import coprod.assessment.answer_review.views
import coprod.assessment.answer_review.words
import coprod.assessment.confirmation.views
import coprod.assessment.confirmation.words
import coprod.assessment.honest_labels.views
import coprod.assessment.honest_labels.words
import coprod.assessment.next_rung.views
import coprod.assessment.perception_gap.views
import coprod.assessment.perception_gap.words
import coprod.assessment.resident_rating.pages
import coprod.assessment.resident_rating.views
import coprod.assessment.resident_rating.words
import coprod.assessment.rounds.views
import coprod.assessment.rounds.words
import coprod.assessment.self_assessment.pages
import coprod.assessment.self_assessment.views
import coprod.assessment.self_assessment.words
import coprod.challenges.pages
import coprod.challenges.views
import coprod.challenges.words
import coprod.core.mail
import coprod.decisions.decisions.views
import coprod.decisions.decisions.words
import coprod.decisions.guide.rules
import coprod.decisions.records.views
import coprod.decisions.records.words
import coprod.desk.audit.views
import coprod.desk.queue.views
import coprod.desk.queue.words
import coprod.desk.redaction.cli
import coprod.desk.redaction.views
import coprod.desk.redaction.words
import coprod.engagement.answers.views
import coprod.engagement.answers.words
import coprod.engagement.comments.views
import coprod.engagement.comments.words
import coprod.engagement.commitments.views
import coprod.engagement.commitments.words
import coprod.engagement.discussing.views
import coprod.engagement.moderation.views
import coprod.engagement.moderation.words
import coprod.engagement.receipts.views
import coprod.exchange.api.api
import coprod.exchange.api.views
import coprod.exchange.api_search.api
import coprod.exchange.feedback_import.views
import coprod.exchange.feedback_import.words
import coprod.exchange.imports.cli
import coprod.exchange.sheets.cli
import coprod.exchange.sheets.views
import coprod.exchange.sheets.words
import coprod.exchange.threads.cli
import coprod.exchange.threads.words
import coprod.intelligence.coverage.views
import coprod.intelligence.feedback.views
import coprod.intelligence.feedback.words
import coprod.intelligence.trends.views
import coprod.learning.adoption.views
import coprod.learning.adoption.words
import coprod.learning.collections.views
import coprod.learning.collections.words
import coprod.learning.reader_responses.views
import coprod.learning.reader_responses.words
import coprod.learning.records.views
import coprod.learning.records.words
import coprod.learning.stage_gates.views
import coprod.learning.stage_gates.words
import coprod.library.accessible_formats.views
import coprod.library.accessible_formats.words
import coprod.library.compare.views
import coprod.library.feeds.views
import coprod.library.home.views
import coprod.library.index.cli
import coprod.library.index.tasks
import coprod.library.index.views
import coprod.library.index.words
import coprod.library.previews.views
import coprod.library.related.views
import coprod.library.stories.views
import coprod.library.subscriptions.cli
import coprod.library.subscriptions.views
import coprod.operations.daily.cli
import coprod.operations.keys.cli
import coprod.operations.place_data.cli
import coprod.outcomes.i_statements.views
import coprod.outcomes.i_statements.words
import coprod.outcomes.results.views
import coprod.outcomes.results.words
import coprod.outcomes.surveys.views
import coprod.outcomes.surveys.words
import coprod.participation.groups.views
import coprod.participation.groups.words
import coprod.participation.opportunities.views
import coprod.participation.opportunities.words
import coprod.participation.participants.views
import coprod.participation.participants.words
import coprod.reference.lists.views
import coprod.reference.lists.words
import coprod.reference.wording.views
import coprod.reference.wording.words
import coprod.register.activities.views
import coprod.register.activities.words
import coprod.register.completeness.views
import coprod.register.files.cli
import coprod.register.files.views
import coprod.register.files.words
import coprod.register.freshness.views
import coprod.register.freshness.words
import coprod.register.ownership.views
import coprod.register.ownership.words
import coprod.register.review.views
import coprod.register.review.words
import coprod.register.revisions.views
import coprod.register.revisions.words
import coprod.register.sections.views
import coprod.resourcing.funding_pots.views
import coprod.resourcing.funding_pots.words
import coprod.resourcing.rate_card.views
import coprod.resourcing.rate_card.words
import coprod.resourcing.totals.views
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
import coprod.web.status.views
import coprod.web.submissions
import coprod.web.transaction
from coprod.assessment.self_assessment.queries import add_item_source
from coprod.assessment.self_assessment.words import ItemKind
from coprod.core.audit_trail.words import register_verbs, verb
from coprod.core.config import HOME, Settings
from coprod.core.database import db, keep_sqlite_safe
from coprod.core.disclosure import rules as disclosure
from coprod.decisions.decisions.queries import DECISION_ITEMS
from coprod.engagement.commitments.queries import COMMITMENT_ITEMS
from coprod.engagement.discussing.queries import DECISIONS, INSIGHTS, LESSONS
from coprod.engagement.subjects.policies import add_kind
from coprod.engagement.subjects.queries import ENTRIES
from coprod.reference.lists.queries import place_to_show
from coprod.web.flask_app import Register

PARTS = (
    coprod.reference.lists.views,
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
    coprod.accounts.security,
    coprod.accounts.autosave.views,
    coprod.register.activities.views,
    coprod.web.kept_pages,
    coprod.library.index.tasks,
    coprod.web.failures,
)
PAGES = (
    coprod.web.status.views.bp,
    coprod.library.home.views.bp,
    coprod.accounts.users.views.bp,
    coprod.accounts.sign_up.views.bp,
    coprod.accounts.profile.views.bp,
    coprod.accounts.admin.views.bp,
    coprod.accounts.autosave.views.bp,
    coprod.reference.lists.views.bp,
    coprod.register.activities.views.bp,
    coprod.register.sections.views.bp,
    coprod.register.completeness.views.bp,
    coprod.register.ownership.views.bp,
    coprod.register.files.views.bp,
    coprod.accounts.first_run.views.bp,
    coprod.reference.wording.views.bp,
    coprod.assessment.self_assessment.views.bp,
    coprod.outcomes.i_statements.views.bp,
    coprod.participation.participants.views.bp,
    coprod.outcomes.results.views.bp,
    coprod.outcomes.surveys.views.bp,
    coprod.assessment.resident_rating.views.bp,
    coprod.assessment.confirmation.views.bp,
    coprod.library.accessible_formats.views.bp,
    coprod.register.review.views.bp,
    coprod.engagement.commitments.views.bp,
    coprod.participation.groups.views.bp,
    coprod.participation.opportunities.views.bp,
    coprod.decisions.records.views.bp,
    coprod.decisions.decisions.views.bp,
    coprod.engagement.discussing.views.bp,
    coprod.assessment.answer_review.views.bp,
    coprod.assessment.rounds.views.bp,
    coprod.register.revisions.views.bp,
    coprod.assessment.honest_labels.views.bp,
    coprod.challenges.views.bp,
    coprod.register.freshness.views.bp,
    coprod.learning.records.views.bp,
    coprod.learning.reader_responses.views.bp,
    coprod.learning.collections.views.bp,
    coprod.learning.adoption.views.bp,
    coprod.intelligence.feedback.views.bp,
    coprod.intelligence.trends.views.bp,
    coprod.intelligence.coverage.views.bp,
    coprod.assessment.perception_gap.views.bp,
    coprod.assessment.next_rung.views.bp,
    coprod.library.compare.views.bp,
    coprod.learning.stage_gates.views.bp,
    coprod.library.related.views.bp,
    coprod.library.stories.views.bp,
    coprod.exchange.api.views.bp,
    coprod.library.feeds.views.bp,
    coprod.library.previews.views.bp,
    coprod.library.subscriptions.views.bp,
    coprod.library.index.views.bp,
    coprod.engagement.comments.views.bp,
    coprod.engagement.receipts.views.bp,
    coprod.engagement.answers.views.bp,
    coprod.engagement.moderation.views.bp,
    coprod.resourcing.funding_pots.views.bp,
    coprod.resourcing.rate_card.views.bp,
    coprod.resourcing.totals.views.bp,
    coprod.desk.audit.views.bp,
    coprod.desk.redaction.views.bp,
    coprod.desk.queue.views.bp,
    coprod.exchange.sheets.views.bp,
    coprod.exchange.feedback_import.views.bp,
)
FRAMEWORKS = (
    coprod.assessment.self_assessment.pages.FRAMEWORK,
    coprod.assessment.resident_rating.pages.FRAMEWORK,
    coprod.challenges.pages.FRAMEWORK,
    coprod.decisions.guide.rules.FRAMEWORK,
)
"""What an administrator can word anew: see ``coprod.reference.wording``."""
VERB_MODULES = (
    coprod.accounts.users.words,
    coprod.engagement.answers.words,
    coprod.assessment.self_assessment.words,
    coprod.challenges.words,
    coprod.register.revisions.words,
    coprod.engagement.comments.words,
    coprod.assessment.confirmation.words,
    coprod.register.review.words,
    coprod.decisions.decisions.words,
    coprod.intelligence.feedback.words,
    coprod.exchange.feedback_import.words,
    coprod.register.files.words,
    coprod.accounts.first_run.words,
    coprod.library.accessible_formats.words,
    coprod.reference.wording.words,
    coprod.register.freshness.words,
    coprod.assessment.perception_gap.words,
    coprod.learning.stage_gates.words,
    coprod.participation.opportunities.words,
    coprod.assessment.honest_labels.words,
    coprod.desk.queue.words,
    coprod.participation.groups.words,
    coprod.learning.records.words,
    coprod.engagement.moderation.words,
    coprod.register.ownership.words,
    coprod.accounts.admin.words,
    coprod.resourcing.funding_pots.words,
    coprod.accounts.profile.words,
    coprod.engagement.commitments.words,
    coprod.resourcing.rate_card.words,
    coprod.learning.reader_responses.words,
    coprod.decisions.records.words,
    coprod.desk.redaction.words,
    coprod.reference.lists.words,
    coprod.register.activities.words,
    coprod.assessment.resident_rating.words,
    coprod.assessment.rounds.words,
    coprod.learning.adoption.words,
    coprod.assessment.answer_review.words,
    coprod.library.index.words,
    coprod.exchange.sheets.words,
    coprod.learning.collections.words,
    coprod.outcomes.i_statements.words,
    coprod.outcomes.surveys.words,
    coprod.participation.participants.words,
    coprod.exchange.threads.words,
    coprod.outcomes.results.words,
)
"""What names the steps of each package for the audit trail: see ``coprod.core.audit_trail``."""
COMMANDS = (
    coprod.accounts.users.cli.group,
    coprod.operations.daily.cli.daily,
    coprod.exchange.imports.cli.group,
    coprod.register.files.cli.group,
    coprod.library.subscriptions.cli.group,
    coprod.operations.keys.cli.group,
    coprod.core.mail.group,
    coprod.desk.redaction.cli.group,
    coprod.operations.place_data.cli.group,
    coprod.library.index.cli.group,
    coprod.exchange.sheets.cli.group,
    coprod.exchange.threads.cli.group,
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
    coprod.exchange.api.api.init_app(app)
    coprod.exchange.api_search.api.init_app(app)
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
