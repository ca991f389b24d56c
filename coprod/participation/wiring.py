"""What participation adds to the app."""

import coprod.participation.contact_requests.enums
import coprod.participation.contact_requests.views
import coprod.participation.directory.emails
import coprod.participation.directory.enums
import coprod.participation.directory.views
import coprod.participation.groups.emails
import coprod.participation.groups.enums
import coprod.participation.groups.views
import coprod.participation.opportunities.emails
import coprod.participation.opportunities.enums
import coprod.participation.opportunities.views
import coprod.participation.participants.enums
import coprod.participation.participants.views
import coprod.participation.quotations.emails
import coprod.participation.quotations.enums
import coprod.participation.quotations.views
import coprod.participation.representation.views
from coprod.core.values.phrases import N_
from coprod.participation.contact_requests.review_kinds import ContactRequestReview
from coprod.participation.directory.review_kinds import ConnectorChangeReview
from coprod.participation.groups.review_kinds import GroupClaimReview, GroupWordsReview
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "participation",
    init_functions=(
        add_review_kinds(
            GroupWordsReview(), GroupClaimReview(), ContactRequestReview(), ConnectorChangeReview()
        ),
    ),
    blueprints=(
        coprod.participation.participants.views.bp,
        coprod.participation.groups.views.bp,
        coprod.participation.quotations.views.bp,
        coprod.participation.opportunities.views.bp,
        coprod.participation.contact_requests.views.bp,
        coprod.participation.directory.views.bp,
        coprod.participation.representation.views.bp,
    ),
    audit_verbs=(
        coprod.participation.groups.enums.AUDIT_VERBS,
        coprod.participation.quotations.enums.AUDIT_VERBS,
        coprod.participation.opportunities.enums.AUDIT_VERBS,
        coprod.participation.contact_requests.enums.AUDIT_VERBS,
        coprod.participation.participants.enums.AUDIT_VERBS,
        coprod.participation.directory.enums.AUDIT_VERBS,
    ),
    letters=LetterGroup(
        N_("Groups, people who are quoted, and taking part"),
        (
            *coprod.participation.groups.emails.LETTERS,
            *coprod.participation.quotations.emails.LETTERS,
            *coprod.participation.opportunities.emails.LETTERS,
            *coprod.participation.directory.emails.LETTERS,
        ),
    ),
)
