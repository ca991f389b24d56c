"""What was answered, and what the audit trail calls the steps here."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_


class JoinState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


AUDIT_VERBS: dict[str, Verb] = {
    "asked to join": Verb(N_("Somebody asked to join the team")),
    "let somebody join": Verb(N_("Somebody joined the team"), is_decision=True),
    "declined to let join": Verb(N_("A question to join the team was declined"), is_decision=True),
}
