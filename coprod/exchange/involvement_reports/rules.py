"""Which fields of an activity answer which point of a form."""

from dataclasses import dataclass, fields
from typing import Any

from coprod.core.values.phrases import N_, Message
from coprod.exchange.involvement_reports.enums import ReportForm
from coprod.register.activities.rules import (
    PromiseStatement,
    Story,
    Telling,
    Timing,
    clear_fields,
)
from coprod.register.sections.rules import (
    Basics,
    Evidence,
    Outcome,
    People,
    Pledge,
    Sessions,
    Working,
    Worth,
)

Source = tuple[type[Any], tuple[str, ...]]
"""A part of an activity, and those of its fields that answer; none named: all of them."""


@dataclass(frozen=True)
class Point:
    """One point of a form: its heading, and where its answer stands."""

    heading: Message
    sources: tuple[Source, ...]


POINTS: dict[ReportForm, tuple[Point, ...]] = {
    ReportForm.GRIPP2: (
        Point(
            N_("Aim: why people were involved"),
            ((Telling, ()), (PromiseStatement, ()), (Pledge, ("pledge", "open_to_change"))),
        ),
        Point(
            N_("Methods: who was involved, and how"),
            (
                (People, ("took_part", "found", "roles", "groups")),
                (Working, ("shared",)),
                (Sessions, ()),
                (Story, ("body",)),
            ),
        ),
        Point(
            N_("Results: what came of it, good and bad"),
            ((Outcome, ()), (Worth, ("recognised", "recognised_by", "harder"))),
        ),
        Point(
            N_("Discussion: how far it changed what was decided"),
            ((Worth, ("anyway", "worth", "led_to", "led_to_post", "led_to_on")),),
        ),
        Point(
            N_("Reflections: what went well, what did not, who was missing"),
            ((Story, ("learned",)), (People, ("missing",))),
        ),
    ),
    ReportForm.PIRIT: (
        Point(N_("When"), ((Timing, ()), (Pledge, ("hear_back",)))),
        Point(N_("Kind of work, and how far it has come"), ((Basics, ("level", "stage")),)),
        Point(N_("Who was involved"), ((People, ("took_part", "groups", "missing")),)),
        Point(
            N_("How they were involved"),
            ((People, ("found", "roles")), (Working, ("shared",)), (Sessions, ())),
        ),
        Point(N_("What people said"), ((Outcome, ("asked", "said")),)),
        Point(N_("What was done"), ((Outcome, ("did",)),)),
        Point(N_("What was not done, and why"), ((Outcome, ("not_doing", "why_not")),)),
        Point(
            N_("What difference it made"),
            ((Worth, ("recognised", "recognised_by", "led_to", "led_to_post", "led_to_on")),),
        ),
        Point(N_("Where that can be seen"), ((Evidence, ()),)),
        Point(N_("What was learned"), ((Story, ("learned",)),)),
    ),
}


def keep_fields(part: Any, names: tuple[str, ...]) -> Any:
    """Return a part as if nobody had filled in any but some of its fields."""
    if not names:
        return part
    return clear_fields(part, {each.name for each in fields(part)} - {*names})
