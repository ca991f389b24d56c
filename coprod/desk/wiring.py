"""What desk adds to the app."""

import coprod.desk.audit.views
import coprod.desk.calendar.enums
import coprod.desk.calendar.views
import coprod.desk.chase.emails
import coprod.desk.chase.enums
import coprod.desk.chase.views
import coprod.desk.decision_log.views
import coprod.desk.queue.enums
import coprod.desk.queue.views
import coprod.desk.redaction.commands
import coprod.desk.redaction.enums
import coprod.desk.redaction.views
from coprod.core.values.phrases import N_
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "desk",
    blueprints=(
        coprod.desk.audit.views.bp,
        coprod.desk.calendar.views.bp,
        coprod.desk.chase.views.bp,
        coprod.desk.decision_log.views.bp,
        coprod.desk.redaction.views.bp,
        coprod.desk.queue.views.bp,
    ),
    audit_verbs=(
        coprod.desk.calendar.enums.AUDIT_VERBS,
        coprod.desk.chase.enums.AUDIT_VERBS,
        coprod.desk.queue.enums.AUDIT_VERBS,
        coprod.desk.redaction.enums.AUDIT_VERBS,
    ),
    commands=(coprod.desk.redaction.commands.group,),
    letters=LetterGroup(
        N_("What curators chase"),
        (*coprod.desk.chase.emails.LETTERS,),
    ),
)
