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
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.results.actions import add_wave, write
from coprod.outcomes.results.enums import State
from coprod.outcomes.results.rules import Details
from coprod.outcomes.surveys import policies, queries, rules
from coprod.outcomes.surveys.enums import Came
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.outcomes.surveys.rules import Values
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class Asking:
    statements: tuple[int, ...]
    closes_on: date


@dataclass(frozen=True)
class Behalf:
    """How an answer came that somebody else types in."""

    came: Came
    note: str


def ask(actor: Actor, activity: Activity, details: Details, asking: Asking) -> Survey:
    """Open a survey of chosen statements. What comes of it is a wave like any other."""
    if not policies.can_ask(actor, activity):
        raise NotAllowedError
    rules.check_asking(asking.statements, asking.closes_on, clock.today())
    wave = add_wave(actor, activity, details, is_survey=True)
    made = Survey(wave=wave, asks=list(asking.statements), closes_on=asking.closes_on)
    session.add(made)
    session.flush()
    record_event(actor, "asked about statements", activity, is_public=True, wave=wave.id)
    return made


def answer(actor: Actor, survey: Survey, values: Values, once: str) -> bool:
    """Take in what somebody answered; False when they have answered before. Nobody notes it."""
    if not policies.can_answer(actor, survey):
        raise NotAllowedError
    return take_in(survey, values, SurveyAnswer(once=once))


def type_in(actor: Actor, survey: Survey, values: Values, behalf: Behalf, once: str) -> bool:
    """Type in what somebody answered on paper, by phone or in person."""
    if not policies.can_manage(actor, survey):
        raise NotAllowedError
    if not behalf.note:
        said = N_("Say when and where, and who wrote the answers down, without naming the person")
        raise RuleBrokenError(said, field="note")
    made = SurveyAnswer(once=once, came=behalf.came, note=behalf.note, typed_by_id=actor.id)
    is_new = take_in(survey, values, made)
    if is_new:
        record_event(actor, "typed in an answer", survey.wave, given=behalf.came)
    return is_new


def take_in(survey: Survey, values: Values, made: SurveyAnswer) -> bool:
    if not survey.is_open:
        raise RuleBrokenError(N_("This survey has closed"))
    rules.check_values(values, survey.asks)
    made.survey_id = survey.id
    made.values = {str(key): said.value for key, said in values.items()}
    return add_if_absent(made)


def close(actor: Actor, survey: Survey) -> None:
    if not policies.can_manage(actor, survey) or survey.is_counted:
        raise NotAllowedError
    count(actor, [survey])


def count(actor: Actor, surveys: Sequence[Survey]) -> int:
    """Write down how many gave each answer, once and for all, and throw single answers away.

    There is one result, and no earlier or later one that it could be compared with.
    """
    for survey in surveys:
        write(survey.wave, rules.count(queries.answers(survey), survey.asks))
        session.execute(delete(SurveyAnswer).where(SurveyAnswer.survey_id == survey.id))
        survey.is_counted = True
        survey.closes_on = min(survey.closes_on, clock.today())
        survey.wave.state = State.DRAFT
        session.flush()
        record_event(actor, "counted answers", survey.wave)
    return len(surveys)
