"""Statements, links, results and surveys to test with, made by the actions that people use."""

from datetime import timedelta
from typing import Any

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.dates import PartialDate
from coprod.outcomes.i_statements import actions, queries
from coprod.outcomes.i_statements.enums import Direction, LinkKind, Strength
from coprod.outcomes.i_statements.models import OutcomeLink, Statement
from coprod.outcomes.i_statements.rules import (
    IndicatorContent,
    LinkDetails,
    StatementContent,
    StatementSetContent,
)
from coprod.outcomes.results import actions as waves
from coprod.outcomes.results.enums import SCALE, LikertAnswer, Mode, Moment, SamePeople, WaveState
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.rules import CountsRow, WaveDetails
from coprod.outcomes.surveys import actions as surveys
from coprod.outcomes.surveys.models import Survey
from coprod.register.activities.models import Activity
from tests import make


def framework() -> list[Statement]:
    """Load two statements, with choice and control second in the file."""
    said = StatementSetContent(
        (
            StatementContent("«area»", "«safe»", key="safe", domain_key="area"),
            StatementContent("«choice»", "«say»", True, {"bn": "«bn»"}, "say", "choice-control"),
        ),
        (
            IndicatorContent(
                "«choice»", "«measure»", "68", "«source»", "«unit»", Direction.UP, "«n»", "m",
                "choice-control",
            ),
        ),
    )  # fmt: skip
    actions.load_statements(SYSTEM, said)
    session.commit()
    found = queries.get_current_set()
    assert found is not None
    return list(found.statements)


def aim(
    activity: Activity, key: str = "say", kind: LinkKind = LinkKind.AIMS_TO_CHANGE
) -> OutcomeLink:
    linking = LinkDetails(kind, Strength.NOT_KNOWN, "«because»")
    return make.keep(actions.link_statement(make.owner(activity), activity, key, linking))


def details(**given: Any) -> WaveDetails:
    usual: dict[str, Any] = {
        "title": "«round»",
        "surveyed_on": PartialDate(2026, 3),
        "moment": Moment.BEFORE,
        "mode": Mode.PAPER,
        "language": "«English»",
        "surveyed_by": "«a facilitator»",
        "same_people": SamePeople.OTHERS,
        "summary": "«told»",
    }
    return WaveDetails(**{**usual, **given})


def counts(*numbers: int) -> dict[LikertAnswer, int]:
    return dict(zip(SCALE, numbers, strict=False))


def results(
    activity: Activity | None,
    *rows: CountsRow,
    state: WaveState = WaveState.PUBLISHED,
    **given: Any,
) -> Wave:
    """Enter results and take them as far as ``state``."""
    by = make.owner(activity) if activity else make.curator()
    made = waves.add_wave(by, activity, details(**given))
    waves.enter_counts(by, made, rows)
    if state is not WaveState.DRAFT:
        waves.send_wave(by, made)
    if state is WaveState.PUBLISHED:
        waves.publish_wave(make.person(role=Role.CURATOR).actor, made)
    return make.keep(made)


def survey(activity: Activity, *statements: Statement) -> Survey:
    asking = surveys.SurveyDetails(
        tuple(s.id for s in statements), clock.today() + timedelta(days=14)
    )
    by = make.owner(activity)
    return make.keep(surveys.open_survey(by, activity, details(), asking))
