"""What the board's area adds to the app."""

import coprod.board.action_plan.emails
import coprod.board.action_plan.enums
import coprod.board.action_plan.views
import coprod.board.chains.enums
import coprod.board.chains.views
import coprod.board.forward_plan.enums
import coprod.board.forward_plan.views
import coprod.board.indicators.enums
import coprod.board.indicators.views
import coprod.board.leaders.emails
import coprod.board.leaders.enums
import coprod.board.leaders.views
import coprod.board.meetings.enums
import coprod.board.meetings.views
import coprod.board.member_notes.emails
import coprod.board.member_notes.enums
import coprod.board.member_notes.views
import coprod.board.overview.views
import coprod.board.packs.commands
import coprod.board.packs.emails
import coprod.board.packs.enums
import coprod.board.packs.views
import coprod.board.spotlights.enums
import coprod.board.spotlights.views
from coprod.board.member_notes.review_kinds import IdeaReview, NoteReview
from coprod.core.values.phrases import N_
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "board",
    init_functions=(add_review_kinds(IdeaReview(), NoteReview()),),
    blueprints=(
        coprod.board.overview.views.bp,
        coprod.board.meetings.views.bp,
        coprod.board.action_plan.views.bp,
        coprod.board.member_notes.views.bp,
        coprod.board.forward_plan.views.bp,
        coprod.board.chains.views.bp,
        coprod.board.leaders.views.bp,
        coprod.board.indicators.views.bp,
        coprod.board.spotlights.views.bp,
        coprod.board.packs.views.bp,
    ),
    audit_verbs=(
        coprod.board.meetings.enums.AUDIT_VERBS,
        coprod.board.action_plan.enums.AUDIT_VERBS,
        coprod.board.member_notes.enums.AUDIT_VERBS,
        coprod.board.forward_plan.enums.AUDIT_VERBS,
        coprod.board.chains.enums.AUDIT_VERBS,
        coprod.board.leaders.enums.AUDIT_VERBS,
        coprod.board.indicators.enums.AUDIT_VERBS,
        coprod.board.spotlights.enums.AUDIT_VERBS,
        coprod.board.packs.enums.AUDIT_VERBS,
    ),
    commands=(coprod.board.packs.commands.group,),
    letters=LetterGroup(
        N_("Boards"),
        (
            *coprod.board.member_notes.emails.LETTERS,
            *coprod.board.packs.emails.LETTERS,
            *coprod.board.action_plan.emails.LETTERS,
            *coprod.board.leaders.emails.LETTERS,
        ),
    ),
)
