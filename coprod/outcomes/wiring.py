"""What outcomes adds to the app."""

import coprod.outcomes.i_statements.enums
import coprod.outcomes.i_statements.views
import coprod.outcomes.results.enums
import coprod.outcomes.results.views
import coprod.outcomes.surveys.enums
import coprod.outcomes.surveys.views
from coprod.outcomes.i_statements.review_kinds import OutcomeLinkReview
from coprod.outcomes.results.review_kinds import WaveReview
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area

AREA = Area(
    "outcomes",
    init_functions=(add_review_kinds(OutcomeLinkReview(), WaveReview()),),
    blueprints=(
        coprod.outcomes.i_statements.views.bp,
        coprod.outcomes.results.views.bp,
        coprod.outcomes.surveys.views.bp,
    ),
    audit_verbs=(
        coprod.outcomes.i_statements.enums.AUDIT_VERBS,
        coprod.outcomes.results.enums.AUDIT_VERBS,
        coprod.outcomes.surveys.enums.AUDIT_VERBS,
    ),
)
