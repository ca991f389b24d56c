"""Finding a survey by its link, or by its results for those who ask. Answers are for the rules."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.disclosure.rules import disclose_answers
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require, require_found
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.results.models import Wave
from coprod.outcomes.surveys import policies
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.outcomes.surveys.rules import Values, round_down_to_step
from coprod.register.activities.policies import is_public_activity


def select_surveys() -> Select[Survey]:
    with_wave = contains_eager(Survey.wave).contains_eager(Wave.activity)
    return select(Survey).join(Survey.wave).join(Wave.activity).options(with_wave)


def get_survey_by_link(key: str, *, to_change: bool = False) -> Survey:
    """Return the survey that a link leads to, while its activity is public."""
    return get_one(
        select_surveys().where(Survey.key == key, is_public_activity()), to_change=to_change
    )


def get_survey_of_wave(actor: Actor, wave_id: int, *, to_change: bool = False) -> Survey:
    survey = get_one(select_surveys().where(Survey.wave_id == wave_id), to_change=to_change)
    require(policies.can_manage(actor, survey))
    return survey


def get_one(query: Select[Survey], *, to_change: bool) -> Survey:
    locked = query.with_for_update(of=Survey) if to_change else query
    return require_found(session.scalars(locked).one_or_none())


def list_statements(survey: Survey) -> list[Statement]:
    """Return the statements that a survey asks about, in its order."""
    statements = session.scalars(select(Statement).where(Statement.id.in_(survey.asks))).all()
    return sorted(statements, key=lambda each: survey.asks.index(each.id))


def has_answered(survey: Survey, *marks: str) -> bool:
    same = (SurveyAnswer.survey_id == survey.id, SurveyAnswer.once.in_(marks))
    return bool(session.scalar(select(exists().where(*same))))


def list_answers(survey: Survey) -> Sequence[Values]:
    """Return the answers, for counting them alone."""
    query = select(SurveyAnswer.values).where(SurveyAnswer.survey_id == survey.id)
    rows = session.scalars(query.order_by(SurveyAnswer.id)).all()
    return [{int(key): LikertAnswer(answer) for key, answer in row.items()} for row in rows]


def get_progress(survey: Survey) -> RoundedCount | Hidden:
    """Return how many have answered, in steps: for those who ask."""
    counted = select(func.count(SurveyAnswer.id)).where(SurveyAnswer.survey_id == survey.id)
    return disclose_answers(round_down_to_step(session.scalar(counted) or 0))


def list_surveys_to_count(today: date) -> Sequence[Survey]:
    """Return the surveys that are over and not counted yet, with their rows locked."""
    query = select_surveys().where(Survey.is_counted.is_(False), Survey.closes_on < today)
    return session.scalars(query.order_by(Survey.id).with_for_update(of=Survey)).all()
