"""What challenges adds to the app."""

import coprod.challenges.enums
import coprod.challenges.presenters
import coprod.challenges.views
from coprod.reference.wiring import add_frameworks
from coprod.web.areas import Area

AREA = Area(
    "challenges",
    init_functions=(add_frameworks(coprod.challenges.presenters.FRAMEWORK),),
    blueprints=(coprod.challenges.views.bp,),
    audit_verbs=(coprod.challenges.enums.AUDIT_VERBS,),
)
