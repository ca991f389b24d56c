"""What library adds to the app."""

import coprod.library.accessible_formats.emails
import coprod.library.accessible_formats.enums
import coprod.library.accessible_formats.views
import coprod.library.compare.views
import coprod.library.feeds.views
import coprod.library.home.views
import coprod.library.index.commands
import coprod.library.index.enums
import coprod.library.index.tasks
import coprod.library.index.views
import coprod.library.related.views
import coprod.library.stories.views
import coprod.library.subscriptions.emails
import coprod.library.subscriptions.views
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats.review_kinds import FormatRequestReview, FormatReview
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "library",
    init_functions=(
        coprod.library.index.tasks.init_app,
        add_review_kinds(FormatReview(), FormatRequestReview()),
    ),
    blueprints=(
        coprod.library.home.views.bp,
        coprod.library.accessible_formats.views.bp,
        coprod.library.compare.views.bp,
        coprod.library.related.views.bp,
        coprod.library.stories.views.bp,
        coprod.library.feeds.views.bp,
        coprod.library.subscriptions.views.bp,
        coprod.library.index.views.bp,
    ),
    audit_verbs=(
        coprod.library.accessible_formats.enums.AUDIT_VERBS,
        coprod.library.index.enums.AUDIT_VERBS,
    ),
    commands=(coprod.library.index.commands.group,),
    letters=LetterGroup(
        N_("Following, and other formats"),
        (
            *coprod.library.subscriptions.emails.LETTERS,
            *coprod.library.accessible_formats.emails.LETTERS,
        ),
    ),
)
