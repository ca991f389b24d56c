"""What resourcing adds to the app."""

from flask import Flask

import coprod.resourcing.funding_pots.enums
import coprod.resourcing.funding_pots.views
import coprod.resourcing.rate_card.enums
import coprod.resourcing.rate_card.views
import coprod.resourcing.requests.enums
import coprod.resourcing.requests.views
import coprod.resourcing.totals.views
from coprod.register.completeness.queries import add_remark_source
from coprod.resourcing.funding_pots.queries import list_pot_remarks
from coprod.web.areas import Area


def add_pot_remarks(_app: Flask) -> None:
    """Tell a team before it sends an activity what the pots that pay for it ask."""
    add_remark_source(list_pot_remarks)


AREA = Area(
    "resourcing",
    init_functions=(add_pot_remarks,),
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
