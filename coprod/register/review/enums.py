"""Who speaks in the conversation about an activity, and what curators often ask for."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Voice(LabelledEnum):
    OWNER = "owner", N_("The team")
    CURATOR = "curator", N_("A curator")
    ADVISER = "adviser", N_("A lay member, as adviser")


REASONS: dict[str, Message] = {
    "who": N_("Say who took part, and who was missing"),
    "decided": N_("Say who decided, and what people could change"),
    "plain": N_("Use plainer words, so that a neighbour would understand it"),
    "names": N_("Take out names, or anything by which a person could be known"),
    "back": N_("Say what people were told afterwards"),
    "twice": N_("Check whether this is in the register already"),
}
"""What activities are most often sent back for."""

AUDIT_VERBS: dict[str, Verb] = {
    "submitted": Verb(N_("Sent to a curator")),
    "returned": Verb(N_("Sent back for changes"), is_decision=True),
    "published": Verb(N_("Published"), is_decision=True),
    "planned": Verb(N_("Approved, to be public on a day"), is_decision=True),
    "cancelled a plan": Verb(N_("Waiting for a curator again"), is_decision=True),
    "reopened": Verb(N_("Taken back by its team to change it")),
    "did not wait": Verb(N_("Published before all that it waited for was there"), is_decision=True),
    "withdrawn": Verb(N_("Withdrawn"), is_decision=True),
    "archived": Verb(N_("Archived"), is_decision=True),
    "wrote a message": Verb(N_("Wrote a message")),
    "closed a message": Verb(N_("Read a message that needs no answer"), is_decision=True),
    "taken in": Verb(N_("Brought in from its source and published")),
}
