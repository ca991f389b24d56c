"""What the pages of an entry in the making are given: its answers in words, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass

from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import rules
from coprod.register.activities.actions import asked
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import (
    About,
    Behalf,
    Leading,
    Naming,
    Part,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
)


@dataclass(frozen=True)
class Step:
    """One question: its name in addresses, its words, the part it asks for, what it is needed as.

    ``needed`` names the entry in ``rules.UNANSWERED``, or is empty when it may stay open. What is
    not told to readers is the team's own: a curator does not correct it.
    """

    name: str
    question: Message
    kind: type[Part]
    needed: str = ""
    is_told: bool = True


STEPS = (
    Step("name", N_("What is it called?"), Naming, "title"),
    Step("summary", N_("What is it, in a few plain words?"), Telling, "summary"),
    Step("leader", N_("Who leads it?"), Leading, "leader"),
    Step("place", N_("Where does it happen?"), Placing, "place"),
    Step("time", N_("When did it start, and has it ended?"), Timing, "time"),
    Step("promise", N_("What were people promised?"), PromiseStatement, "promise"),
    Step("about", N_("What is it about, and who for?"), About),
    Step("story", N_("What happened, and what did you learn?"), Story),
    Step("behalf", N_("Did you type this for somebody else?"), Behalf, is_told=False),
)
BY_NAME = {step.name: step for step in STEPS}
FIRST_SIX = tuple(step for step in STEPS if step.needed)


@dataclass(frozen=True)
class Answered:
    """One line of the page that shows the answers before they are sent."""

    step: Step
    answers: tuple[object, ...]
    is_missing: bool


def answers(activity: Activity) -> list[Answered]:
    missing = rules.unanswered(asked(activity))
    return [
        Answered(step, tuple(list_answer_lines(activity, step.name)), step.needed in missing)
        for step in STEPS
    ]


def next_step(activity: Activity) -> str:
    """Return the first of the six questions that is still open, or nothing."""
    missing = rules.unanswered(asked(activity))
    return next((step.name for step in FIRST_SIX if step.needed in missing), "")


def place_in_six(step: Step) -> tuple[int, int]:
    """Return (number of this question, how many there are), for "Question 2 of 6"."""
    return FIRST_SIX.index(step) + 1 if step in FIRST_SIX else 0, len(FIRST_SIX)


def list_answer_lines(activity: Activity, step: str) -> Iterator[object]:
    """Yield the lines that answer one question: text, phrases and dates."""
    lines: dict[str, Iterator[object]] = {
        "name": iter([activity.title]),
        "summary": iter([activity.summary]),
        "leader": iter([activity.led_by.label if activity.led_by else "", activity.led_by_name]),
        "place": list_term_labels(activity, ListKind.LOCALITY, activity.place_words),
        "time": iter([activity.started, activity.ended]),
        "promise": promise(activity),
        "about": (term.label for listing in rules.ABOUT for term in activity.listed(listing)),
        "behalf": iter([activity.told_by, activity.typed_by, activity.consent]),
        "story": iter([activity.text.body, activity.text.learned]),
    }
    return (line for line in lines[step] if line)


def list_term_labels(activity: Activity, listing: ListKind, more: str) -> Iterator[object]:
    yield from (term.label for term in activity.listed(listing))
    yield more


def promise(activity: Activity) -> Iterator[object]:
    yield from (rung.label for rung in activity.promised)
    if activity.nothing_promised:
        yield N_("Nothing was promised, or we do not know")
