"""What assessment adds to the app."""

from flask import Flask

import coprod.assessment.answer_review.emails
import coprod.assessment.answer_review.enums
import coprod.assessment.answer_review.views
import coprod.assessment.confirmation.emails
import coprod.assessment.confirmation.enums
import coprod.assessment.confirmation.views
import coprod.assessment.four_ratings.views
import coprod.assessment.honest_labels.emails
import coprod.assessment.honest_labels.enums
import coprod.assessment.honest_labels.views
import coprod.assessment.next_rung.views
import coprod.assessment.perception_gap.enums
import coprod.assessment.perception_gap.views
import coprod.assessment.quick_pass.enums
import coprod.assessment.quick_pass.views
import coprod.assessment.resident_rating.emails
import coprod.assessment.resident_rating.enums
import coprod.assessment.resident_rating.presenters
import coprod.assessment.resident_rating.views
import coprod.assessment.rounds.emails
import coprod.assessment.rounds.enums
import coprod.assessment.rounds.views
import coprod.assessment.self_assessment.emails
import coprod.assessment.self_assessment.enums
import coprod.assessment.self_assessment.presenters
import coprod.assessment.self_assessment.views
from coprod.assessment.answer_review.review_kinds import (
    AnswerReplyReview,
    NotesReview,
    RulingReview,
)
from coprod.assessment.confirmation.review_kinds import LevelReview
from coprod.assessment.resident_rating.review_kinds import RemarkReview, RoundReview
from coprod.assessment.self_assessment.queries import has_assessment
from coprod.core.values.phrases import N_
from coprod.reference.wiring import add_frameworks
from coprod.register.completeness.enums import Requirement
from coprod.register.completeness.queries import add_condition
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_assessment_condition(_app: Flask) -> None:
    """Let those who pay for an activity ask for an assessment of it."""
    add_condition(Requirement.ASSESSED, has_assessment)


AREA = Area(
    "assessment",
    init_functions=(
        add_assessment_condition,
        add_frameworks(
            coprod.assessment.self_assessment.presenters.FRAMEWORK,
            coprod.assessment.resident_rating.presenters.FRAMEWORK,
        ),
        add_review_kinds(
            AnswerReplyReview(),
            RulingReview(),
            NotesReview(),
            LevelReview(),
            RoundReview(),
            RemarkReview(),
        ),
    ),
    blueprints=(
        coprod.assessment.self_assessment.views.bp,
        coprod.assessment.quick_pass.views.bp,
        coprod.assessment.resident_rating.views.bp,
        coprod.assessment.confirmation.views.bp,
        coprod.assessment.answer_review.views.bp,
        coprod.assessment.rounds.views.bp,
        coprod.assessment.honest_labels.views.bp,
        coprod.assessment.perception_gap.views.bp,
        coprod.assessment.next_rung.views.bp,
        coprod.assessment.four_ratings.views.bp,
    ),
    audit_verbs=(
        coprod.assessment.answer_review.enums.AUDIT_VERBS,
        coprod.assessment.confirmation.enums.AUDIT_VERBS,
        coprod.assessment.honest_labels.enums.AUDIT_VERBS,
        coprod.assessment.perception_gap.enums.AUDIT_VERBS,
        coprod.assessment.quick_pass.enums.AUDIT_VERBS,
        coprod.assessment.resident_rating.enums.AUDIT_VERBS,
        coprod.assessment.rounds.enums.AUDIT_VERBS,
        coprod.assessment.self_assessment.enums.AUDIT_VERBS,
    ),
    letters=LetterGroup(
        N_("How shared it was"),
        (
            *coprod.assessment.self_assessment.emails.LETTERS,
            *coprod.assessment.answer_review.emails.LETTERS,
            *coprod.assessment.confirmation.emails.LETTERS,
            *coprod.assessment.resident_rating.emails.LETTERS,
            *coprod.assessment.rounds.emails.LETTERS,
            *coprod.assessment.honest_labels.emails.LETTERS,
        ),
    ),
)
