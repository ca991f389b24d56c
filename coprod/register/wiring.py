"""What register adds to the app."""

from flask import Flask

import coprod.register.activities.enums
import coprod.register.activities.views
import coprod.register.completeness.views
import coprod.register.covers.views
import coprod.register.files.commands
import coprod.register.files.enums
import coprod.register.files.review_kinds
import coprod.register.files.views
import coprod.register.freshness.emails
import coprod.register.freshness.enums
import coprod.register.freshness.views
import coprod.register.joining.emails
import coprod.register.joining.enums
import coprod.register.joining.views
import coprod.register.locks.emails
import coprod.register.locks.enums
import coprod.register.locks.views
import coprod.register.ownership.emails
import coprod.register.ownership.enums
import coprod.register.ownership.views
import coprod.register.removals.emails
import coprod.register.removals.enums
import coprod.register.removals.views
import coprod.register.review.emails
import coprod.register.review.enums
import coprod.register.review.views
import coprod.register.revisions.emails
import coprod.register.revisions.enums
import coprod.register.revisions.views
import coprod.register.sections.views
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.review_kinds import load_owners_and_terms
from coprod.register.joining.review_kinds import JoinReview
from coprod.register.removals.review_kinds import RemovalReview
from coprod.register.review.presenters import list_planned_items
from coprod.register.review.review_kinds import ActivityReview, TeamMessageReview, YearlyCheckReview
from coprod.register.revisions.review_kinds import ChangeReview
from coprod.reviews.kinds import add_loader, add_source
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_activity_loader(_app: Flask) -> None:
    """Let reviews load once what all of them need of activities."""
    add_loader(Activity, load_owners_and_terms)
    add_source(list_planned_items)


AREA = Area(
    "register",
    init_functions=(
        coprod.register.activities.views.init_app,
        add_activity_loader,
        add_review_kinds(
            ActivityReview(),
            ChangeReview(),
            YearlyCheckReview(),
            TeamMessageReview(),
            coprod.register.files.review_kinds.FileReview(),
            RemovalReview(),
            JoinReview(),
        ),
    ),
    blueprints=(
        coprod.register.activities.views.bp,
        coprod.register.sections.views.bp,
        coprod.register.completeness.views.bp,
        coprod.register.ownership.views.bp,
        coprod.register.joining.views.bp,
        coprod.register.files.views.bp,
        coprod.register.covers.views.bp,
        coprod.register.review.views.bp,
        coprod.register.removals.views.bp,
        coprod.register.revisions.views.bp,
        coprod.register.freshness.views.bp,
        coprod.register.locks.views.bp,
    ),
    audit_verbs=(
        coprod.register.activities.enums.AUDIT_VERBS,
        coprod.register.files.enums.AUDIT_VERBS,
        coprod.register.freshness.enums.AUDIT_VERBS,
        coprod.register.locks.enums.AUDIT_VERBS,
        coprod.register.joining.enums.AUDIT_VERBS,
        coprod.register.ownership.enums.AUDIT_VERBS,
        coprod.register.removals.enums.AUDIT_VERBS,
        coprod.register.review.enums.AUDIT_VERBS,
        coprod.register.revisions.enums.AUDIT_VERBS,
    ),
    commands=(coprod.register.files.commands.group,),
    letters=LetterGroup(
        N_("Activities"),
        (
            *coprod.register.review.emails.LETTERS,
            *coprod.register.revisions.emails.LETTERS,
            *coprod.register.joining.emails.LETTERS,
            *coprod.register.ownership.emails.LETTERS,
            *coprod.register.locks.emails.LETTERS,
            *coprod.register.removals.emails.LETTERS,
            *coprod.register.freshness.emails.LETTERS,
        ),
    ),
)
