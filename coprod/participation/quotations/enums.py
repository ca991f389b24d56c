"""What somebody who is quoted says of that, and why publication waits for them."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class QuoteAnswer(LabelledEnum):
    team_label: Message
    """What the team and the curators read."""
    thanks: Message
    """What they read who have answered."""

    AGREED = (
        "agreed",
        N_("Yes, you can publish these words"),
        N_("Agreed to these words"),
        N_("Thank you. The words can be published"),
    )
    CHANGED = (
        "changed",
        N_("Yes, but in other words"),
        N_("Asks for other words"),
        N_("Thank you. The team and the curators have your words"),
    )
    REFUSED = (
        "refused",
        N_("No, please do not publish them"),
        N_("Asks us not to publish these words"),
        N_("Thank you. The team and the curators were asked to take them out"),
    )


class QuoteHold(LabelledEnum):
    """Why publication waits for somebody who is quoted; the first that holds is said."""

    REFUSED = (
        "refused",
        N_("A person asks us not to publish their words. Take them out, or say why they stay"),
    )
    CHANGED = (
        "changed",
        N_("A person who is quoted asks for other words. Use them, or say why not"),
    )
    NEVER_ASKED = (
        "never_asked",
        N_("A person can be recognised, and it is not said that they agreed. Ask, or say why not"),
    )
    HAS_TIME = (
        "has_time",
        N_("A person who is quoted still has time to answer. Wait, or say why you do not"),
    )


AUDIT_VERBS: dict[str, Verb] = {
    "asked a person": Verb(N_("A person who is quoted was asked whether that is right")),
    "a person answered": Verb(N_("A person who is quoted answered"), is_decision=True),
    "took out a quotation": Verb(N_("The team took out words that a person had said")),
}
