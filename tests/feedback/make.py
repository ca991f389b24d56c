"""Insight summaries to test with."""

from typing import Any

from coprod.feedback import actions
from coprod.feedback.models import Insight
from coprod.feedback.rules import Asking, Numbers, Subject, Summary, Telling
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.kit.quarters import Quarter, last_whole
from tests import make


def quarter(back: int = 0) -> Quarter:
    return last_whole(clock.today()).back(back)


def summary(*felt: int, back: int = 0, **given: Any) -> Summary:
    """Return a public summary of one quarter. ``felt``: positive, neutral, negative."""
    when = given.pop("when", quarter(back))
    numbers = Numbers(given.pop("people", None), sum(felt) if felt else None, *felt)
    telling = Telling(
        narrative=given.pop("narrative", "«Phones ring out»"),
        is_public=given.pop("is_public", True),
    )
    asking = Asking(given.pop("source", "«Healthwatch»"), when.starts, when.ends)
    return Summary(asking, Subject(**given), numbers, telling)


def insight(*felt: int, back: int = 0, **given: Any) -> Insight:
    curator = make.person(role=Role.CURATOR).actor
    return make.keep(actions.add_summary(curator, summary(*felt, back=back, **given)))
