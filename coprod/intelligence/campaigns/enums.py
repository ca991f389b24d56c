"""What kinds of campaigns there are, how they reach people, and what is noted of them."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind


class CampaignKind(LabelledEnum):
    CONVERSATION = "conversation", N_("A Big Conversation: people were asked what they think")
    COMMUNICATIONS = "communications", N_("A communications drive: people were told something")


CAMPAIGN_LISTS = {"places": ListKind.LOCALITY, "groups": ListKind.GROUP}
"""By which lists a campaign is found, by the names of their boxes."""

AUDIT_VERBS: dict[str, Verb] = {
    "added a campaign": Verb(N_("A campaign was added")),
    "changed a campaign": Verb(N_("A campaign was changed")),
}
