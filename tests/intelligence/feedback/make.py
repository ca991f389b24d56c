"""Insight summaries to test with."""

from dataclasses import replace
from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.exchange.feedback_imports.enums import FeedbackChoices, FeedbackFileState
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.rules import FeedbackReport, dump_choices
from coprod.intelligence.feedback import actions
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.rules import Explanation, Numbers, Provenance, Subject, Summary
from tests import make


def quarter(back: int = 0) -> Quarter:
    return get_last_whole_quarter(clock.today()).back(back)


def summary(*felt: int, back: int = 0, **given: Any) -> Summary:
    """Return a public summary of one quarter. ``felt``: positive, neutral, negative."""
    when = given.pop("when", quarter(back))
    how: Any = dict(zip(("positive", "neutral", "negative"), felt, strict=False))
    comments = sum(felt) if felt else None
    numbers = Numbers(given.pop("people", None), comments, **how)
    explanation = Explanation(
        narrative=given.pop("narrative", "«Phones ring out»"),
        method=given.pop("method", ""),
        is_public=given.pop("is_public", True),
    )
    provenance = Provenance(given.pop("source", "«Healthwatch»"), when.starts, when.ends)
    return Summary(provenance, Subject(**given), numbers, explanation)


def insight(*felt: int, back: int = 0, **given: Any) -> Insight:
    curator = make.person(role=Role.CURATOR).actor
    return make.keep(actions.add_summary(curator, summary(*felt, back=back, **given)))


def changed(insight: Insight) -> None:
    """Change the words of a summary as a curator does."""
    explanation = replace(insight.explanation, narrative="«Phones ring out for hours»")
    new, seen = (
        replace(insight.summary, explanation=explanation),
        actions.fingerprint_summary(insight),
    )
    actions.change_summary(make.curator(), insight, new, seen=seen)


def counted_file(by: Person) -> FeedbackFile:
    """Keep the report of a file of comments that was counted."""
    report = FeedbackReport(
        rows=9, blank=1, spaces=2, two_ways=3, refused=1, new=7, added=["«service»"]
    )
    report.refused_rows = [[2, "«why»", "«cell»"]]
    report.words = {"«column»": {"«1»": 8}}
    report.unknown = {"locality": {"«name»": 1}}
    report.written.update(day=1, month=2)
    given = {
        "chosen": dump_choices(FeedbackChoices(source="«Survey»")),
        "report": dict(vars(report)),
    }
    state = {"token": "t", "state": FeedbackFileState.COUNTED, "person_id": by.id}
    return make.keep(FeedbackFile(file_name="«comments».csv", **state, **given))
