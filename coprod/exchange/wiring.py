"""What exchange adds to the app."""

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
from coprod.web.areas import Area

AREA = Area(
    "exchange",
    init_functions=(
        coprod.exchange.api.api.init_app,
        coprod.exchange.api_search.api.init_app,
    ),
    blueprints=(
        coprod.exchange.api.views.bp,
        coprod.exchange.sheets.views.bp,
        coprod.exchange.feedback_import.views.bp,
    ),
    audit_verbs=(
        coprod.exchange.feedback_import.enums.AUDIT_VERBS,
        coprod.exchange.sheets.enums.AUDIT_VERBS,
        coprod.exchange.threads.enums.AUDIT_VERBS,
    ),
    commands=(
        coprod.exchange.imports.commands.group,
        coprod.exchange.sheets.commands.group,
        coprod.exchange.threads.commands.group,
    ),
)
