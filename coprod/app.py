"""The app, put together. Read this first: it names every part, in order."""

from flask import Flask
from jinja2 import StrictUndefined

import coprod.accounts.admin.enums
import coprod.accounts.admin.views
import coprod.accounts.autosave.views
import coprod.accounts.first_run.enums
import coprod.accounts.first_run.views
import coprod.accounts.profile.enums
import coprod.accounts.profile.views
import coprod.accounts.sign_up.views
import coprod.accounts.users.commands
import coprod.accounts.users.enums
import coprod.accounts.users.security
import coprod.accounts.users.views
import coprod.assessment.answer_review.enums
import coprod.assessment.answer_review.views
import coprod.assessment.confirmation.enums
import coprod.assessment.confirmation.views
import coprod.assessment.honest_labels.enums
import coprod.assessment.honest_labels.views
import coprod.assessment.next_rung.views
import coprod.assessment.perception_gap.enums
import coprod.assessment.perception_gap.views
import coprod.assessment.resident_rating.enums
import coprod.assessment.resident_rating.presenters
import coprod.assessment.resident_rating.views
import coprod.assessment.rounds.enums
import coprod.assessment.rounds.views
import coprod.assessment.self_assessment.enums
import coprod.assessment.self_assessment.presenters
import coprod.assessment.self_assessment.views
import coprod.challenges.enums
import coprod.challenges.presenters
import coprod.challenges.views
import coprod.core.mail
import coprod.decisions.guide.rules
import coprod.decisions.records.enums
import coprod.decisions.records.views
import coprod.desk.audit.views
import coprod.desk.queue.enums
import coprod.desk.queue.views
import coprod.desk.redaction.commands
import coprod.desk.redaction.enums
import coprod.desk.redaction.views
import coprod.engagement.comments.enums
import coprod.engagement.comments.views
import coprod.engagement.commitments.enums
import coprod.engagement.commitments.views
import coprod.engagement.moderation.enums
import coprod.engagement.moderation.views
import coprod.exchange.api.api
import coprod.exchange.api.views
import coprod.exchange.api_search.api
import coprod.exchange.feedback_import.enums
import coprod.exchange.feedback_import.views
import coprod.exchange.imports.commands
import coprod.exchange.sheets.commands
import coprod.exchange.sheets.enums
import coprod.exchange.sheets.views
import coprod.exchange.threads.commands
import coprod.exchange.threads.enums
import coprod.intelligence.coverage.views
import coprod.intelligence.feedback.enums
import coprod.intelligence.feedback.views
import coprod.learning.adoption.enums
import coprod.learning.adoption.views
import coprod.learning.collections.enums
import coprod.learning.collections.views
import coprod.learning.reader_responses.enums
import coprod.learning.reader_responses.views
import coprod.learning.records.enums
import coprod.learning.records.views
import coprod.learning.stage_gates.enums
import coprod.learning.stage_gates.views
import coprod.library.accessible_formats.enums
import coprod.library.accessible_formats.views
import coprod.library.compare.views
import coprod.library.feeds.views
import coprod.library.home.views
import coprod.library.index.commands
import coprod.library.index.enums
import coprod.library.index.tasks
import coprod.library.index.views
import coprod.library.related.views
import coprod.library.stories.views
import coprod.library.subscriptions.commands
import coprod.library.subscriptions.views
import coprod.operations.daily.commands
import coprod.operations.keys.commands
import coprod.operations.place_data.commands
import coprod.outcomes.i_statements.enums
import coprod.outcomes.i_statements.views
import coprod.outcomes.results.enums
import coprod.outcomes.results.views
import coprod.outcomes.surveys.enums
import coprod.outcomes.surveys.views
import coprod.participation.groups.enums
import coprod.participation.groups.views
import coprod.participation.opportunities.enums
import coprod.participation.opportunities.views
import coprod.participation.participants.enums
import coprod.participation.participants.views
import coprod.reference.lists.enums
import coprod.reference.lists.views
import coprod.reference.wording.enums
import coprod.reference.wording.views
import coprod.register.activities.enums
import coprod.register.activities.views
import coprod.register.completeness.views
import coprod.register.files.commands
import coprod.register.files.enums
import coprod.register.files.views
import coprod.register.freshness.enums
import coprod.register.freshness.views
import coprod.register.ownership.enums
import coprod.register.ownership.views
import coprod.register.review.enums
import coprod.register.review.views
import coprod.register.revisions.enums
import coprod.register.revisions.views
import coprod.register.sections.views
import coprod.resourcing.funding_pots.enums
import coprod.resourcing.funding_pots.views
import coprod.resourcing.rate_card.enums
import coprod.resourcing.rate_card.views
import coprod.resourcing.totals.views
import coprod.web.assets
import coprod.web.components
import coprod.web.converters
import coprod.web.csrf
import coprod.web.current_edition
import coprod.web.errors
import coprod.web.failures
import coprod.web.filters
import coprod.web.fragment_cache
import coprod.web.frame
import coprod.web.headers
import coprod.web.language
import coprod.web.limits
import coprod.web.logs
import coprod.web.mailer
import coprod.web.markers
import coprod.web.page_cache
import coprod.web.slots
import coprod.web.status.views
import coprod.web.submissions
import coprod.web.transaction
from coprod.assessment.self_assessment.enums import ItemKind
from coprod.assessment.self_assessment.queries import add_item_source
from coprod.core.audit_trail.enums import register_verbs, verb
from coprod.core.config import HOME, Settings
from coprod.core.database import db, keep_sqlite_safe
from coprod.core.disclosure import rules as disclosure
from coprod.decisions.records.queries import DECISION_ITEMS
from coprod.engagement.comments.policies import add_subject_kind
from coprod.engagement.comments.queries import DECISIONS, ENTRIES, INSIGHTS, LESSONS
from coprod.engagement.commitments.queries import COMMITMENT_ITEMS
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
    coprod.web.fragment_cache,
    coprod.web.csrf,
    coprod.web.errors,
    coprod.web.assets,
    coprod.web.components,
    coprod.web.filters,
    coprod.web.frame,
    coprod.web.mailer,
    coprod.web.markers,
    coprod.web.slots,
    coprod.accounts.users.security,
    coprod.accounts.autosave.views,
    coprod.register.activities.views,
    coprod.web.page_cache,
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
    coprod.intelligence.coverage.views.bp,
    coprod.assessment.perception_gap.views.bp,
    coprod.assessment.next_rung.views.bp,
    coprod.library.compare.views.bp,
    coprod.learning.stage_gates.views.bp,
    coprod.library.related.views.bp,
    coprod.library.stories.views.bp,
    coprod.exchange.api.views.bp,
    coprod.library.feeds.views.bp,
    coprod.library.subscriptions.views.bp,
    coprod.library.index.views.bp,
    coprod.engagement.comments.views.bp,
    coprod.engagement.comments.views.receipts,
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
    coprod.assessment.self_assessment.presenters.FRAMEWORK,
    coprod.assessment.resident_rating.presenters.FRAMEWORK,
    coprod.challenges.presenters.FRAMEWORK,
    coprod.decisions.guide.rules.FRAMEWORK,
)
"""What an administrator can word anew: see ``coprod.reference.wording``."""
VERB_MODULES = (
    coprod.accounts.users.enums,
    coprod.assessment.self_assessment.enums,
    coprod.challenges.enums,
    coprod.register.revisions.enums,
    coprod.engagement.comments.enums,
    coprod.assessment.confirmation.enums,
    coprod.register.review.enums,
    coprod.intelligence.feedback.enums,
    coprod.exchange.feedback_import.enums,
    coprod.register.files.enums,
    coprod.accounts.first_run.enums,
    coprod.library.accessible_formats.enums,
    coprod.reference.wording.enums,
    coprod.register.freshness.enums,
    coprod.assessment.perception_gap.enums,
    coprod.learning.stage_gates.enums,
    coprod.participation.opportunities.enums,
    coprod.assessment.honest_labels.enums,
    coprod.desk.queue.enums,
    coprod.participation.groups.enums,
    coprod.learning.records.enums,
    coprod.engagement.moderation.enums,
    coprod.register.ownership.enums,
    coprod.accounts.admin.enums,
    coprod.resourcing.funding_pots.enums,
    coprod.accounts.profile.enums,
    coprod.engagement.commitments.enums,
    coprod.resourcing.rate_card.enums,
    coprod.learning.reader_responses.enums,
    coprod.decisions.records.enums,
    coprod.desk.redaction.enums,
    coprod.reference.lists.enums,
    coprod.register.activities.enums,
    coprod.assessment.resident_rating.enums,
    coprod.assessment.rounds.enums,
    coprod.learning.adoption.enums,
    coprod.assessment.answer_review.enums,
    coprod.library.index.enums,
    coprod.exchange.sheets.enums,
    coprod.learning.collections.enums,
    coprod.outcomes.i_statements.enums,
    coprod.outcomes.surveys.enums,
    coprod.participation.participants.enums,
    coprod.exchange.threads.enums,
    coprod.outcomes.results.enums,
)
"""What names the steps of each package for the audit trail: see ``coprod.core.audit_trail``."""
COMMANDS = (
    coprod.accounts.users.commands.group,
    coprod.operations.daily.commands.daily,
    coprod.exchange.imports.commands.group,
    coprod.register.files.commands.group,
    coprod.library.subscriptions.commands.group,
    coprod.operations.keys.commands.group,
    coprod.core.mail.group,
    coprod.desk.redaction.commands.group,
    coprod.operations.place_data.commands.group,
    coprod.library.index.commands.group,
    coprod.exchange.sheets.commands.group,
    coprod.exchange.threads.commands.group,
)


def add_kinds() -> None:
    """Tell packages below of the kinds of things that come from packages above them."""
    for kind in (ENTRIES, LESSONS, DECISIONS, INSIGHTS):
        add_subject_kind(kind)
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
