"""Our own survey: answered without an account or on paper, counted once, single answers gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from sqlalchemy import func, select

from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Role
from coprod.outcomes.results.enums import LikertAnswer, WaveState
from coprod.outcomes.results.models import Tally
from coprod.outcomes.surveys import actions, queries
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.register.activities.enums import Status
from tests import make
from tests.outcomes.i_statements import make as said

As = Callable[[Any], Any]
ASK = {
    "title": "Lunch club",
    "surveyed_on-month": "3",
    "surveyed_on-year": "2026",
    "moment": "before",
    "mode": "mixed",
    "language": "English",
    "surveyed_by": "The club",
    "same_people": "others",
    "place": "",
}


def opened(owner: Any = None) -> Survey:
    statements = said.framework()
    return said.survey(make.activity(owner=owner, status=Status.PUBLISHED), *statements)


def slip_in(page: str) -> str:
    return page.partition('name="slip" type="hidden" value="')[2].partition('"')[0]


def send(browser: Any, survey: Survey, answer: LikertAnswer = LikertAnswer.AGREE) -> Any:
    path = f"/say/{survey.key}"
    boxes = {f"statement-{key}": answer.value for key in survey.asks}
    return browser.send(path, {"slip": slip_in(browser.get(path).text), **boxes})


def answered(survey: Survey, *answers: LikertAnswer) -> None:
    for number, each in enumerate(answers):
        once = f"slip {number}"
        actions.answer_survey(make.person().actor, survey, dict.fromkeys(survey.asks, each), once)


def test_a_team_asks_and_people_answer_without_an_account(as_: As, app: Any, session: Any) -> None:
    statements = said.framework()
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)
    team = as_(owner)
    day = clock.today() + timedelta(days=9)
    closes = {f"closes_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}

    assert team.send("/outcomes/survey/falls-group", {**ASK, **closes}).status_code == 422
    asked = {"statements": [str(each.id) for each in statements]}
    at = team.send("/outcomes/survey/falls-group", {**ASK, **closes, **asked}).location
    assert at.endswith("/survey")
    survey = session.scalars(select(Survey)).one()
    visitor = app.test_client()

    assert send(visitor, survey).location.endswith("/thanks")
    assert "You have answered" in visitor.get(f"/say/{survey.key}").text
    assert "Fewer than 5" in team.get(at).text
    assert "you look after this work" in team.get(f"/say/{survey.key}").text
    assert send(team, survey).status_code == 422
    assert "Mark one answer" in app.test_client().get(f"/say/{survey.key}/paper").text
    kept = session.scalars(select(SurveyAnswer)).one()
    assert set(kept.values.values()) == {"agree"}


def test_an_empty_form_and_a_strange_answer_are_refused(app: Any, session: Any) -> None:
    survey = opened()
    visitor = app.test_client()
    path = f"/say/{survey.key}"
    slip = slip_in(visitor.get(path).text)

    assert visitor.send(path, {"slip": slip}).status_code == 422
    strange = {f"statement-{survey.asks[0]}": "7"}
    assert visitor.send(path, {"slip": slip, **strange}).status_code == 422
    assert visitor.send(path, {"slip": "forged"}).status_code == 422


def test_paper_is_typed_in_with_a_note(as_: As, session: Any) -> None:
    owner = make.person()
    survey = opened(owner)
    team, path = as_(owner), f"/outcomes/results/{survey.wave_id}/on-behalf"
    answers = {f"statement-{survey.asks[0]}": "disagree"}

    assert team.send(path, {"slip": slip_in(team.get(path).text), **answers}).status_code == 422
    how = {"came": "paper", "note": "At the club", "slip": slip_in(team.get(path).text)}
    assert team.send(path, {**how, **answers}).status_code == 303
    assert as_(Role.TEAM_MEMBER).get(path).status_code == 403


def test_closing_counts_once_and_throws_single_answers_away(as_: As, session: Any) -> None:
    owner = make.person()
    survey = opened(owner)
    answered(
        survey,
        *[LikertAnswer.AGREE] * 12,
        *[LikertAnswer.DISAGREE] * 6,
        LikertAnswer.DOES_NOT_APPLY,
    )
    session.commit()

    at = as_(owner).send(f"/outcomes/results/{survey.wave_id}/survey/close").location

    assert session.scalar(select(func.count(SurveyAnswer.id))) == 0
    counts = session.scalars(select(Tally).order_by(Tally.id)).first().counts
    assert (counts["agree"], counts["disagree"], counts["does_not_apply"]) == (12, 6, 1)
    page = as_(owner).get(at).text
    assert "Half or more" in page
    assert "The rows behind the numbers" not in page
    assert "The rows behind the numbers" in as_(Role.CURATOR).get(at).text


def test_a_survey_that_is_over_is_counted_by_the_command(app: Any, session: Any) -> None:
    survey = opened()
    answered(survey, LikertAnswer.AGREE)
    session.commit()

    with time_machine.travel(clock.now() + timedelta(days=20)):
        assert app.test_cli_runner().invoke(args=["jobs", "run", "surveys"]).exit_code == 0
        again = session.scalars(select(Survey)).one()
        assert not again.is_open
        assert queries.list_surveys_to_count(clock.today()) == []
        assert again.is_counted
    assert again.closes_on == survey.closes_on


def test_nobody_learns_of_single_answers_from_how_many_there_are(session: Any) -> None:
    survey = opened()
    seen = []
    for number in range(11):
        seen.append(queries.get_progress(survey).words.plain)
        once = f"slip {number}"
        actions.answer_survey(
            make.person().actor, survey, {survey.asks[0]: LikertAnswer.AGREE}, once
        )

    assert len(set(seen)) == 3
    assert len(set(seen[:5])) == len(set(seen[5:10])) == 1


def test_a_survey_without_answers_leaves_nothing_to_send(session: Any) -> None:
    survey = opened()
    actions.count_surveys(SYSTEM, [survey])
    assert survey.wave.state is WaveState.DRAFT
    assert session.scalar(select(func.count(Tally.id))) == 0
