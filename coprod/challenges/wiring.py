"""What challenges adds to the app."""

import coprod.challenges.emails
import coprod.challenges.enums
import coprod.challenges.presenters
import coprod.challenges.views
from coprod.core.values.phrases import N_
from coprod.reference.wiring import add_frameworks
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "challenges",
    init_functions=(add_frameworks(coprod.challenges.presenters.FRAMEWORK),),
    blueprints=(coprod.challenges.views.bp,),
    audit_verbs=(coprod.challenges.enums.AUDIT_VERBS,),
    letters=LetterGroup(
        N_("The four challenges"),
        (*coprod.challenges.emails.LETTERS,),
    ),
)
