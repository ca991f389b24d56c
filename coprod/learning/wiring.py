"""What learning adds to the app."""

import coprod.learning.adoption.emails
import coprod.learning.adoption.enums
import coprod.learning.adoption.views
import coprod.learning.collections.enums
import coprod.learning.collections.views
import coprod.learning.reader_responses.emails
import coprod.learning.reader_responses.enums
import coprod.learning.reader_responses.views
import coprod.learning.records.emails
import coprod.learning.records.enums
import coprod.learning.records.views
import coprod.learning.stage_gates.enums
import coprod.learning.stage_gates.views
from coprod.core.values.phrases import N_
from coprod.learning.adoption.review_kinds import AdoptionAnswerReview
from coprod.learning.reader_responses.review_kinds import ReaderMarkReview, SignatureReview
from coprod.learning.records.review_kinds import LearningRecordReview
from coprod.learning.stage_gates.review_kinds import GateDecisionReview
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "learning",
    init_functions=(
        add_review_kinds(
            LearningRecordReview(),
            SignatureReview(),
            ReaderMarkReview(),
            AdoptionAnswerReview(),
            GateDecisionReview(),
        ),
    ),
    blueprints=(
        coprod.learning.records.views.bp,
        coprod.learning.reader_responses.views.bp,
        coprod.learning.collections.views.bp,
        coprod.learning.adoption.views.bp,
        coprod.learning.stage_gates.views.bp,
    ),
    audit_verbs=(
        coprod.learning.adoption.enums.AUDIT_VERBS,
        coprod.learning.collections.enums.AUDIT_VERBS,
        coprod.learning.reader_responses.enums.AUDIT_VERBS,
        coprod.learning.records.enums.AUDIT_VERBS,
        coprod.learning.stage_gates.enums.AUDIT_VERBS,
    ),
    letters=LetterGroup(
        N_("What was learned"),
        (
            *coprod.learning.records.emails.LETTERS,
            *coprod.learning.reader_responses.emails.LETTERS,
            *coprod.learning.adoption.emails.LETTERS,
        ),
    ),
)
