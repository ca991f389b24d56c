"""What intelligence adds to the app."""

import coprod.intelligence.campaigns.enums
import coprod.intelligence.campaigns.views
import coprod.intelligence.coverage.views
import coprod.intelligence.deep_dives.enums
import coprod.intelligence.deep_dives.views
import coprod.intelligence.feedback.enums
import coprod.intelligence.feedback.views
import coprod.intelligence.reports.enums
import coprod.intelligence.reports.views
import coprod.intelligence.statements.enums
import coprod.intelligence.statements.views
import coprod.intelligence.themes.enums
import coprod.intelligence.themes.views
from coprod.web.areas import Area

AREA = Area(
    "intelligence",
    blueprints=(
        coprod.intelligence.feedback.views.bp,
        coprod.intelligence.coverage.views.bp,
        coprod.intelligence.reports.views.bp,
        coprod.intelligence.campaigns.views.bp,
        coprod.intelligence.deep_dives.views.bp,
        coprod.intelligence.themes.views.bp,
        coprod.intelligence.statements.views.bp,
    ),
    audit_verbs=(
        coprod.intelligence.feedback.enums.AUDIT_VERBS,
        coprod.intelligence.reports.enums.AUDIT_VERBS,
        coprod.intelligence.campaigns.enums.AUDIT_VERBS,
        coprod.intelligence.deep_dives.enums.AUDIT_VERBS,
        coprod.intelligence.themes.enums.AUDIT_VERBS,
        coprod.intelligence.statements.enums.AUDIT_VERBS,
    ),
)
