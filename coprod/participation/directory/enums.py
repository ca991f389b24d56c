"""What kinds of groups stand in the directory, and whether they were ever asked."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind


class ConnectorKind(LabelledEnum):
    ORGANISATION = "organisation", N_("Community organisation")
    PATIENT_GROUP = "patient_group", N_("Patient group")
    FORUM = "forum", N_("Forum or network")
    FAITH_GROUP = "faith_group", N_("Faith group")
    CHAMPIONS = "champions", N_("Community champions")
    OTHER = "other", N_("Another group or role")


class ContactState(LabelledEnum):
    """What the public stories say of a group: the first that holds."""

    HEARD = "heard", N_("It took part, and said how it saw that")
    ASKED = "asked", N_("It was asked if a story is right, and has not answered")
    INVOLVED = "involved", N_("A story names it as taking part")
    NEVER = "never", N_("Never asked yet, as far as this register knows")


CONNECTOR_LISTS = {
    "languages": ListKind.LANGUAGE,
    "places": ListKind.LOCALITY,
    "reaches": ListKind.GROUP,
}
"""By which lists a group is found, by the names of their boxes."""

AUDIT_VERBS: dict[str, Verb] = {
    "added a community group": Verb(N_("Added a community group")),
    "changed a community group": Verb(N_("Changed a community group")),
    "took off a community group": Verb(N_("Took a community group off the list")),
    "sent a community group its link": Verb(N_("Sent a community group the link to its page")),
    "a community group wrote": Verb(N_("A community group sent changes to its page")),
    "took a community group's words": Verb(
        N_("Took the changes of a community group"), is_decision=True
    ),
    "declined a community group's words": Verb(
        N_("Declined the changes of a community group"), is_decision=True
    ),
}
