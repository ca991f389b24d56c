"""What a named group says of how it is named, and what somebody agreed to."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Stance(LabelledEnum):
    """What a group says of what the activity says of it."""

    public_label: Message
    """What stands beside the name of the group. Readers do not see that one asks not to be."""

    CONFIRMED = (
        "confirmed",
        N_("Yes, we took part, as the story says"),
        N_("Confirmed by the group"),
    )
    CORRECTED = (
        "corrected",
        N_("We took part, but not quite as the story says"),
        N_("Corrected by the group"),
    )
    DISPUTED = (
        "disputed",
        N_("No, we did not take part, or it does not say what our view was"),
        N_("Disputed by the group"),
    )
    UNNAMED = "unnamed", N_("Please do not publish our name"), N_("Asks us not to publish its name")


OUTDATED_LABELS: dict[Stance, tuple[Message, Message]] = {
    Stance.CONFIRMED: (
        N_("Confirmed before the words were changed on %(day)s"),
        N_("Confirmed before the words were changed"),
    ),
    Stance.CORRECTED: (
        N_("Corrected before the words were changed on %(day)s"),
        N_("Corrected before the words were changed"),
    ),
    Stance.DISPUTED: (
        N_("Disputed before the words were changed on %(day)s"),
        N_("Disputed before the words were changed"),
    ),
}
"""What readers see when the words changed after the answer: with the day, and without."""
AWAITING_ANSWER = N_("Asked. The group has not answered yet")
NO_ANSWER = N_("Asked. The group did not answer in time")


class Hold(LabelledEnum):
    """Why publication waits for a named group; the first that holds is said."""

    UNNAMED = (
        "unnamed",
        N_("A group asks us not to publish its name. Take the name out, or say why it stays"),
    )
    NEVER_ASKED = "never_asked", N_("A group that is named was not asked. Ask it, or say why not")
    HAS_TIME = (
        "has_time",
        N_("A group that is named still has time to answer. Wait, or say why you do not"),
    )


class ConsentSubject(LabelledEnum):
    """What a consent is for."""

    WORDS = "words", N_("A person’s story or words")
    FILE = "file", N_("A picture, film or recording")


class EndReason(LabelledEnum):
    TAKEN_BACK = "taken_back", N_("Taken back")
    RAN_OUT = "ran_out", N_("Ran out")


WITHDRAWAL_REASON = N_(
    "Somebody’s story was told here with their consent, and that has ended. The team can log the "
    "work again without it."
)

AUDIT_VERBS: dict[str, Verb] = {
    "showed words": Verb(N_("A reader’s words were shown"), is_decision=True),
    "declined words": Verb(N_("A reader’s words were not shown"), is_decision=True),
    "asked a group": Verb(N_("A group that is named was asked whether that is right")),
    "a group spoke": Verb(N_("A group that is named said how it sees that"), is_decision=True),
    "declined a claim": Verb(N_("A curator did not find that it was the group"), is_decision=True),
    "kept a consent": Verb(N_("A consent was written down")),
    "ended a consent": Verb(N_("A consent ended")),
}
