"""Our own survey: asked by a link or on paper, answered without an account."""

from functools import partial

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.i_statements.queries import get_current_set
from coprod.outcomes.results.presenters import list_usual_plans
from coprod.outcomes.surveys import actions, forms, policies, presenters, queries
from coprod.outcomes.surveys.models import Survey
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("surveys", __name__)

TOKEN_TOO_OLD = N_("This page was open for long. Your answers are still here: send them again")


# For those who answer


@bp.get("/say/<token:token>")
@requires_role(Role.VISITOR)
def say(token: str) -> Answer:
    survey = queries.get_survey_by_link(token)
    if not survey.is_open or has_answered(survey) or not policies.can_answer(actor(), survey):
        return page("outcomes/surveys/closed.html", survey=survey)
    statements = queries.list_statements(survey)
    form = forms.AnswerForm.build(statements, slip=one_time_tokens.create_token(survey.key))
    return page("outcomes/surveys/say.html", **build_answer_page(survey, statements, form))


@bp.post("/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.answers
def say_sent(token: str) -> Answer:
    survey = queries.get_survey_by_link(token, to_change=True)
    if has_answered(survey):
        return go("outcomes.surveys.thanks", token=token)
    statements = queries.list_statements(survey)
    form = forms.AnswerForm.build(statements)
    one_time_token = read_token(form, survey)
    if one_time_token and form.validate():
        with form.catching_rule_errors():
            once = one_time_tokens.get_digest(one_time_token, survey.key, actor().id)
            actions.answer_survey(actor(), survey, form.to_values(statements), once)
            return go_to_thanks(survey, form.slip.data or "")
    form.slip.data = form.slip.data if one_time_token else one_time_tokens.create_token(survey.key)
    return form_page("outcomes/surveys/say.html", **build_answer_page(survey, statements, form))


@bp.get("/say/<token:token>/thanks")
@requires_role(Role.VISITOR)
def thanks(token: str) -> Answer:
    return page("outcomes/surveys/thanks.html", survey=queries.get_survey_by_link(token))


@bp.get("/say/<token:token>/paper")
@requires_role(Role.VISITOR)
def paper(token: str) -> Answer:
    survey = queries.get_survey_by_link(token)
    asked_questions = presenters.build_questions(queries.list_statements(survey))
    return page(
        "outcomes/surveys/paper.html",
        survey=survey,
        questions=asked_questions,
        link=build_link(survey),
    )


def read_token(form: forms.AnswerForm, survey: Survey) -> one_time_tokens.OneTimeToken | None:
    slip = one_time_tokens.read_token(form.slip.data or "", survey.key)
    if slip is None:
        form.show_rule_error(RuleBrokenError(TOKEN_TOO_OLD))
    return slip


def has_answered(survey: Survey) -> bool:
    find = partial(queries.has_answered, survey)
    return one_time_tokens.has_answered(survey.key, actor().id, find)


def go_to_thanks(survey: Survey, slip: str) -> Response:
    answer = go("outcomes.surveys.thanks", token=survey.key)
    lasts = max(survey.closes_on - clock.today(), forms.USUAL)
    one_time_tokens.set_cookie(answer, slip, path=f"/say/{survey.key}", lifetime=lasts)
    return answer


def build_answer_page(
    survey: Survey, statements: list[Statement], form: forms.AnswerForm
) -> dict[str, object]:
    return {"survey": survey, "form": form, "questions": presenters.build_questions(statements)}


def build_link(survey: Survey) -> str:
    return mailer.build_address("outcomes.surveys.say", token=survey.key)


# For those who ask


@bp.get("/outcomes/survey/<slug:slug>")
@requires_role(Role.RESIDENT)
def begin(slug: str) -> Answer:
    return page(
        "outcomes/surveys/begin.html", **build_begin_page(get_open_activity(slug), build_ask_form())
    )


@bp.post("/outcomes/survey/<slug:slug>")
@requires_role(Role.RESIDENT)
def begin_sent(slug: str) -> Answer:
    activity, form = get_open_activity(slug), build_ask_form()
    if form.validate():
        with form.catching_rule_errors():
            survey = actions.open_survey(
                actor(), activity, form.to_details(), form.to_survey_details()
            )
            message = N_("The survey is open. Share the link, or print the form")
            return go("outcomes.surveys.survey", wave_id=survey.wave_id, message=message)
    return form_page("outcomes/surveys/begin.html", **build_begin_page(activity, form))


@bp.get("/outcomes/results/<key:wave_id>/survey")
@requires_role(Role.RESIDENT)
def survey(wave_id: int) -> Answer:
    survey = queries.get_survey_of_wave(actor(), wave_id)
    progress = queries.get_progress(survey)
    return page(
        "outcomes/surveys/survey.html", survey=survey, link=build_link(survey), progress=progress
    )


@bp.post("/outcomes/results/<key:wave_id>/survey/close")
@requires_role(Role.RESIDENT)
def close(wave_id: int) -> Answer:
    actions.close_survey(actor(), queries.get_survey_of_wave(actor(), wave_id, to_change=True))
    message = N_("The survey is closed and counted. Now send the results to a curator")
    return go("outcomes.results.wave", wave_id=wave_id, message=message)


@bp.get("/outcomes/results/<key:wave_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf(wave_id: int) -> Answer:
    survey = queries.get_survey_of_wave(actor(), wave_id)
    statements = queries.list_statements(survey)
    form = forms.BehalfForm.build(statements, slip=one_time_tokens.create_token(survey.key))
    return page("outcomes/surveys/behalf.html", **build_answer_page(survey, statements, form))


@bp.post("/outcomes/results/<key:wave_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf_sent(wave_id: int) -> Answer:
    survey = queries.get_survey_of_wave(actor(), wave_id, to_change=True)
    statements = queries.list_statements(survey)
    form = forms.BehalfForm.build(statements)
    slip = read_token(form, survey)
    if slip and form.validate():
        with form.catching_rule_errors():
            values, came = form.to_values(statements), form.to_behalf()
            actions.type_in(actor(), survey, values, came, slip.digest)
            message = N_("The answers were saved. You can type in the next form")
            return go("outcomes.surveys.behalf", wave_id=wave_id, message=message)
    form.slip.data = form.slip.data if slip else one_time_tokens.create_token(survey.key)
    return form_page("outcomes/surveys/behalf.html", **build_answer_page(survey, statements, form))


def get_open_activity(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_ask)


def build_ask_form() -> forms.AskForm:
    statement_set = get_current_set()
    places = list_choices(ListKind.LOCALITY, clock.today())
    return forms.AskForm.build_with_statements(
        places, statement_set.statements if statement_set else ()
    )


def build_begin_page(activity: Activity, form: forms.AskForm) -> dict[str, object]:
    return {"activity": activity, "form": form, "usual": list_usual_plans()}
