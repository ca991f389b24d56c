"""What resourcing adds to the app."""

import coprod.resourcing.funding_pots.enums
import coprod.resourcing.funding_pots.views
import coprod.resourcing.rate_card.enums
import coprod.resourcing.rate_card.views
import coprod.resourcing.requests.enums
import coprod.resourcing.requests.views
import coprod.resourcing.totals.views
from coprod.web.areas import Area

AREA = Area(
    "resourcing",
    blueprints=(
        coprod.resourcing.funding_pots.views.bp,
        coprod.resourcing.rate_card.views.bp,
        coprod.resourcing.totals.views.bp,
        coprod.resourcing.requests.views.bp,
    ),
    audit_verbs=(
        coprod.resourcing.funding_pots.enums.AUDIT_VERBS,
        coprod.resourcing.rate_card.enums.AUDIT_VERBS,
        coprod.resourcing.requests.enums.AUDIT_VERBS,
    ),
)
