"""Asking with a survey, taking in answers, and counting them when it closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.outcomes.results.actions import add_wave, write_tallies
from coprod.outcomes.results.enums import WaveState
from coprod.outcomes.results.rules import WaveDetails
from coprod.outcomes.surveys import policies, queries, rules
from coprod.outcomes.surveys.enums import SurveyChannel
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.outcomes.surveys.rules import Values
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class SurveyDetails:
    statements: tuple[int, ...]
    closes_on: date


@dataclass(frozen=True)
class Behalf:
    """How an answer came that somebody else types in."""

    came: SurveyChannel
    note: str


def open_survey(
    actor: Actor, activity: Activity, details: WaveDetails, survey_details: SurveyDetails
) -> Survey:
    """Open a survey of chosen statements. What comes of it is a wave like any other."""
    require(policies.can_ask(actor, activity))
    rules.check_survey(survey_details.statements, survey_details.closes_on, clock.today())
    wave = add_wave(actor, activity, details, is_survey=True)
    survey = Survey(
        wave=wave, asks=list(survey_details.statements), closes_on=survey_details.closes_on
    )
    session.add(survey)
    session.flush()
    record_event(actor, "asked about statements", activity, is_public=True, wave=wave.id)
    return survey


def answer_survey(actor: Actor, survey: Survey, values: Values, once: str) -> bool:
    """Take in what somebody answered; False when they have answered before. Nobody notes it."""
    require(policies.can_answer(actor, survey))
    return save_answer(survey, values, SurveyAnswer(once=once))


def type_in(actor: Actor, survey: Survey, values: Values, behalf: Behalf, once: str) -> bool:
    """Type in what somebody answered on paper, by phone or in person."""
    require(policies.can_manage(actor, survey))
    if not behalf.note:
        message = N_(
            "Say when and where, and who wrote the answers down, without naming the person"
        )
        raise RuleBrokenError(message, field="note")
    typed_answer = SurveyAnswer(once=once, came=behalf.came, note=behalf.note, typed_by_id=actor.id)
    is_new = save_answer(survey, values, typed_answer)
    if is_new:
        record_event(actor, "typed in an answer", survey.wave, given=behalf.came)
    return is_new


def save_answer(survey: Survey, values: Values, answer: SurveyAnswer) -> bool:
    if not survey.is_open:
        raise RuleBrokenError(N_("This survey has closed"))
    rules.check_values(values, survey.asks)
    answer.survey_id = survey.id
    answer.values = {str(key): choice.value for key, choice in values.items()}
    return add_if_absent(answer)


def close_survey(actor: Actor, survey: Survey) -> None:
    require(policies.can_manage(actor, survey) and not survey.is_counted)
    count_surveys(actor, [survey])


def count_surveys(actor: Actor, surveys: Sequence[Survey]) -> int:
    """Write down how many gave each answer, once and for all, and throw single answers away.

    There is one result, and no earlier or later one that it could be compared with.
    """
    for survey in surveys:
        write_tallies(survey.wave, rules.count_answers(queries.list_answers(survey), survey.asks))
        session.execute(delete(SurveyAnswer).where(SurveyAnswer.survey_id == survey.id))
        survey.is_counted = True
        survey.closes_on = min(survey.closes_on, clock.today())
        survey.wave.state = WaveState.DRAFT
        session.flush()
        record_event(actor, "counted answers", survey.wave)
    return len(surveys)
