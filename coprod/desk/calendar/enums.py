"""What comes, and what the audit trail says of the addresses of calendars."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class CalendarKind(LabelledEnum):
    """What comes, in the order of one day."""

    MEETINGS = "meeting", N_("Board pack")
    GROUP_MEETINGS = "group-meeting", N_("Board meeting")
    PAPERS = "papers", N_("Papers are due")
    REVIEWS = "review", N_("To be decided")
    ROUNDS = "round", N_("Residents’ round closes")
    PROMISES = "promise", N_("Promise is due")
    MONEY = "money", N_("Money ends")
    RESOURCES = "resource", N_("What a partner gives ends")
    CONSENTS = "consent", N_("Consent ends")


AUDIT_VERBS: dict[str, Verb] = {
    "made a calendar address": Verb(N_("Made a private address for a calendar")),
    "removed a calendar address": Verb(N_("Took away the private address of a calendar")),
}
