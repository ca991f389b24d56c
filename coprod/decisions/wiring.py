"""What decisions adds to the app."""

from flask import Flask

import coprod.decisions.guide.rules
import coprod.decisions.records.emails
import coprod.decisions.records.enums
import coprod.decisions.records.views
from coprod.assessment.self_assessment.enums import ItemKind
from coprod.assessment.self_assessment.queries import add_item_source
from coprod.core.values.phrases import N_
from coprod.decisions.records.queries import DECISION_ITEMS
from coprod.decisions.records.review_kinds import DueDecisionReview, HoldReview
from coprod.reference.wiring import add_frameworks
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_decision_items(_app: Flask) -> None:
    add_item_source(ItemKind.DECISION, DECISION_ITEMS)


AREA = Area(
    "decisions",
    init_functions=(
        add_frameworks(coprod.decisions.guide.rules.FRAMEWORK),
        add_decision_items,
        add_review_kinds(HoldReview(), DueDecisionReview()),
    ),
    blueprints=(coprod.decisions.records.views.bp,),
    audit_verbs=(coprod.decisions.records.enums.AUDIT_VERBS,),
    letters=LetterGroup(
        N_("Decision records"),
        (*coprod.decisions.records.emails.LETTERS,),
    ),
)
