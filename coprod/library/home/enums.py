"""What other ladders call our levels, and what people hold against ladders.

The row-to-row match is ours: no source gives an official one.
"""

from dataclasses import dataclass

from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

NO_MATCH = N_("No match")


@dataclass(frozen=True)
class Match:
    rung: Rung
    arnstein: Message
    iap2: Message


CROSSWALK = (
    Match(Rung.CO_PRODUCTION, N_("Partnership, delegated power"), N_("Collaborate, empower")),
    Match(Rung.CO_DESIGN, N_("Partnership, in part"), N_("Collaborate")),
    Match(Rung.ENGAGEMENT, N_("Placation"), N_("Involve")),
    Match(Rung.CONSULTATION, N_("Consultation"), N_("Consult")),
    Match(Rung.INFORMING, N_("Informing"), N_("Inform")),
    Match(Rung.EDUCATING, N_("Therapy, informing"), N_("Inform")),
    Match(Rung.COERCION, N_("Manipulation, therapy"), NO_MATCH),
)


@dataclass(frozen=True)
class Doubt:
    """Something that people rightly say about ladders, and what we do about it."""

    objection: Message
    answer: Message


DOUBTS = (
    Doubt(
        N_("A ladder makes higher look better. Sometimes a lower level is the right one."),
        N_(
            "We compare what happened with what was promised. We do not rank projects, and we "
            "never show low levels in red."
        ),
    ),
    Doubt(
        N_("It is one number for a long story."),
        N_(
            "Each answer of the team is shown beside the level, and so is how shared each part "
            "was: planning, deciding, doing and checking."
        ),
    ),
    Doubt(
        N_("It is a snapshot, but work changes over time."),
        N_("A team can answer again later. Old answers are kept, so you can see the change."),
    ),
    Doubt(
        N_("It sees things from the service’s side. What communities do themselves is left out."),
        N_("Residents can log what they lead themselves. It needs no service to count."),
    ),
    Doubt(
        N_("Everything gets called “co-production” now."),
        N_(
            "The level comes from the team’s answers, not from what it calls its work. The "
            "lowest limit decides: one strong answer cannot make up for a weak one."
        ),
    ),
    Doubt(
        N_("Some decisions cannot be shared in full, because the law says who must decide."),
        N_("Then co-design is the honest name. A team can say so, and say why."),
    ),
    Doubt(
        N_("The top of the ladder says little about doing and checking the work together."),
        N_("We ask about both. Without them, an activity cannot reach co-production."),
    ),
)
