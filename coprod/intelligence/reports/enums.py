"""How a recommendation of a report stands, and what is noted of reports."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ReplyState(LabelledEnum):
    """What whoever a recommendation is for says of it."""

    NO_REPLY = "no_reply", N_("No reply yet")
    WILL_DO = "will_do", N_("Will be done")
    PARTLY = "partly", N_("Will be done in part")
    DONE = "done", N_("Done")
    NOT_DOING = "not_doing", N_("Will not be done")


AUDIT_VERBS: dict[str, Verb] = {
    "added a report": Verb(N_("A report was added")),
    "changed a report": Verb(N_("A report was changed")),
    "added a document": Verb(N_("The text of a report was taken out of its document")),
    "published a report": Verb(N_("A report was read and made public"), is_decision=True),
    "withdrew a report": Verb(N_("A report is no longer public"), is_decision=True),
    "added a recommendation": Verb(N_("A recommendation was added")),
    "answered a recommendation": Verb(N_("A recommendation got a reply")),
}
