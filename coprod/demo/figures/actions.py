"""Loading what made-up activities took and changed, by the actions that people use."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.examples.actions import find_organisation_id, find_term_ids, pretend_day
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import Cast
from coprod.demo.figures.rules import (
    Attendance,
    ExampleCounts,
    ExampleGiving,
    ExampleReport,
    ExampleWave,
    FeedbackSummary,
    Figures,
    FundingPot,
    PartnerRequest,
    StatementLink,
)
from coprod.intelligence.feedback.actions import add_summary
from coprod.intelligence.feedback.rules import Provenance, Subject, Summary
from coprod.intelligence.reports import actions as reports
from coprod.intelligence.reports.rules import ReportDraft
from coprod.outcomes.i_statements import actions as statements
from coprod.outcomes.i_statements.queries import get_current_set
from coprod.outcomes.results import actions as waves
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants.actions import enter_totals
from coprod.reference.lists.enums import ListKind
from coprod.resourcing.funding_pots import actions as pots
from coprod.resourcing.funding_pots.models import Pot
from coprod.resourcing.requests import actions as requests
from coprod.resourcing.requests.rules import RequestDraft
from coprod.reviews.actions import decide_subject
from coprod.reviews.rules import Verdict


def load_figures(cast: Cast, figures: Figures) -> None:
    """Load all figures for activities that have just been loaded."""
    for name, load in LOADERS.items():
        for example in getattr(figures, name):
            load(cast, example)


def load_statement_link(cast: Cast, example: StatementLink) -> None:
    activity = get_example_activity(example.activity)
    outcome_link = statements.link_statement(
        cast.team, activity, example.statement, example.details
    )
    statements.publish_link(cast.curator, activity, outcome_link)


def load_attendance(cast: Cast, example: Attendance) -> None:
    activity = get_example_activity(example.activity)
    with pretend_day(example.day):
        for trait, numbers in example.totals.items():
            enter_totals(cast.team, activity, trait, numbers)


def load_wave(cast: Cast, example: ExampleWave) -> None:
    activity = get_example_activity(example.activity) if example.activity else None
    author = cast.team if activity else cast.curator
    wave = waves.add_wave(author, activity, example.details)
    waves.enter_counts(author, wave, [build_counts_row(each) for each in example.rows])
    waves.send_wave(author, wave)
    decide_subject(cast.administrator, wave, Verdict("publish"))


def build_counts_row(example: ExampleCounts) -> CountsRow:
    statement_set = get_current_set()
    statement = statement_set.get_statement(example.statement) if statement_set else None
    statement_id = statement.id if statement else 0
    return CountsRow(
        statement_id, dict(zip(LikertAnswer, example.counts, strict=False)), example.group
    )


def load_pot(cast: Cast, example: FundingPot) -> None:
    with pretend_day(example.day):
        pot = pots.add_pot(cast.curator, example.details)
    for giving in example.givings:
        with pretend_day(giving.day):
            load_giving(cast, pot, giving)


def load_giving(cast: Cast, pot: Pot, example: ExampleGiving) -> None:
    activity_id = get_example_activity(example.activity).id if example.activity else None
    details = replace(
        example.details, to_id=find_organisation_id(example.to), activity_id=activity_id
    )
    giving = pots.give_from_pot(cast.curator, pot, details)
    if example.reached is not None:
        pots.record_reached_amount(cast.curator, pot, giving, example.reached)
    if example.taken_back:
        pots.take_giving_back(cast.curator, pot, giving, example.taken_back)


def load_request(cast: Cast, example: PartnerRequest) -> None:
    """Load a request of a partner that this place has."""
    partner_id = find_organisation_id(example.partner)
    if partner_id is None:
        return
    draft = RequestDraft(
        partner_id,
        example.purpose,
        example.details,
        find_term_id(ListKind.BOARD, example.board),
        get_example_activity(example.activity).id if example.activity else None,
        is_public=True,
    )
    first, *more = example.steps
    with pretend_day(first.day or clock.today()):
        request = requests.add_request(cast.curator, draft, first)
    for step in more:
        with pretend_day(step.day or clock.today()):
            requests.revise_request(cast.curator, request, step, seen=request.version)
    last = get_last_whole_quarter(clock.today())
    for number, given in enumerate(example.given):
        quarter = last.back(number)
        requests.record_quarter(cast.curator, request, quarter, given, seen=request.version)


def load_feedback(cast: Cast, example: FeedbackSummary) -> None:
    quarter = get_last_whole_quarter(clock.today()).back(example.quarters_ago)
    term_ids: dict[str, Any] = {
        f"{name}_id": find_term_id(name, key) for name, key in example.about.items()
    }
    subject = Subject(theme=example.theme, elsewhere=example.elsewhere, **term_ids)
    provenance = Provenance(example.source, quarter.starts, quarter.ends)
    add_summary(cast.curator, Summary(provenance, subject, example.numbers, example.explanation))


def load_report(cast: Cast, example: ExampleReport) -> None:
    draft = ReportDraft(
        title=example.title,
        publisher=example.publisher,
        published=PartialDate(example.published.year, example.published.month),
        people=example.people,
        method=example.method,
        summary=example.summary,
        former_addresses=(example.former_address,),
    )
    report = reports.add_report(cast.curator, draft)
    for recommendation in example.recommendations:
        reports.add_recommendation(cast.curator, report, recommendation)
    reports.publish_report(cast.curator, report, has_read=True, seen=report.version)


def find_term_id(list_kind: str, key: str) -> int | None:
    return next(iter(find_term_ids(ListKind(list_kind), [key])), None)


LOADERS: Mapping[str, Callable[[Cast, Any], None]] = {
    "statement_links": load_statement_link,
    "attendances": load_attendance,
    "waves": load_wave,
    "pots": load_pot,
    "requests": load_request,
    "feedback": load_feedback,
    "reports": load_report,
}
"""What loads each list of the file, in this order."""
