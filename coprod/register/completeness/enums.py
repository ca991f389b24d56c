"""What readers want to know of an activity, and how much a remark about it matters."""

from collections.abc import Callable
from dataclasses import dataclass

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.rules import (
    About,
    Leading,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
)
from coprod.register.sections.rules import (
    ActivitySections,
    Evidence,
    Outcome,
    People,
    Pledge,
    Sessions,
)


class Weight(LabelledEnum):
    """How much a remark matters, in words for its team and for the curator who reads it."""

    curator_label: Message

    BLOCKING = (
        "blocking",
        N_("Needed before you can send it"),
        N_("Needed, and not there"),
    )
    ASKED = (
        "asked",
        N_("Asked before you send it. “We do not know” is an answer"),
        N_("The team was asked, and did not answer"),
    )
    FUNDED = (
        "funded",
        N_("Asked of all that a pot of money pays for"),
        N_("Asked of all that a pot of money pays for"),
    )
    WARNING = "warning", N_("Worth another look"), N_("Worth another look")
    HINT = "hint", N_("If you can"), N_("Would help readers")


class Requirement(LabelledEnum):
    """What those who pay for an activity may ask of it."""

    COSTED = "costed", N_("a costed line: an amount under “What it takes: money and time”")
    ASSESSED = "assessed", N_("an assessment of how shared it was")


@dataclass(frozen=True)
class Topic:
    """Something that a reader wants to know, and where the owner can tell it.

    ``words`` go on after "This entry tells"; ``place`` and ``field`` lead to the box.
    """

    words: Message
    question: Message
    place: str
    field: str
    is_answered: Callable[[ActivitySections], object]


WHAT_IT_IS = Topic(
    N_("what it is"),
    N_("What is it, in a few plain words?"),
    "summary",
    "summary",
    lambda t: t[Telling].summary,
)
"""Asked first of all, because nothing is sent without it. What stands in a list says it anyway."""
TOPICS = (
    Topic(
        N_("who leads it"),
        N_("Who leads it?"),
        "leader",
        "led_by_name",
        lambda t: t[Leading] != Leading(),
    ),
    Topic(
        N_("where it happens"),
        N_("Where does it happen?"),
        "place",
        "place_words",
        lambda t: t[Placing] != Placing(),
    ),
    Topic(
        N_("when it began"),
        N_("When did it start?"),
        "time",
        "started-day",
        lambda t: t[Timing].started,
    ),
    Topic(
        N_("what was promised"),
        N_("What were people promised?"),
        "promise",
        "promised",
        lambda t: t[PromiseStatement].rungs or t[PromiseStatement].nothing,
    ),
    Topic(
        N_("what came of it"),
        N_("What was done because of what people said?"),
        "outcome",
        "did",
        lambda t: t[Outcome].did or t[Outcome].not_doing,
    ),
    Topic(
        N_("what was learned"),
        N_("What would you tell the next team?"),
        "story",
        "learned",
        lambda t: t[Story].learned,
    ),
    Topic(
        N_("how many people took part"),
        N_("How many people took part?"),
        "people",
        "took_part_how",
        lambda t: t[People].took_part,
    ),
    Topic(
        N_("who was missing"),
        N_("Who was missing?"),
        "people",
        "missing",
        lambda t: t[People].missing,
    ),
    Topic(
        N_("what people could change"),
        N_("What could people change, and what not?"),
        "openness",
        "open_to_change",
        lambda t: t[Pledge].open_to_change or t[Pledge].not_open,
    ),
    Topic(
        N_("what people said"),
        N_("What did people say?"),
        "outcome",
        "said",
        lambda t: t[Outcome].said,
    ),
    Topic(
        N_("how people were involved"),
        N_("How were people involved?"),
        "about",
        "methods",
        lambda t: dict(t[About].listed).get(ListKind.METHOD) or t[Sessions].rows,
    ),
    Topic(
        N_("who decides"),
        N_("Which role decides?"),
        "openness",
        "decided_by",
        lambda t: t[Pledge].decided_by,
    ),
    Topic(
        N_("when people hear back"),
        N_("When will people hear back?"),
        "openness",
        "hear_back-day",
        lambda t: t[Pledge].hear_back,
    ),
    Topic(
        N_("what helped people to take part"),
        N_("What helped people to take part?"),
        "sessions",
        "",
        lambda t: any(row.offered_ids for row in t[Sessions].rows),
    ),
    Topic(
        N_("where to read more"),
        N_("Where can readers see more?"),
        "evidence",
        "title",
        lambda t: t[Evidence].rows,
    ),
)
"""In the order of how much a reader gains from knowing it."""
