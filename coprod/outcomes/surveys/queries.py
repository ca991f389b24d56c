"""Finding a survey by its link, or by its results for those who ask. Answers are for the rules."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import Count, Hidden
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import Said
from coprod.outcomes.results.models import Wave
from coprod.outcomes.surveys import policies
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.outcomes.surveys.rules import Values, in_steps
from coprod.register.activities.policies import published


def whole() -> Select[Survey]:
    of = contains_eager(Survey.wave).contains_eager(Wave.activity)
    return select(Survey).join(Survey.wave).join(Wave.activity).options(of)


def by_link(key: str, *, to_change: bool = False) -> Survey:
    """Return the survey that a link leads to, while its entry is public."""
    return one(whole().where(Survey.key == key, published()), to_change=to_change)


def of_wave(actor: Actor, wave_id: int, *, to_change: bool = False) -> Survey:
    found = one(whole().where(Survey.wave_id == wave_id), to_change=to_change)
    if not policies.can_manage(actor, found):
        raise NotAllowedError
    return found


def one(wanted: Select[Survey], *, to_change: bool) -> Survey:
    held = wanted.with_for_update(of=Survey) if to_change else wanted
    found = session.scalars(held).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def asked(survey: Survey) -> list[Statement]:
    """Return the statements that a survey asks about, in its order."""
    found = session.scalars(select(Statement).where(Statement.id.in_(survey.asks))).all()
    return sorted(found, key=lambda each: survey.asks.index(each.id))


def has_answered(survey: Survey, *marks: str) -> bool:
    same = (SurveyAnswer.survey_id == survey.id, SurveyAnswer.once.in_(marks))
    return bool(session.scalar(select(exists().where(*same))))


def answers(survey: Survey) -> Sequence[Values]:
    """Return the answers, for counting them alone."""
    wanted = select(SurveyAnswer.values).where(SurveyAnswer.survey_id == survey.id)
    rows = session.scalars(wanted.order_by(SurveyAnswer.id)).all()
    return [{int(key): Said(said) for key, said in row.items()} for row in rows]


def progress(survey: Survey) -> Count | Hidden:
    """Return how many have answered, in steps: for those who ask."""
    counted = select(func.count(SurveyAnswer.id)).where(SurveyAnswer.survey_id == survey.id)
    return disclosure.answers(in_steps(session.scalar(counted) or 0))


def over(today: date) -> Sequence[Survey]:
    """Return the surveys that are over and not counted yet, held until that is done."""
    wanted = whole().where(Survey.is_counted.is_(False), Survey.closes_on < today)
    return session.scalars(wanted.order_by(Survey.id).with_for_update(of=Survey)).all()
