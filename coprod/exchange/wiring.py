"""What exchange adds to the app."""

import coprod.exchange.activity_words.enums
import coprod.exchange.activity_words.views
import coprod.exchange.api.api
import coprod.exchange.api.views
import coprod.exchange.comment_imports.commands
import coprod.exchange.comment_imports.enums
import coprod.exchange.feedback_imports.enums
import coprod.exchange.feedback_imports.views
import coprod.exchange.imports.commands
import coprod.exchange.imports.enums
import coprod.exchange.imports.views
import coprod.exchange.involvement_reports.views
import coprod.exchange.library_export.enums
import coprod.exchange.library_export.views
import coprod.exchange.polis_imports.views
from coprod.web.areas import Area

AREA = Area(
    "exchange",
    init_functions=(coprod.exchange.api.api.init_app,),
    blueprints=(
        coprod.exchange.api.views.bp,
        coprod.exchange.imports.views.bp,
        coprod.exchange.activity_words.views.bp,
        coprod.exchange.feedback_imports.views.bp,
        coprod.exchange.library_export.views.bp,
        coprod.exchange.involvement_reports.views.bp,
        coprod.exchange.polis_imports.views.bp,
    ),
    audit_verbs=(
        coprod.exchange.feedback_imports.enums.AUDIT_VERBS,
        coprod.exchange.imports.enums.AUDIT_VERBS,
        coprod.exchange.activity_words.enums.AUDIT_VERBS,
        coprod.exchange.comment_imports.enums.AUDIT_VERBS,
        coprod.exchange.library_export.enums.AUDIT_VERBS,
    ),
    commands=(
        coprod.exchange.imports.commands.exchange_group,
        coprod.exchange.comment_imports.commands.group,
    ),
)
