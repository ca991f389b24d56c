"""Two sides confirm a rung together, and what each can say."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Side(LabelledEnum):
    """A rung is confirmed by one of each: neither can do it alone."""

    CURATOR = "curator", N_("A curator")
    LAY_MEMBER = "lay_member", N_("A lay member")

    @property
    def other(self) -> "Side":
        return Side.LAY_MEMBER if self is Side.CURATOR else Side.CURATOR


class Stance(LabelledEnum):
    """What somebody says to an answer and to what the team put beside it."""

    AGREE = "agree", N_("I agree that this shows the answer")
    ASK = "ask", N_("I ask the team about it")
    NONE = "", N_("Leave it for now")


NOT_YET = "not_yet"
"""In place of a level or a verdict: for now they only agree with evidence and ask about it."""


class ProposalVerdict(LabelledEnum):
    """How a proposal ended. Whoever made it may take it back while nobody has answered."""

    AGREES = "agrees", N_("Agrees")
    DISAGREES = "disagrees", N_("Does not agree")
    TAKEN_BACK = "taken_back", N_("Taken back")


AUDIT_VERBS: dict[str, Verb] = {
    "proposed a level": Verb(N_("A level was proposed")),
    "confirmed a level": Verb(
        N_("A level was confirmed by a curator and a lay member"), is_decision=True
    ),
    "did not agree to a level": Verb(N_("A level was not agreed to"), is_decision=True),
    "took back a level": Verb(N_("A proposed level was taken back"), is_decision=True),
}
